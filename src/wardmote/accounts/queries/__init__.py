"""What may be read of who works with whom. The first argument is who asks; the exceptions are what sign-in needs before anybody does."""

from wardmote.accounts.queries.standing import (
    districts,
    hats_of,
    in_force,
    member_signing_in,
    member_with_key,
    standing_of,
)

__all__ = ["districts", "hats_of", "in_force", "member_signing_in", "member_with_key", "standing_of"]
