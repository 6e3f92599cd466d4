"""A member's own ways in, looked after by themselves: factors, recovery codes, password, and the places where they are signed in."""

import base64
from datetime import date
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore

from wardmote.accounts import entry, factors, openid, signin
from wardmote.accounts.changes import second_factor, signing_in
from wardmote.accounts.doors import MemberRequest
from wardmote.platform import clock
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused

PAIRS = 5  # digits of a recovery code that are printed together


def may_add(request: MemberRequest, kind: str) -> bool:
    """Whether a factor of this kind may be added now. Whoever has only a password adds none beside another: the first is made once."""
    member = signin.member_of(request)
    if kind == factors.APP and kind in factors.kinds(member):
        return False
    return request.standing.proved or signin.next_step(request, member) == signin.Step.ENROL


def may_replace_app(request: MemberRequest) -> bool:
    """Whether there is an app that a new one may take the place of. The door has asked for a proof: an app that is lost is answered for by a recovery code."""
    return bool(request.standing.proved) and factors.APP in factors.kinds(signin.member_of(request))


def _check(request: MemberRequest, kind: str) -> Any:
    if not may_add(request, kind):
        raise Refused("add-factor")
    return signin.member_of(request)


def app_shown(request: MemberRequest) -> dict[str, str]:
    """The secret for the app, as a picture and in letters."""
    secret = factors.app_secret(request)
    picture = factors.app_picture(factors.app_address(signin.member_of(request), secret))
    grouped = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return {"picture": base64.b64encode(picture.encode()).decode(), "secret": grouped}


def add_app(request: MemberRequest, code: str) -> bool:
    """Keep the app that was shown a secret, if it gives the right code."""
    member, secret = _check(request, factors.APP), factors.app_secret(request)
    if not factors.code_fits_secret(secret, code):
        return False
    second_factor.add_app(member=member, secret=secret, by=request.standing)
    factors.forget_app_secret(request)
    _added(request, factors.APP)
    return True


def replace_app(request: MemberRequest, code: str) -> bool:
    """Keep the app that was shown a secret in place of the old one, if it gives the right code."""
    secret = factors.app_secret(request)
    if not factors.code_fits_secret(secret, code):
        return False
    second_factor.replace_app(member=signin.member_of(request), secret=secret, by=request.standing)
    factors.forget_app_secret(request)
    _added(request, factors.APP)
    end_others(request, why="factor")  # whoever has the lost telephone may be in somewhere
    return True


def add_passkey(request: MemberRequest, name: str, credential: Any) -> bool:
    """Keep a passkey that the browser made, if it answers what was asked."""
    member = _check(request, factors.PASSKEY)
    if not factors.passkey_made(credential):
        return False
    second_factor.add_passkey(member=member, name=name, credential=credential, by=request.standing)
    _added(request, factors.PASSKEY)
    return True


def _added(request: MemberRequest, factor: str) -> None:
    if not request.standing.proved or signin.came_by_recovery_code(request):
        entry.give(request.session, str(factor))


def remove_factor(request: MemberRequest, key: int) -> bool:
    """Take a factor away; False for the last one, which stays."""
    return second_factor.remove_factor(member=signin.member_of(request), factor=key, by=request.standing)


def codes_shown(request: MemberRequest) -> list[str]:
    """The recovery codes that are still good, as they are printed. Only before they are confirmed: later nobody needs to see them again."""
    found = factors.recovery_codes(signin.member_of(request))
    if found is None or found.did_view:
        return []
    return [f"{code[:PAIRS]} {code[PAIRS:]}" for code in found.get_unused_codes()]


def codes_made(request: MemberRequest) -> date:
    """The day on which the recovery codes were made; today before there are any."""
    found = factors.recovery_codes(signin.member_of(request))
    return found.instance.created_at.astimezone(LONDON).date() if found else clock.today()


def codes_left(request: MemberRequest) -> int:
    """How many recovery codes are still good."""
    found = factors.recovery_codes(signin.member_of(request))
    return len(found.get_unused_codes()) if found else 0


def confirm_codes(request: MemberRequest) -> None:
    """The member says that the codes are printed."""
    second_factor.confirm_codes(member=signin.member_of(request), by=request.standing)


def fresh_codes(request: MemberRequest) -> None:
    """New recovery codes; the old ones are worth nothing."""
    second_factor.fresh_codes(member=signin.member_of(request), by=request.standing)


def may_choose_password(request: MemberRequest) -> bool:
    """Whether the member chooses a password here. Who comes by their agency's own sign-in and has none gets none: it would still open when the agency has closed their account there."""
    return signin.member_of(request).has_usable_password() or not openid.provers(request)


def change_password(request: MemberRequest, password: str) -> None:
    """A new password. This session goes on, the others end."""
    if not may_choose_password(request):
        raise Refused("change-password")
    member = signin.member_of(request)
    signing_in.set_password(member=member, password=password)
    end_others(request, why="password")
    auth.update_session_auth_hash(request, member)
    UserSession.objects.create_from_request(request)


def end_session(request: MemberRequest, key: int) -> bool:
    """End one of the member's own sessions. What is not theirs is not found, and nothing happens: False."""
    member = signin.member_of(request)
    return _end(member, UserSession.objects.filter(user=member, pk=key), "by-hand")


def end_others(request: MemberRequest, *, why: str = "by-hand") -> bool:
    """End the member's sessions everywhere but here. False where there were none."""
    member = signin.member_of(request)
    return _end(member, UserSession.objects.filter(user=member).exclude(session_key=request.session.session_key), why)


def end_everywhere(member: Any, *, why: str = "password") -> None:
    """End all sessions of somebody."""
    _end(member, UserSession.objects.filter(user=member), why)


def _end(member: Any, found: Any, why: str) -> bool:
    """End sessions. Where somebody ended them by hand, what they were typing there is kept for them; a changed password may mean that others were there."""
    sessions = list(found)
    if why == "by-hand":
        keys = [session.session_key for session in sessions]
        signing_in.remember_ended(sessions=keys, member=member, at=clock.now())
    for session in sessions:
        SessionStore().delete(session.session_key)
        session.delete()
    if sessions:
        signing_in.note_sessions_ended(member=member, count=len(sessions), why=why)
    return bool(sessions)
