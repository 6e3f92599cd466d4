"""Meetings: when a group meets, what is on the agenda, who came."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD, Body
from wardmote.governance.models.groups import Group
from wardmote.governance.rows import IN_CIRCLES, KEPT_BY_KEEPERS, OF_BUSINESS, OF_CIRCLES, of_its_meeting, tracked
from wardmote.governance.states import Cadence, Circle, MeetingKind, MeetingState, Mode, Presence, Standing
from wardmote.platform.keys import new_key


@tracked(rows=OF_BUSINESS)
class Series(models.Model):
    """When a group meets: the first day, how often, at what time (London), where. `standing` lists the items of every agenda, in order."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    cadence = models.TextField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    mode = models.TextField(default=Mode.ROOM)
    place = models.TextField(default="")
    standing = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="series_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(cadence__in=list(Cadence)), name="series_cadence_is_known"),
            models.CheckConstraint(condition=Q(mode__in=list(Mode)), name="series_mode_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.cadence} from {self.valid_from}"


@tracked(rows=OF_CIRCLES)
class Meeting(models.Model):
    """A meeting of a group, or a written procedure: what is circulated, and decided without anybody meeting. `circle` says who reads it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="+")
    kind = models.TextField(default=MeetingKind.MEETING)
    circle = models.TextField(default=Circle.PARTNERSHIP)
    state = models.TextField(default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.TextField(default=Mode.ROOM)
    place = models.TextField(default="")
    chaired_by = models.TextField(default="")
    also_there = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = IN_CIRCLES

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=list(MeetingKind)), name="meeting_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=list(MeetingState)), name="meeting_state_is_known"),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="meeting_circle_is_known"),
            models.CheckConstraint(condition=Q(mode__in=list(Mode)), name="meeting_mode_is_known"),
        )
        indexes = (
            models.Index(fields=["partnership", "starts_at"], name="meeting_by_day"),
            models.Index(fields=["group", "starts_at"], name="meeting_of_group"),
            models.Index(fields=["partnership", "ends_at"], name="meeting_by_end"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.starts_at}"


class Part(models.Model):
    """What belongs to a meeting, and is seen by whoever sees it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        default_permissions = ()


@tracked(rows=OF_CIRCLES)
class AgendaItem(Part):
    """A point of the agenda, and what was said of it. `standing` names the one that comes back at every meeting.

    What was said (`minute`) has a version of its own: somebody who moves a point does not come in the way of who is writing at it. `carried`: it goes on the next agenda.
    """

    position = models.PositiveSmallIntegerField()
    title = models.TextField()
    standing = models.TextField(default=Standing.NONE, blank=True)
    lead = models.TextField(default="")
    note = models.TextField(default="")
    minute = models.TextField(default="")
    minute_version = models.PositiveIntegerField(default=1)
    minute_at = models.DateTimeField(null=True)
    minute_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    carried = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    rows = of_its_meeting()

    class Meta(Part.Meta):
        db_table = "governance_agenda_item"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_item_in_order", deferrable=models.Deferrable.DEFERRED
            ),
        )

    def __str__(self) -> str:
        return self.title


@tracked(rows=OF_CIRCLES)
class Attendance(Part):
    """How a body was at a meeting: one line for each body, who came for it, and for whom they came."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    presence = models.TextField()
    name = models.TextField(default="")
    instead_of = models.TextField(default="")

    rows = of_its_meeting()

    class Meta(Part.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(presence__in=list(Presence)), name="attendance_presence_is_known"),
            models.UniqueConstraint(fields=["meeting", "body"], name="attendance_once_a_body"),
        )

    def __str__(self) -> str:
        return self.presence
