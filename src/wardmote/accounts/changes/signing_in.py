"""What is written when somebody comes in, and about how they do."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from wardmote.accounts import entry, policies
from wardmote.accounts.changes.writing import tell_holder, tell_of_recovery_code
from wardmote.accounts.models import Member
from wardmote.accounts.queries.standing import only_theirs
from wardmote.accounts.states import Standing
from wardmote.audit import changes as audit
from wardmote.audit.states import Outcome


@transaction.atomic
def note_sign_in(*, member: Member, at: datetime, how: str = "password", factor: str = "") -> None:
    """The member signed in: `how` they came, and with which second factor."""
    Member.objects.filter(pk=member.pk).update(signed_in_at=at, wake_asked_at=None)
    audit.record("sign-in", kind="member", ids=[member.pk], facts={"how": how, "factor": factor})


@transaction.atomic
def note_refused_sign_in(*, member: Member | None, why: str) -> None:
    """A sign-in went wrong: `why` is a word such as "password". Whom it was about is known only where the address was somebody's; what was typed is never kept."""
    ids = [member.pk] if member else []
    audit.record("sign-in-failed", kind="member", ids=ids, outcome=Outcome.FAILED, facts={"why": why})


@transaction.atomic
def note_link_asked(*, member: Member) -> None:
    """Somebody asked for a new password for this member, who gets a link by e-mail."""
    audit.record("ask-for-password", kind="member", ids=[member.pk])


@transaction.atomic
def note_sign_out(*, member: Member) -> None:
    """The member left, on this device."""
    audit.record("sign-out", kind="member", ids=[member.pk])


@transaction.atomic
def note_sessions_ended(*, member: Member, count: int, why: str) -> None:
    """Sessions of the member ended: `why` is "by-hand", "password" or a word of `entry.End`."""
    audit.record("end-session", kind="member", ids=[member.pk], facts={"sessions": count, "why": why})


def remember_ended(*, sessions: Iterable[str], member: Member, at: datetime) -> None:
    """For a while it is known whose these sessions were, so that what was being typed there is kept (see `kept`). Whoever has such a session is nobody."""
    note = SessionStore().encode(entry.note_of_ended(member.pk, at))
    until = at + entry.REMEMBERED
    rows = [Session(session_key=entry.place_of_ended(key), session_data=note, expire_date=until) for key in sessions]
    Session.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def note_recovery_code_used(*, member: Member) -> None:
    """A recovery code was used up: one fewer is left. Its owner is told, who may not be the one that used it."""
    tell_of_recovery_code(member)
    audit.record("use-recovery-code", kind="member", ids=[member.pk])


@transaction.atomic
def set_password(*, member: Member, password: str) -> None:
    """A new password; the member's sessions end with the old one."""
    member.password = make_password(password)
    member.save(update_fields=["password"])
    tell_holder(member)
    audit.record("change-password", kind="member", ids=[member.pk])


@transaction.atomic
def ask_to_wake(*, member: Member, at: datetime) -> bool:
    """A member whose account sleeps came to the door: an administrator of theirs has to confirm that they still work there. False when that was asked already."""
    asked = Member.objects.filter(pk=member.pk, wake_asked_at=None).update(wake_asked_at=at)
    if asked:
        audit.record("ask-to-wake", kind="member", ids=[member.pk])
    return bool(asked)


@transaction.atomic
def wake(*, member: Member, at: datetime, by: Standing | None) -> None:
    """An administrator confirms that the member still works there: at their next sign-in they get as far as their second factor. None: the operator.

    Raises Refused for anybody but whoever administers every partnership in which the member has a role, and for the member themselves.
    """
    policies.may_look_after(by, member.pk, only_theirs=only_theirs(by, member.pk))
    Member.objects.filter(pk=member.pk).update(woken_at=at, woken_by_id=by.member if by else None, wake_asked_at=None)
    audit.record("wake", kind="member", ids=[member.pk])
