"""Vetting, training and signatures under the sharing agreement: what a member has, from one day to another."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.changes import writing
from wardmote.accounts.changes.hands import Clash
from wardmote.accounts.changes.people import member_of
from wardmote.accounts.models import Credential, Partnership
from wardmote.accounts.states import CredentialKind, Standing
from wardmote.audit.changes import record
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def record_credential(
    *, member: UUID, kind: CredentialKind, name: str, valid_from: date, valid_to: date | None, at: datetime, by: Standing
) -> Credential:  # fmt: skip
    """Put on file what somebody has, in the partnership of the hat worn. Its administrator does this, for others; else Refused."""
    found = member_of(by, member)
    assert by.hat
    made = writing.new_credential(
        member=found, partnership=Partnership.objects.get(pk=by.hat.partnership), kind=kind, name=name,
        valid_from=valid_from, valid_to=valid_to, at=at, by=by,
    )  # fmt: skip
    record("record-credential", kind="member", ids=[member], partnership=by.hat.partnership, facts={"credential": kind})
    return made


@transaction.atomic
def end_credential(*, key: UUID, valid_to: date, by: Standing) -> Credential:
    """From `valid_to` on somebody no longer has it. It stays on file."""
    assert by.hat
    found = Credential.objects.select_for_update().filter(pk=key, partnership=by.hat.partnership).first()
    if found is None:
        raise Refused("end-credential")
    member_of(by, found.member_id)
    if valid_to < found.valid_from:
        raise Clash(_("It cannot end before it began."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    record(
        "end-credential",
        kind="member",
        ids=[found.member_id],
        partnership=by.hat.partnership,
        facts={"credential": found.kind},
    )
    return found
