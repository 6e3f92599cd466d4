"""What a sample partnership is made of, and what its members sign in with."""

import base64
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.accounts.states import AgencyKind, CredentialKind, Role
from wardmote.platform import secret_files

FILE = "demonstration-sign-ins.json"
APPS = "demonstration-apps.json"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


@dataclass(frozen=True)
class SampleCredential:
    """Something that a made-up person has, until so many days from the day on which the sample is built (before it, if negative); None: for good."""

    kind: CredentialKind
    name: str
    days: int | None = None


@dataclass(frozen=True)
class SampleMember:
    """A made-up person: the agency they act for (its slug) and their role. `invited`: asked in, and has not come yet."""

    email: str
    name: str
    agency: str
    role: Role
    credentials: tuple[SampleCredential, ...] = ()
    invited: bool = False


@dataclass(frozen=True)
class Sample:
    """A sample partnership: the codes of its districts in one vintage, its agencies by slug, its members. `covers_from`: since when those districts are its own, when that is earlier than its members are here."""

    name: str
    slug: str
    vintage: str
    districts: tuple[str, ...]
    agencies: Mapping[str, tuple[str, AgencyKind]]
    members: tuple[SampleMember, ...]
    covers_from: date | None = None


def fresh_password() -> str:
    """Three groups of four: 59 bits, and easy to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _place in range(4)) for _group in range(3))


def demonstration_passwords(emails: Iterable[str]) -> dict[str, str]:
    """The password of each address, made at the first start and kept in the home folder's secrets (mode 0600) for printing."""
    return _kept(FILE, emails, fresh_password)


def demonstration_apps(emails: Iterable[str]) -> dict[str, str]:
    """The secret of each address's authenticator app, made and kept likewise. `wardmote demo code` plays the app."""
    return _kept(APPS, emails, lambda: base64.b32encode(secrets.token_bytes(20)).decode())


def _kept(file: str, emails: Iterable[str], fresh: Callable[[], str]) -> dict[str, str]:
    known: dict[str, str] = json.loads(secret_files.read(file) or "{}")
    wanted = {email: known.get(email) or fresh() for email in emails}
    if wanted.keys() - known.keys():
        secret_files.write(file, json.dumps(known | wanted, indent=2) + "\n")
    return wanted
