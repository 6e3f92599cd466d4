"""Actions: who does what by when, and what each owner answers."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.accounts.rows import in_my_partnerships
from wardmote.governance.models.bodies import Body
from wardmote.governance.models.groups import Group
from wardmote.governance.models.meetings import AgendaItem, Meeting
from wardmote.governance.rows import (
    ASKED_OF_US,
    BY_ITSELF,
    BY_KEEPERS,
    BY_MINUTERS,
    BY_THE_AGENCY,
    IN_CIRCLES,
    IN_THE_CIRCLE,
    OF_CIRCLES,
    OF_THEIR_ACTION,
    OWN,
    tracked,
)
from wardmote.governance.states import ActionState, Circle, EntryKind, OwnedBy, Pace
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Rows, among, says, with_its
from wardmote.words import gettext as _

ITS_ACTION = with_its("action_id", "governance_action", _("whoever sees its action"))
THEIR_ANSWERS = ASKED_OF_US & says("kind", EntryKind.ANSWERED, words=_("their own answers"))
OWNERS = in_my_partnerships() & among(
    "action_id", "actions_asked_of_us()", _("whoever acts for the agency that a closed group asked")
)


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

    rows = IN_CIRCLES

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


COPIES = ("circle", "group", "asked", "asked_number", "due_on", "over")


@tracked(rows=OF_CIRCLES, exclude=COPIES)
class ActionAnswer(models.Model):
    """What one body answers for an action: its state, what was done, where the evidence is. There is one for each body that owns it; the agency's people change it.

    `member` is whom the agency asked to see to it. A line that another body had before says so in `moved_from`. The action ends when its last line does: a trigger of
    the database sees to that, whoever answers. `group` and `circle` are the action's own, copied by another trigger whatever is written there, so that a list of
    many lines need not ask for each whether its action may be seen.

    Who is asked by a closed group sees their line and nothing else of the action: what they are asked (`asked`), the action's number, the day, and whether the action
    was withdrawn or passed on (`over`) are copied for them. For what the partnership reads these stay empty.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="answers")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    moved_from = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    state = models.TextField(default=ActionState.OPEN)
    text = models.TextField(default="")
    evidence = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    group = models.ForeignKey(Group, models.PROTECT, null=True, editable=False, related_name="+")
    circle = models.TextField(default=Circle.PARTNERSHIP, editable=False)
    asked = models.TextField(default="", editable=False)
    asked_number = models.PositiveIntegerField(null=True, editable=False)
    due_on = models.DateField(null=True, editable=False)
    over = models.BooleanField(default=False, editable=False)

    rows = Rows(
        see=IN_THE_CIRCLE | BY_THE_AGENCY, add=BY_KEEPERS | BY_MINUTERS, change=BY_KEEPERS | BY_MINUTERS | BY_THE_AGENCY
    )

    class Meta:
        default_permissions = ()
        db_table = "governance_action_answer"
        constraints = (
            models.UniqueConstraint(fields=["action", "body"], name="action_answered_once_a_body"),
            models.CheckConstraint(condition=Q(state__in=list(ActionState)), name="action_answer_state_is_known"),
        )
        indexes = (
            models.Index(fields=["agency", "action"], condition=Q(state="open"), name="action_answer_open"),
            models.Index(fields=["agency", "action"], name="action_answer_agency"),
            models.Index(fields=["member"], condition=Q(member__isnull=False), name="action_answer_member"),
            models.Index(fields=["agency", "due_on"], condition=Q(circle="group"), name="action_answer_asked"),
        )

    def __str__(self) -> str:
        return self.state


@tracked(rows=OF_CIRCLES)
class ActionEntry(models.Model):
    """A line of an action's history: what was answered and when, from which day it was put off, from whom it moved. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="entries")
    kind = models.TextField()
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    state = models.TextField(default="", blank=True)
    text = models.TextField(default="")
    evidence = models.TextField(default="")
    was_due_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(
        see=ITS_ACTION | THEIR_ANSWERS,
        add=((BY_KEEPERS | OF_THEIR_ACTION | BY_THE_AGENCY) & ITS_ACTION) | THEIR_ANSWERS,
        change=NOBODY,
    )

    class Meta:
        default_permissions = ()
        db_table = "governance_action_entry"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(EntryKind)), name="action_entry_kind_is_known"),
        )
        indexes = (models.Index(fields=["action", "recorded_at"], name="action_entry_in_order"),)

    def __str__(self) -> str:
        return self.kind


class Escalation(models.Model):
    """An action that was late reached a step of the escalation (`definitions/governance/escalation.toml`): once for each step and each day by which it was due."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="escalations")
    step = models.TextField()
    told = models.TextField()
    due_on = models.DateField()
    reached_at = models.DateTimeField()

    rows = Rows(see=ITS_ACTION | OWNERS | BY_ITSELF, add=BY_ITSELF, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["action", "step", "due_on"], name="escalated_once_a_step"),)
        indexes = (models.Index(fields=["partnership", "reached_at"], name="escalation_by_time"),)

    def __str__(self) -> str:
        return self.step


class LetterWish(models.Model):
    """How often a member is written to about what waits for them in a partnership, and up to what they were told."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    pace = models.TextField(default=Pace.DAILY)
    told_up_to = models.DateTimeField(null=True)
    written_on = models.DateField(null=True)

    rows = Rows(see=OWN, add=OWN, change=OWN, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "governance_letter_wish"
        constraints = (
            models.CheckConstraint(condition=Q(pace__in=list(Pace)), name="letter_wish_pace_is_known"),
            models.UniqueConstraint(fields=["partnership", "member"], name="letter_wish_once"),
        )

    def __str__(self) -> str:
        return self.pace
