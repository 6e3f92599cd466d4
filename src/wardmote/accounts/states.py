"""The words of this app that programs rely on, and what a member is at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
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
    """What a member does in a partnership, for an agency. Statutory roles and votes are said by governance, not here."""

    MANAGER = "manager"  # runs the partnership's business: who is in it, what is published
    ANALYST = "analyst"  # makes evidence, assessments and reports
    READER = "reader"  # sees what the partnership sees, changes nothing: a councillor, a board member


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

    Nobody is signed in when `member` is None; a member without a grant in force has no hat.
    """

    member: UUID | None = None
    name: str = ""
    email: str = ""
    hat: Hat | None = None
    hats: tuple[Hat, ...] = ()
    districts: tuple[District, ...] = field(default=())
    purpose: str = ""

    @property
    def asking(self) -> Asking:
        if self.member is None:
            return NOBODY
        agency, partnership = (self.hat.agency, self.hat.partnership) if self.hat else (None, None)
        return Asking(self.member, agency, partnership, self.purpose)

    @property
    def roles(self) -> frozenset[Role]:
        return self.hat.roles if self.hat else frozenset()


ANONYMOUS = Standing()


def worn(hats: Sequence[Hat], wanted: str) -> Hat | None:
    """The hat with the key `wanted`; the first one when there is none such; None when there are no hats at all."""
    return next((hat for hat in hats if hat.key == wanted), hats[0] if hats else None)
