"""Recommendations, and the scrutiny register."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, presenters, queries, words
from wardmote.governance.changes.scrutiny import Asked
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import (
    InformationForm,
    MatterAnswerForm,
    MatterForm,
    RecommendationForm,
    ResponseForm,
    ScrutinyMeetingForm,
    WithdrawForm,
)
from wardmote.governance.policies import (
    may_answer_actions,
    may_ask_as_scrutiny,
    may_run_governance,
    may_see_governance,
)
from wardmote.governance.states import MatterKind, MatterState
from wardmote.governance.views.actions import chosen_from
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def recommendations(request: MemberRequest) -> HttpResponse:
    """What was recommended, and what each body said to it."""
    asked = presenters.page_asked(request.GET)
    found, total = queries.recommendations(request.standing, page=asked)
    context = {
        "rows": presenters.recommended_rows(found, request.standing.day(clock.today())), "total": total, "links": presenters.pages(total, asked),
        "agreed": presenters.agreed_in_all(queries.agreed_of_all(request.standing)), "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/recommendations.html", context)


@allowed_by(may_see_governance)
@require_safe
def recommendation(request: MemberRequest, key: UUID) -> HttpResponse:
    """One recommendation: who says what to it, and where it went."""
    one, today = queries.recommendation(request.standing, key), request.standing.day(clock.today())
    context = {
        "one": one, "source": words.source(one.source), "made_on": day(one.made_on), "addressed": presenters.addressed(one), "agreed": presenters.agreed(one),
        "due": presenters.in_time(one.due_on, one.answered_on, today), "due_day": day(one.due_on) if one.due_on else "",
        "rows": presenters.said_rows(one, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/recommendation.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def recommend(request: MemberRequest) -> HttpResponse:
    """A recommendation is written down."""
    bodies, here = chosen_from(request)["bodies"], worn(request.standing)
    form = RecommendationForm(
        request.POST or None,
        initial={"made_on": request.standing.day(clock.today())} | kept_for(request),
        bodies=bodies,
    )
    made: list[UUID] = []

    def write() -> None:
        made.append(changes.write_recommendation(partnership=here, **form.asked, at=clock.now(), by=request.standing))

    if done(form, write):
        return to(reverse("recommendation", args=made), "recommended")
    return page(
        request, form, heading=_("Write down a recommendation"), button=_("Write it down"), back=reverse("recommendations")
    )  # fmt: skip


@allowed_by(may_answer_actions)
@require_http_methods(FORM)
def respond(request: MemberRequest, key: UUID) -> HttpResponse:
    """What a body says to a recommendation."""
    one, said = queries.said_of(request.standing, key)
    presenters.refuse_other_bodies(said, request.standing)
    held = {
        "response": said.response, "reasons": said.reasons, "outcome": said.outcome, "action": said.action, "version": said.version,
        "answered_on": said.answered_on or request.standing.day(clock.today()),
    }  # fmt: skip
    actions = presenters.action_choices(queries.actions_to_choose(request.standing))
    form, here = (
        ResponseForm(_sent(request), initial=held | kept_for(request), actions=actions),
        reverse("recommendation", args=[one.key]),
    )
    try:
        if done(
            form,
            lambda: changes.answer_recommendation(answer=key, **form.cleaned_data, at=clock.now(), by=request.standing),
        ):
            return to(here, "responded")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("What {body} says to it").format(body=said.body)
    return page(request, form, heading=heading, button=_("Save this answer"), back=here, lead=one.text)


@allowed_by(may_see_governance)
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """What scrutiny asks, and whether it was answered in time."""
    asked, today = presenters.page_asked(request.GET), request.standing.day(clock.today())
    found, total = queries.matters(request.standing, page=asked)
    met = queries.scrutiny_meetings(request.standing)
    context = {
        "rows": presenters.matter_rows(found, today), "total": total, "links": presenters.pages(total, asked), "next": presenters.next_meeting(met, today),
        "met": presenters.met_lines(met), "runs": allows(may_run_governance, request.standing), "asks": allows(may_ask_as_scrutiny, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/scrutiny.html", context)


@allowed_by(may_see_governance)
@require_safe
def matter(request: MemberRequest, key: UUID) -> HttpResponse:
    """One entry of the register."""
    one = queries.matter(request.standing, key)
    context = {
        "one": one, "head": presenters.matter_head(one, request.standing.day(clock.today())), "clock": presenters.clock_words(one), "due_day": day(one.due_on) if one.due_on else "",
        "answered": day(one.answered_on) if one.answered_on else "", "runs": allows(may_run_governance, request.standing) and one.state is not MatterState.WITHDRAWN,
        "open": one.state is MatterState.OPEN, "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/matter.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest) -> HttpResponse:
    """An entry of the register."""
    bodies, here = chosen_from(request)["bodies"], worn(request.standing)
    form = MatterForm(
        request.POST or None,
        initial={"received_on": request.standing.day(clock.today())} | kept_for(request),
        bodies=bodies,
    )
    made: list[UUID] = []

    def write() -> None:
        made.append(changes.write_matter(partnership=here, asked=form.asked, at=clock.now(), by=request.standing))

    if done(form, write):
        return to(reverse("matter", args=made), "matter-written")
    return page(
        request, form, heading=_("Write down what scrutiny asks"), button=_("Write it down"), back=reverse("scrutiny")
    )  # fmt: skip


@allowed_by(may_ask_as_scrutiny)
@require_http_methods(FORM)
def ask(request: MemberRequest) -> HttpResponse:
    """A councillor asks for information themselves."""
    form, here = InformationForm(request.POST or None, initial=kept_for(request)), worn(request.standing)
    made: list[UUID] = []

    def write() -> None:
        asked = Asked(
            MatterKind.INFORMATION, request.standing.name, request.standing.day(clock.today()), **form.cleaned_data
        )
        made.append(changes.write_matter(partnership=here, asked=asked, at=clock.now(), by=request.standing))

    if done(form, write):
        return to(reverse("matter", args=made), "asked")
    lead = _(
        "The responsible authorities give it by the day that the committee sets, or as soon as reasonably possible. It is depersonalised unless that will not do."
    )
    return page(request, form, heading=_("Ask for information"), button=_("Ask"), back=reverse("scrutiny"), lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def answer(request: MemberRequest, key: UUID) -> HttpResponse:
    """What the partnership answers."""
    one = queries.matter(request.standing, key)
    held = {
        "response": one.response,
        "link": one.link,
        "answered_on": one.answered_on or request.standing.day(clock.today()),
        "version": one.version,
    }
    form = MatterAnswerForm(_sent(request), initial=held | kept_for(request))
    shown = {"heading": _("What is answered"), "button": _("Save this answer"), "lead": one.text}
    return _kept(request, form, changes.answer_matter, key, said="matter-answered", **shown)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def withdraw(request: MemberRequest, key: UUID) -> HttpResponse:
    """They ask no longer."""
    one = queries.matter(request.standing, key)
    form = WithdrawForm(_sent(request), initial={"version": one.version} | kept_for(request))
    shown = {"heading": _("They ask no longer"), "button": _("Withdraw it"), "lead": one.text, "dangerous": True}
    return _kept(request, form, changes.withdraw_matter, key, said="matter-withdrawn", **shown)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def met(request: MemberRequest) -> HttpResponse:
    """Scrutiny met."""
    form, here = ScrutinyMeetingForm(request.POST or None, initial=kept_for(request)), worn(request.standing)
    if done(
        form,
        lambda: changes.write_scrutiny_meeting(
            partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing
        ),
    ):
        return to(reverse("scrutiny"), "scrutiny-met")
    return page(
        request, form, heading=_("Write down a meeting of scrutiny"), button=_("Write it down"), back=reverse("scrutiny")
    )  # fmt: skip


def _sent(request: MemberRequest) -> Any:
    return versions.sent(request.POST) if request.method == "POST" else None


def _kept(request: MemberRequest, form: Any, change: Any, key: UUID, *, said: str, **shown: Any) -> HttpResponse:
    here = reverse("matter", args=[key])
    try:
        if done(form, lambda: change(matter=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
            return to(here, said)
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    return page(request, form, back=here, **shown)
