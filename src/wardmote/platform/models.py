"""The tables of once only, nothing lost: what was sent and how it ended, what is being written, and letters on their way."""

from django.db import models
from django.db.models import Q

from wardmote.platform.fields import EncryptedTextField
from wardmote.platform.keys import new_key
from wardmote.platform.rows import Condition, Rows
from wardmote.words import gettext as _

# Platform stands below accounts: it knows who asks only as the transaction was told.
ASKS = "(SELECT nullif(current_setting('wardmote.member', true), '')::uuid)"
BY_ITSELF = "(SELECT current_setting('wardmote.origin', true) IN ('job', 'command') AND coalesce(current_setting('wardmote.member', true), '') = '')"
MINE = Condition(f"member = {ASKS}", _("the member themselves"))
POSTED_BY_ME = Condition(f"posted_by IS NOT DISTINCT FROM {ASKS}", _("whoever posts it"))
INSTALLATION = Condition(BY_ITSELF, _("the installation itself, in its jobs and commands"))


class IdempotencyKey(models.Model):
    """A form that a member sent, and how that ended: what a second sending of the same form is answered with. Swept after two days.

    `digest` is keyed with the signing key, so that nothing of what was sent can be guessed from it. `status` is 0 while the first is still at work.
    """

    rows = Rows(see=MINE | INSTALLATION, add=MINE, change=MINE, remove=MINE | INSTALLATION, recorded=False)

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.UUIDField()
    key = models.UUIDField()
    path = models.TextField()
    digest = models.TextField()
    status = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        db_table = "platform_idempotency_key"
        constraints = (models.UniqueConstraint(fields=["member", "key", "path"], name="form_sent_once"),)
        indexes = (models.Index(fields=["at"], name="idempotency_key_by_age"),)

    def __str__(self) -> str:
        return f"{self.key} {self.path}"


class Draft(models.Model):
    """What a member has typed into a form and not sent yet, sealed. Its key follows from the member and the form's address: one draft for each."""

    rows = Rows(see=MINE | INSTALLATION, add=MINE, change=MINE, remove=MINE | INSTALLATION, recorded=False)

    id = models.UUIDField(primary_key=True, editable=False)
    member = models.UUIDField()
    address = models.TextField()
    fields = EncryptedTextField()
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=["member", "-saved_at"], name="draft_of_member"),)

    def __str__(self) -> str:
        return f"{self.address} {self.saved_at:%Y-%m-%d %H:%M}"


class Mail(models.Model):
    """A letter to be sent by the worker after the transaction that posted it. Its address and its text are sealed, and emptied once it is sent.

    `due_at` is when it is tried next; `dead_at` is when it was given up. A letter is at most one of sent and dead.
    """

    rows = Rows(see=INSTALLATION, add=POSTED_BY_ME, change=INSTALLATION, remove=INSTALLATION, recorded=False)

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.TextField()
    to = EncryptedTextField(null=True)
    subject = models.TextField()
    body = EncryptedTextField(null=True)
    posted_at = models.DateTimeField()
    posted_by = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(default="")
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        db_table = "platform_outbox"
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(dead_at__isnull=True), name="mail_not_sent_and_dead"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_at"], condition=Q(sent_at__isnull=True, dead_at__isnull=True), name="mail_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.posted_at:%Y-%m-%d %H:%M}"
