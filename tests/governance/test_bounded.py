"""However many rows there are, a page asks the register as often: every page of governance that a GET opens, with some rows and with three times as many."""

from datetime import date

import psycopg
import pytest
from bench.governance import FILES, paths
from bench.governance_rows import Place, Size, fill
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from wardmote.accounts import changes, queries
from wardmote.accounts.sample import Sample, SampleMember
from wardmote.accounts.states import AgencyKind, Role
from wardmote.platform import clock

FEW = Size(partnerships=1, groups=10, meetings=6, actions=60, risks=8, entries=12)
MANY = Size(partnerships=1, groups=30, meetings=8, actions=180, risks=24, entries=36)
SPARE = 4  # questions that one row may ask more than another: the first row of a page is not the same in both


@pytest.fixture
def two(database, register_server, client_for):
    """Two partnerships of one size and thrice that, each with a visitor who runs its business, and the addresses of its pages."""
    with psycopg.connect(register_server.address("postgres", database), autocommit=True) as superuser:
        found = []
        for n, size in enumerate((FEW, MANY)):
            member, place = _founded(n)
            fill(superuser, [place], size, now=NOW, first=n)
            found.append((client_for(member), paths(superuser, place)))
        yield found


def _founded(n: int):
    person = SampleMember(f"manager-{n}@bench.example", "Max Many (demonstration)", f"council-{n}", Role.MANAGER)
    agencies = {f"council-{n}": (f"Council {n}", AgencyKind.COUNCIL)}
    sample = Sample(f"Place {n}", f"place-{n}", "2024", (f"E0700012{n}",), agencies, (person,))
    changes.welcome_sample(sample, passwords={}, valid_from=date(2020, 4, 1), at=NOW)
    member = queries.member_signing_in(person.email)
    hat = queries.hats_of(member, on=clock.today())[0]
    return member, Place(hat.partnership, hat.agency, member.pk)


def asked(client, addresses: list[str]) -> int | None:
    """How often the first of these pages that there is asks the register; None when there is none."""
    for address in addresses[:3]:
        with CaptureQueriesContext(connection) as found:
            answer = client.get(address)
        if answer.status_code == 200:
            return len(found)
        if answer.status_code == 405:
            break
    return None


def test_every_page_asks_as_often_with_three_times_the_rows(two):
    (few, few_paths), (many, many_paths) = two
    assert set(few_paths) == set(many_paths)
    counts = {
        name: (asked(few, few_paths[name]), asked(many, many_paths[name]))
        for name in few_paths
        if not few_paths[name][0].endswith(FILES)
    }
    seen = {name: pair for name, pair in counts.items() if None not in pair}
    assert len(seen) > 100, sorted(set(counts) - set(seen))
    assert {name: pair for name, pair in seen.items() if pair[1] > pair[0] + SPARE} == {}
    assert max(pair[1] for name, pair in seen.items() if name != "home") <= 45
    assert seen["home"][1] <= 55  # it gathers from every part: what waits in one question, the rest in a few each
