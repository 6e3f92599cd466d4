"""Meetings: listed, planned, looked at, called, moved, cancelled."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import AnotherTimeForm, FilterForm, MeetingForm, ReasonForm
from wardmote.governance.policies import may_minute_meetings, may_run_governance, may_see_governance
from wardmote.governance.views.doing import FORM, done, of_their_group, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


def groups(request: MemberRequest) -> list[tuple[str, str]]:
    """The groups of today, to choose from."""
    return [
        (str(one.key), one.name) for one in queries.groups_on(request.standing, request.standing.day(clock.today()))
    ]


def groups_minuted(request: MemberRequest) -> list[tuple[str, str]]:
    """The groups for which whoever asks plans meetings, to choose from. Raises Refused when there is none."""
    return presenters.to_minute(groups(request), request.standing, queries.groups_minuted(request.standing))


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """Meetings to come, then those that were."""
    form = FilterForm(request.GET, groups=groups(request))
    found = queries.meetings_listed(
        request.standing, now=clock.now(), group=form.chosen("group"), kind=form.chosen("kind"), page=form.chosen("page") or 1
    )  # fmt: skip
    context = {
        "form": form, "found": found, "coming": presenters.meeting_heads(found.coming), "past": presenters.meeting_heads(found.past),
        "pages": presenters.meeting_pages(request.GET, found.page, found.pages), "said": presenters.meetings_counted(found),
        "runs": queries.minutes_any(request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/meetings.html", context)


@allowed_by(may_see_governance)
@require_safe
def meeting(request: MemberRequest, key: UUID) -> HttpResponse:
    """One meeting: when and where, what is on the agenda with which papers, who was told, and what was answered in writing."""
    found = queries.meeting_for(request.standing, key)
    runs = queries.minutes_for(request.standing, found.line.group)
    papers = queries.papers_of(request.standing, key)
    suggested = (
        queries.suggestions_for(request.standing, found, request.standing.day(clock.today()))
        if presenters.is_open(found.line)
        else []
    )
    context = {
        "meeting": presenters.meeting_head(found.line), "items": presenters.agenda_rows(found, papers), "runs": runs, "keeps": allows(may_run_governance, request.standing), "open": presenters.is_open(found.line),
        "steps": presenters.steps(found.line) if runs else [], "suggested": suggested if runs else [],
        "notices": presenters.notice_lines(queries.notices_of(request.standing, key)), "written": presenters.is_written(found.line),
        "answers": presenters.answer_rows(queries.answers_of(request.standing, key), found.line), "decisions": queries.decisions_of(request.standing, key),
        "minutes": presenters.minutes_href(found.line), "papers_due": presenters.papers_due(found.line), "doubt": presenters.doubt(found.line), "too_late": presenters.too_late(found.line, clock.now()), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/meeting.html", context)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
def plan(request: MemberRequest) -> HttpResponse:
    """A new meeting."""
    begin = {"minutes": 120, "mode": "room", "kind": "meeting", "group": request.GET.get("group")} | kept_for(request)
    form, made = MeetingForm(request.POST or None, initial=begin, groups=groups_minuted(request)), list[UUID]()

    def planned() -> None:
        held = form.cleaned_data
        made.append(
            changes.plan_meeting(
                group=held["group"], kind=held["kind"], when=form.when, at=clock.now(), by=request.standing
            )
        )

    if done(form, planned):
        return to(reverse("meeting", args=made), "meeting-planned")
    lead = _(
        "Its agenda begins with the points that come back at every meeting. Change it afterwards; nobody is told before you circulate it."
    )
    return page(
        request, form, heading=_("Plan a meeting"), button=_("Plan this meeting"), back=reverse("meetings"), lead=lead
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def circulate(request: MemberRequest, key: UUID) -> HttpResponse:
    """Call the meeting, or say that something is new."""
    found, here = queries.meeting_for(request.standing, key).line, reverse("meeting", args=[key])
    told = len(queries.told_of(request.standing, key, request.standing.day(clock.today())))
    form = ReasonForm(request.POST or None, initial=kept_for(request), required=False)
    link = request.build_absolute_uri(here)
    if done(
        form,
        lambda: changes.circulate(
            meeting=key, link=link, reason=form.cleaned_data["reason"], at=clock.now(), by=request.standing
        ),
    ):
        return to(here, "meeting-circulated")
    heading = _("Circulate {meeting}").format(meeting=presenters.meeting_head(found).title)
    lead = presenters.letters_said(told)
    return page(
        request,
        form,
        heading=heading,
        button=_("Circulate it"),
        back=here,
        lead=lead,
        beware=presenters.too_late(found, clock.now()),
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def cancel(request: MemberRequest, key: UUID) -> HttpResponse:
    """The meeting does not take place."""
    found, here = queries.meeting_for(request.standing, key).line, reverse("meeting", args=[key])
    form = ReasonForm(request.POST or None, initial=kept_for(request))
    link = request.build_absolute_uri(here)
    if done(
        form,
        lambda: changes.cancel_meeting(
            meeting=key, link=link, reason=form.cleaned_data["reason"], at=clock.now(), by=request.standing
        ),
    ):
        return to(here, "meeting-cancelled")
    heading = _("Cancel {meeting}").format(meeting=presenters.meeting_head(found).title)
    lead = _("It stays on file as cancelled. Who knew of it gets a letter.")
    return page(request, form, heading=heading, button=_("Cancel this meeting"), back=here, lead=lead, dangerous=True)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def move(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another time or place."""
    found, here = queries.meeting_for(request.standing, key).line, reverse("meeting", args=[key])
    form = AnotherTimeForm(
        versions.sent(request.POST) if request.method == "POST" else None,
        initial=presenters.begin_move(found) | kept_for(request),
    )
    link = request.build_absolute_uri(here)

    def moved() -> None:
        held = form.cleaned_data
        changes.move_meeting(
            meeting=key, when=form.when, reason=held["reason"], version=held["version"], link=link, at=clock.now(), by=request.standing
        )  # fmt: skip

    try:
        if done(form, moved):
            return to(here, "meeting-moved")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("Move {meeting}").format(meeting=presenters.meeting_head(found).title)
    return page(
        request,
        form,
        heading=heading,
        button=_("Move this meeting"),
        back=here,
        lead=_("Who knew of it gets a letter."),
    )


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("meeting")
def again(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """Planned again: after it was cancelled, or to be worked at before it is circulated anew."""
    queries.meeting_for(request.standing, key)
    here = reverse("meeting", args=[key])
    try:
        changes.plan_again(meeting=key, at=clock.now(), by=request.standing)
    except changes.Clash:
        return to(here, "nothing-done")
    return to(here, "meeting-planned-again")
