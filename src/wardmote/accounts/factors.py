"""Second factors, as allauth makes and checks them: an authenticator app, passkeys, recovery codes. Nothing here is cryptography of ours."""

import time
from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wardmote.accounts import known

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
ONCE = 120  # seconds for which a code of an app is remembered: longer than any clock's tolerance leaves it valid


class TooManyTries(Exception):
    """Codes were guessed too quickly for this account, or from this address."""


def kinds(member: Any) -> set[str]:
    """The kinds of factor that the member has. Recovery codes alone are none: they stand in for one."""
    return {str(kind) for kind in Authenticator.objects.filter(user=member).values_list("type", flat=True)} - {CODES}


def recovery_codes(member: Any) -> RecoveryCodes | None:
    """The member's recovery codes; None before there are any."""
    found = Authenticator.objects.filter(user=member, type=CODES).first()
    return RecoveryCodes(found) if found else None


def codes_confirmed(member: Any) -> bool:
    """Whether the member has said that the recovery codes are printed or written down."""
    found = recovery_codes(member)
    return found is not None and found.did_view


def app_secret(request: HttpRequest) -> str:
    """The secret that the app is being given: the same one, however often the page is loaded, until it is used."""
    kept: str | None = request.session.get(totp.SECRET_SESSION_KEY)
    if not kept:
        kept = request.session[totp.SECRET_SESSION_KEY] = totp.generate_totp_secret()
    return kept


def forget_app_secret(request: HttpRequest) -> None:
    totp.clear_totp_secret(request)


def app_address(member: Any, secret: str) -> str:
    """What the picture for the app says: an otpauth address."""
    return str(get_adapter().build_totp_url(member, secret))


def app_picture(address: str) -> str:
    """The QR code of an address, as SVG."""
    return str(get_adapter().build_totp_svg(address))


def code_fits_secret(secret: str, code: str) -> bool:
    return bool(totp.validate_totp_code(secret, code))


def code_now(secret: str) -> str:
    """What an app with this secret shows now: for the demonstration, whose people have no telephones."""
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def code_fits(request: HttpRequest, member: Any, code: str) -> str | None:
    """The kind of factor that a typed code proves, an app's or a recovery code; None when it proves none. Each is taken once. Raises TooManyTries."""
    tries = _counted(request, member)
    found = _app_fits(member, code) or _recovery_fits(member, code)
    if found:
        tries.rollback()
    return found


def _counted(request: HttpRequest, member: Any) -> ratelimit.RateLimitUsage:
    """Counted for the account and this browser (see `known`), so that somebody else's guessing does not keep the right person out."""
    action = known.action(request, member.email, "second_factor")
    tries = ratelimit.consume(request, app="allauth.account", action=action, key=known.key(request, member.email))
    if tries is None:
        raise TooManyTries
    return tries


def _app_fits(member: Any, code: str) -> str | None:
    found = Authenticator.objects.filter(user=member, type=APP).first()
    if not found or not found.wrap().validate_code(code):
        return None
    digits = "".join(sign for sign in code if sign.isdigit())
    if not cache.add(f"wardmote:code:{member.pk}:{digits}", "used", timeout=ONCE):
        return None
    found.record_usage()
    return str(APP)


def _recovery_fits(member: Any, code: str) -> str | None:
    codes = recovery_codes(member)
    if not codes or not codes.validate_code(code):
        return None
    codes.instance.record_usage()
    return str(CODES)


def begin_passkey(member: Any) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_registration(member, passwordless=False))


def passkey_made(credential: Any) -> bool:
    """Whether what the browser made answers the challenge."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    return True


def begin_proof(member: Any) -> dict[str, Any]:
    """What the browser needs to prove with a passkey; the challenge is kept in the session."""
    return dict(webauthn.begin_authentication(member))


def passkey_fits(request: HttpRequest, member: Any, credential: Any) -> str | None:
    """The kind of factor when the browser's answer proves one of the member's passkeys; else None. Raises TooManyTries."""
    tries = _counted(request, member)
    try:
        webauthn.parse_authentication_response(credential)
        found = webauthn.complete_authentication(member, credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return None
    found.record_usage()
    tries.rollback()
    return str(PASSKEY)
