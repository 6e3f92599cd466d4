"""The complete exit of a partnership as a file: who asked for it and why, which stays; and the file itself, sealed, in pieces, for whoever asked alone and for a few hours."""

from django.db import models
from django.db.models import Q

from wardmote.accounts.models import Member, Partnership
from wardmote.accounts.rows import in_my_partnerships_as, mine
from wardmote.accounts.states import Role
from wardmote.governance.rows import BY_ITSELF
from wardmote.governance.states import ExitState
from wardmote.platform.fields import EncryptedTextField
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Rows

BY_WHOEVER_ASKED = mine() & in_my_partnerships_as(Role.MANAGER)
OR_BY_ITSELF = BY_WHOEVER_ASKED | BY_ITSELF


class Exit(models.Model):
    """Somebody asked for all that governance keeps of a partnership. The file can be taken until `until`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reason = models.TextField()
    state = models.TextField(default=ExitState.ASKED)
    lines = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.TextField(default="", blank=True)
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()

    rows = Rows(see=OR_BY_ITSELF, add=BY_WHOEVER_ASKED, change=OR_BY_ITSELF, recorded=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(ExitState)), name="exit_state_is_known"),
            models.UniqueConstraint(
                fields=["partnership", "member"], condition=Q(state=ExitState.ASKED), name="exit_asked_once"
            ),
        )
        indexes = (
            models.Index(fields=["until"], name="exit_by_end"),
            models.Index(fields=["partnership", "-recorded_at"], name="exit_by_time"),
        )

    def __str__(self) -> str:
        return f"exit, {self.state}"


class ExitPiece(models.Model):
    """A piece of the file, sealed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    file = models.ForeignKey(Exit, models.CASCADE, related_name="pieces")
    place = models.PositiveIntegerField()
    data = EncryptedTextField()

    rows = Rows(see=OR_BY_ITSELF, add=BY_WHOEVER_ASKED, change=NOBODY, remove=OR_BY_ITSELF)

    class Meta:
        default_permissions = ()
        db_table = "governance_exit_piece"
        constraints = (models.UniqueConstraint(fields=["file", "place"], name="exit_piece_once"),)

    def __str__(self) -> str:
        return f"piece {self.place}"
