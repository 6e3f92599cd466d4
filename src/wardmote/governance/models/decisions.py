"""What a meeting leaves: declared interests, and decisions with their reasons."""

from django.db import models

from wardmote.governance.models.meetings import AgendaItem, Part
from wardmote.governance.rows import OF_CIRCLES, of_its_meeting, tracked


@tracked(rows=OF_CIRCLES)
class Interest(Part):
    """Somebody declared an interest in a point of the agenda, and left the room or did not."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    interest = models.TextField()
    left_the_room = models.BooleanField(default=False)

    rows = of_its_meeting()

    class Meta(Part.Meta):
        pass

    def __str__(self) -> str:
        return self.interest


@tracked(rows=OF_CIRCLES)
class Decision(Part):
    """What was decided, why, and what else was considered."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reasons = models.TextField(default="")
    options = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)

    rows = of_its_meeting()

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["partnership", "number"], name="decision_numbered_once"),)

    def __str__(self) -> str:
        return f"decision {self.number}"
