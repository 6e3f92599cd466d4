"""Series: when a group meets as a rule, and the meetings that are planned from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance import recurrence
from wardmote.governance.changes.planning import When, agenda_of, circle_on, new_items, new_meeting, step
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import Group, Meeting, Series
from wardmote.governance.states import Cadence, MeetingKind, MeetingState, Mode
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

MOST = 60  # meetings planned in one go: more than a year of a weekly group


@dataclass(frozen=True)
class Pattern:
    """How a group meets: how often, at what time in London, for how long, where. `standing` are the items of every agenda, in order; empty: the usual six."""

    cadence: Cadence
    starts: time
    minutes: int = 120
    mode: Mode = Mode.ROOM
    place: str = ""
    standing: tuple[str, ...] = ()


@transaction.atomic
def set_up_series(*, group: UUID, pattern: Pattern, valid_from: date, at: datetime, by: Asker | None) -> UUID:
    """A group meets like this from a first day on, which says the weekday: the series' key. Raises Clash when the group is not there on that day."""
    found = Group.objects.select_for_update().filter(pk=group).first()
    if found is None:
        raise Refused("run-governance")
    who = business_of(by, found.partnership_id)
    circle_on(found, valid_from)
    made = Series.objects.create(
        partnership_id=found.partnership_id, group=found, valid_from=valid_from, recorded_at=at, recorded_by_id=who, **_held(pattern)
    )  # fmt: skip
    record(
        "set-up-series",
        kind="group",
        ids=[found.pk],
        partnership=found.partnership_id,
        facts={"cadence": pattern.cadence},
    )
    return made.pk


@transaction.atomic
def plan_ahead(*, series: UUID, count: int, today: date, at: datetime, by: Asker | None) -> list[UUID]:
    """Plan the next meetings of a series, after those that it has: their keys. Raises Clash when there is none to plan."""
    found, who = _series(series, by)
    last = Meeting.objects.filter(series=found).order_by("-starts_at").first()
    after = (
        max(today, last.starts_at.astimezone(LONDON).date())
        if last
        else max(today, found.valid_from - timedelta(days=1))
    )
    days = recurrence.next_days(
        Cadence(found.cadence), found.valid_from, after=after, count=min(count, MOST), before=found.valid_to
    )
    if not days:
        raise Clash(_("The series has no further day: it meets as needed, or it has ended."))
    made = []
    for day in days:
        meeting = new_meeting(found.group, _when(found, day), kind=MeetingKind.MEETING, series=found, at=at, who=who)
        new_items(meeting, agenda_of(found), at=at, who=who)
        made.append(meeting.pk)
    record("plan-series", kind="meeting", ids=made, partnership=found.partnership_id, facts={"planned": len(made)})
    return made


@transaction.atomic
def change_series(
    *, series: UUID, pattern: Pattern, valid_from: date, move_planned: bool, today: date, version: int, at: datetime, by: Asker | None
) -> int:  # fmt: skip
    """Another pattern, from a first day on: how many planned meetings were moved to it. Those that were circulated stay where they are: people were told.

    Raises versions.Stale when somebody was quicker.
    """
    found, _who = _series(series, by)
    try:
        versions.expect(Series.objects.filter(pk=series), version, valid_from=valid_from, **_held(pattern))
    except versions.Stale as stale:
        shown = {name: value for name, value in stale.theirs.items() if name != "standing"}  # in its form, two fields
        raise versions.Stale(stale.version, shown) from stale
    found.refresh_from_db()
    moved = _move(found, today, at) if move_planned else 0
    facts: dict[str, str | int | bool] = {"moved": moved}
    record("change-series", kind="group", ids=[found.group_id], partnership=found.partnership_id, facts=facts)
    return moved


@transaction.atomic
def end_series(
    *, series: UUID, valid_to: date, cancel_planned: bool, at: datetime, by: Asker | None
) -> int:  # fmt: skip
    """From a day on the series plans nothing: how many of its planned meetings from that day on were cancelled with it. Raises Clash for a day before it began."""
    found, _who = _series(series, by)
    if valid_to <= found.valid_from:
        raise Clash(_("A series cannot end before it began."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    later = [meeting for meeting in _planned(found, at) if meeting.starts_at.astimezone(LONDON).date() >= valid_to]
    for meeting in later if cancel_planned else ():
        step(meeting, MeetingState.CANCELLED)
    cancelled = len(later) if cancel_planned else 0
    facts: dict[str, str | int | bool] = {"cancelled": cancelled}
    record("end-series", kind="group", ids=[found.group_id], partnership=found.partnership_id, facts=facts)
    return cancelled


def _series(key: UUID, by: Asker | None) -> tuple[Series, UUID | None]:
    found = Series.objects.select_for_update(of=("self",)).select_related("group").filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found, business_of(by, found.partnership_id)


def _held(pattern: Pattern) -> dict[str, object]:
    return {
        "cadence": pattern.cadence, "starts": pattern.starts, "minutes": pattern.minutes, "mode": pattern.mode,
        "place": pattern.place, "standing": list(pattern.standing),
    }  # fmt: skip


def _when(series: Series, day: date) -> When:
    starts, ends = recurrence.moments(day, series.starts, series.minutes)
    return When(starts, ends, Mode(series.mode), series.place)


def _planned(series: Series, at: datetime) -> Sequence[Meeting]:
    """Meetings of the series that are still to come, and of which nobody was told."""
    rows = Meeting.objects.select_for_update().filter(series=series, state=MeetingState.PLANNED, starts_at__gt=at)
    return list(rows.order_by("starts_at"))


def _move(series: Series, today: date, at: datetime) -> int:
    """Planned meetings go to the next days of the pattern, in their order. As needed has no days: they keep theirs, and get the time and the place."""
    planned = _planned(series, at)
    days = recurrence.next_days(Cadence(series.cadence), series.valid_from, after=today, count=len(planned))
    kept = [meeting.starts_at.astimezone(LONDON).date() for meeting in planned]
    for meeting, day in zip(planned, days or kept, strict=False):
        when = _when(series, day)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=when.starts_at, ends_at=when.ends_at, mode=when.mode, place=when.place, version=F("version") + 1
        )
    return len(planned)
