"""The framework of a partnership: its document in versions, and who leads on what across boards."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD
from wardmote.governance.models.meetings import Meeting
from wardmote.governance.rows import KEPT_BY_KEEPERS, OF_BUSINESS, tracked
from wardmote.governance.states import Leads
from wardmote.platform.keys import new_key


@tracked(rows=OF_BUSINESS)
class Framework(models.Model):
    """One version of the terms of reference or constitution. Until it is adopted it is a draft and may be changed; afterwards it stands as it is, and holds until the next is adopted.

    `text` is in sections: a line that begins with "# " is a heading. `link` is where the document lies, when it is not written here.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.TextField()
    text = models.TextField(default="")
    link = models.TextField(default="")
    what_changed = models.TextField(default="")
    adopted_on = models.DateField(null=True)
    adopted_at = models.TextField(default="")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="framework_numbered_once"),
            models.UniqueConstraint(fields=["partnership", "adopted_on"], name="framework_adopted_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


@tracked(rows=OF_BUSINESS)
class BoardPart(models.Model):
    """What a board is in a topic from one day to another (half-open): it leads, contributes or is informed. Boards and topics are named, as many are not ours."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    topic = models.TextField()
    board = models.TextField()
    part = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = KEPT_BY_KEEPERS

    class Meta:
        default_permissions = ()
        db_table = "governance_board_part"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="board_part_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(part__in=list(Leads)), name="board_part_is_known"),
            models.UniqueConstraint(
                fields=["partnership", "topic", "board"],
                condition=Q(valid_to__isnull=True),
                name="board_part_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.board} {self.part} on {self.topic}"
