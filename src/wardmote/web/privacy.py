"""What people who sign in are told about what is kept of them, from the field register; and where to report a weakness.

WARDMOTE_CONTROLLER          who answers for the installation, as people should read it: "South Ribble Borough Council, data protection officer, ..."
WARDMOTE_SECURITY_CONTACT    where weaknesses are reported: an address beginning with mailto: or https://
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from wardmote.engine.errors import WardmoteError
from wardmote.platform import field_register
from wardmote.platform.field_register import Table
from wardmote.words import gettext as _

TOLD = (
    "accounts",
    "sign-in",
    "governance",
    "accountability",
    "reliability",
)  # activities that are about people who sign in
RENEWED = timedelta(days=180)  # a security.txt must say until when it may be believed


class BadContact(WardmoteError):
    """The operator's contact for weaknesses is none that a program could use."""


@dataclass(frozen=True)
class Kept:
    """What is kept for the same time: what for, how long."""

    label: str
    purposes: tuple[str, ...]
    period: str
    start: str
    afterwards: str


@dataclass(frozen=True)
class Told:
    """One activity, as the page tells it."""

    label: str
    purpose: str
    recipients: str
    bases: tuple[str, ...]
    kept: tuple[Kept, ...]


def controller() -> str:
    """Who answers for the installation; empty when the operator has not said."""
    return os.environ.get("WARDMOTE_CONTROLLER", "").strip()


def told() -> list[Told]:
    """What is kept about people who sign in, by activity."""
    return [_activity(key) for key in TOLD]


def _activity(key: str) -> Told:
    activity = field_register.activities()[key]
    tables = [table for table in field_register.register().values() if table.activity == key and table.told]
    bases = tuple(dict.fromkeys(_(field_register.bases()[table.basis].label) for table in tables))
    return Told(_(activity.label), _(activity.purpose), _(activity.recipients), bases, tuple(_kept(tables)))


def _kept(tables: Iterable[Table]) -> Iterator[Kept]:
    for key, group in groupby(sorted(tables, key=lambda table: table.retention), key=lambda table: table.retention):
        rule = field_register.retention()[key]
        purposes = tuple(dict.fromkeys(_(table.purpose) for table in group))
        yield Kept(_(rule.label), purposes, _(rule.period), _(rule.start), _(rule.afterwards))


def security_contact() -> str:
    """Where weaknesses are reported; empty when the operator has not said. Raises BadContact."""
    contact = os.environ.get("WARDMOTE_SECURITY_CONTACT", "").strip()
    if contact and (not contact.startswith(("mailto:", "https://")) or len(contact.split()) > 1):
        raise BadContact(_("WARDMOTE_SECURITY_CONTACT must begin with mailto: or https:// and hold no space"))
    return contact


def security_txt(contact: str, *, now: datetime) -> str:
    """The text of security.txt (RFC 9116)."""
    until = (now + RENEWED).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: en\n"
