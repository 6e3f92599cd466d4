"""Whose hand a row is in."""

from uuid import UUID

from wardmote.accounts.states import Standing


def key_of(by: Standing | None) -> UUID | None:
    """What `recorded_by` says: the member, or nothing for the installation's command line."""
    return by.member if by else None
