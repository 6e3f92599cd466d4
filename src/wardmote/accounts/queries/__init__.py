"""What may be read of who works with whom. The first argument is who asks; the exceptions are what sign-in needs before anybody does."""

from wardmote.accounts.queries.invitations import open_invitation
from wardmote.accounts.queries.membership import (
    agencies,
    colleagues,
    credential_held,
    everybody,
    has_factor,
    names_of,
    own_record,
    people,
    people_of,
    person,
    role_held,
    roles,
)
from wardmote.accounts.queries.partnerships import every_partnership
from wardmote.accounts.queries.standing import (
    districts,
    hats_of,
    in_force,
    member_signing_in,
    member_with_key,
    only_theirs,
    standing_of,
)

__all__ = [
    "agencies",
    "colleagues",
    "credential_held",
    "districts",
    "every_partnership",
    "everybody",
    "has_factor",
    "hats_of",
    "in_force",
    "member_signing_in",
    "member_with_key",
    "names_of",
    "only_theirs",
    "open_invitation",
    "own_record",
    "people",
    "people_of",
    "person",
    "role_held",
    "roles",
    "standing_of",
]
