"""Actions: who does what by when, and what each owner answers."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.governance.models.bodies import Body
from wardmote.governance.models.groups import Group
from wardmote.governance.models.meetings import AgendaItem, Meeting
from wardmote.governance.rows import BY_KEEPERS, BY_THE_AGENCY, IN_THE_CIRCLE, OF_CIRCLES, tracked
from wardmote.governance.states import ActionState, Circle, OwnedBy
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Rows, with_its
from wardmote.words import gettext as _

ITS_ACTION = with_its("action_id", "governance_action", _("whoever sees its action"))


@tracked(rows=OF_CIRCLES)
class Action(models.Model):
    """Something to be done by a day, from a meeting of a group. Who owns it answers for it in `ActionAnswer`: one body, or each responsible authority for itself."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="actions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="actions")
    circle = models.TextField(default=Circle.PARTNERSHIP)
    number = models.PositiveIntegerField()
    text = models.TextField()
    owned_by = models.TextField()
    due_on = models.DateField()
    state = models.TextField(default=ActionState.OPEN)
    ended_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=IN_THE_CIRCLE, add=BY_KEEPERS, change=BY_KEEPERS)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="action_numbered_once"),
            models.CheckConstraint(condition=Q(state__in=list(ActionState)), name="action_state_is_known"),
            models.CheckConstraint(condition=Q(owned_by__in=list(OwnedBy)), name="action_owner_is_known"),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="action_circle_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="action_ended_has_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["partnership", "due_on"], condition=Q(state="open"), name="action_open_by_day"),
            models.Index(fields=["group", "number"], name="action_of_group"),
        )

    def __str__(self) -> str:
        return f"action {self.number}"


@tracked(rows=OF_CIRCLES)
class ActionAnswer(models.Model):
    """What one body answers for an action: its state, what was done, where the evidence is. There is one for each body that owns it; the agency's people change it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="answers")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    state = models.TextField(default=ActionState.OPEN)
    text = models.TextField(default="")
    evidence = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    rows = Rows(see=ITS_ACTION, add=BY_KEEPERS & ITS_ACTION, change=(BY_KEEPERS | BY_THE_AGENCY) & ITS_ACTION)

    class Meta:
        default_permissions = ()
        db_table = "governance_action_answer"
        constraints = (
            models.UniqueConstraint(fields=["action", "body"], name="action_answered_once_a_body"),
            models.CheckConstraint(condition=Q(state__in=list(ActionState)), name="action_answer_state_is_known"),
        )
        indexes = (models.Index(fields=["agency"], condition=Q(state="open"), name="action_answer_open"),)

    def __str__(self) -> str:
        return self.state
