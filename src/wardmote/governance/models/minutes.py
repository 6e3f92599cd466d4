"""Approved minutes: the document as it was when a later meeting approved it, and what was found wrong in it afterwards."""

from django.db import models

from wardmote.governance.models.meetings import Meeting, Part
from wardmote.governance.rows import BY_KEEPERS, ITS_MEETING, OF_CIRCLES, tracked
from wardmote.platform.rows import NOBODY, Rows

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
