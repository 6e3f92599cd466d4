"""Papers: what is read before a point of the agenda. Their bytes are in a table of their own, so that no list reads them."""

from django.db import models
from django.db.models import Q

from wardmote.governance.models.meetings import AgendaItem, Part
from wardmote.governance.rows import APPENDED_TO_ITS_MEETING, OF_CIRCLES, of_its_meeting, tracked
from wardmote.governance.states import PaperKind


@tracked(rows=OF_CIRCLES)
class Paper(Part):
    """A paper for a point of the agenda. Withdrawn, it stays on file and is shown no more."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)

    rows = of_its_meeting()

    class Meta(Part.Meta):
        pass

    def __str__(self) -> str:
        return self.title


@tracked(rows=OF_CIRCLES)
class PaperVersion(Part):
    """One version of a paper, which never changes: a file by its name, size and digest, or a link. When it was recorded says whether it came late."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.TextField()
    link = models.TextField(default="")
    name = models.TextField(default="")
    content_type = models.TextField(default="")
    size = models.PositiveIntegerField(default=0)
    sha256 = models.TextField(default="")

    rows = APPENDED_TO_ITS_MEETING

    class Meta(Part.Meta):
        db_table = "governance_paper_version"
        constraints = (
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_numbered_once"),
            models.CheckConstraint(condition=Q(kind__in=list(PaperKind)), name="paper_version_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"version {self.number}"


class PaperContent(Part):
    """The bytes of one version. They never change, so that no history is kept of them."""

    version = models.OneToOneField(PaperVersion, models.PROTECT, related_name="content")
    data = models.BinaryField()

    rows = APPENDED_TO_ITS_MEETING

    class Meta(Part.Meta):
        db_table = "governance_paper_content"

    def __str__(self) -> str:
        return f"content of {self.version_id}"
