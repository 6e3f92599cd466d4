"""What planning and running a meeting are made of: rows written for the changes that tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from wardmote.accounts.states import Standing as Asker
from wardmote.governance import words
from wardmote.governance.changes.writing import Clash, minuting_of
from wardmote.governance.models import AgendaItem, Group, GroupShape, Meeting, Series
from wardmote.governance.states import MOVES, MeetingKind, MeetingState, Mode, Standing
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

DEFAULT_AGENDA = (
    Standing.WELCOME, Standing.INTERESTS, Standing.MINUTES, Standing.ACTIONS, Standing.CROSS_CUTTING, Standing.RISK,
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """When and where a meeting is to be. Both moments know their zone."""

    starts_at: datetime
    ends_at: datetime
    mode: Mode = Mode.ROOM
    place: str = ""


def meeting_run_by(key: UUID, by: Asker | None) -> Meeting:
    """The meeting, locked, for whoever plans and minutes for its group: else Refused."""
    found = Meeting.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    minuting_of(by, found.partnership_id, found.group_id)
    return found


def step(meeting: Meeting, state: MeetingState) -> None:
    """One step, if there is such a way; its calendar entry counts a version further."""
    if state not in MOVES[MeetingState(meeting.state)]:
        now = words.meeting_state(MeetingState(meeting.state), MeetingKind(meeting.kind))
        raise Clash(_("That cannot be done now: it is “{state}”.").format(state=now))
    Meeting.objects.filter(pk=meeting.pk).update(state=state, version=F("version") + 1)
    meeting.state = state


def new_meeting(
    group: Group, when: When, *, kind: MeetingKind, series: Series | None, at: datetime, who: UUID | None
) -> Meeting:  # fmt: skip
    """The row of a meeting, read by whom the group's papers are read by on that day."""
    if when.ends_at <= when.starts_at:
        raise Clash(_("It must end after it starts."))
    circle = circle_on(group, when.starts_at.astimezone(LONDON).date())
    return Meeting.objects.create(
        partnership_id=group.partnership_id, group=group, series=series, kind=kind, circle=circle, starts_at=when.starts_at,
        ends_at=when.ends_at, mode=when.mode, place=when.place, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip


def circle_on(group: Group, day: date) -> str:
    """Who reads a group's papers on a day. Raises Clash when the group is not there on it."""
    shapes = GroupShape.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), group=group, valid_from__lte=day)
    found = shapes.values_list("circle", flat=True).first()
    if found is None:
        raise Clash(_("The group is not there on that day."))
    return found


def series_of_group(group: Group, key: UUID) -> Series:
    """A series of the group: else Refused."""
    found = Series.objects.filter(pk=key, group=group).first()
    if found is None:
        raise Refused("run-governance")
    return found


def agenda_of(series: Series | None) -> list[tuple[str, Standing, str]]:
    """The items that a meeting begins with: title, which standing item, note."""
    named: Sequence[str] = series.standing if series and series.standing else DEFAULT_AGENDA
    known = {one.value for one in Standing if one}
    return [
        (words.standing(Standing(name)), Standing(name), "") if name in known else (name, Standing.NONE, "")
        for name in named
    ]


def new_items(
    meeting: Meeting, items: Sequence[tuple[str, Standing, str]], *, at: datetime, who: UUID | None
) -> None:  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(
            partnership_id=meeting.partnership_id, meeting=meeting, position=place, title=title, standing=standing, note=note,
            recorded_at=at, recorded_by_id=who,
        )
        for place, (title, standing, note) in enumerate(items, start=1)
    )  # fmt: skip
