"""Somebody to be asked in, for tests of invitations: what the form sends, the link in the mail, and the password they choose."""

import re

from tests.accounts.asking import TODAY, day
from tests.cast import agency

CHOSEN = "violet-ladder-okra-seven"
LINK = re.compile(r"http://testserver(/invitation/\S+)")


def form(**more) -> dict:
    """Somebody to be asked in, as the form sends it."""
    return {
        "name": "Nia Newcomer", "email": "Nia@Police.example", "agency": str(agency("county-police").pk),
        "roles": ["representative", "analyst"],
    } | day(TODAY, "valid_from") | more  # fmt: skip
