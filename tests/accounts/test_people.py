"""Who works with whom: the list that an administrator sees, and what everybody else sees."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    asking,
    awake,
    credential,
    events,
    grant_of,
    text_of,
)
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, entry, policies, queries, words
from wardmote.accounts.models import Member
from wardmote.accounts.queries.persons import Sought
from wardmote.accounts.states import AccountState, Role
from wardmote.platform import clock

# The list


def test_an_administrator_sees_everybody_in_the_partnership_and_nobody_else(cast, client_for):
    page = text_of(client_for(cast.administrator).get("/people"))
    for name in ("Mo Manager", "Ana Analyst", "Ray Reader", "Audrey Auditor", "Cory Coordinator"):
        assert name in page
    assert "manager@southfold.example" in page
    assert "Orla Outsider" not in page
    assert "Noah Nobody" not in page


@pytest.mark.parametrize("path", ["/people", "/people/{key}", "/account"])
def test_an_address_in_a_column_may_be_broken_between_its_words(cast, client_for, path):
    page = client_for(cast.administrator).get(path.format(key=cast.administrator.pk)).content.decode()
    assert "administrator@<wbr>southfold.<wbr>example" in page


@pytest.mark.parametrize("person", ["manager", "analyst", "reader", "auditor", "coordinator"])
def test_everybody_else_sees_name_agency_and_roles_and_no_more(cast, client_for, person):
    credential(cast, cast.reader, runs_out=TOMORROW)
    member = getattr(cast, person)
    client = client_for(member)
    client.post("/working-as", {"hat": cast.standing(member, on=TODAY, partnership="southfold").hat.key, "once": "x"})
    page = text_of(client.get("/people"))
    assert "Ray Reader" in page
    assert "Scrutiny member" in page
    assert "Southfold Borough Council" in page
    assert "reader@southfold.example" not in page
    assert "NPPV" not in page
    assert "Invite somebody" not in page


def test_whoever_has_no_role_sees_no_list(cast, client_for):
    assert client_for(cast.nobody).get("/people").status_code == 404
    assert client_for(None).get("/people").status_code == 302


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("agency={police}", ["Ana Analyst"]),
        ("role=scrutiny", ["Ray Reader"]),
        ("words=AUDREY", ["Audrey Auditor"]),
        ("words=reader@south", ["Ray Reader"]),
        ("role=scrutiny&agency={police}", []),
        ("state=left", []),
    ],
)
def test_the_list_is_narrowed(cast, client_for, asked, names):
    page = text_of(client_for(cast.administrator).get("/people?" + asked.format(police=agency("county-police").pk)))
    rows = re.findall(r'href="/people/[0-9a-f-]{36}">([^<]+)</a>', page)
    assert rows == names
    assert ("Nobody fits" in page) == (names == [])


def test_a_role_and_an_agency_are_sought_in_one_and_the_same_role(cast, administrator):
    """Somebody who scrutinises for the council and analyses for the police is no scrutiny member of the police."""
    changes.grant(
        member=cast.reader, agency=agency("county-police"), partnership=cast.southfold, role=Role.ANALYST,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip
    with asking(administrator):
        police = str(agency("county-police").pk)
        found = queries.people(administrator, Sought(agency=police, role="scrutiny"), on=TODAY)
        assert [person.name for person in found] == []
        found = queries.people(administrator, Sought(agency=police, role="analyst"), on=TODAY)
        assert [person.name for person in found] == ["Ana Analyst", "Ray Reader"]


def test_reading_the_list_is_recorded_with_the_ids_that_came_back(cast, client_for):
    client_for(cast.administrator).get("/people?role=scrutiny")
    (event,) = events("see-people")
    assert event["member"] == cast.administrator.pk
    assert event["ids"] == [cast.reader.pk]
    assert event["partnership"] == cast.southfold.pk
    assert event["facts"] == {"narrowed": True}


def test_colleagues_are_recorded_as_well(cast, client_for):
    client_for(cast.reader).get("/people")
    (event,) = events("see-people")
    assert cast.manager.pk in event["ids"]
    assert cast.outsider.pk not in event["ids"]


def test_the_list_can_be_taken_away_and_that_is_recorded(cast, client_for):
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=5))
    answer = client_for(cast.administrator).get("/people/export?role=scrutiny")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["Ray Reader", "reader@southfold.example", "Active"]
    assert rows[1][4:7] == ["Southfold Borough Council", "Scrutiny member", "2020-04-01"]
    assert rows[1][8] == "NPPV level 2: runs out in 4 days"
    (event,) = events("export-people")
    assert event["ids"] == [cast.reader.pk]


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx"])
def test_a_name_is_no_formula_in_a_spreadsheet(cast, client_for, name):
    Member.objects.filter(pk=cast.reader.pk).update(name=name)
    answer = client_for(cast.administrator).get("/people/export?role=scrutiny")
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1][0] == f"'{name}"


@pytest.mark.parametrize("person", ["manager", "auditor", "reader", "outsider"])
def test_nobody_but_an_administrator_takes_the_list_away(cast, client_for, person):
    answer = client_for(getattr(cast, person)).get("/people/export")
    if person == "outsider":  # keeps the accounts of the other partnership, and gets that one's
        assert "Ray Reader" not in answer.content.decode()
    else:
        assert answer.status_code == 404


# States


def test_an_account_is_active_asleep_invited_or_left(cast, administrator):
    long_ago = clock.now() - timedelta(days=31)
    awake(cast.manager)
    Member.objects.filter(pk=cast.analyst.pk).update(signed_in_at=long_ago)  # analysts sleep after 30 days
    Member.objects.filter(pk=cast.auditor.pk).update(signed_in_at=long_ago)  # auditors after 400
    Member.objects.filter(pk=cast.coordinator.pk).update(password="!", signed_in_at=None)
    changes.end_grant(grant=grant_of(cast.reader), valid_to=YESTERDAY, by=None)
    with asking(administrator):
        found = {person.name: person.state for person in queries.people(administrator, Sought(), on=TODAY)}
        gone = queries.people(administrator, Sought(state="left"), on=TODAY)
    assert found["Mo Manager"] == AccountState.ACTIVE
    assert found["Ana Analyst"] == AccountState.ASLEEP
    assert found["Audrey Auditor"] == AccountState.ACTIVE
    assert found["Cory Coordinator"] == AccountState.INVITED
    assert "Ray Reader" not in found, "who left is shown when asked for"
    assert [person.name for person in gone] == ["Ray Reader"]


@pytest.mark.parametrize(
    ("days", "said"), [(1, "runs out today"), (2, "runs out in 1 day"), (30, "runs out in 29 days"), (31, None), (0, "ran out on"), (-29, "ran out on"), (-31, None)]
)  # fmt: skip
def test_what_runs_out_within_30_days_or_has_lately_is_said_beside_the_name(cast, client_for, days, said):
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=days))
    page = text_of(client_for(cast.administrator).get("/people"))
    assert (f"NPPV level 2: {said}" in page) if said else ("NPPV" not in page)


def test_what_ran_out_and_was_renewed_is_not_said(cast, client_for):
    credential(cast, cast.reader, runs_out=YESTERDAY)
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=700), name="NPPV level 3")
    assert "NPPV" not in text_of(client_for(cast.administrator).get("/people"))


# Every one of them


def test_every_verb_of_the_table_has_words():
    for verb in policies.MAY:
        assert words.verb(verb)


def test_the_roles_page_says_what_each_role_is_and_may_do(cast, client_for):
    page = text_of(client_for(cast.reader).get("/roles"))
    assert page.count('role="rowheader"') == len(Role)
    assert "Reads the log of who did and saw what" in page
    assert "400 days without a sign-in" in page
    assert page.count("Yours") == 1
    assert page.count("Look at evidence") == 1, "what everybody may is said once"
    assert page.count("Read and search the log") == 1


@pytest.mark.parametrize(
    ("path", "most"), [("/people", 20), ("/people/{reader}", 22), ("/account", 18), ("/roles", 14), ("/", 42)]
)
def test_the_questions_a_page_asks_do_not_grow_with_the_people(
    cast, client_for, administrator, path, most, monkeypatch
):
    monkeypatch.setattr(entry, "GRAIN", timedelta(hours=1))  # that somebody is busy is written down at times
    path = path.format(reader=cast.reader.pk)
    client = client_for(cast.administrator)
    counts = []
    for more in range(2):
        for n in range(more * 5):
            newcomer = changes.welcome(
                email=f"n{n}@southfold.example", name=f"Newcomer {n}", password="x", at=NOW, by=None
            )
            changes.grant(
                member=newcomer, agency=agency("county-police"), partnership=cast.southfold, role=Role.ANALYST,
                valid_from=SINCE, at=NOW, by=None,
            )  # fmt: skip
            credential(cast, newcomer, runs_out=TOMORROW)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most, [query["sql"][:120] for query in asked]
