"""Recommendations and the scrutiny register as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.accounts.presenters.people import Tag
from wardmote.accounts.states import Standing
from wardmote.governance import clocks, words
from wardmote.governance.policies import may_answer_actions, may_run_governance
from wardmote.governance.presenters.actions import by_when
from wardmote.governance.queries.scrutiny import MatterRead, Met, Recommended, Said
from wardmote.governance.states import MatterState, OwnedBy, Response
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _
from wardmote.words import ngettext

TONES = {
    Response.WAITING: "blue",
    Response.ACCEPTED: "green",
    Response.IN_PART: "yellow",
    Response.NOT_ACCEPTED: "orange",
    Response.PASSED_ON: "grey",
}
STATES = {
    MatterState.OPEN: "blue",
    MatterState.ANSWERED: "green",
    MatterState.WITHDRAWN: "grey",
    MatterState.PASSED_ON: "grey",
}


@dataclass(frozen=True)
class RecommendedShown:
    """One line of the list of recommendations."""

    number: int
    text: str
    href: str
    source: str
    agreed: str
    due: str
    late: bool


@dataclass(frozen=True)
class SaidShown:
    body: str
    response: Tag
    when: str
    reasons: str
    outcome: str
    action: str
    action_href: str
    answer: str


@dataclass(frozen=True)
class MatterShown:
    """One line of the scrutiny register, and the head of its page."""

    number: int
    text: str
    href: str
    kind: str
    asked: str
    due: str
    late: bool
    state: Tag


def recommended_rows(found: list[Recommended], today: date) -> list[RecommendedShown]:
    return [_recommended(one, today) for one in found]


def _recommended(one: Recommended, today: date) -> RecommendedShown:
    late = one.waiting and one.due_on is not None and one.due_on < today
    source = _("{name}, {day}").format(name=one.source_name, day=day(one.made_on))
    return RecommendedShown(
        one.number, one.text, reverse("recommendation", args=[one.key]), source, agreed(one), in_time(one.due_on, one.answered_on, today), late
    )  # fmt: skip


def agreed(one: Recommended) -> str:
    """How many of those that it is addressed to agreed: counted from their answers."""
    waiting = sum(said.response is Response.WAITING for said in one.answers)
    said = _("{n} of {all} agreed").format(n=one.agreed, all=len(one.answers))
    if waiting:
        return _("{said}; {waiting}").format(
            said=said, waiting=ngettext("{n} has not answered", "{n} have not answered", waiting).format(n=waiting)
        )
    return said


def agreed_in_all(counted: tuple[int, int, int]) -> str:
    """The same over all recommendations, as a sentence; nothing when nothing was answered."""
    accepted, given, waiting = counted
    if not given:
        return ""
    said = ngettext("{n} of {all} answer agrees", "{n} of {all} answers agree", given).format(n=accepted, all=given)
    rest = ngettext("{n} answer is still to come", "{n} answers are still to come", waiting).format(n=waiting)
    return _("{said}; {rest}.").format(said=said, rest=rest if waiting else _("none is still to come"))


def in_time(due_on: date | None, answered_on: date | None, today: date) -> str:
    """By when, while it is open; once it is answered, whether in time."""
    if answered_on is None:
        return by_when(due_on, today) if due_on else _("as soon as reasonably possible")
    if due_on is None:
        return _("answered on {day}").format(day=day(answered_on))
    late = (answered_on - due_on).days
    if late <= 0:
        return _("answered in time, on {day}").format(day=day(answered_on))
    return ngettext("answered {n} day late, on {day}", "answered {n} days late, on {day}", late).format(
        n=f"{late:,}", day=day(answered_on)
    )


def said_rows(one: Recommended, standing: Standing) -> list[SaidShown]:
    """Each body's answer; with the way to it for whoever may answer."""
    return [_said(said, standing) for said in one.answers]


def _said(said: Said, standing: Standing) -> SaidShown:
    return SaidShown(
        said.body, Tag(words.response(said.response), TONES[said.response]), day(said.answered_on) if said.answered_on else "", said.reasons, said.outcome,
        _("Action {n}").format(n=said.action_number) if said.action else "", reverse("action", args=[said.action]) if said.action else "",
        reverse("answer-recommendation", args=[said.key]) if answers_for(said, standing) else "",
    )  # fmt: skip


def answers_for(said: Said, standing: Standing) -> bool:
    """Whether whoever asks answers for this body: its agency's people, and whoever runs the business."""
    own = standing.hat is not None and said.agency == standing.hat.agency and allows(may_answer_actions, standing)
    return own or allows(may_run_governance, standing)


def refuse_other_bodies(said: Said, standing: Standing) -> None:
    if not answers_for(said, standing):
        raise Refused("answer-actions")


def action_choices(found: list[tuple[UUID, int, str]]) -> list[tuple[str, str]]:
    return [(str(key), _("{n}. {text}").format(n=number, text=text[:100])) for key, number, text in found]


def addressed(one: Recommended) -> str:
    if one.addressed_to is OwnedBy.RESPONSIBLE:
        return _("All responsible authorities")
    return ", ".join(said.body for said in one.answers)


def matter_rows(found: list[MatterRead], today: date) -> list[MatterShown]:
    return [matter_head(one, today) for one in found]


def matter_head(one: MatterRead, today: date) -> MatterShown:
    late = one.state is MatterState.OPEN and one.due_on is not None and one.due_on < today
    due = in_time(one.due_on, one.answered_on, today)
    if one.state is MatterState.WITHDRAWN and one.answered_on:
        due = _("withdrawn on {day}").format(day=day(one.answered_on))
    if one.state is MatterState.PASSED_ON and one.answered_on:
        due = _("passed on on {day}").format(day=day(one.answered_on))
    asked = _("{who}, {day}").format(who=one.asked_by, day=day(one.received_on))
    return MatterShown(
        one.number, one.text, reverse("matter", args=[one.key]), words.matter_kind(one.kind), asked, due, late,
        Tag(words.matter_state(one.state), STATES[one.state]),
    )  # fmt: skip


def clock_words(one: MatterRead) -> str:
    """The rule by which an entry is due, and where it is written."""
    rule = clocks.rule_on(clocks.CLOCK_OF[one.kind], one.received_on)
    if rule is None:
        return ""
    when = ngettext("{n} day", "{n} days", rule.days).format(n=rule.days) if rule.days else ""
    said = _("{when} {note}").format(when=when, note=_(rule.note)).strip()
    checked = "" if rule.verified else _(" Check it against the law in force.")
    return _("{said} ({source}).{checked}").format(
        said=said[:1].upper() + said[1:], source=rule.source, checked=checked
    )


def next_meeting(met: list[Met], today: date) -> str:
    """When scrutiny met last, and by which day it must again."""
    if not met:
        return _(
            "No meeting of scrutiny is on file. The crime and disorder committee must meet for that purpose at least once in every twelve months."
        )
    last = met[0]
    until = clocks.due(clocks.MEETING, last.held_on)
    said = _("{committee} last met for this on {day}.").format(committee=last.committee, day=day(last.held_on))
    if until is None:
        return said
    again = _("It must meet again by {until}").format(until=day(until))
    return _("{said} {again}: {left}.").format(said=said, again=again, left=_left(until, today))


def _left(until: date, today: date) -> str:
    days = (until - today).days
    if days < 0:
        return words.days_late(-days)
    return ngettext("{n} day is left", "{n} days are left", days).format(n=f"{days:,}")


def met_lines(met: list[Met]) -> list[str]:
    return [
        _("{day}: {committee}. {note}").format(day=day(one.held_on), committee=one.committee, note=one.note).strip()
        for one in met
    ]
