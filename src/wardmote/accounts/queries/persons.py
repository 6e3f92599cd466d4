"""What is told about a person: their roles, credentials and invitations in one partnership."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from wardmote.accounts.queries.ended import End
from wardmote.accounts.states import AccountState, CredentialKind, Role
from wardmote.platform.outbox import HowItStands

NOTICES = (timedelta(days=30), timedelta(days=7))  # how long before a credential ends its holder gets a letter
SOON = max(NOTICES)  # what a letter was written about is on the first page


@dataclass(frozen=True)
class RoleHeld:
    """A role that somebody holds, will hold or held; `valid_to` is the first day on which they no longer do."""

    key: UUID
    role: Role
    name: str
    agency: UUID
    agency_name: str
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    recorded_by: str
    ended: End | None = None  # who gave it its end; told on the person's own page alone

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or self.valid_to > on)

    def is_over(self, on: date) -> bool:
        """Whether it holds no longer, or was taken back before it ever did."""
        return self.valid_to is not None and self.valid_to <= max(on, self.valid_from)


@dataclass(frozen=True)
class CredentialHeld:
    """A credential that somebody has or had in the partnership."""

    key: UUID
    kind: CredentialKind
    name: str
    valid_from: date
    valid_to: date | None
    recorded_at: datetime
    recorded_by: str
    ended: End | None = None

    def is_over(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to <= on

    def ran_out_lately(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_from < self.valid_to and on - SOON < self.valid_to <= on

    def runs_out_soon(self, on: date) -> bool:
        return self.valid_to is not None and on < self.valid_to <= on + SOON


@dataclass(frozen=True)
class InvitationSent:
    """An invitation, whatever became of it."""

    key: UUID
    expires_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None
    recorded_at: datetime
    recorded_by: str
    letter: HowItStands | None = None  # of one that was sent long ago nothing is known any more

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


@dataclass(frozen=True)
class Person:
    """A member as an administrator of the partnership sees them."""

    key: UUID
    name: str
    email: str
    state: AccountState
    signed_in_at: datetime | None
    left_at: datetime | None
    wake_asked_at: datetime | None
    recorded_at: datetime
    recorded_by: str
    roles: tuple[RoleHeld, ...]
    credentials: tuple[CredentialHeld, ...]
    invitations: tuple[InvitationSent, ...]

    @property
    def invitation(self) -> InvitationSent | None:
        """The newest one that was sent, as long as the person has not come in and it was not withdrawn."""
        newest = self.invitations[0] if self.invitations and self.state is AccountState.INVITED else None
        return newest if newest and newest.withdrawn_at is None else None

    def running_out(self, on: date) -> list[CredentialHeld]:
        """What runs out within 30 days, and what ran out in the last 30 with nothing of its kind after it; of nobody who has left."""
        if self.state is AccountState.LEFT:
            return []
        good = {one.kind for one in self.credentials if not one.is_over(on)}
        return [
            one
            for one in self.credentials
            if one.runs_out_soon(on) or (one.ran_out_lately(on) and one.kind not in good)
        ]


@dataclass(frozen=True)
class Colleague:
    """A member as everybody in the partnership sees them. `key` is for choosing them in a form."""

    key: UUID
    name: str
    agencies: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """What a list of people is narrowed to; '' narrows nothing, but for `state`: '' is everybody who has not left."""

    agency: str = ""
    role: str = ""
    state: str = ""
    words: str = ""

    def fits(self, person: Person, on: date) -> bool:
        roles = [held for held in person.roles if not held.is_over(on)] or list(person.roles)
        return (
            any(self.agency in ("", str(held.agency)) and self.role in ("", held.role) for held in roles)
            and (person.state == self.state if self.state else person.state is not AccountState.LEFT)
            and self.words.casefold() in f"{person.name} {person.email}".casefold()
        )
