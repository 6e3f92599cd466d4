"""Reports by exception: who owes one, what it says, what it asks, and the answer."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, quarters, queries
from wardmote.governance.forms.filling import LastDayForm
from wardmote.governance.forms.reports import AnswerForm, DutyForm, EmptyForm, HandInForm, LineChangeForm, LineForm
from wardmote.governance.policies import may_report_by_exception, may_run_governance, may_see_governance
from wardmote.governance.presenters import reports as shown
from wardmote.governance.states import LineKind, ReportState
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """Who has reported on a quarter, who has not, and what is asked."""
    today = request.standing.day(clock.today())
    quarter = shown.quarter_from(request.GET.get("quarter", ""), queries.quarters_used(request.standing), today)
    owed = queries.owed(request.standing, quarter)
    asks, asked = queries.open_asks(request.standing)
    context = {
        "rows": shown.owed_rows(owed, quarter, today), "sentence": shown.owed_sentence(owed, quarter), "asks": shown.line_rows(asks), "asked": asked,
        "quarters": shown.quarter_links(quarter, "exception-reports"), "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/reports.html", context)


@allowed_by(may_see_governance)
@require_safe
def report(request: MemberRequest, key: UUID) -> HttpResponse:
    """One report."""
    found = queries.report_seen(request.standing, key)
    draft = found.state is ReportState.DRAFT
    context = {
        "report": found, "months": shown.months(found.quarter_from, found.quarter_to), "state": shown.report_state(found, request.standing.day(clock.today())),
        "groups": shown.line_groups(found), "writes": draft and found.writes and allows(may_report_by_exception, request.standing),
        "answers": not draft and allows(may_run_governance, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/report.html", context)


@allowed_by(may_report_by_exception)
@require_http_methods(FORM)
def begin(request: MemberRequest, key: UUID, first: str) -> HttpResponse:
    """A draft for a group and a quarter."""
    on = _day(first)
    owed = queries.owed_by(request.standing, key, quarters.quarter_of(on, queries.quarters_used(request.standing)))
    form, made = EmptyForm(request.POST if request.method == "POST" else None), list[UUID]()
    if done(form, lambda: made.append(changes.begin_report(group=key, on=on, at=clock.now(), by=request.standing))):
        return to(reverse("exception-report", args=made), "report-begun")
    lead = _(
        "Say by exception what goes well, what does not, and what you ask others to unblock. “Nothing to report” is a report, too."
    )
    return page(
        request,
        form,
        heading=_("Begin the report of {group}").format(group=owed.name),
        button=_("Begin it"),
        back=reverse("exception-reports"),
        lead=lead,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _draft(request: MemberRequest, key: UUID) -> queries.ReportSeen:
    """A report that whoever asks may write in; else refused."""
    found = queries.report_seen(request.standing, key)
    if not found.writes:
        raise Refused("report-by-exception")
    return found


def _themes(request: MemberRequest) -> list[tuple[str, str]]:
    return shown.theme_choices(queries.themes_on(request.standing, request.standing.day(clock.today())))


@allowed_by(may_report_by_exception)
@require_http_methods(FORM)
def write(request: MemberRequest, key: UUID) -> HttpResponse:
    """A line of the report."""
    found, here = _draft(request, key), reverse("exception-report", args=[key])
    form = LineForm(
        request.POST or None, initial={"kind": LineKind.CHALLENGE} | kept_for(request), themes=_themes(request)
    )
    if done(form, lambda: changes.write_line(report=key, line=form.line, at=clock.now(), by=request.standing)):
        return to(here, "line-written")
    return page(
        request,
        form,
        heading=_("Report of {group}: add a line").format(group=found.name),
        button=_("Add this line"),
        back=here,
    )


@allowed_by(may_report_by_exception)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another text for a line."""
    line = queries.line_seen(request.standing, key)
    _draft(request, line.report)
    here = reverse("exception-report", args=[line.report])
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = LineChangeForm(sent, initial=shown.begin_line(line) | kept_for(request), themes=_themes(request))
    try:
        if done(
            form,
            lambda: changes.change_line(
                line=key, version=form.cleaned_data["version"], to=form.line, at=clock.now(), by=request.standing
            ),
        ):
            return to(here, "line-changed")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    return page(
        request,
        form,
        heading=_("Report of {group}: change a line").format(group=line.group),
        button=_("Change it"),
        back=here,
    )


@allowed_by(may_report_by_exception)
@require_http_methods(FORM)
def remove(request: MemberRequest, key: UUID) -> HttpResponse:
    """A line taken out."""
    line = queries.line_seen(request.standing, key)
    _draft(request, line.report)
    form, here = (
        EmptyForm(request.POST if request.method == "POST" else None),
        reverse("exception-report", args=[line.report]),
    )
    if done(form, lambda: changes.remove_line(line=key, at=clock.now(), by=request.standing)):
        return to(here, "line-removed")
    return page(
        request,
        form,
        heading=_("Take this line out?"),
        button=_("Take it out"),
        back=here,
        lead=line.text,
        dangerous=True,
    )


@allowed_by(may_report_by_exception)
@require_http_methods(FORM)
def hand_in(request: MemberRequest, key: UUID) -> HttpResponse:
    """The report is done."""
    found, here = _draft(request, key), reverse("exception-report", args=[key])
    form = HandInForm(request.POST if request.method == "POST" else None, initial=kept_for(request))
    if done(
        form,
        lambda: changes.hand_in(report=key, nothing=form.cleaned_data["nothing"], at=clock.now(), by=request.standing),
    ):
        return to(here, "report-handed-in")
    lead = _("Then it is read by everybody who reads the group’s papers, and stays as it is.")
    return page(
        request,
        form,
        heading=_("Hand in the report of {group}").format(group=found.name),
        button=_("Hand it in"),
        back=here,
        lead=lead,
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def answer(request: MemberRequest, key: UUID) -> HttpResponse:
    """The answer to what a board asks."""
    line = queries.line_seen(request.standing, key)
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = AnswerForm(sent, initial=shown.begin_answer(line) | kept_for(request))
    try:
        if done(form, lambda: changes.answer_ask(line=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
            return to(reverse("exception-report", args=[line.report]), "ask-answered")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("What {group} asks to be unblocked").format(group=line.group)
    return page(
        request,
        form,
        heading=heading,
        button=_("Save the answer"),
        back=reverse("exception-report", args=[line.report]),
        lead=line.text,
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def require(request: MemberRequest) -> HttpResponse:
    """A group reports from a day on."""
    usual = quarters.table().usual
    initial = {
        "quarters_of": usual,
        "due_days": quarters.table().kinds[usual].due_days,
        "valid_from": request.standing.day(clock.today()),
    } | kept_for(request)
    groups = [
        (str(key), name)
        for key, name in queries.groups_without_duty(request.standing, request.standing.day(clock.today()))
    ]
    form = DutyForm(request.POST or None, initial=initial, groups=groups)
    if done(form, lambda: changes.require_reports(**form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(reverse("exception-reports"), "reports-required")
    return page(
        request,
        form,
        heading=_("Which group reports each quarter?"),
        button=_("Ask for its reports"),
        back=reverse("exception-reports"),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day on which a group owes reports."""
    name = queries.duty_of(request.standing, key)
    form, here = LastDayForm(request.POST or None, initial=kept_for(request)), reverse("exception-reports")
    if done(form, lambda: changes.end_reports(duty=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(here, "reports-ended")
    return page(
        request,
        form,
        heading=_("When does {group} stop reporting?").format(group=name),
        button=_("End its reports"),
        back=here,
        dangerous=True,
    )
