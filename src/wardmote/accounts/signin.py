"""Signing in: who has come, how far they have got, and what they are while they are here. allauth is spoken to here, in `factors` and in `openid`.

First a password, or the agency's own sign-in; then a second factor, which every account has or makes now; then the recovery codes, once.
Until all of it is done the member is not `proved`, and doors open nothing but the next of these pages.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wardmote.accounts import entry, factors, kept, known
from wardmote.accounts.changes import openid, second_factor
from wardmote.accounts.changes import signing_in as changes
from wardmote.accounts.doors import MemberRequest
from wardmote.accounts.queries import signing_in as queries
from wardmote.accounts.queries.standing import member_signing_in, member_with_key
from wardmote.accounts.queries.standing import standing_of as standing_on
from wardmote.accounts.states import ANONYMOUS, Standing
from wardmote.platform import clock

HAT = "hat"  # where the session keeps the key of the hat worn
PROVIDER = "provider"  # the second factor was asked for by the agency's own sign-in, which says so
ACCOUNT = (
    "account"  # where the session keeps, until all is done, by which account of an agency's own sign-in somebody comes
)
QUIET = "quiet"  # a request of the page's own, which shows nobody to be busy


class Tried(StrEnum):
    """How a password ended."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_OFTEN = "too-often"


class Step(StrEnum):
    """What is still to be done before somebody is in: the names of the pages that do it."""

    ASLEEP = "asleep"
    ENROL = "enrol"
    FACTOR = "second-factor"
    CODES = "first-codes"


class ByEmail:
    """Django's authentication backend: an address and a password. An unknown address costs as much time as a wrong password."""

    def authenticate(self, request: HttpRequest | None, email: str = "", password: str = "") -> Any:  # noqa: ARG002 - what Django calls it with
        member = member_signing_in(email)
        if member is None:
            make_password(password)
            return None
        return member if check_password(password, member.password) else None

    def get_user(self, user_id: UUID) -> Any:
        return member_with_key(user_id)


class Pace(DefaultAccountAdapter):  # type: ignore[misc]
    """How quickly passwords may be tried: by network address, and by account and browser (see `known`)."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return known.key(request, str(credentials.get("email", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before it is looked at; `authenticate` takes it back where it was right."""
        email = str(credentials.get("email", ""))
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action=known.action(request, email, "login_failed"),
            key=known.key(request, email),
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second factors, as they are called and kept here: their secrets are sealed in a table of ours, and allauth's holds the keys of its rows."""

    def encrypt(self, text: str) -> str:
        return second_factor.keep_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return queries.secret(UUID(encrypted_text))

    def _get_site_name(self) -> str:
        return "Wardmote"


def try_password(request: HttpRequest, *, email: str, password: str, wanted: str = "") -> Tried:
    """Begin to sign the person in if the password is theirs. The next page asks for their second factor."""
    adapter = Pace(request)
    try:
        member = adapter.authenticate(request, email=email, password=password)
    except ValidationError:
        changes.note_refused_sign_in(member=member_signing_in(email), why="too-often")
        return Tried.TOO_OFTEN
    if member is None or queries.has_left(member):
        changes.note_refused_sign_in(member=member_signing_in(email), why="password")
        return Tried.WRONG
    begin(request, member, wanted=wanted)
    return Tried.RIGHT


def begin(request: HttpRequest, member: Any, *, how: str = "password", wanted: str = "") -> None:
    """The person is who they say as far as the first proof goes. The session is a new one, so one that was planted before is worth nothing."""
    hat = request.session.get(HAT, "") if request.session.get(auth.SESSION_KEY) == str(member.pk) else ""
    request.session.flush()
    auth.login(request, member, backend="wardmote.accounts.signin.ByEmail")
    entry.write(request.session, entry.begun(clock.now(), how=how, wanted=wanted))
    if hat:
        request.session[HAT] = hat


def member_of(request: MemberRequest) -> Any:
    """The member who asks, half-way in or in."""
    return queries.member_of(request.standing)


def wanted(request: HttpRequest) -> str:
    """Where whoever is half-way in wanted to go."""
    found = entry.read(request.session)
    return found.wanted if found else ""


def want(request: HttpRequest, address: str) -> None:
    """Remember where whoever is half-way in wants to go."""
    found = entry.read(request.session)
    if found:
        entry.write(request.session, replace(found, wanted=address))


def ask_to_wake(request: MemberRequest) -> None:
    """The account sleeps: ask an administrator to confirm it."""
    changes.ask_to_wake(member=member_of(request), at=clock.now())


def next_step(request: HttpRequest, member: Any) -> Step | None:
    """What is still to be done before the member is in; None when nothing is."""
    found = entry.read(request.session)
    if queries.sleeps(member.pk):
        return Step.ASLEEP
    if _vouched_for(request, member):
        return None
    if not factors.kinds(member):
        return Step.ENROL
    if not (found and found.factor):
        return Step.FACTOR
    return None if factors.codes_confirmed(member) else Step.CODES


def come_by(request: HttpRequest, *, provider: str, uid: str, known: bool, vouched: bool) -> None:
    """Remember by which account of an agency's own sign-in somebody comes. `known`: it is theirs already; `vouched`: the agency asked for a second factor."""
    request.session[ACCOUNT] = {"provider": provider, "uid": uid, "known": known, "vouched": vouched}


def _vouched_for(request: HttpRequest, member: Any) -> bool:
    """Whether the agency's word stands for a second factor: not for one of the member's own, until the account there is theirs."""
    came = request.session.get(ACCOUNT) or {}
    return bool(came.get("vouched")) and (came["known"] or not factors.kinds(member))


def give_code(request: MemberRequest, code: str) -> bool:
    """Take a code of an app, or a recovery code. Raises factors.TooManyTries."""
    return _given(request, lambda member: factors.code_fits(request, member, code))


def give_passkey(request: MemberRequest, credential: Any) -> bool:
    """Take a browser's answer by passkey. Raises factors.TooManyTries."""
    return _given(request, lambda member: factors.passkey_fits(request, member, credential))


def _given(request: MemberRequest, check: Callable[[Any], str | None]) -> bool:
    member = member_of(request)
    try:
        factor = check(member)
    except factors.TooManyTries:
        changes.note_refused_sign_in(member=member, why="too-often")
        raise
    if factor is None:
        changes.note_refused_sign_in(member=member, why="factor")
        return False
    if factor == factors.CODES:
        changes.note_recovery_code_used(member=member)
    if request.standing.proved:
        prove_again(request, factor=factor)
    else:
        entry.give(request.session, factor)
    return True


def came_by_recovery_code(request: HttpRequest) -> bool:
    """Whether what stood for a second factor here was a recovery code: then the app or the device may be lost."""
    found = entry.read(request.session)
    return found is not None and found.factor == factors.CODES


def prove_again(request: HttpRequest, *, factor: str) -> None:
    """Somebody who is in has shown again that it is them: the session goes on under a new key, and the old one opens nothing, whoever has it."""
    before = request.session.session_key
    factors.forget_app_secret(request)  # what was shown under the old key is given to nobody
    entry.prove(request.session, clock.now(), factor=factor)
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def finish(request: MemberRequest, response: HttpResponseBase) -> None:
    """All is done: the member is in, and `response` is the first that they get. The session's key changes once more."""
    member, now = member_of(request), clock.now()
    request.session.cycle_key()
    vouched, came = _vouched_for(request, member), request.session.pop(ACCOUNT, None)
    if came and not came["known"]:
        openid.link_provider(member=member, provider=came["provider"], uid=came["uid"])
    found = entry.prove(request.session, now, factor=PROVIDER if vouched else "")
    UserSession.objects.create_from_request(request)
    known.remember(request, response, member.email)
    changes.note_sign_in(member=member, at=now, how=found.how, factor=found.factor)
    kept.look(request, request.standing)


def sign_out(request: MemberRequest) -> None:
    """End the session, on this device."""
    changes.note_sign_out(member=member_of(request))
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    auth.logout(request)
    if request.standing.proved and request.standing.member:  # another tab may have a form that is still being filled in
        request.session.update(entry.note_of_ended(request.standing.member, clock.now()))
        request.session.set_expiry(entry.REMEMBERED)


def standing_of(request: HttpRequest) -> Standing:
    """Who is asking in this request: what the register's transaction declares (settings.WARDMOTE_STANDING)."""
    member = request.user
    if not member.is_authenticated:
        _ended_by_hand(request)
        return ANONYMOUS
    now, found = clock.now(), entry.read(request.session)
    ended = found.end(now) if found else entry.End.ABSOLUTE
    if ended:
        return _put_out(request, member, ended)
    assert found is not None
    if not found.proved:
        return Standing(member.pk, member.name, member.email)
    standing = standing_on(member, request.session.get(HAT, ""), on=clock.today())
    if not standing.hats and queries.has_left(member):
        auth.logout(request)
        return ANONYMOUS
    _busy(request)
    return standing


def who_has(session_key: str) -> UUID | None:
    """Who is in by the session of this key, before a request of theirs is answered. It opens nothing, and shows nobody to be busy."""
    return queries.who_is_in(session_key, now=clock.now())


def _ended_by_hand(request: HttpRequest) -> None:
    """This browser's session was ended in another browser or tab: whose it was is known for a while, and opens nothing (see `kept`).

    It goes over into the visitor's own session at the first request, which may be the page's question whether one is still here.
    """
    now, cookie = clock.now(), request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    whose = entry.whose_ended(request.session, now)
    if whose is None and cookie and cookie != request.session.session_key:
        note = queries.note_of_ended(cookie)
        whose = entry.whose_ended(note, now)
        if whose:
            request.session.update(note)
            request.session.set_expiry(entry.REMEMBERED)
    if whose and request.method == "POST":
        request.ended = (whose, entry.End.BY_HAND)  # type: ignore[attr-defined]


def _put_out(request: HttpRequest, member: Any, why: entry.End) -> Standing:
    """The session holds no longer. It stays on file for a while, good for nothing but knowing whose typed text this is (see `kept`)."""
    request.ended = (member.pk, why)  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    return ANONYMOUS


def _busy(request: HttpRequest) -> None:
    quiet = QUIET in request.GET
    if not quiet and entry.busy(request.session, clock.now()):
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())


def put_on(request: MemberRequest, key: str) -> None:
    """Wear another of the member's own hats from the next page on. Any other key is ignored, and not kept."""
    if key in {hat.key for hat in request.standing.hats}:
        request.session[HAT] = key


@dataclass(frozen=True)
class Left:
    """Seconds until a session ends: with nothing done, and in any case."""

    idle: int
    absolute: int
    until: datetime


def seconds_left(request: MemberRequest) -> Left:
    """How long the session of whoever asks still holds."""
    found, now = entry.read(request.session), clock.now()
    if found is None:
        return Left(0, 0, now)
    absolute = found.began_at + entry.ABSOLUTE.total_seconds() - now.timestamp()
    idle = min(found.seen_at + entry.IDLE.total_seconds() - now.timestamp(), absolute)
    return Left(int(idle), int(absolute), now + timedelta(seconds=absolute))


def about(request: MemberRequest) -> tuple[str, ...]:
    """What a password of this member may not be made of."""
    standing = request.standing
    named = [name for hat in standing.hats for name in (hat.agency_name, hat.partnership_name)]
    return (standing.name, standing.email, *named)
