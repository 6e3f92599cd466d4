"""Agencies' own sign-ins (OpenID Connect), as an installation is told of them: a TOML file that WARDMOTE_OPENID names.

    [[provider]]
    key = "southfold"                             # in the address that the agency's sign-in sends people back to: /sign-in/with/southfold/back
    name = "Southfold Borough Council"            # on the button
    issuer = "https://login.southfold.example"
    domains = ["southfold.example"]               # whose addresses it speaks for, and no other agency's
    client_id = "wardmote"
    secret_file = "/etc/wardmote/southfold"       # a file that the installation's account alone may read; never the secret itself
    second_factor_amr = ["mfa"]                   # its word that it asked for a second factor; without this, Wardmote asks for its own

Whoever comes in by it alone is asked there again (prompt=login, max_age=0) before what is sensitive: it must put auth_time into its tokens then, as OpenID Connect demands.

Nobody becomes a member by having an account there: who is not a member, by an address that the agency has verified, is told so.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

KEY = re.compile(r"[a-z][a-z0-9-]{0,40}")
NEEDED = {"key", "name", "issuer", "client_id", "secret_file", "domains"}
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
KNOWN = NEEDED | {"second_factor_amr", "second_factor_acr"}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class BadProvider(WardmoteError):
    """The file of providers says something that cannot be used; the sentence says what."""


@dataclass(frozen=True)
class Provider:
    """One agency's sign-in. `domains` are those of the addresses that it speaks for, `amr` and `acr` the values by which it says that it asked for a second factor."""

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str
    domains: frozenset[str]
    amr: frozenset[str] = frozenset()
    acr: frozenset[str] = frozenset()

    def speaks_for(self, email: str) -> bool:
        """Whether the address is of one of the agency's own domains; one below them is not."""
        return email.strip().lower().rpartition("@")[2] in self.domains

    def vouches(self, claims: Mapping[str, Any]) -> bool:
        """Whether the token says, in the way this installation was told to believe, that a second factor was asked for."""
        said = claims.get("amr")
        methods = set(said) if isinstance(said, list) else set()
        return bool(self.amr & methods) or claims.get("acr") in self.acr


def read(file: str | None) -> tuple[Provider, ...]:
    """The providers of a file; none without one. Raises BadProvider."""
    if not file:
        return ()
    try:
        found = tomllib.loads(Path(file).read_text())
        return tuple(_provider(entry) for entry in found.get("provider", []))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise BadProvider(_("WARDMOTE_OPENID: {why}").format(why=problem)) from problem


def _provider(entry: dict[str, Any]) -> Provider:
    odd = sorted((NEEDED - entry.keys()) | (entry.keys() - KNOWN))
    if odd:
        raise BadProvider(_("WARDMOTE_OPENID: {keys} is missing, or is no setting").format(keys=", ".join(odd)))
    issuer = urlsplit(entry["issuer"])
    if not KEY.fullmatch(entry["key"]):
        raise BadProvider(
            _("WARDMOTE_OPENID: '{key}' is no key: small letters, digits and dashes").format(key=entry["key"])
        )
    if issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
        raise BadProvider(_("WARDMOTE_OPENID: {issuer} is not reached over https").format(issuer=entry["issuer"]))
    domains = frozenset(str(name).lower() for name in entry["domains"])
    if isinstance(entry["domains"], str) or not domains or not all(DOMAIN.fullmatch(name) for name in domains):
        raise BadProvider(_("WARDMOTE_OPENID: 'domains' of '{key}' is no list of domains").format(key=entry["key"]))
    return Provider(
        entry["key"], entry["name"], entry["issuer"].rstrip("/"), entry["client_id"],
        Path(entry["secret_file"]).read_text().strip(), domains,
        frozenset(entry.get("second_factor_amr", ())), frozenset(entry.get("second_factor_acr", ())),
    )  # fmt: skip


def for_allauth(providers: tuple[Provider, ...]) -> dict[str, Any]:
    """The providers as allauth's settings want them."""
    apps = [
        {"provider_id": one.key, "name": one.name, "client_id": one.client_id, "secret": one.secret,
         "settings": {"server_url": one.issuer, "oauth_pkce_enabled": True, "fetch_userinfo": False}}
        for one in providers
    ]  # fmt: skip
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
