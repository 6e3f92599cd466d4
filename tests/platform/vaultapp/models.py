"""A made-up table with sealed columns, its blind index and its history."""

import pghistory
from django.db import models

from wardmote.platform.fields import EncryptedTextField
from wardmote.platform.keys import new_key


class SafeAddress(models.Model):
    """Where somebody may be reached."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    line = EncryptedTextField(null=True)
    note = EncryptedTextField(default="")
    line_blind = models.TextField(default="")

    class Meta:
        app_label = "vaultapp"

    def __str__(self) -> str:
        return str(self.pk)


# The app is installed only while a test wants it, and pghistory looks for an app when a history is declared: it is told of one that is always there.
History = pghistory.create_event_model(
    SafeAddress, pghistory.InsertEvent(), pghistory.UpdateEvent(),
    obj_field=None, context_field=None, append_only=False, app_label="platform", abstract=True,
)  # fmt: skip


class SafeAddressEvent(History):
    class Meta:
        app_label = "vaultapp"


class Numbered(models.Model):
    """A row whose key the database makes: nothing can be sealed for it before it is there."""

    id = models.BigAutoField(primary_key=True)
    line = EncryptedTextField(null=True)

    class Meta:
        app_label = "vaultapp"

    def __str__(self) -> str:
        return str(self.pk)
