"""A reorganisation as pages show it."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.accounts.states import Standing
from wardmote.accounts.words import role as role_words
from wardmote.governance import registers, words
from wardmote.governance.queries.handed_over import CameFrom, HandedOver, Proposal
from wardmote.governance.states import Settled, Side
from wardmote.words import gettext as _

ADDRESSES = {
    "Body": "body",
    "Group": "group",
    "Meeting": "meeting",
    "Action": "action",
    "Recommendation": "recommendation",
    "Matter": "matter",
    "Risk": "risk",
    "Entry": "entry",
}


@dataclass(frozen=True)
class HandoverShown:
    said: str
    reason: str
    counts: list[tuple[str, str]]
    took: bool


@dataclass(frozen=True)
class CameRow:
    """A row and where it came from. `name` is what it was called or numbered there, `what` its kind."""

    name: str
    what: str
    href: str
    before: str


@dataclass(frozen=True)
class ProposalRow:
    key: UUID
    name: str
    role: str
    agency: str
    before: str
    state: str
    waits: bool
    own: bool


def handovers_shown(found: list[HandedOver]) -> list[HandoverShown]:
    return [HandoverShown(_said(one), one.reason, counted(one.counts), one.side is Side.BEFORE) for one in found]


def _said(one: HandedOver) -> str:
    if one.side is Side.BEFORE:
        return _("From {day} this partnership stands in the place of {other}.").format(
            day=day(one.on), other=one.other_name
        )
    last = day(one.on - timedelta(days=1))
    return _("This partnership ended on {last}. {other} stands in its place from {day}.").format(
        last=last, other=one.other_name, day=day(one.on)
    )


def counted(counts: dict[str, int]) -> list[tuple[str, str]]:
    """How many rows went over, by what people call them: what only belongs to others comes last."""
    found: Counter[str] = Counter()
    for kind, count in counts.items():
        found[words.carried(kind)] += count
    rest = words.carried("")
    return [(label, f"{n:,}") for label, n in sorted(found.items(), key=lambda pair: (pair[0] == rest, pair[0])) if n]


def came_rows(found: list[CameFrom]) -> list[CameRow]:
    return [CameRow(*_called(one), reverse(ADDRESSES[one.kind], args=[one.row]), one.other_name) for one in found]


def _called(one: CameFrom) -> tuple[str, str]:
    """What it was called, and its kind; of an entry, its register; a bare number is said with its kind alone."""
    kind, name = words.carried_one(one.kind), one.known_as
    if one.kind == "Entry":
        register, _slash, name = name.partition("/")
        known = registers.table().get(register)
        kind = _(known.label) if known else kind
    if name.isdecimal():
        return _("{kind} {number}").format(kind=kind, number=name), ""
    return (name, kind) if name else (kind, "")


def proposal_rows(found: list[Proposal], standing: Standing) -> list[ProposalRow]:
    return [
        ProposalRow(
            one.key, one.name, role_words(one.role)[0], one.agency, one.before, words.settled(one.settled), one.settled is Settled.WAITING,
            one.member == standing.member,
        )
        for one in found
    ]  # fmt: skip
