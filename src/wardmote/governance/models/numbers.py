"""Numbers that people quote, and the last of each that was given."""

from django.db import models

from wardmote.accounts.models import Partnership
from wardmote.governance.rows import BY_KEEPERS, BY_SCRUTINY, MEMBERS, MINUTING_HERE
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Rows, says
from wardmote.words import gettext as _

COUNTING = (
    BY_KEEPERS
    | (says("counts", "matter", words=_("the numbers of what scrutiny asks")) & BY_SCRUTINY)
    | (says("counts", "action", "decision", words=_("the numbers of actions and decisions")) & MINUTING_HERE)
)


class LastNumber(models.Model):
    """The last number that a partnership gave to a decision, an action, a recommendation or a matter. It outlives what it was given to: none is given twice."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    counts = models.TextField()
    last = models.PositiveIntegerField()

    rows = Rows(see=MEMBERS, add=COUNTING, change=COUNTING, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "governance_last_number"
        constraints = (models.UniqueConstraint(fields=["partnership", "counts"], name="last_number_once"),)

    def __str__(self) -> str:
        return f"{self.counts} {self.last}"
