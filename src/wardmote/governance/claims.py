"""A claim held against what is on file. Pure: what is said against it are sentences; nobody is kept from claiming, and nothing is changed by it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.days import corresponding
from wardmote.engine.periods import Month
from wardmote.governance.duties import Duty, Said
from wardmote.governance.states import Rating
from wardmote.words import gettext as _
from wardmote.words import ngettext


class Against(StrEnum):
    """What speaks against a claim."""

    NO_EVIDENCE = "no-evidence"
    EVIDENCE_ELSEWHEN = "evidence-elsewhen"
    RUN_OUT = "run-out"
    TOO_LONG = "too-long"
    GAP = "gap"
    ABSENT = "absent"
    NO_MEETING = "no-meeting"
    POINTS = "points"


@dataclass(frozen=True)
class Doubt:
    against: Against
    words: str


@dataclass(frozen=True)
class Attended:
    """How often a responsible authority was at the meetings of the statutory group that were held while it was one."""

    body: str
    came: int
    held: int


def doubts(
    claim: Said, duty: Duty, *, before: date | None = None, attended: tuple[Attended, ...] = (), missing: int = 0, newest: bool = True, today: date
) -> list[Doubt]:  # fmt: skip
    """What speaks against a claim on a day. `before`: the day on which it was done the time before; `missing`: points of the checklist that are not in place."""
    if claim.rating is not Rating.IN_PLACE:
        return []
    found = [*_evidence(claim), *_clock(claim, duty, before, newest=newest, today=today)]
    if claim.all_took_part:
        found += _attendance(attended)
    if missing and not claim.item:
        said = ngettext(
            "It is said to be in place as a whole, but {n} point below is not, or nothing is on file for it.",
            "It is said to be in place as a whole, but {n} points below are not, or nothing is on file for them.",
            missing,
        )
        found.append(Doubt(Against.POINTS, said.format(n=missing)))
    return found


def _evidence(claim: Said) -> list[Doubt]:
    if claim.evidence_then:
        return []
    if claim.evidence_ever:
        return [Doubt(Against.EVIDENCE_ELSEWHEN, _("None of the evidence is from the period that is claimed."))]
    return [Doubt(Against.NO_EVIDENCE, _("No evidence is on file for it."))]


def _clock(claim: Said, duty: Duty, before: date | None, *, newest: bool, today: date) -> list[Doubt]:
    every = duty.clock.every_months
    if not every:
        return []
    found, how_often = [], interval(every)
    if newest and (due := corresponding(claim.done_on, every)) < today:
        said = _("It was done on {day}; the law asks for it {often}, so it has been due again since {due}.")
        words = said.format(day=_day(claim.done_on), often=how_often, due=_day(due))
        found.append(Doubt(Against.RUN_OUT, words))
    if corresponding(claim.first, every) < claim.end:
        said = _(
            "The period claimed is longer than the law allows between two: it is asked for {often}. Doing it for several years at once does not put the next one off."
        )
        found.append(Doubt(Against.TOO_LONG, said.format(often=how_often)))
    if before is not None and corresponding(before, every) < claim.done_on:
        said = _("The time before was on {before}, longer ago than the law allows: it is asked for {often}.")
        found.append(Doubt(Against.GAP, said.format(before=_day(before), often=how_often)))
    return found


def _attendance(attended: tuple[Attended, ...]) -> list[Doubt]:
    if not attended:
        return [
            Doubt(
                Against.NO_MEETING,
                _(
                    "All responsible authorities are said to have taken part, but no meeting of a statutory group is on file for the period."
                ),
            )
        ]
    said = _(
        "All responsible authorities are said to have taken part, but {body} was at none of the {n} meetings of the period ({came} of {n})."
    )
    one_said = _(
        "All responsible authorities are said to have taken part, but {body} was not at the only meeting of the period (0 of 1)."
    )
    return [
        Doubt(Against.ABSENT, (said if one.held > 1 else one_said).format(body=one.body, n=one.held, came=one.came))
        for one in attended if one.held and not one.came
    ]  # fmt: skip


def interval(months: int) -> str:
    """How often: “every year”, “every 3 years”, “every month”."""
    if months % 12 == 0:
        return ngettext("every year", "every {n} years", months // 12).format(n=months // 12)
    return ngettext("every month", "every {n} months", months).format(n=months)


def _day(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=Month(day.year, day.month).words)
