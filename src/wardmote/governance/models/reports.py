"""Themes, and the reports by exception in which boards raise them each quarter."""

from django.db import models
from django.db.models import F, Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.models.bodies import FORWARD
from wardmote.governance.models.groups import Group
from wardmote.governance.rows import (
    BY_KEEPERS,
    IN_THE_CIRCLE,
    KEPT_BY_KEEPERS,
    OF_BUSINESS,
    OF_CIRCLES,
    REPORTERS,
    tracked,
)
from wardmote.governance.states import AskState, Circle, LineKind, ReportState
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Rows, says, with_its
from wardmote.words import gettext as _

WRITERS = BY_KEEPERS | REPORTERS
HANDED_IN = says("state", ReportState.HANDED_IN, words=_("what is handed in")) & IN_THE_CIRCLE
ITS_REPORT = with_its("report_id", "governance_exception_report", _("whoever sees its report"))
ITS_LINE = with_its("line_id", "governance_report_line", _("whoever sees its line"))


class OfReports(models.Model):
    """What every table of reports has."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        default_permissions = ()


@tracked(rows=OF_BUSINESS)
class Theme(OfReports):
    """What boards work on: a priority, a part of one (`parent`), or something that runs across them all; from one day until another (half-open)."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    name = models.TextField()
    cross_cutting = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    rows = KEPT_BY_KEEPERS

    class Meta(OfReports.Meta):
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="theme_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="theme_is_not_its_own_parent"
            ),
        )
        indexes = (models.Index(fields=["partnership", "valid_from"], name="theme_by_day"),)

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BUSINESS)
class ReportDuty(OfReports):
    """A group reports each quarter, from one day until another (half-open). `quarters` names how the year is cut; `due_days` is how many days after a quarter's end the report is due."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    quarters = models.TextField()
    due_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    rows = KEPT_BY_KEEPERS

    class Meta(OfReports.Meta):
        db_table = "governance_report_duty"
        constraints = (
            models.CheckConstraint(condition=FORWARD, name="report_duty_ends_after_it_starts"),
            models.UniqueConstraint(fields=["group"], condition=Q(valid_to__isnull=True), name="report_duty_open_once"),
        )

    def __str__(self) -> str:
        return f"{self.quarters} from {self.valid_from}"


@tracked(rows=OF_CIRCLES)
class ExceptionReport(OfReports):
    """A group's report for a quarter (half-open). `nothing` says that there was nothing to report, which is a report."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    circle = models.TextField(default=Circle.PARTNERSHIP)
    quarter_from = models.DateField()
    quarter_to = models.DateField()
    due_on = models.DateField()
    state = models.TextField(default=ReportState.DRAFT)
    nothing = models.BooleanField(default=False)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    rows = Rows(see=HANDED_IN | WRITERS, add=WRITERS, change=WRITERS)

    class Meta(OfReports.Meta):
        db_table = "governance_exception_report"
        constraints = (
            models.UniqueConstraint(fields=["group", "quarter_from"], name="exception_report_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter_to__gt=F("quarter_from")), name="exception_report_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(state__in=list(ReportState)), name="exception_report_state_is_known"),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="exception_report_circle_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft", handed_in_at__isnull=True)
                | Q(state="handed-in", handed_in_at__isnull=False),
                name="exception_report_handed_in_has_a_moment",
            ),
        )
        indexes = (models.Index(fields=["partnership", "quarter_from"], name="exception_report_by_quarter"),)

    def __str__(self) -> str:
        return f"{self.quarter_from} {self.state}"


@tracked(rows=OF_CIRCLES)
class ReportLine(OfReports):
    """One thing that a report says. What it asks to be unblocked has a state and an answer of its own. `group` is that of its report: the guard asks it."""

    report = models.ForeignKey(ExceptionReport, models.PROTECT, related_name="lines")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    kind = models.TextField()
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    asks = models.TextField(default=AskState.NONE, blank=True)
    asked_of = models.TextField(default="")
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    rows = Rows(see=ITS_REPORT, add=WRITERS & ITS_REPORT, change=WRITERS & ITS_REPORT, remove=WRITERS & ITS_REPORT)

    class Meta(OfReports.Meta):
        db_table = "governance_report_line"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(LineKind)), name="report_line_kind_is_known"),
            models.CheckConstraint(
                condition=(Q(kind="ask") & Q(asks__in=["open", "answered", "unblocked"]))
                | (~Q(kind="ask") & Q(asks="")),
                name="report_line_asks_or_not",
            ),
        )
        indexes = (
            models.Index(fields=["report", "position"], name="report_line_in_order"),
            models.Index(fields=["partnership"], condition=Q(asks="open"), name="report_line_open_ask"),
        )

    def __str__(self) -> str:
        return self.kind


@tracked(rows=OF_CIRCLES)
class LineTheme(OfReports):
    """A line of a report is about a theme."""

    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="themes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")

    rows = Rows(see=ITS_LINE, add=WRITERS & ITS_LINE, change=WRITERS & ITS_LINE, remove=WRITERS & ITS_LINE)

    class Meta(OfReports.Meta):
        db_table = "governance_line_theme"
        constraints = (models.UniqueConstraint(fields=["line", "theme"], name="line_theme_once"),)

    def __str__(self) -> str:
        return str(self.theme_id)
