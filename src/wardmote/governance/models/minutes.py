"""Approved minutes: the document as it was when a later meeting approved it, and what was found wrong in it afterwards."""

from django.db import models

from wardmote.accounts.models import Partnership
from wardmote.governance.models.meetings import Meeting, Part
from wardmote.governance.rows import BY_KEEPERS, ITS_MEETING, KEPT_WITH_ITS_MEETING, OF_CIRCLES, tracked
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Rows

BEATS = Rows(see=ITS_MEETING, add=KEPT_WITH_ITS_MEETING, change=KEPT_WITH_ITS_MEETING, recorded=False)
FIXED = Rows(see=ITS_MEETING, add=BY_KEEPERS & ITS_MEETING, change=NOBODY)


@tracked(rows=OF_CIRCLES)
class Minutes(Part):
    """The minutes of a meeting, fixed: `document` is the block model, `words` all that it says, `digest` the SHA-256 of both. Nobody changes or removes them.

    `approved_in` is the meeting that approved them; none, if that was done outside a meeting. `amendments` are what it wanted said differently.
    """

    document = models.JSONField()
    words = models.TextField()
    digest = models.TextField()
    amendments = models.TextField(default="")
    approved_on = models.DateField()
    approved_in = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")

    rows = FIXED

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["meeting"], name="minutes_approved_once"),)

    def __str__(self) -> str:
        return f"minutes approved on {self.approved_on}"


@tracked(rows=OF_CIRCLES)
class Correction(Part):
    """What was found wrong in approved minutes: a later entry beside them."""

    text = models.TextField()

    rows = FIXED

    class Meta(Part.Meta):
        pass

    def __str__(self) -> str:
        return f"correction of {self.recorded_at}"


class Pulse(models.Model):
    """How often something was written at a meeting: a number and nothing else, so that a page may ask every second whether there is news."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    beat = models.PositiveIntegerField(default=0)

    rows = BEATS

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"beat {self.beat}"
