"""Duties as pages show them: the calendar, one duty, its claims and its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.charts import year
from wardmote.charts.year import Mark, Round, Sort
from wardmote.engine.periods import Month
from wardmote.governance import words
from wardmote.governance.duties import Duty, Stand
from wardmote.governance.presenters.meetings import Tag
from wardmote.governance.queries import Claimed, Proof, Shown
from wardmote.governance.states import DutyState, EvidenceKind
from wardmote.words import gettext as _
from wardmote.words import ngettext

WIDE, NARROW = 960, 300
BRIEF = {DutyState.QUIET, DutyState.NOT_HERE}
BEFORE = 5  # months of the picture that lie behind


@dataclass(frozen=True)
class DutyRow:
    label: str
    href: str
    clock: str
    tag: Tag
    last: str
    due: str
    doubts: list[str]
    reason: str


@dataclass(frozen=True)
class DutyGroup:
    """`brief`: nothing is to be done about them now, and a list says enough."""

    heading: str
    brief: bool
    rows: list[DutyRow]


def duty_groups(found: Sequence[Shown]) -> list[DutyGroup]:
    """The duties by how they stand, what needs somebody first; within each what is due first."""
    by_day = sorted(found, key=lambda one: one.stand.due_on or date.max)
    groups = [(state, [duty_row(one) for one in by_day if one.stand.state is state]) for state in DutyState]
    return [DutyGroup(words.duty_group(state), state in BRIEF, rows) for state, rows in groups if rows]


def duty_row(one: Shown) -> DutyRow:
    stand = one.stand
    return DutyRow(
        _(stand.duty.label), reverse("duty", args=[stand.key]), words.clock(stand.duty.clock), duty_tag(stand),
        day(stand.done_on) if stand.done_on else _("never, as far as is on file"), day(stand.due_on) if stand.due_on else "",
        [doubt.words for doubt in one.doubts], stand.reason or (words.reach(stand.duty) if stand.state is DutyState.NOT_HERE else ""),
    )  # fmt: skip


def duty_tag(stand: Stand) -> Tag:
    return Tag(words.duty_state(stand), words.TONES[stand.state])


def duties_sentence(found: Sequence[Shown], on: date) -> str:
    """How many duties stand how: a sentence that can be read aloud."""
    n = {state: sum(one.stand.state is state for one in found) for state in DutyState}
    resting = n[DutyState.MET] + n[DutyState.QUIET]
    parts = (
        (n[DutyState.LATE], ngettext("{n} is late", "{n} are late", n[DutyState.LATE])),
        (n[DutyState.NEVER], ngettext("{n} has nothing on file", "{n} have nothing on file", n[DutyState.NEVER])),
        (n[DutyState.SHORT], ngettext("{n} is in place in part", "{n} are in place in part", n[DutyState.SHORT])),
        (n[DutyState.DUE], ngettext("{n} is due soon", "{n} are due soon", n[DutyState.DUE])),
        (resting, ngettext("{n} is met or waits for an event", "{n} are met or wait for an event", resting)),
    )
    said = _("On {day}, of {all} duties that fall on this partnership: {parts}.")
    doubted = sum(bool(one.doubts) for one in found)
    against = ngettext(
        " {n} claim does not go with what is on file.", " {n} claims do not go with what is on file.", doubted
    )
    words_of = said.format(
        day=day(on), all=len(found) - n[DutyState.NOT_HERE],
        parts="; ".join(text.format(n=number) for number, text in parts if number) or _("none"),
    )  # fmt: skip
    return words_of + (against.format(n=doubted) if doubted else "")


def duties_ahead(found: Sequence[Shown], on: date) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Month by month, the next twelve: what is due, with the day and the address. Months in which nothing is due are left out."""
    first = Month(on.year, on.month)
    months = [first + n for n in range(12)]
    due = sorted(
        (one.stand for one in found if one.stand.due_on and one.stand.due_on >= on), key=lambda one: str(one.due_on)
    )
    rows = [
        (month.words, [(day(one.due_on), _(one.duty.label), reverse("duty", args=[one.key])) for one in due if one.due_on and Month(one.due_on.year, one.due_on.month) == month])
        for month in months
    ]  # fmt: skip
    return [(name, lines) for name, lines in rows if lines]


def duties_pictures(found: Sequence[Shown], on: date) -> dict[str, Markup]:
    """The year for a wide page, and for a telephone; nothing when nothing would be on it."""
    rounds = [Round(_(one.stand.duty.label), marks) for one in found if (marks := _marks(one.stand, on))]
    if not rounds:
        return {}
    start = Month(on.year, on.month) + -BEFORE
    first = date(start.year, start.number, 1)
    name = _(
        "Twelve months from {day}: when each of {n} duties was done last, and when it is due. The lists say the same."
    )
    said = name.format(day=day(first), n=len(rounds))
    return {  # labels are escaped where they are drawn
        where: Markup(year.svg(rounds, first=first, today=on, name=said, width=width))  # noqa: S704
        for where, width in (("wide", WIDE), ("narrow", NARROW))
    }


def _marks(stand: Stand, on: date) -> tuple[Mark, ...]:
    start = Month(on.year, on.month) + -BEFORE
    first, beyond = date(start.year, start.number, 1), Month(on.year, on.month) + (12 - BEFORE)
    done = [Mark(one.done_on, Sort.DONE) for one in stand.claims if one.done_on >= first and not one.item]
    if stand.due_on is None or stand.state is DutyState.NOT_HERE or stand.due_on >= date(beyond.year, beyond.number, 1):
        return tuple(done) if stand.state is not DutyState.NOT_HERE else ()
    return (*done, Mark(stand.due_on, Sort.LATE if stand.state is DutyState.LATE else Sort.DUE))


@dataclass(frozen=True)
class ClaimRow:
    key: UUID
    said: str
    tag: Tag
    period: str
    words: str
    by: str
    doubts: list[str]
    taken_back: str


def claim_rows(found: Sequence[Claimed], duty: Duty) -> list[ClaimRow]:
    """What was claimed of a duty, each with what speaks against it."""
    labels = {item.key: _(item.label) for item in duty.checklist}
    return [
        ClaimRow(
            one.said.key, _("Done on {day}").format(day=day(one.said.done_on)) + (f": {labels.get(one.said.item, '')}" if one.said.item else ""),
            Tag(_("Taken back"), "grey") if one.taken_back else Tag(words.rating(one.said.rating), words.RATING_TONES[one.said.rating]),
            stretch(one.said.first, one.said.end), _took_part(one), one.said.by, [doubt.words for doubt in one.doubts], one.taken_back_why,
        )
        for one in found
    ]  # fmt: skip


def _took_part(one: Claimed) -> str:
    part = _("All responsible authorities took part.") if one.said.all_took_part else ""
    return " ".join(filter(None, (part, one.said.words)))


@dataclass(frozen=True)
class ProofRow:
    key: UUID
    on: str
    words: str
    item: str
    href: str
    where: str


def proof_rows(found: Sequence[Proof], duty: Duty) -> list[ProofRow]:
    labels = {item.key: _(item.label) for item in duty.checklist}
    where = {EvidenceKind.PAGE: _("A page here"), EvidenceKind.LINK: _("Elsewhere"), EvidenceKind.NOTE: ""}
    return [
        ProofRow(one.key, day(one.on), one.words, labels.get(one.item, ""), one.link, where[one.kind]) for one in found
    ]


@dataclass(frozen=True)
class PointRow:
    """A point of the checklist: how it stands, and what evidence there is for it."""

    key: str
    label: str
    note: str
    tag: Tag
    last: str
    evidence: int


def duty_points(one: Shown, proofs: Sequence[Proof], on: date) -> list[PointRow]:
    latest = {claim.item: claim for claim in reversed(one.stand.claims)}
    return [
        PointRow(
            item.key, _(item.label), _(item.note),
            Tag(words.rating(claim.rating), words.RATING_TONES[claim.rating]) if (claim := latest.get(item.key)) else Tag(_("Nothing on file"), "orange"),
            day(claim.done_on) if claim else "", sum(proof.item == item.key for proof in proofs),
        )
        for item in one.stand.duty.items(on)
    ]  # fmt: skip


def clocks_started(stand: Stand, on: date) -> list[tuple[str, str, Tag]]:
    """The events whose clock runs: day, words, when an answer is due."""
    found = []
    for one in stand.open:
        left = (stand.duty.clock.due(one.on) - on).days
        found.append(
            (
                day(one.on),
                one.words,
                Tag(words.days_late(-left), "red") if left < 0 else Tag(words.due_in(left), "yellow"),
            )
        )
    return found


def law_lines(duty: Duty) -> list[tuple[str, str]]:
    """Where a duty comes from: name and words."""
    lines = [
        (_("Law"), duty.law), (_("Where in it"), duty.section), (_("From"), duty.source), (_("When"), words.clock(duty.clock)),
        (_("By"), day(duty.clock.by) if duty.clock.by else ""), (_("In force"), stretch(duty.valid_from, None if duty.valid_to == date.max else duty.valid_to)),
        (_("Not settled"), _(duty.verify)),
    ]  # fmt: skip
    return [(name, text) for name, text in lines if text]


def begin_claim(one: Shown, today: date) -> dict[str, object]:
    """What the form of a claim begins with: done today, for the period up to when it would be due again."""
    months = one.stand.duty.clock.every_months
    first = one.stand.claims[0].end if one.stand.claims and not one.stand.items else None
    start = first if first and first <= today else today
    last = one.stand.duty.clock.due(start) - timedelta(days=1) if months else today
    return {"done_on": today, "first": start, "last": last, "rating": "in-place"}
