"""An agency's own sign-in (OpenID Connect): the way there, what comes back, and what it is good for. allauth walks; what comes of it is decided here.

The first time an account there is used for a member, they give their own second factor, if they have one: so an agency's word alone takes over nobody
who was here before. From then on it is this account there, and no other. An agency speaks for the addresses of its own domains alone.
"""

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from requests import RequestException

from wardmote.accounts import signin
from wardmote.accounts.changes import openid as linking
from wardmote.accounts.changes import signing_in as changes
from wardmote.accounts.doors import MemberRequest
from wardmote.accounts.providers import Provider
from wardmote.accounts.queries import signing_in as queries
from wardmote.accounts.queries.standing import member_signing_in
from wardmote.platform import clock

SLOW = 60  # seconds by which an agency's clock may be behind ours
AFRESH = {"prompt": "login", "max_age": "0"}  # who is signed in there already is asked again all the same


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What comes of an agency's own sign-in. Nothing that allauth does after `pre_social_login` is reached: it makes no account."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        linking.forget_what_was_said(provider=sociallogin.account.provider, uid=sociallogin.account.uid)
        raise ImmediateHttpResponse(_came_by(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:  # noqa: ARG002 - what allauth calls it with
        raise ImmediateHttpResponse(_refused(request, None))


def way_there(request: HttpRequest, key: str, *, wanted: str, prove: bool = False) -> str:
    """The address of the agency's sign-in for this browser; ours, with a word of regret, when it cannot be reached. `prove`: for somebody who is in."""
    asked = {"nonce": secrets.token_urlsafe(32), "at": clock.now().timestamp(), "prove": prove}
    sent = {"nonce": asked["nonce"], **(AFRESH if prove else {})}
    try:
        provider = get_adapter(request).get_provider(request, provider=key)
        answer = provider.redirect(request, process="login", next_url=wanted, data=asked, auth_params=sent)
    except ImmediateHttpResponse as ended:
        answer = ended.response
    except RequestException:
        answer = _refused(request, None)
    return str(answer.url)


def _refused(request: HttpRequest, member: Any, *, wanted: str = "") -> HttpResponseRedirect:
    """One answer, whatever the reason."""
    changes.note_refused_sign_in(member=member, why="openid")
    proving = request.standing.proved  # type: ignore[attr-defined]
    if not proving:
        return HttpResponseRedirect(f"{reverse('sign-in')}?refused=1")
    return HttpResponseRedirect(
        f"{reverse('prove-again')}?{urlencode({'refused': '1', 'next': wanted or reverse('home')})}"
    )


def _came_by(request: Any, came: Any) -> HttpResponseBase:
    """Begin for the member whose verified address the agency's sign-in gives, or take its word for whoever is in already."""
    asked, wanted = came.state.get("data") or {}, came.state.get("next") or ""
    claims = came.account.extra_data.get("id_token", {})
    provider = next(one for one in settings.WARDMOTE_PROVIDERS if one.key == came.account.provider)
    member = _meant(provider, claims, came.account.uid) if claims.get("nonce") == asked.get("nonce", "") else None
    if member is None:
        return _refused(request, None, wanted=wanted)
    known = queries.is_linked(member, provider.key, came.account.uid)
    if asked.get("prove") or request.standing.member:
        fits = asked.get("prove") and known and request.standing.proved and member.pk == request.standing.member
        fresh = provider.vouches(claims) and _asked_again(claims, asked)
        return _proved(request, wanted) if fits and fresh else _refused(request, member, wanted=wanted)
    signin.begin(request, member, how="openid", wanted=wanted)
    signin.come_by(request, provider=provider.key, uid=came.account.uid, known=known, vouched=provider.vouches(claims))
    return HttpResponseRedirect(reverse("come-further"))


def _meant(provider: Provider, claims: dict[str, Any], uid: str) -> Any:
    """The member whom the agency may speak for and means; None when there is none."""
    email = str(claims.get("email", ""))
    if claims.get("email_verified") is not True or not provider.speaks_for(email):
        return None
    member = member_signing_in(email)
    if member is None or queries.has_left(member) or not queries.may_be_linked(member, provider.key, uid):
        return None
    return member


def _asked_again(claims: dict[str, Any], asked: dict[str, Any]) -> bool:
    """Whether the agency says that it asked the person after we sent them there."""
    at = claims.get("auth_time")
    return isinstance(at, int | float) and not isinstance(at, bool) and at >= asked["at"] - SLOW


def _proved(request: Any, wanted: str) -> HttpResponseRedirect:
    signin.prove_again(request, factor=signin.PROVIDER)
    return HttpResponseRedirect(wanted or reverse("home"))


def elsewhere() -> list[dict[str, str]]:
    """The agencies whose own sign-in can be used instead: name and address."""
    return [
        {"name": one.name, "address": reverse("openid_connect_login", args=[one.key])}
        for one in settings.WARDMOTE_PROVIDERS
    ]


def provers(request: MemberRequest) -> list[dict[str, str]]:
    """The agencies' sign-ins that the member is known by, where they can show again that it is them."""
    known = queries.providers_of(request.standing)
    return [
        {"name": one.name, "address": reverse("prove-elsewhere", args=[one.key])}
        for one in settings.WARDMOTE_PROVIDERS
        if one.key in known
    ]
