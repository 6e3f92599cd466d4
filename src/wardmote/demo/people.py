"""Who is in the demonstration. Every person is made up, and says so."""

from datetime import date

from wardmote.accounts.sample import Sample, SampleMember
from wardmote.accounts.states import AgencyKind, Role

SINCE = date(2024, 4, 1)
AGENCIES = {
    "borough-council": ("South Ribble Borough Council (demonstration)", AgencyKind.COUNCIL),
    "chorley-council": ("Chorley Council (demonstration)", AgencyKind.COUNCIL),
    "constabulary": ("Lancashire Constabulary (demonstration)", AgencyKind.POLICE),
}

SOUTH_RIBBLE = Sample(
    name="South Ribble Community Safety Partnership (demonstration)",
    slug="south-ribble",
    vintage="2024",
    districts=("E07000126",),
    agencies=AGENCIES,
    members=(
        SampleMember("manager@example.org", "Morgan Sample", "borough-council", Role.MANAGER),
        SampleMember("analyst@example.org", "Alex Sample", "constabulary", Role.ANALYST),
        SampleMember("councillor@example.org", "Robin Sample", "borough-council", Role.SCRUTINY),
        SampleMember("administrator@example.org", "Ali Sample", "borough-council", Role.ADMINISTRATOR),
        SampleMember("coordinator@example.org", "Sam Sample", "borough-council", Role.COORDINATOR),
        SampleMember("auditor@example.org", "Uma Sample", "borough-council", Role.AUDITOR),
    ),
)
CHORLEY = Sample(
    name="Chorley Community Safety Partnership (demonstration)",
    slug="chorley",
    vintage="2024",
    districts=("E07000118",),
    agencies=AGENCIES,
    members=(SampleMember("coordinator@example.org", "Sam Sample", "borough-council", Role.COORDINATOR),),
)
SAMPLES = (SOUTH_RIBBLE, CHORLEY)


def emails() -> list[str]:
    """The addresses of everybody, each once, in order."""
    return list(dict.fromkeys(person.email for sample in SAMPLES for person in sample.members))
