"""When a group meets as a rule."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import ChangeSeriesForm, EndSeriesForm, HowManyForm, SeriesForm
from wardmote.governance.forms.meetings import YES
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest, key: UUID) -> HttpResponse:
    """The series of a group, and its next meetings."""
    group = queries.group_on(request.standing, key, request.standing.day(clock.today()))
    context = {
        "group": group, "series": presenters.series_rows(queries.series_of(request.standing, key, now=clock.now()), request.standing.day(clock.today())),
        "coming": presenters.meeting_heads(queries.next_of_group(request.standing, key, now=clock.now(), count=12)),
        "runs": allows(may_run_governance, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/series.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest, key: UUID) -> HttpResponse:
    """A new series."""
    group, here = (
        queries.group_on(request.standing, key, request.standing.day(clock.today())),
        reverse("group-series", args=[key]),
    )
    form = SeriesForm(request.POST or None, initial=presenters.begin_series(group) | kept_for(request))

    def set_up() -> None:
        first = form.cleaned_data["valid_from"]
        changes.set_up_series(group=key, pattern=form.pattern, valid_from=first, at=clock.now(), by=request.standing)

    if done(form, set_up):
        return to(here, "series-set-up")
    heading = _("When does {group} meet?").format(group=group.name)
    return page(request, form, heading=heading, button=_("Set this up"), back=here)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def plan(request: MemberRequest, key: UUID) -> HttpResponse:
    """Plan the next meetings of a series."""
    found = queries.series_for(request.standing, key, now=clock.now())
    here = reverse("group-series", args=[found.group])
    form = HowManyForm(request.POST or None, initial={"count": 4} | kept_for(request))

    def planned() -> None:
        count = form.cleaned_data["count"]
        changes.plan_ahead(
            series=key, count=count, today=request.standing.day(clock.today()), at=clock.now(), by=request.standing
        )

    if done(form, planned):
        return to(here, "series-planned")
    heading = _("Plan the next meetings of {group}").format(group=found.group_name)
    return page(
        request,
        form,
        heading=heading,
        button=_("Plan them"),
        back=here,
        lead=presenters.next_said(found, request.standing.day(clock.today())),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another pattern."""
    found = queries.series_for(request.standing, key, now=clock.now())
    here = reverse("group-series", args=[found.group])
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = ChangeSeriesForm(sent, initial=presenters.begin_change(found) | kept_for(request), planned=found.planned)

    def changed() -> None:
        held = form.cleaned_data
        changes.change_series(
            series=key, pattern=form.pattern, valid_from=held["valid_from"], move_planned=held["move_planned"] == YES, version=held["version"],
            today=request.standing.day(clock.today()), at=clock.now(), by=request.standing,
        )  # fmt: skip

    try:
        if done(form, changed):
            return to(here, "series-changed")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    lead = _("Meetings that were circulated stay where they are: people were told. Move those one by one.")
    heading = _("Change when {group} meets").format(group=found.group_name)
    return page(request, form, heading=heading, button=_("Change it"), back=here, lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a series."""
    found = queries.series_for(request.standing, key, now=clock.now())
    here = reverse("group-series", args=[found.group])
    form = EndSeriesForm(request.POST or None, initial=kept_for(request))

    def ended() -> None:
        cancel = form.cleaned_data["cancel_planned"] == YES
        changes.end_series(series=key, valid_to=form.end, cancel_planned=cancel, at=clock.now(), by=request.standing)

    if done(form, ended):
        return to(here, "series-ended")
    heading = _("When does this series of {group} end?").format(group=found.group_name)
    return page(request, form, heading=heading, button=_("End this series"), back=here, dangerous=True)
