"""Spreadsheets that were brought in: the file by its digest, what it was understood as, and which row became what. The bytes and what would come of them are kept only until it is done."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Member, Partnership
from wardmote.governance.rows import BY_ITSELF, BY_KEEPERS
from wardmote.governance.states import Fate, ImportKind, Stage
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Rows, says
from wardmote.words import gettext as _

NOT_DONE = says("stage", *(one for one in Stage if one is not Stage.DONE), words=_("the file is not brought in yet"))


class Import(models.Model):
    """A spreadsheet that somebody handed in. `matching` says which of its columns holds what.

    The work on it is done by the worker: `run` counts how often it was asked for, so that what was asked for before the last time stops; `tried` of `lines_read` rows are through.
    `seen` stands for what would come of it: a yes is a yes to this and nothing else. Once it is done nobody changes it, which the database sees to.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.TextField()
    name = models.TextField()
    sha256 = models.TextField()
    size = models.PositiveIntegerField()
    sheet = models.TextField(default="", blank=True)
    matching = models.JSONField(default=dict)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    stage = models.TextField(default=Stage.WAITING)
    run = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(default=0)
    lines_read = models.PositiveIntegerField(default=0)
    tried = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    seen = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(
        see=BY_KEEPERS, add=BY_KEEPERS, change=BY_KEEPERS & NOT_DONE, becomes=BY_KEEPERS, remove=BY_KEEPERS & NOT_DONE, recorded=False
    )  # fmt: skip

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(ImportKind)), name="import_kind_is_known"),
            models.CheckConstraint(condition=Q(stage__in=list(Stage)), name="import_stage_is_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.DONE, done_at__isnull=False) | (~Q(stage=Stage.DONE) & Q(done_at__isnull=True)), name="import_done_has_its_day"
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["partnership", "-recorded_at"], name="import_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind} from a file"


class ImportContent(models.Model):
    """The bytes of a spreadsheet between its preview and the yes: gone with the yes, when it is dropped, and a day later at the latest."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    file = models.OneToOneField(Import, models.CASCADE, related_name="content")
    data = models.BinaryField()
    recorded_at = models.DateTimeField()

    rows = Rows(see=BY_KEEPERS | BY_ITSELF, add=BY_KEEPERS, change=NOBODY, remove=BY_KEEPERS | BY_ITSELF)

    class Meta:
        default_permissions = ()
        db_table = "governance_import_content"
        indexes = (models.Index(fields=["recorded_at"], name="import_content_by_age"),)

    def __str__(self) -> str:
        return f"content of {self.file_id}"


class PlannedRow(models.Model):
    """What a row of a file would become, or one thing that is wrong with it: what is looked at before the yes. `cell` is the column that is wrong; of a row that is not, how what it becomes stands. It goes with the file's bytes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    file = models.ForeignKey(Import, models.CASCADE, related_name="planned")
    place = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    fate = models.TextField()
    cell = models.TextField(default="", blank=True)
    words = models.TextField()
    recorded_at = models.DateTimeField()

    rows = Rows(see=BY_KEEPERS | BY_ITSELF, add=BY_KEEPERS, change=NOBODY, remove=BY_KEEPERS | BY_ITSELF)

    class Meta:
        default_permissions = ()
        db_table = "governance_planned_row"
        constraints = (
            models.UniqueConstraint(fields=["file", "place"], name="planned_row_once"),
            models.CheckConstraint(condition=Q(fate__in=list(Fate)), name="planned_row_fate_is_known"),
        )
        indexes = (models.Index(fields=["recorded_at"], name="planned_row_by_age"),)

    def __str__(self) -> str:
        return f"row {self.number}, {self.fate}"


class ImportedRow(models.Model):
    """Where something came from: the row of a file that it was made from, changed by, or found in. `identity` is a digest of what tells the row from others, `content` of all that it says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    file = models.ForeignKey(Import, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    fate = models.TextField()
    object = models.UUIDField()
    identity = models.TextField()
    content = models.TextField()
    recorded_at = models.DateTimeField()

    rows = Rows(see=BY_KEEPERS, add=BY_KEEPERS, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "governance_imported_row"
        constraints = (models.CheckConstraint(condition=Q(fate__in=list(Fate)), name="imported_row_fate_is_known"),)
        indexes = (
            models.Index(fields=["partnership", "identity"], name="imported_row_by_identity"),
            models.Index(fields=["object"], name="imported_row_by_object"),
        )

    def __str__(self) -> str:
        return f"row {self.number}"
