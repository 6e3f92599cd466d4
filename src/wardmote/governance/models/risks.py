"""The risk register: categories with their series of references, risks, their controls and their journal."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD, Body
from wardmote.governance.models.groups import Seat
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.governance.states import Proximity, RiskState, Told, Works
from wardmote.platform.keys import new_key


class OfRegister(models.Model):
    """What every table of the register has."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        abstract = True
        default_permissions = ()


@tracked(rows=OF_BUSINESS)
class RiskCategory(OfRegister):
    """A kind of risk with one series of references, “Strategic planning 4”. `last_number` is the last that was given: none is given twice."""

    name = models.TextField()
    purpose = models.TextField(default="")
    last_number = models.PositiveIntegerField(default=0)

    class Meta(OfRegister.Meta):
        db_table = "governance_risk_category"
        constraints = (models.UniqueConstraint(fields=["partnership", "name"], name="risk_category_named_once"),)

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BUSINESS)
class Risk(OfRegister):
    """Something that may happen: its cause, the event, its effect. `reference` is given once and never again, whatever the category is called later; `also_called` is what papers call it besides.

    `doubted_on` is the day on which what happened contradicted it; a review takes that away. The owner is a body, a seat, or a name.
    """

    category = models.ForeignKey(RiskCategory, models.PROTECT, related_name="risks")
    number = models.PositiveIntegerField()
    reference = models.TextField()
    also_called = models.TextField(default="")
    title = models.TextField()
    cause = models.TextField(default="")
    event = models.TextField(default="")
    effect = models.TextField(default="")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    owner = models.TextField(default="")
    proximity = models.TextField(default=Proximity.YEAR)
    raised_on = models.DateField()
    review_on = models.DateField()
    doubted_on = models.DateField(null=True)
    state = models.TextField(default=RiskState.OPEN)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OfRegister.Meta):
        constraints = (
            models.UniqueConstraint(fields=["category", "number"], name="risk_numbered_once"),
            models.UniqueConstraint(fields=["partnership", "reference"], name="risk_referred_to_once"),
            models.CheckConstraint(condition=Q(proximity__in=list(Proximity)), name="risk_proximity_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | Q(state="closed", closed_on__gte=F("raised_on")),
                name="risk_closed_has_a_day",
            ),
        )
        indexes = (models.Index(fields=["partnership", "state", "review_on"], name="risk_by_review"),)

    def __str__(self) -> str:
        return self.reference


@tracked(rows=OF_BUSINESS)
class RiskControl(OfRegister):
    """What is done against a risk, by whom, and whether it works; from one day until another (half-open)."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="controls")
    text = models.TextField()
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    owner = models.TextField(default="")
    works = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OfRegister.Meta):
        db_table = "governance_risk_control"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="risk_control_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(works__in=list(Works)), name="risk_control_works_is_known"),
        )

    def __str__(self) -> str:
        return self.text


@tracked(rows=OF_BUSINESS)
class RiskNote(OfRegister):
    """The journal of a risk: what happened since it was written, reviews, and why it was closed or opened again."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="notes")
    kind = models.TextField()
    on = models.DateField()
    text = models.TextField()

    class Meta(OfRegister.Meta):
        db_table = "governance_risk_note"
        constraints = (models.CheckConstraint(condition=Q(kind__in=list(Told)), name="risk_note_kind_is_known"),)
        indexes = (models.Index(fields=["risk", "on"], name="risk_note_by_day"),)

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
