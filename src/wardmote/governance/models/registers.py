"""Registers: entries whose fields a definition describes, and what an entry's status was from when to when."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.platform.keys import new_key


@tracked(rows=OF_BUSINESS)
class Entry(models.Model):
    """A line of a register. `register` is a key of the definitions, `fields` holds what they ask for, `title` is the first of them.

    `on` is the day by which the register is in order; `until` is the first day on which the entry holds no more, if it ends. `search` is all its words in small letters.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    register = models.TextField()
    title = models.TextField()
    fields = models.JSONField(default=dict)
    on = models.DateField()
    until = models.DateField(null=True)
    search = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=["partnership", "register", "-on", "id"], name="entry_of_register"),
            models.Index(fields=["partnership", "-on", "id"], name="entry_by_day"),
        )

    def __str__(self) -> str:
        return self.title


@tracked(rows=OF_BUSINESS)
class EntryStatus(models.Model):
    """What an entry's status was from one day to another (half-open), and why it became so."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="statuses")
    status = models.TextField()
    words = models.TextField(default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_entry_status"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="entry_status_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(valid_to__isnull=True), name="entry_status_open_once"
            ),
        )
        indexes = (models.Index(fields=["partnership", "-valid_from", "id"], name="entry_status_by_day"),)

    def __str__(self) -> str:
        return f"{self.status} from {self.valid_from}"
