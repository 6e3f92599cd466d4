"""What one partnership took over from another when local government was reorganised, and from which row each of its own came."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.history import OF_WORK
from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.accounts.rows import AT_THE_COMMAND_LINE, in_my_partnerships_as
from wardmote.accounts.states import Role
from wardmote.governance.models.groups import Group
from wardmote.governance.rows import BY_KEEPERS, IN_THE_CIRCLE, MEMBERS, tracked
from wardmote.governance.states import Circle, Settled, Side
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Rows

WRITTEN_ONCE = Rows(see=MEMBERS, add=AT_THE_COMMAND_LINE, change=NOBODY, recorded=False)
BY_ADMINISTRATORS = in_my_partnerships_as(Role.ADMINISTRATOR)


class Handover(models.Model):
    """On a day one partnership took the place of another; there is a row on each side of it. `counts` says how many rows of each kind were taken over, but for what groups keep to
    themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    side = models.TextField()
    other = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.TextField(default="")
    counts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    rows = WRITTEN_ONCE

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="handover_side_is_known"),
            models.CheckConstraint(condition=~Q(partnership=models.F("other")), name="handover_is_of_two"),
            models.UniqueConstraint(fields=["partnership", "side", "other"], name="handover_once"),
        )

    def __str__(self) -> str:
        return f"{self.side} on {self.on}"


class HandoverPlan(models.Model):
    """The plan by which it was done, as it was written: it names everything, what groups keep to themselves too. For whoever runs the business, and for administrators."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    handover = models.OneToOneField(Handover, models.PROTECT, related_name="plan")
    text = models.TextField()

    rows = Rows(see=BY_KEEPERS | BY_ADMINISTRATORS, add=AT_THE_COMMAND_LINE, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "governance_handover_plan"

    def __str__(self) -> str:
        return f"plan of {self.handover_id}"


class Carried(models.Model):
    """A row of this partnership, `row`, began as `came_from` in the other partnership of the handover. `kind` names its table, `known_as` is what it was called or numbered there.

    What a `group` keeps to itself is told to nobody else by where it came from (`circle`).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="carried")
    kind = models.TextField()
    row = models.UUIDField()
    came_from = models.UUIDField()
    known_as = models.TextField(default="")
    circle = models.TextField(default=Circle.PARTNERSHIP)
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=IN_THE_CIRCLE, add=AT_THE_COMMAND_LINE, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["handover", "came_from"], name="carried_once"),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="carried_circle_is_known"),
        )
        indexes = (
            models.Index(fields=["partnership", "row"], name="carried_row"),
            models.Index(fields=["handover", "kind", "id"], name="carried_of_handover"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.known_as}"


@tracked(rows=OF_WORK)
class ProposedRole(models.Model):
    """A role that somebody had in a partnership of before. It gives them nothing here until an administrator gives it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.TextField()
    settled = models.TextField(default=Settled.WAITING)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=BY_ADMINISTRATORS | AT_THE_COMMAND_LINE, add=AT_THE_COMMAND_LINE, change=BY_ADMINISTRATORS)

    class Meta:
        default_permissions = ()
        db_table = "governance_proposed_role"
        constraints = (
            models.CheckConstraint(condition=Q(settled__in=list(Settled)), name="proposed_role_settled_is_known"),
            models.UniqueConstraint(fields=["partnership", "member", "agency", "role"], name="proposed_role_once"),
        )

    def __str__(self) -> str:
        return self.role
