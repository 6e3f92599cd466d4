"""How risks were scored, and on which scale."""

from django.db import models
from django.db.models import Q

from wardmote.governance.models.bodies import FORWARD
from wardmote.governance.models.risks import OfRegister, Risk
from wardmote.governance.rows import OF_BUSINESS, tracked
from wardmote.governance.states import Scored


@tracked(rows=OF_BUSINESS)
class RiskScale(OfRegister):
    """How likelihood and impact are scored from a day on (half-open). `document` holds the levels with their words, and the bands; `most` is the highest score. It is never changed: another
    scale follows it, and what was scored on this one stays so.
    """  # fmt: skip

    name = models.TextField()
    document = models.JSONField()
    most = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta(OfRegister.Meta):
        db_table = "governance_risk_scale"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="risk_scale_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(most__gte=4), name="risk_scale_has_levels"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(valid_to__isnull=True), name="risk_scale_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BUSINESS)
class RiskScoring(OfRegister):
    """A risk was scored on a day, on the scale of that day. The last one of each kind until a day is what held on it."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="scorings")
    kind = models.TextField()
    scale = models.ForeignKey(RiskScale, models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    on = models.DateField()
    why = models.TextField(default="")

    class Meta(OfRegister.Meta):
        db_table = "governance_risk_scoring"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(Scored)), name="risk_scoring_kind_is_known"),
            models.CheckConstraint(condition=Q(likelihood__gte=1, impact__gte=1), name="risk_scoring_begins_at_one"),
        )
        indexes = (models.Index(fields=["risk", "kind", "-on", "-recorded_at"], name="risk_scoring_last"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.likelihood} x {self.impact}"
