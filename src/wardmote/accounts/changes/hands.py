"""Whose hand a row is in, and what cannot be written."""

from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError


class Clash(WardmoteError):
    """What was asked for does not go with what is there. The sentence is for the person who asked."""


def key_of(by: Standing | None) -> UUID | None:
    """What `recorded_by` says: the member, or nothing for the installation's command line."""
    return by.member if by else None
