"""What signing in has to know about a member, before and after they are somebody; and what a member sees of their own ways in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, close_old_connections, connection
from django.db.models import Q

from wardmote.accounts import devices, entry
from wardmote.accounts.models import FactorSecret, Member
from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError


@dataclass(frozen=True)
class Factor:
    """A second factor as its owner sees it: `kind` is allauth's word, `name` the owner's."""

    key: int
    kind: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Session:
    """A place where the member is signed in."""

    key: int
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    here: bool


def member_of(standing: Standing) -> Member:
    """The row of whoever asks, who is somebody."""
    assert standing.member is not None
    return Member.objects.get(pk=standing.member)


def secret(key: UUID) -> str:
    """What a factor of the asker is made from. Raises DoesNotExist for another's."""
    return str(FactorSecret.objects.get(pk=key).secret)


def note_of_ended(cookie: str) -> dict[str, Any]:
    """What is remembered of the session of this key, which was ended by hand; empty when nothing is."""
    return dict(SessionStore(entry.place_of_ended(cookie)).load())


def sleeps(member: UUID) -> bool:
    """Whether the account has not been used for longer than the strictest of its roles allows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT member_sleeps(%s)", [member])
        return bool(cursor.fetchone() == (True,))


def has_left(member: Member) -> bool:
    """Whether there is nothing to come in for any more: had roles once, and the last one has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT member_has_left(%s)", [member.pk])
        return bool(cursor.fetchone() == (True,))


def may_be_linked(member: Member, provider: str, uid: str) -> bool:
    """Whether an account at a provider is this member's, or may become it: neither belongs to somebody else already."""
    known = SocialAccount.objects.filter(Q(uid=uid) | Q(user=member), provider=provider)
    return all(row.user_id == member.pk and row.uid == uid for row in known)


def is_linked(member: Member, provider: str, uid: str) -> bool:
    """Whether the member has come all the way in by this account at a provider before."""
    return bool(SocialAccount.objects.filter(user=member, provider=provider, uid=uid).exists())


def providers_of(standing: Standing) -> set[str]:
    """The keys of the providers that the asker has come in by."""
    return set(SocialAccount.objects.filter(user_id=standing.member).values_list("provider", flat=True))


def factors_of(standing: Standing) -> list[Factor]:
    """The asker's own second factors, the oldest first. Recovery codes are not among them."""
    found = Authenticator.objects.filter(user_id=standing.member).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return [_factor(row) for row in found.order_by("created_at", "pk")]


def removable(standing: Standing, key: int) -> Factor | None:
    """One of the asker's own second factors; None where it is not theirs, or is their last."""
    found = factors_of(standing)
    return next((factor for factor in found if factor.key == key), None) if len(found) > 1 else None


def _factor(row: Any) -> Factor:
    name = row.wrap().name if row.type == Authenticator.Type.WEBAUTHN else ""
    return Factor(row.pk, str(row.type), name, row.created_at, row.last_used_at)


def sessions_of(standing: Standing, *, here: str, now: datetime) -> list[Session]:
    """Where the asker is signed in now, the latest first. `here` is the key of the session that asks."""
    found = UserSession.objects.filter(user_id=standing.member).order_by("-last_seen_at")
    alive = [row for row in found if row.session_key == here or _holds(row.session_key, now)]
    return [_session(row, here) for row in alive]


def who_is_in(key: str, *, now: datetime) -> UUID | None:
    """Whose session has this key, while it holds: asked before a request has begun. None when the register cannot say, too: the request will."""
    close_old_connections()  # Django does it when a request begins
    try:
        session = SessionStore(key)
        whose = session.get(SESSION_KEY)
    except (Error, WardmoteError):
        return None
    return UUID(whose) if whose and _alive(session, now) else None


def _holds(key: str, now: datetime) -> bool:
    return _alive(SessionStore(key), now)


def _alive(session: SessionStore, now: datetime) -> bool:
    read = entry.read(session)
    return bool(read and read.proved and not read.end(now))


def _session(row: Any, here: str) -> Session:
    device = devices.words(row.user_agent)
    return Session(row.pk, device, str(row.ip), row.created_at, row.last_seen_at, row.session_key == here)
