"""One body as its page shows it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.engine.errors import UnknownArea
from wardmote.governance import words
from wardmote.governance.presenters.area import area_named
from wardmote.governance.queries.body import BodyRead, Followed, Held
from wardmote.governance.queries.handed_over import CameFrom
from wardmote.governance.states import Capacity
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class Step:
    """A body before or after, with the way to it."""

    said: str
    name: str
    href: str
    why: str


@dataclass(frozen=True)
class HeldRow:
    what: str
    href: str
    vote: str
    when: str


def in_a_sentence(body: BodyRead) -> str:
    """From when to when, and whose place it took: "From 1 April 2023: Cumberland Council (before: Allerdale Borough Council, Carlisle City Council)"."""
    when = stretch(body.since, body.until)
    if not body.before:
        return _("{kind}, {when}.").format(kind=_(body.kind_label), when=when)
    said = _("From {day}: {name} (before: {before})")
    before = ", ".join(dict.fromkeys(one.name for one in body.before))
    return said.format(day=day(max(one.on for one in body.before)), name=body.name, before=before)


def followed(found: list[Followed], *, after: bool) -> list[Step]:
    said = _("From {day} in its place:") if after else _("Until {day} in its place:")
    return [Step(said.format(day=day(one.on)), one.name, reverse("body", args=[one.key]), one.reason) for one in found]


def held_rows(found: list[Held]) -> list[HeldRow]:
    """Parts and seats, in order of time."""
    return [
        HeldRow(
            f"{one.where} ({words.capacity(one.what)})" if isinstance(one.what, Capacity) else words.role(one.what),
            reverse("group", args=[one.group]) if one.group else "", _("votes") if one.votes else _("no vote"), stretch(one.since, one.until),
        )
        for one in found
    ]  # fmt: skip


def where_it_works(body: BodyRead) -> str:
    """Its area: by name where the lookups know the code, else the code, as it was written then."""
    try:
        return area_named(body.area_code)
    except UnknownArea:
        return body.area_code


def owes(body: BodyRead) -> tuple[str, str]:
    """What it still has to do, and the list of it."""
    n = body.open_lines
    said = ngettext("{n} open action", "{n} open actions", n).format(n=f"{n:,}") if n else _("No open action")
    return said, f"{reverse('actions')}?{urlencode({'body': str(body.key)})}"


def came_lines(found: list[CameFrom]) -> list[str]:
    """From which partnership of before it was taken over."""
    said = _("Taken over from {partnership}")
    return list(dict.fromkeys(said.format(partnership=one.other_name) for one in found))
