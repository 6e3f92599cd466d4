"""The words of this app that programs rely on, and what a member is at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from wardmote.platform.transaction import NOBODY, Asking
from wardmote.words import gettext as _


class AgencyKind(StrEnum):
    """What an agency is in law: the responsible authorities of section 5 of the Crime and Disorder Act 1998, and the others round the table."""

    COUNCIL = "council"
    POLICE = "police"
    FIRE = "fire"
    HEALTH = "health"
    PROBATION = "probation"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class Role(StrEnum):
    """What a member does in a partnership, for an agency. What each means is written in the table of roles; statutory roles and votes are said by governance."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    REPRESENTATIVE = "representative"
    CASEWORKER = "caseworker"
    PROVIDER = "provider"
    SCRUTINY = "scrutiny"
    AUDITOR = "auditor"


class CredentialKind(StrEnum):
    """What a panel can require of a person before they see a case."""

    VETTING = "vetting"
    TRAINING = "training"
    AGREEMENT = "agreement"  # their own signature under the information-sharing agreement


class LostFactors(StrEnum):
    """Why somebody's second factors were taken away."""

    LOST = "lost"  # lost or stolen
    REPLACED = "replaced"  # broken, or another telephone
    OTHER = "other"


class AccountState(StrEnum):
    """How a member's account stands, seen from one partnership."""

    ACTIVE = "active"
    INVITED = "invited"  # has never come in: the invitation is open, or ran out
    ASLEEP = "asleep"  # too long without a sign-in: wakes by an administrator's word
    LEFT = "left"  # no role any more


@dataclass(frozen=True)
class District:
    """One district of a partnership's area: a code in a vintage of the geography, and when it belonged. `valid_to` is the first day it no longer did."""

    code: str
    vintage: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Hat:
    """One way in which a member may work: for this agency, in this partnership."""

    agency: UUID
    agency_name: str
    partnership: UUID
    partnership_name: str
    roles: frozenset[Role]
    ended_on: date | None = None  # the first day on which the partnership is no more

    def day(self, today: date) -> date:
        """The day that its pages are about: today, and of a partnership that has ended its last."""
        return self.ended_on - timedelta(days=1) if self.ended_on else today

    @property
    def key(self) -> str:
        """What a form sends to put this hat on."""
        return f"{self.partnership}.{self.agency}"

    @property
    def words(self) -> str:
        return _("{agency} in {partnership}").format(agency=self.agency_name, partnership=self.partnership_name)


@dataclass(frozen=True)
class Standing:
    """Who is asking: the member and the hat worn. Pages and policies get this instead of rows.

    Nobody is signed in when `member` is None; a member without a grant in force has no hat. Who has given a password and
    no second factor yet is not `proved`, has no hats, and gets no further than the pages of signing in.
    """

    member: UUID | None = None
    name: str = ""
    email: str = ""
    hat: Hat | None = None
    hats: tuple[Hat, ...] = ()
    districts: tuple[District, ...] = field(default=())
    purpose: str = ""
    proved: bool = False

    @property
    def asking(self) -> Asking:
        if self.member is None:
            return NOBODY
        agency, partnership = (self.hat.agency, self.hat.partnership) if self.hat else (None, None)
        return Asking(self.member, agency, partnership, self.purpose)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the hat worn."""
        return self.hat.roles if self.hat else frozenset()

    @property
    def beside(self) -> tuple[Hat, ...]:
        """The hats of the agency worn, one for each partnership that it serves through this member: their work is one queue."""
        return tuple(hat for hat in self.hats if self.hat and hat.agency == self.hat.agency)

    def day(self, today: date) -> date:
        """The day that pages are about: today, and in a partnership that has ended its last."""
        return self.hat.day(today) if self.hat else today

    def over_in(self, partnership: UUID) -> bool:
        """Whether a partnership of theirs has ended: it is read, and written no more."""
        return any(hat.ended_on for hat in self.beside if hat.partnership == partnership)

    def wearing(self, hat: Hat) -> "Standing":
        """The same member under another hat of theirs."""
        return replace(self, hat=hat)

    def roles_in(self, partnership: UUID) -> frozenset[Role]:
        """The roles held in a partnership for the agency worn; none for a partnership of another hat."""
        return next((hat.roles for hat in self.beside if hat.partnership == partnership), frozenset())


ANONYMOUS = Standing()


def worn(hats: Sequence[Hat], wanted: str) -> Hat | None:
    """The hat with the key `wanted`; the first one when there is none such; None when there are no hats at all."""
    return next((hat for hat in hats if hat.key == wanted), hats[0] if hats else None)
