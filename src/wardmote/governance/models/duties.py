"""Duties: the evidence that they were done, what is claimed of them, the events that start a clock, and whether they fall here at all."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.governance.states import EvidenceKind, Rating
from wardmote.platform.keys import new_key


@tracked(rows=OF_BUSINESS)
class Occasion(models.Model):
    """An event that started a duty's clock, such as a notification. It is open until a claim answers it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    duty = models.TextField()
    on = models.DateField()
    words = models.TextField()
    closed = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(fields=["partnership", "duty", "on"], condition=Q(closed=False), name="occasion_open_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.duty} from {self.on}"


@tracked(rows=OF_BUSINESS)
class Claim(models.Model):
    """Somebody says that a duty is met for a period (half-open), or how far. `duty` and `item` are keys of the table of duties; `done_on` is the day on which it was done."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    duty = models.TextField()
    item = models.TextField(default="")
    occasion = models.ForeignKey(Occasion, models.PROTECT, null=True, related_name="claims")
    rating = models.TextField(default=Rating.IN_PLACE)
    done_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    all_took_part = models.BooleanField(default=False)
    words = models.TextField(default="")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="claim_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(rating__in=list(Rating)), name="claim_rating_is_known"),
        )
        indexes = (models.Index(fields=["partnership", "duty", "-done_on"], name="claim_of_duty"),)

    def __str__(self) -> str:
        return f"{self.duty} {self.rating} on {self.done_on}"


@tracked(rows=OF_BUSINESS)
class Evidence(models.Model):
    """What shows that a duty was done: words, and perhaps where it is to be read. `row` is the key of one of our own pages, `link` its address or another's."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    duty = models.TextField()
    item = models.TextField(default="")
    on = models.DateField()
    kind = models.TextField()
    words = models.TextField()
    link = models.TextField(default="")
    row = models.UUIDField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(kind__in=list(EvidenceKind)), name="evidence_kind_is_known"),)
        indexes = (models.Index(fields=["partnership", "duty", "-on"], name="evidence_of_duty"),)

    def __str__(self) -> str:
        return f"{self.duty} {self.on}"


@tracked(rows=OF_BUSINESS)
class DutyScope(models.Model):
    """Somebody says from when to when a duty falls on this partnership, or does not, whatever the table makes of its kind; and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    duty = models.TextField()
    falls = models.BooleanField()
    reason = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_duty_scope"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="duty_scope_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["partnership", "duty"], condition=Q(valid_to__isnull=True), name="duty_scope_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty} from {self.valid_from}"
