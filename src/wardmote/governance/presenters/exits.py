"""Exits as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from wardmote.accounts.presenters.dates import moment
from wardmote.accounts.presenters.people import Tag
from wardmote.governance.presenters.underway import Underway, nobody_at_work
from wardmote.governance.queries.exits import ExitSeen
from wardmote.governance.states import ExitState
from wardmote.platform.jobs import Whereabouts
from wardmote.words import gettext as _

KB = 1024


@dataclass(frozen=True)
class ExitRow:
    when: str
    reason: str
    state: Tag
    what: str
    href: str
    progress: str


def exit_rows(found: Sequence[ExitSeen], *, now: datetime) -> list[ExitRow]:
    return [
        ExitRow(
            moment(one.at), one.reason, _state(one, now), _what(one, now), reverse("exit-file", args=[one.key]) if one.there(now) else "",
            reverse("exit-progress", args=[one.key]) if one.state is ExitState.ASKED else "",
        )
        for one in found
    ]  # fmt: skip


def _state(one: ExitSeen, now: datetime) -> Tag:
    if one.there(now):
        return Tag(_("Ready"), "green")
    return {
        ExitState.ASKED: Tag(_("Being written"), "blue"),
        ExitState.TOO_LARGE: Tag(_("Too large"), "orange"),
        ExitState.BROKEN: Tag(_("Broken off"), "red"),
    }.get(one.state, Tag(_("Forgotten"), "grey"))


def _what(one: ExitSeen, now: datetime) -> str:
    if one.there(now) and one.until:
        return _("{n} rows, {size} KB, until {until}. SHA-256: {digest}").format(n=f"{one.lines:,}", size=f"{-(-one.size // KB):,}", until=moment(one.until), digest=one.sha256)  # fmt: skip
    if one.state is ExitState.TOO_LARGE:
        return _(
            "It is larger than can be taken here. Ask whoever looks after Wardmote to run “wardmote partnership exit”."
        )
    if one.state is ExitState.BROKEN:
        return _("A defect of Wardmote stopped it. It is written in the operator’s log. Nothing was kept.")
    return ""


def exit_underway(one: ExitSeen, where: Whereabouts) -> Underway:
    """How far it is. `where` was looked up before."""
    if one.state is not ExitState.ASKED:
        return Underway("", over=True)
    if not where.somewhere:
        return Underway(_("The work stopped before its end. Nothing was kept. Ask for it once more."), stopped=True)
    if not where.alive:
        return Underway(nobody_at_work())
    return Underway(
        _("It is being written, all of it as it was at one moment. A large partnership takes some minutes.")
        if where.at_work
        else _("It waits for its turn.")
    )
