"""An invitation, as the person who holds its link sees it. Nobody is asking yet: what is told follows from the secret alone."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

from wardmote.accounts.models import Invitation, Member
from wardmote.audit import changes as audit
from wardmote.audit.states import Outcome


@dataclass(frozen=True)
class OpenInvitation:
    """Who asks whom into what, until when. `inviter` is '' for the installation's operator."""

    member: UUID
    name: str
    email: str
    inviter: str
    partnership_name: str
    expires_at: datetime


def digest_of(secret: str) -> str:
    """What is kept of a link's secret. The secret has 256 bits of chance, so a plain digest cannot be turned round."""
    return hashlib.sha256(secret.encode()).hexdigest()


NOT_YET_IN = Q(member__signed_in_at__isnull=True) | Q(member__signed_in_at__lt=F("recorded_at"))
WITHOUT_PASSWORD = Q(member__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def _by_an_agency(member: str) -> Func:
    """Whether the member whom a column names has come in by the sign-in of an agency that this installation still knows. Such an account is no business of most
    who ask, so the database says yes or no and shows nothing."""
    providers = Value([one.key for one in settings.WARDMOTE_PROVIDERS], output_field=ArrayField(TextField()))
    return Func(F(member), providers, function="comes_by_any", output_field=BooleanField())


def comes_in_already(member: Member) -> bool:
    """Whether somebody needs no link to come in: they have a password; or came in before, and were not woken since; or come by their agency's own sign-in,
    beside which nobody gets a password (see `ways.may_choose_password`)."""
    if member.has_usable_password() or (member.signed_in_at and not member.woken_at):
        return True
    return bool(Member.objects.filter(_by_an_agency("pk"), pk=member.pk).exists())


def awaited(member: Member, partnership: UUID) -> bool:
    """Whether somebody was asked into a partnership and has not come in since, whatever became of the link."""
    return Invitation.objects.filter(NOT_YET_IN, WITHOUT_PASSWORD, member=member, partnership=partnership).exists()


def usable(now: datetime) -> QuerySet[Invitation]:
    """Invitations that still open: in time, neither used nor withdrawn, of somebody who has not come in another way since, and comes by no agency's sign-in."""
    return Invitation.objects.filter(
        NOT_YET_IN, WITHOUT_PASSWORD, ~Q(_by_an_agency("member_id")), accepted_at__isnull=True, withdrawn_at__isnull=True,
        expires_at__gt=now, member__is_active=True,
    )  # fmt: skip


def show_link(secret: str) -> str:
    """Tell PostgreSQL whose link is being opened, until the transaction ends: nobody asks yet, and that one invitation alone may be seen. Returns its digest."""
    digest = digest_of(secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('wardmote.invitation', %s, true)", [digest])
    return digest


def open_invitation(secret: str, *, now: datetime) -> OpenInvitation | None:
    """What the link with this secret opens; None for one that is unknown, used, withdrawn or too old, whichever it is."""
    rows = usable(now).select_related("member", "recorded_by", "partnership")
    found = rows.filter(secret_digest=show_link(secret)).first()
    if found is None:
        audit.record("open-invitation", outcome=Outcome.FAILED)
        return None
    audit.record("open-invitation", kind="member", ids=[found.member_id], partnership=found.partnership_id)
    inviter = found.recorded_by.name if found.recorded_by else ""
    return OpenInvitation(
        found.member_id, found.member.name, found.member.email, inviter, found.partnership.name, found.expires_at
    )
