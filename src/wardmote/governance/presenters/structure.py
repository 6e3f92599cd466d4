"""Bodies and groups as pages show them."""

import textwrap
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.accounts.states import Standing
from wardmote.charts import structure
from wardmote.governance import words
from wardmote.governance.queries import BodyOnDay, GroupOnDay, LinkOnDay, SeatOnDay
from wardmote.governance.states import Merger
from wardmote.words import gettext as _
from wardmote.words import ngettext

WIDE, PAPER, NARROW = (
    960,
    620,
    290,
)  # of a whole page, of a sheet of paper or a tablet, of a telephone: letters are not made smaller
SHEET = 860  # how tall a picture on a sheet of paper may be
ABOUT = 120  # letters of a group's purpose that its box has room for; the list has all of it


@dataclass(frozen=True)
class BodyRow:
    key: UUID
    name: str
    kind: str
    role: str
    vote: str
    since: str
    doubts: list[str]


@dataclass(frozen=True)
class Outlined:
    """A group in the list that says the same as the picture."""

    depth: int
    name: str
    note: str
    href: str
    purpose: str


def body_rows(found: list[BodyOnDay]) -> list[BodyRow]:
    return [
        BodyRow(
            body.key, body.name, _(body.kind_label), words.role(body.role), _("votes") if body.votes else _("no vote"), day(body.since),
            [doubt.words for doubt in body.doubts],
        )
        for body in found
    ]  # fmt: skip


def nodes(groups: list[GroupOnDay], *, about: bool = True) -> list[structure.Node]:
    """The boxes of the picture; `about`: with what each group is for."""
    return [
        structure.Node(
            str(group.key), group.name, note(group), str(group.parent) if group.parent else None,
            strong=group.statutory, passing=group.due_to_end is not None,
            about=textwrap.shorten(group.purpose, ABOUT, placeholder="…") if about else "",
        )
        for group in groups
    ]  # fmt: skip


def sheets(groups: list[GroupOnDay], width: int, tallest: float) -> list[list[structure.Node]]:
    """The boxes on sheets of paper: on one with what each group is for, if it all finds room; else without, on as few as may be."""
    whole = structure.sheets(nodes(groups), width=width, tallest=tallest)
    return whole if len(whole) == 1 else structure.sheets(nodes(groups, about=False), width=width, tallest=tallest)


def note(group: GroupOnDay) -> str:
    """What stands under a group's name: what kind it is, how often it meets, who leads and who chairs it, when it is to end."""
    said = [words.group_kind(group.kind), words.cadence(group.cadence)]
    if group.lead:
        said.append(_("led by {body}").format(body=group.lead))
    if group.chair:
        said.append(_("chair: {name}").format(name=group.chair))
    if group.due_to_end:
        said.append(_("to end on {day}").format(day=day(group.due_to_end)))
    if group.accounts_to:
        said.append(_("also reports to {whom}").format(whom=group.accounts_to))
    return "; ".join(said)


def groups_counted(groups: list[GroupOnDay], standing: Standing, on: date, today: date) -> str:
    """How many groups there are on the day, in a sentence that knows whether that is past, today or to come."""
    n, here = len(groups), partnership(standing)
    if on == today:
        said = ngettext("{partnership} has {n} group today, {day}.", "{partnership} has {n} groups today, {day}.", n)
    elif on < today:
        said = ngettext("{partnership} had {n} group on {day}.", "{partnership} had {n} groups on {day}.", n)
    else:
        said = ngettext(
            "{partnership} will have {n} group on {day}.", "{partnership} will have {n} groups on {day}.", n
        )
    return said.format(partnership=here, n=n, day=day(on))


def outlined(groups: list[GroupOnDay]) -> list[Outlined]:
    """The picture as a list: each group below the one that it answers to."""
    purposes = {str(group.key): group.purpose for group in groups}
    return [
        Outlined(depth, node.title, node.note, reverse("group", args=[UUID(node.key)]), purposes[node.key])
        for depth, node in structure.words(nodes(groups))
    ]


def picture(groups: list[GroupOnDay], partnership: str, on: date, width: int) -> str:
    return structure.svg(nodes(groups), name=_named(len(groups), partnership, on), width=width)


def _named(n: int, partnership: str, on: date) -> str:
    name = _("The structure of {partnership} on {day}: {n} groups. The list below says the same.")
    return name.format(partnership=partnership, day=day(on), n=n)


def shapes(found: list[tuple[date, date | None, str, str]]) -> list[tuple[str, str, str]]:
    """What a group was over time: when, its name, the one that it answered to."""
    return [(stretch(first, end), name, parent or _("nobody")) for first, end, name, parent in found]


@dataclass(frozen=True)
class SeatRow:
    who: str
    body: str
    capacity: str
    vote: str
    since: str
    href: str


@dataclass(frozen=True)
class Stop:
    """A day on which the structure changed."""

    words: str
    href: str
    here: bool


def seat_rows(found: list[SeatOnDay]) -> list[SeatRow]:
    return [
        SeatRow(
            seat.who, seat.body if seat.body != seat.who else "", words.capacity(seat.capacity), _("votes") if seat.votes else _("no vote"),
            day(seat.since), reverse("end-seat", args=[seat.key]),
        )
        for seat in found
    ]  # fmt: skip


def stops(days: list[date], on: date, page: str = "governance") -> list[Stop]:
    """The days on which what a page shows changed, newest first; the one that is shown is `here`."""
    shown = max((one for one in days if one <= on), default=None)
    return [
        Stop(day(one), f"{reverse(page)}?on-day={one.day}&on-month={one.month}&on-year={one.year}", one == shown)
        for one in reversed(days)
    ]


def partnership(standing: Standing) -> str:
    return standing.hat.partnership_name if standing.hat else ""


def pictures(groups: list[GroupOnDay], standing: Standing, on: date) -> dict[str, list[Markup]]:
    """The picture for a wide page, for paper (on as many sheets as it takes), and for a telephone; nothing when there is no group."""
    if not groups:
        return {}
    name, boxes = _named(len(groups), partnership(standing), on), nodes(groups)
    drawings = {
        "wide": [structure.svg(boxes, name=name, width=WIDE)],
        "paper": [structure.svg(sheet, name=name, width=PAPER) for sheet in sheets(groups, PAPER, SHEET)],
        "narrow": [structure.svg(boxes, name=name, width=NARROW)],
    }
    return {  # names are escaped where they are drawn
        where: [Markup(one) for one in drawn]  # noqa: S704
        for where, drawn in drawings.items()
    }


def link_lines(found: list[LinkOnDay]) -> list[str]:
    """With whom the partnership stands, a sentence for each."""
    return [link_line(link) for link in found]


def link_line(link: LinkOnDay) -> str:
    """How the partnership stands with another, in a sentence."""
    said = _("{how} {whom} since {day}").format(how=words.merger(link.kind), whom=link.with_name, day=day(link.since))
    if link.cluster:
        said = _("{said}, in the cluster {cluster}").format(said=said, cluster=link.cluster)
    if link.kind is Merger.INFORMAL:
        said = _("{said}. The duties of each partnership stay with it.").format(said=said)
    return said


def succession_lines(found: list[tuple[date, str, str, str]]) -> list[str]:
    """Which body followed which, a sentence for each."""
    said = _("{day}: {after} took the place of {before}. {why}")
    return [said.format(day=day(on), after=after, before=before, why=why).strip() for on, before, after, why in found]


def begin_with(group: GroupOnDay) -> dict[str, object]:
    """What the form of a group's next shape begins with: its present one."""
    return {
        "name": group.name, "short_name": group.short_name, "kind": group.kind, "statutory": group.statutory, "purpose": group.purpose, "parent": group.parent, "lead": group.lead_key,
        "accounts_to": group.accounts_to, "area": group.area, "cadence": group.cadence, "quorum": group.quorum or None, "circle": group.circle, "due_to_end": group.due_to_end,
    }  # fmt: skip
