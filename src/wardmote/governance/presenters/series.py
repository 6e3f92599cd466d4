"""Series of meetings as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.governance import recurrence, words, working_days
from wardmote.governance.changes.planning import DEFAULT_AGENDA
from wardmote.governance.presenters.meetings import weekday
from wardmote.governance.queries import GroupOnDay, NextDay, SeriesLine
from wardmote.governance.states import Cadence, Standing
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class SeriesRow:
    key: UUID
    pattern: str
    where: str
    when: str
    planned: str
    ended: bool


def series_rows(found: list[SeriesLine], today: date) -> list[SeriesRow]:
    return [
        SeriesRow(
            one.key, _begun_large(pattern(one)), words.mode(one.mode) + (f": {one.place}" if one.place else ""), stretch(one.first, one.end),
            ngettext("{n} meeting planned ahead", "{n} meetings planned ahead", one.planned).format(n=one.planned),
            one.end is not None and one.end <= today,
        )
        for one in found
    ]  # fmt: skip


def _begun_large(said: str) -> str:
    return said[:1].upper() + said[1:]


def pattern(one: SeriesLine) -> str:
    """``quarterly, on the second Tuesday, at 14:00 for 120 minutes``."""
    said = _("{cadence}, {day}, at {time} for {minutes} minutes")
    return said.format(
        cadence=words.cadence(one.cadence), day=_on(one), time=f"{one.starts:%H:%M}", minutes=one.minutes
    )


def _on(one: SeriesLine) -> str:
    name = weekday(one.first.weekday())
    if one.cadence is Cadence.AS_NEEDED:
        return _("on no day in particular")
    if one.cadence in recurrence.WEEKS:
        return _("on {weekday}").format(weekday=name)
    which = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}[recurrence.ordinal(one.first)]
    return _("on the {which} {weekday} of the month").format(which=which, weekday=name)


def next_said(one: SeriesLine, today: date) -> str:
    """The next days of a series, with what speaks against them."""
    days = recurrence.next_days(one.cadence, one.first, after=today, count=8, before=one.end)
    if not days:
        return _("It meets as needed: plan each meeting by itself.")
    return _("Its next days: {days}. What is planned already is not planned twice.").format(
        days="; ".join(_doubted(on) for on in days)
    )


def _doubted(on: date) -> str:
    doubt = working_days.doubts(on)
    return _("{day} ({doubt})").format(day=day(on), doubt=doubt) if doubt else day(on)


def next_day_said(one: NextDay | None) -> str:
    """``2 September 2026, 14:00: the next day of its series (quarterly)``."""
    if one is None:
        return ""
    starts = one.starts_at.astimezone(LONDON)
    said = _("{day}, {time}: the next day on which it meets ({cadence})")
    return said.format(day=_doubted(starts.date()), time=f"{starts:%H:%M}", cadence=words.cadence(one.cadence))


def begin_series(group: GroupOnDay) -> dict[str, object]:
    """What a new series begins with: how often the group says that it meets, and the usual agenda."""
    ticked, _own = agenda_names(())
    return {"cadence": group.cadence, "minutes": 120, "mode": "room", "standing": ticked}


def begin_change(one: SeriesLine) -> dict[str, object]:
    """What the form of another pattern begins with: the present one."""
    ticked, own = agenda_names(one.standing)
    return {
        "cadence": one.cadence, "valid_from": one.first, "starts": one.starts, "minutes": one.minutes, "mode": one.mode, "place": one.place,
        "standing": ticked, "own": own, "version": one.version,
    }  # fmt: skip


def agenda_names(standing: tuple[str, ...]) -> tuple[list[str], str]:
    """A series' points as its form shows them: those that are ticked, and the others a line each."""
    known = {one.value for one in Standing if one}
    ticked = [name for name in standing if name in known] if standing else [one.value for one in DEFAULT_AGENDA]
    return ticked, "\n".join(name for name in standing if name not in known)
