"""A written procedure: asked, answered, decided."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import DecideForm, WrittenAnswerForm, WrittenForm
from wardmote.governance.policies import may_minute_meetings, may_see_governance
from wardmote.governance.states import MeetingKind
from wardmote.governance.views.doing import FORM, done, of_their_group, page, to
from wardmote.governance.views.meetings import groups_minuted
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
def ask(request: MemberRequest) -> HttpResponse:
    """A question to be decided in writing."""
    form = WrittenForm(
        request.POST or None, initial={"starts": "17:00"} | kept_for(request), groups=groups_minuted(request)
    )
    made: list[UUID] = []

    def asked() -> None:
        held, now = form.cleaned_data, clock.now()
        made.append(
            changes.plan_meeting(
                group=held["group"],
                when=form.when(now),
                kind=MeetingKind.WRITTEN,
                question=held["question"],
                explanation=held["explanation"],
                at=now,
                by=request.standing,
            )
        )

    if done(form, asked):
        return to(reverse("meeting", args=made), "question-written")
    lead = _(
        "Bodies answer in writing, and nobody meets: it counts as no meeting. File its papers next, then circulate it."
    )
    return page(
        request,
        form,
        heading=_("Ask for a decision in writing"),
        button=_("Write this question"),
        back=reverse("meetings"),
        lead=lead,
    )


@allowed_by(may_see_governance)
@require_http_methods(FORM)
def answer(request: MemberRequest, key: UUID) -> HttpResponse:
    """What a body answers."""
    line, found = queries.answer_for(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    begin = {"reply": line.reply, "text": line.text, "version": line.version} | kept_for(request)
    form = WrittenAnswerForm(versions.sent(request.POST) if request.method == "POST" else None, initial=begin)
    try:
        if done(
            form,
            lambda: changes.answer_in_writing(answer=key, **form.cleaned_data, at=clock.now(), by=request.standing),
        ):
            return to(here, "answer-given")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("What does {body} answer?").format(body=line.body)
    return page(
        request, form, heading=heading, button=_("Send this answer"), back=here, lead=presenters.question(found)
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def decide(request: MemberRequest, key: UUID) -> HttpResponse:
    """What was decided, and why."""
    found, here = queries.meeting_for(request.standing, key), reverse("meeting", args=[key])
    form = DecideForm(request.POST or None, initial=kept_for(request))
    if done(
        form, lambda: changes.decide_in_writing(meeting=key, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(here, "decided-in-writing")
    lead = presenters.tally(queries.answers_of(request.standing, key))
    heading = _("What was decided?")
    return page(
        request,
        form,
        heading=heading,
        button=_("Write the decision down"),
        back=here,
        lead=f"{presenters.question(found)} {lead}",
    )
