"""Events in words: who, what, whose record, when, and from where."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wardmote.accounts import words
from wardmote.accounts.presenters.dates import exactly, moment
from wardmote.accounts.presenters.people import Tag, harmless
from wardmote.accounts.queries import log as queries
from wardmote.accounts.queries.log import Integrity, Names, Told
from wardmote.audit.queries import Entry
from wardmote.audit.states import Outcome
from wardmote.words import gettext as _
from wardmote.words import ngettext

TONES = {Outcome.DONE: "green", Outcome.REFUSED: "red", Outcome.FAILED: "yellow"}
NAMED = 3  # names that a line has room for


@dataclass(frozen=True)
class Line:
    """One event as a page shows it."""

    when: str
    who: str
    working_for: str
    what: str
    whose: str
    details: str
    purpose: str
    origin: str
    request: str
    outcome: Tag
    record: UUID | None


@dataclass(frozen=True)
class State:
    """How far the log is sealed, in words."""

    tag: Tag
    sealed: str
    anchored: str
    open: str
    verified: str
    altered: bool


def line(entry: Entry, names: Names, me: UUID | None = None) -> Line:
    """An event in words. `me` is called “you”."""
    agency, partnership = names.agencies.get(entry.agency, ""), names.partnerships.get(entry.partnership, "")  # type: ignore[arg-type]
    both = _("{agency} in {partnership}").format(agency=agency, partnership=partnership)
    return Line(
        when=exactly(entry.at),
        who=_who(entry, names, me),
        working_for=both if agency and partnership else agency or partnership,
        what=words.event(entry.verb),
        whose=_whose(entry, names, me),
        details=", ".join(words.fact(name, value) for name, value in entry.facts.items()),
        purpose=words.purpose(entry.purpose),
        origin=words.origin(entry.origin),
        request=str(entry.request or ""),
        outcome=Tag(dict(words.outcomes())[entry.outcome], TONES[Outcome(entry.outcome)]),
        record=entry.ids[0] if len(entry.ids) == 1 and entry.kind == "member" else None,
    )


def _who(entry: Entry, names: Names, me: UUID | None) -> str:
    if entry.member is None:
        if entry.verb in queries.BEFORE_COMING_IN:
            return _("whoever opened the link")
        return _("the operator") if entry.origin == "command" else _("nobody who was signed in")
    return _("you") if entry.member == me else names.members.get(entry.member, _("somebody unknown"))


def _whose(entry: Entry, names: Names, me: UUID | None) -> str:
    """Whose records; for things that are no people, how many."""
    if entry.kind != "member":
        return ngettext("{n} record", "{n} records", len(entry.ids)).format(n=len(entry.ids)) if entry.ids else ""
    shown = [_("you") if key == me else names.members.get(key, _("somebody unknown")) for key in entry.ids[:NAMED]]
    more = len(entry.ids) - len(shown) + (entry.others if isinstance(entry, Told) else 0)
    listed = ", ".join(shown)
    if not shown:
        return ngettext("{n} person", "{n} people", more).format(n=more) if more else ""
    return (
        ngettext("{names} and {n} other", "{names} and {n} others", more).format(names=listed, n=more)
        if more
        else listed
    )


def state(found: Integrity) -> State:
    """What is proven about the log, and what cannot be yet."""
    tag = Tag(_("Sealing is late"), "red") if found.late else Tag(_("Sealed"), "green")
    n = found.open_events
    said: dict[str, Any] = {"verified": _verified(found), "altered": bool(found.verified and found.verified.found)}
    if found.sealed_at is None:
        open_window = ngettext("{n} event waits for its seal.", "{n} events wait for their seal.", n).format(n=n)
        return State(
            tag if found.late else Tag(_("Not sealed yet"), "grey"),
            _("Nothing is sealed yet."),
            "",
            open_window,
            **said,
        )
    sealed = _("Sealed until {when} (seal {number}).").format(when=moment(found.sealed_at), number=found.number)
    places = [number for number in found.anchored if number >= found.number]
    anchored = ngettext(
        "The last seal is anchored in {n} place outside the register.",
        "The last seal is anchored in {n} places outside the register.",
        len(places),
    ).format(n=len(places))
    open_window = ngettext(
        "{n} event is newer than that: whether it is complete cannot be proven yet.",
        "{n} events are newer than that: whether they are complete cannot be proven yet.",
        n,
    ).format(n=n)
    return State(
        tag,
        sealed,
        anchored if places else _("The last seal is anchored nowhere outside the register."),
        open_window,
        **said,
    )


def _verified(found: Integrity) -> str:
    """What the command found the last time, in words."""
    if found.verified is None:
        return _("It was not verified here yet.")
    said = _("Verified on {when}: altered.") if found.verified.found else _("Verified on {when}: unaltered.")
    return said.format(when=moment(found.verified.at))


def as_csv(entries: Sequence[Entry], names: Names) -> str:
    """Events for a spreadsheet, with keys and names."""
    written = io.StringIO()
    lines = csv.writer(written)
    head = (
        "at",
        "outcome",
        "verb",
        "member",
        "name",
        "agency",
        "partnership",
        "purpose",
        "origin",
        "request",
        "kind",
        "ids",
        "facts",
    )
    lines.writerow(head)
    for entry in entries:
        cells = (
            _iso(entry.at), entry.outcome, entry.verb, str(entry.member or ""), names.members.get(entry.member, ""),  # type: ignore[arg-type]
            names.agencies.get(entry.agency, ""), names.partnerships.get(entry.partnership, ""), entry.purpose, entry.origin,  # type: ignore[arg-type]
            str(entry.request or ""), entry.kind, " ".join(map(str, entry.ids)), "; ".join(f"{k}={v}" for k, v in entry.facts.items()),
        )  # fmt: skip
        lines.writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
