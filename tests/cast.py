"""The standing cast of all tests: made-up people in two made-up partnerships.

manager        runs Southfold; for the council
administrator  keeps Southfold's accounts; for the council
auditor        reads Southfold's log; for the council
coordinator    coordinates Southfold's and Northwick's panels; for Southfold's council
analyst        makes Southfold's evidence; for the police; also scrutinises in Northwick, for the police
reader         a councillor on Southfold's scrutiny committee
outsider       manages Northwick and keeps its accounts, has no part in Southfold
nobody         may sign in, has no role anywhere
"""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wardmote.accounts import changes, queries
from wardmote.accounts.changes import second_factor
from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.accounts.sample import Sample, SampleMember
from wardmote.accounts.states import AgencyKind, Role, Standing

SINCE = date(2020, 4, 1)
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
PASSWORD = "correct-horse-battery"
APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # everybody's authenticator app; see `code`

AGENCIES = {
    "southfold-council": ("Southfold Borough Council", AgencyKind.COUNCIL),
    "northwick-council": ("Northwick Council", AgencyKind.COUNCIL),
    "county-police": ("County Constabulary", AgencyKind.POLICE),
}
SOUTHFOLD = Sample(
    name="Southfold Community Safety Partnership",
    slug="southfold",
    vintage="2024",
    districts=("E07000126", "E07000118"),
    agencies=AGENCIES,
    members=(
        SampleMember("manager@southfold.example", "Mo Manager", "southfold-council", Role.MANAGER),
        SampleMember("analyst@police.example", "Ana Analyst", "county-police", Role.ANALYST),
        SampleMember("reader@southfold.example", "Ray Reader", "southfold-council", Role.SCRUTINY),
        SampleMember("administrator@southfold.example", "Addy Administrator", "southfold-council", Role.ADMINISTRATOR),
        SampleMember("auditor@southfold.example", "Audrey Auditor", "southfold-council", Role.AUDITOR),
        SampleMember("coordinator@southfold.example", "Cory Coordinator", "southfold-council", Role.COORDINATOR),
    ),
)
NORTHWICK = Sample(
    name="Northwick Community Safety Partnership",
    slug="northwick",
    vintage="2024",
    districts=("E07000127",),
    agencies=AGENCIES,
    members=(
        SampleMember("outsider@northwick.example", "Orla Outsider", "northwick-council", Role.MANAGER),
        SampleMember("outsider@northwick.example", "Orla Outsider", "northwick-council", Role.ADMINISTRATOR),
        SampleMember("coordinator@southfold.example", "Cory Coordinator", "southfold-council", Role.COORDINATOR),
        SampleMember("analyst@police.example", "Ana Analyst", "county-police", Role.SCRUTINY),
    ),
)


@dataclass(frozen=True)
class Cast:
    """Everybody, and where they work."""

    manager: Member
    administrator: Member
    auditor: Member
    coordinator: Member
    analyst: Member
    reader: Member
    outsider: Member
    nobody: Member
    southfold: Partnership
    northwick: Partnership

    def standing(self, member: Member, *, on: date = date(2026, 1, 5), partnership: str = "") -> Standing:
        """What a member is, wearing the hat of the partnership with this slug, else their first."""
        hats = queries.hats_of(member, on=on)
        wanted = next((hat.key for hat in hats if partnership and partnership in hat.partnership_name.lower()), "")
        return queries.standing_of(member, wanted, on=on)


def assemble() -> Cast:
    """Write the cast into the register, through `changes` like everybody."""
    for sample in (SOUTHFOLD, NORTHWICK):
        passwords = {person.email: PASSWORD for person in sample.members}
        changes.welcome_sample(sample, passwords=passwords, valid_from=SINCE, at=NOW)
    changes.welcome(email="nobody@example.org", name="Noah Nobody", password=PASSWORD, at=NOW, by=None)
    for person in Member.objects.all():
        second_factor.add_app(member=person, secret=APP_SECRET, by=None)
        second_factor.confirm_codes(member=person, by=None)
    return gathered()


def gathered() -> Cast:
    """The cast that was written into the register before."""

    def member(start: str) -> Member:
        return Member.objects.get(email__startswith=start)

    return Cast(
        member("manager"), member("administrator"), member("auditor"), member("coordinator"), member("analyst"), member("reader"), member("outsider"), member("nobody"),
        Partnership.objects.get(slug="southfold"), Partnership.objects.get(slug="northwick"),
    )  # fmt: skip


def agency(slug: str) -> Agency:
    return Agency.objects.get(slug=slug)


def code(step: int = 0) -> str:
    """What everybody's authenticator app shows now; `step` half minutes later (1) or earlier (-1) is still taken. Each is taken once for a member."""
    from allauth.mfa.totp.internal import auth

    counter = int(time.time()) // 30 + step
    return auth.format_hotp_value(auth.hotp_value(APP_SECRET, counter))
