"""What goes out about meetings: who was told what, what bodies answer in writing, and members' calendars."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.accounts.rows import AT_THE_COMMAND_LINE, HOLDING_THE_LINK, in_my_partnerships, mine
from wardmote.governance.models.bodies import Body
from wardmote.governance.models.meetings import Part
from wardmote.governance.rows import ANSWERED_FOR_ITS_BODY, APPENDED_TO_ITS_MEETING, OF_BUSINESS, OF_CIRCLES, tracked
from wardmote.governance.states import FeedScope, NoticeKind, WrittenReply
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Rows


@tracked(rows=OF_CIRCLES)
class Notice(Part):
    """Letters went out about a meeting: why, and to how many. Of a meeting that was moved, `was_at` is when it was to be."""

    kind = models.TextField()
    reason = models.TextField(default="")
    told = models.PositiveIntegerField(default=0)
    was_at = models.DateTimeField(null=True)

    rows = APPENDED_TO_ITS_MEETING

    class Meta(Part.Meta):
        constraints = (models.CheckConstraint(condition=Q(kind__in=list(NoticeKind)), name="notice_kind_is_known"),)

    def __str__(self) -> str:
        return self.kind


@tracked(rows=OF_CIRCLES)
class WrittenAnswer(Part):
    """What one body answers in a written procedure. There is one for each body with a seat; its agency's people answer, or whoever runs the business writes it down."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    votes = models.BooleanField(default=False)
    reply = models.TextField(default=WrittenReply.NONE, blank=True)
    text = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    rows = ANSWERED_FOR_ITS_BODY

    class Meta(Part.Meta):
        db_table = "governance_written_answer"
        constraints = (
            models.UniqueConstraint(fields=["meeting", "body"], name="written_answer_once_a_body"),
            models.CheckConstraint(condition=Q(reply__in=list(WrittenReply)), name="written_answer_is_known"),
        )

    def __str__(self) -> str:
        return self.reply


@tracked(rows=OF_BUSINESS, exclude=("secret_digest",))
class CalendarFeed(models.Model):
    """A member's calendar of meetings, for the calendar program of their choice. Of its secret address only a digest is kept; a new one ends the one before.

    It shows what the member may see for this agency in this partnership on the day it is asked, and nothing when that is nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    scope = models.TextField(default=FeedScope.MINE)
    secret_digest = models.TextField(unique=True)
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    rows = Rows(
        see=mine() | HOLDING_THE_LINK | AT_THE_COMMAND_LINE,
        add=mine() & in_my_partnerships(),
        change=mine(),
        recorded=False,
    )

    class Meta:
        default_permissions = ()
        db_table = "governance_calendar_feed"
        constraints = (
            models.CheckConstraint(condition=Q(scope__in=list(FeedScope)), name="calendar_feed_scope_is_known"),
            models.UniqueConstraint(
                fields=["member", "partnership", "agency"],
                condition=Q(ended_at__isnull=True),
                name="calendar_feed_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"calendar of {self.scope}"
