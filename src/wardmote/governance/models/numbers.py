"""Numbers that people quote, and the last of each that was given."""

from django.db import models

from wardmote.accounts.models import Partnership
from wardmote.governance.rows import KEPT_BY_KEEPERS
from wardmote.platform.keys import new_key


class LastNumber(models.Model):
    """The last number that a partnership gave to a decision, an action, a recommendation or a matter. It outlives what it was given to: none is given twice."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    counts = models.TextField()
    last = models.PositiveIntegerField()

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_last_number"
        constraints = (models.UniqueConstraint(fields=["partnership", "counts"], name="last_number_once"),)

    def __str__(self) -> str:
        return f"{self.counts} {self.last}"
