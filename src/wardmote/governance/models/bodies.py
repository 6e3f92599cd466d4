"""Bodies, what the law makes of them in a partnership, and how partnerships stand together."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.governance.states import Merger, StatutoryRole
from wardmote.platform.keys import new_key

FORWARD = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))


@tracked(rows=OF_BUSINESS)
class Body(models.Model):
    """An organisation as a partnership knows it, from one day to another (half-open). `kind` is a key of the reference table of bodies; `agency` is whom people act for."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    short_name = models.TextField(default="")
    kind = models.TextField()
    area_code = models.TextField(default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="body_ends_after_it_starts"),
            models.UniqueConstraint(fields=["partnership", "name", "valid_from"], name="body_named_once"),
        )

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BUSINESS)
class BodyPart(models.Model):
    """The part that a body has in its partnership: a statutory role, and a vote or none, each independent of the other; from one day to another (half-open)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="parts")
    role = models.TextField()
    votes = models.BooleanField()
    source = models.TextField(default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_body_part"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="body_part_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(role__in=list(StatutoryRole)), name="body_part_role_is_known"),
            models.UniqueConstraint(fields=["body"], condition=Q(valid_to__isnull=True), name="body_part_open_once"),
        )

    def __str__(self) -> str:
        return f"{self.role} from {self.valid_from}"


@tracked(rows=OF_BUSINESS)
class Succession(models.Model):
    """On this day one body took the place of another: two may take one's place, and one may take two's."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    before = models.ForeignKey(Body, models.PROTECT, related_name="successions")
    after = models.ForeignKey(Body, models.PROTECT, related_name="origins")
    on = models.DateField()
    reason = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="succession_is_of_two"),
        )

    def __str__(self) -> str:
        return f"from {self.on}"


@tracked(rows=OF_BUSINESS)
class PartnershipLink(models.Model):
    """This partnership stands with another, or under a county: merged by law, merged by agreement, part of a wider partnership. `cluster` is the county's word for it ("North")."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.TextField()
    with_partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    with_name = models.TextField()
    cluster = models.TextField(default="")
    decision = models.TextField(default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_partnership_link"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="partnership_link_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=list(Merger)), name="partnership_link_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} with {self.with_name}"
