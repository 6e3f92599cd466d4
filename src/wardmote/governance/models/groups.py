"""Groups: boards, thematic and task groups, panels; their shape over time, and who sits on them."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD, Body
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.governance.states import Cadence, Capacity, Circle, GroupKind
from wardmote.platform.keys import new_key


@tracked(rows=OF_BUSINESS)
class Group(models.Model):
    """A group that stays the same whatever it is called: its name, purpose and place are in its shapes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.id)


@tracked(rows=OF_BUSINESS)
class GroupShape(models.Model):
    """What a group was called, was for, and stood under, from one day to another (half-open). A group has one shape on a day, or it does not exist on it.

    `parent` is the group that it answers to; `accounts_to` names a line of accountability outside the partnership. `lead` is the body that leads it. `quorum` is how many
    voting bodies must be there; 0 is none said. `area_code` is the area that it works for, where that is not the partnership's own. `due_to_end` is the day on which a task group was set to end.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="shapes")
    parent = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    short_name = models.TextField(default="")
    kind = models.TextField()
    statutory = models.BooleanField(default=False)
    purpose = models.TextField(default="")
    cadence = models.TextField(default=Cadence.AS_NEEDED)
    circle = models.TextField(default=Circle.PARTNERSHIP)
    quorum = models.PositiveSmallIntegerField(default=0)
    lead = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    accounts_to = models.TextField(default="")
    area_code = models.TextField(default="")
    due_to_end = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_group_shape"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="group_shape_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=list(GroupKind)), name="group_shape_kind_is_known"),
            models.CheckConstraint(condition=Q(cadence__in=list(Cadence)), name="group_shape_cadence_is_known"),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="group_shape_circle_is_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("group")), name="group_shape_is_not_its_own_parent"
            ),
            models.UniqueConstraint(fields=["group"], condition=Q(valid_to__isnull=True), name="group_shape_open_once"),
        )
        indexes = (models.Index(fields=["partnership", "valid_from"], name="group_shape_by_day"),)

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BUSINESS)
class Seat(models.Model):
    """Somebody sits on a group for a body, from one day to another (half-open). `name` is for whoever has no account; `member` for whoever has."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    name = models.TextField(default="")
    capacity = models.TextField(default=Capacity.MEMBER)
    votes = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="seat_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(capacity__in=list(Capacity)), name="seat_capacity_is_known"),
        )
        indexes = (models.Index(fields=["member", "valid_from"], name="seat_of_member"),)

    def __str__(self) -> str:
        return f"{self.capacity} from {self.valid_from}"
