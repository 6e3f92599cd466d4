"""Who is in the demonstration. Every person is made up, and says so."""

from dataclasses import replace
from datetime import date

from wardmote.accounts.sample import Sample, SampleCredential, SampleMember
from wardmote.accounts.states import AgencyKind, CredentialKind, Role

SINCE = date(2024, 4, 1)
AGENCIES = {
    "borough-council": ("South Ribble Borough Council (demonstration)", AgencyKind.COUNCIL),
    "chorley-council": ("Chorley Council (demonstration)", AgencyKind.COUNCIL),
    "constabulary": ("Lancashire Constabulary (demonstration)", AgencyKind.POLICE),
    "refuge": ("A refuge (demonstration)", AgencyKind.VOLUNTARY),
    "health": ("An NHS trust (demonstration)", AgencyKind.HEALTH),
}
SIGNED = SampleCredential(CredentialKind.AGREEMENT, "Sharing agreement of April 2024")


def vetted(days: int | None) -> SampleCredential:
    return SampleCredential(CredentialKind.VETTING, "NPPV level 2", days)


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
        SampleMember(
            "coordinator@example.org", "Sam Sample", "borough-council", Role.COORDINATOR, (SIGNED, vetted(20))
        ),
        SampleMember("auditor@example.org", "Uma Sample", "borough-council", Role.AUDITOR),
        SampleMember("police@example.org", "Jo Sample", "constabulary", Role.REPRESENTATIVE, (SIGNED, vetted(400))),
        SampleMember("caseworker@example.org", "Pat Sample", "refuge", Role.CASEWORKER, (SIGNED, vetted(-5))),
        SampleMember("nurse@example.org", "Nia Sample", "health", Role.REPRESENTATIVE, invited=True),
    ),
)
CHORLEY = Sample(
    name="Chorley Community Safety Partnership (demonstration)",
    slug="chorley",
    vintage="2024",
    districts=("E07000118",),
    agencies=AGENCIES,
    members=(
        SampleMember("coordinator@example.org", "Sam Sample", "borough-council", Role.COORDINATOR, (vetted(10),)),
        SampleMember("chorley@example.org", "Kim Sample", "chorley-council", Role.ADMINISTRATOR),
    ),
)
# Whoever looks at all three structures: one manager with a hat in each.
ACROSS = "partnerships@example.org", "Toni Sample"
SOUTH_RIBBLE = replace(
    SOUTH_RIBBLE, members=(*SOUTH_RIBBLE.members, SampleMember(*ACROSS, "borough-council", Role.MANAGER))
)
LINCOLNSHIRE = Sample(
    name="Lincolnshire Community Safety Partnership (demonstration)",
    slug="lincolnshire",
    vintage="2024",
    districts=("E07000136", "E07000137", "E07000138", "E07000139", "E07000140", "E07000141", "E07000142"),
    agencies={"lincolnshire-council": ("Lincolnshire County Council (demonstration)", AgencyKind.COUNCIL)},
    members=(SampleMember(*ACROSS, "lincolnshire-council", Role.MANAGER),),
    covers_from=date(2011, 4, 1),
)
SOUTH_GLOUCESTERSHIRE = Sample(
    name="Safer and Stronger South Gloucestershire (demonstration)",
    slug="south-gloucestershire",
    vintage="2024",
    districts=("E06000025",),
    agencies={"south-gloucestershire-council": ("South Gloucestershire Council (demonstration)", AgencyKind.COUNCIL)},
    members=(SampleMember(*ACROSS, "south-gloucestershire-council", Role.MANAGER),),
    covers_from=date(2007, 4, 1),
)
SAMPLES = (SOUTH_RIBBLE, CHORLEY, LINCOLNSHIRE, SOUTH_GLOUCESTERSHIRE)


def emails() -> list[str]:
    """The addresses of everybody who can sign in, each once, in order."""
    people = (person for sample in SAMPLES for person in sample.members)
    return list(dict.fromkeys(person.email for person in people if not person.invited))
