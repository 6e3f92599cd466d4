"""Browsers that a member has signed in with before, so that somebody else's guessing does not keep the right person out.

Wrong passwords and codes are counted for an account. Whoever guesses at it could keep the count full for ever; so a browser that has come all the way in before
carries a signed cookie, and is counted by itself, whatever comes from its address of the network: a whole council may come from one. Guessing elsewhere then never reaches it.
On a new browser the wait is minutes, and a link by e-mail ends it.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = settings.KNOWN_COOKIE_NAME
SALT = "wardmote.known"
AGE = 180 * 24 * 60 * 60
MANY = 5  # people who share a browser


def key(request: HttpRequest, email: str) -> str:
    """What tries for this account from this browser are counted under."""
    account = _account(email)
    return f"{account}:{_read(request).get(account, '')}"


def action(request: HttpRequest, email: str, name: str) -> str:
    """Under which limits of ACCOUNT_RATE_LIMITS a try counts: without the one of the network's address where this browser is known for the account."""
    return f"{name}_known" if _account(email) in _read(request) else name


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """The member has come all the way in with this browser."""
    account, found = _account(email), _read(request)
    number = found.pop(account, None) or secrets.token_hex(8)
    kept = dict([*found.items(), (account, number)][-MANY:])
    response.set_cookie(
        COOKIE, signing.dumps(kept, salt=SALT), max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/",
    )  # fmt: skip


def _account(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return {}
    return dict(found) if isinstance(found, dict) else {}
