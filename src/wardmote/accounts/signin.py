"""Signing in: who has come, and what they are while they are here."""

from typing import Any
from uuid import UUID

from django.contrib import auth
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from wardmote.accounts import changes, queries
from wardmote.accounts.doors import MemberRequest
from wardmote.accounts.states import ANONYMOUS, Standing
from wardmote.platform import clock

HAT = "hat"  # where the session keeps the key of the hat worn


class ByEmail:
    """Django's authentication backend: an address and a password. An unknown address costs as much time as a wrong password."""

    def authenticate(self, request: HttpRequest | None, email: str = "", password: str = "") -> Any:  # noqa: ARG002 - what Django calls it with
        member = queries.member_signing_in(email)
        if member is None:
            make_password(password)
            return None
        return member if check_password(password, member.password) else None

    def get_user(self, user_id: UUID) -> Any:
        return queries.member_with_key(user_id)


def sign_in(request: HttpRequest, *, email: str, password: str) -> bool:
    """Sign the person in if the password is theirs. The session gets a new key, so one that was planted before is worth nothing."""
    member = auth.authenticate(request, email=email, password=password)
    if member is None:
        return False
    auth.login(request, member)
    changes.note_sign_in(member=member, at=clock.now())
    return True


def sign_out(request: HttpRequest) -> None:
    """End the session, on this device."""
    auth.logout(request)


def standing_of(request: HttpRequest) -> Standing:
    """Who is asking in this request: what the register's transaction declares (settings.WARDMOTE_STANDING)."""
    if not request.user.is_authenticated:
        return ANONYMOUS
    return queries.standing_of(request.user, request.session.get(HAT, ""), on=clock.today())


def put_on(request: MemberRequest, key: str) -> None:
    """Wear another of the member's own hats from the next page on. Any other key is ignored, and not kept."""
    if key in {hat.key for hat in request.standing.hats}:
        request.session[HAT] = key
