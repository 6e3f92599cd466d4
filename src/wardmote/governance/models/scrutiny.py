"""What is recommended to the partnership, what scrutiny asks of it, and what each body answers."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.governance.models.actions import Action
from wardmote.governance.models.bodies import Body
from wardmote.governance.rows import (
    BY_KEEPERS,
    BY_SCRUTINY,
    BY_THE_AGENCY,
    KEPT_BY_KEEPERS,
    MEMBERS,
    OF_BUSINESS,
    tracked,
)
from wardmote.governance.states import MatterKind, MatterState, OwnedBy, Response, Source
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Rows


@tracked(rows=OF_BUSINESS)
class Recommendation(models.Model):
    """What somebody recommended to one or more bodies. `clock` is the rule by which an answer is due; "n of n agreed" is counted from the answers and never typed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    source = models.TextField()
    source_name = models.TextField()
    made_on = models.DateField()
    text = models.TextField()
    addressed_to = models.TextField()
    clock = models.TextField(default="", blank=True)
    due_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="recommendation_numbered_once"),
            models.CheckConstraint(condition=Q(source__in=list(Source)), name="recommendation_source_is_known"),
            models.CheckConstraint(condition=Q(addressed_to__in=list(OwnedBy)), name="recommendation_owner_is_known"),
        )
        indexes = (models.Index(fields=["partnership", "made_on"], name="recommendation_by_day"),)

    def __str__(self) -> str:
        return f"recommendation {self.number}"


@tracked(rows=OF_BUSINESS)
class RecommendationAnswer(models.Model):
    """What one body says to a recommendation: whether it accepts it, why, what came of it, and which action."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="answers")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    response = models.TextField(default=Response.WAITING)
    reasons = models.TextField(default="")
    outcome = models.TextField(default="")
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    rows = Rows(see=MEMBERS, add=BY_KEEPERS, change=BY_KEEPERS | BY_THE_AGENCY, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "governance_recommendation_answer"
        constraints = (
            models.UniqueConstraint(fields=["recommendation", "body"], name="recommendation_answered_once_a_body"),
            models.CheckConstraint(condition=Q(response__in=list(Response)), name="recommendation_answer_is_known"),
            models.CheckConstraint(
                condition=Q(response="waiting") | Q(answered_on__isnull=False), name="recommendation_answer_has_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.response


@tracked(rows=OF_BUSINESS)
class Matter(models.Model):
    """What somebody asks of the partnership who may hold it to account: an entry of the scrutiny register, with its clock.

    `by_on` is the day that whoever asks has set, if any; `due_on` is the day that follows from it and the clock's rule; none means "as soon as reasonably possible".
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.TextField()
    asked_by = models.TextField()
    received_on = models.DateField()
    text = models.TextField()
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    by_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.TextField(default=MatterState.OPEN)
    response = models.TextField(default="")
    link = models.TextField(default="", blank=True)
    answered_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=MEMBERS, add=BY_KEEPERS | BY_SCRUTINY, change=BY_KEEPERS, recorded=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="matter_numbered_once"),
            models.CheckConstraint(condition=Q(kind__in=list(MatterKind)), name="matter_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=list(MatterState)), name="matter_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", answered_on__isnull=True) | (~Q(state="open") & Q(answered_on__isnull=False)),
                name="matter_ended_has_a_day",
            ),
        )
        indexes = (models.Index(fields=["partnership", "received_on"], name="matter_by_day"),)

    def __str__(self) -> str:
        return f"matter {self.number}"


@tracked(rows=OF_BUSINESS)
class ScrutinyMeeting(models.Model):
    """A committee met to scrutinise how the responsible authorities work against crime and disorder: the law wants that at least once in every twelve months."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    committee = models.TextField()
    held_on = models.DateField()
    note = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_scrutiny_meeting"
        constraints = (
            models.UniqueConstraint(fields=["partnership", "committee", "held_on"], name="scrutiny_meeting_once"),
        )

    def __str__(self) -> str:
        return f"held on {self.held_on}"
