"""What is written when somebody comes in, and about how they do."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wardmote.accounts.models import Member


@transaction.atomic
def note_sign_in(*, member: Member, at: datetime) -> None:
    """The member signed in."""
    Member.objects.filter(pk=member.pk).update(signed_in_at=at)


@transaction.atomic
def set_password(*, member: Member, password: str) -> None:
    """A new password; the member's sessions end with the old one."""
    member.password = make_password(password)
    member.save(update_fields=["password"])
