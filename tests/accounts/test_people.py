"""Who works with whom: what an administrator sees and does, and what everybody else sees."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import TODAY, TOMORROW, YESTERDAY, asking, day, events, grant_of, post, verbs
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, entry, policies, queries, words
from wardmote.accounts.models import Credential, Grant, Member
from wardmote.accounts.queries.persons import Sought
from wardmote.accounts.states import AccountState, CredentialKind, Role
from wardmote.platform import clock, versions
from wardmote.platform.refusals import Refused

PATHS = (
    "", "/role", "/credential", "/name", "/left",
)  # fmt: skip


def text_of(answer) -> str:
    """The page, white space folded and addresses whole again."""
    return re.sub(r"\s+", " ", answer.content.decode().replace("<wbr>", ""))


def awake(*members) -> None:
    """These have signed in today."""
    Member.objects.filter(pk__in=[member.pk for member in members]).update(signed_in_at=clock.now())


@pytest.fixture
def administrator(cast):
    awake(cast.administrator)
    return cast.standing(cast.administrator, on=TODAY)


def credential(cast, member, *, runs_out: date | None, kind=CredentialKind.VETTING, name="NPPV level 2") -> Credential:
    by = cast.standing(cast.administrator, on=TODAY)
    return changes.record_credential(
        member=member.pk, kind=kind, name=name, valid_from=SINCE, valid_to=runs_out, at=NOW, by=by
    )


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
    assert rows[1][8] == "NPPV level 2: runs out in 5 days"
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
    ("days", "said"), [(1, "runs out in 1 day"), (30, "runs out in 30 days"), (31, None), (0, "ran out on"), (-29, "ran out on"), (-31, None)]
)  # fmt: skip
def test_what_runs_out_within_30_days_or_has_lately_is_said_beside_the_name(cast, client_for, days, said):
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=days))
    page = text_of(client_for(cast.administrator).get("/people"))
    assert (f"NPPV level 2: {said}" in page) if said else ("NPPV" not in page)


def test_what_ran_out_and_was_renewed_is_not_said(cast, client_for):
    credential(cast, cast.reader, runs_out=YESTERDAY)
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=700), name="NPPV level 3")
    assert "NPPV" not in text_of(client_for(cast.administrator).get("/people"))


# A person


def test_a_persons_page_says_what_they_hold_held_and_who_put_it_on_file(cast, client_for, administrator):
    with asking(administrator):
        changes.give_role(
            member=cast.reader.pk, agency=agency("southfold-council").pk, role=Role.ANALYST, valid_from=date(2024, 1, 1),
            valid_to=date(2025, 1, 1), at=NOW, by=administrator,
        )  # fmt: skip
    credential(cast, cast.reader, runs_out=None)
    page = text_of(client_for(cast.administrator).get(f"/people/{cast.reader.pk}"))
    assert "Analyst" in page
    assert "1 January 2024 to 31 December 2024" in page, "the last day is the last on which it held"
    assert "since 1 April 2020" in page
    assert "by Addy Administrator" in page
    assert "by the installation’s operator" in page
    assert "NPPV level 2" in page
    assert page.count("<h1") == 1
    assert events("see-person")[-1]["ids"] == [cast.reader.pk]


@pytest.mark.parametrize("path", PATHS)
def test_a_person_of_another_partnership_is_not_there(cast, client_for, path):
    client = client_for(cast.administrator)
    assert client.get(f"/people/{cast.outsider.pk}{path}").status_code == 404
    assert client.get(f"/people/{cast.nobody.pk}{path}").status_code == 404
    assert client.get(f"/people/{cast.reader.pk}{path}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("person", ["manager", "auditor", "reader", "outsider", "nobody"])
def test_nobody_else_opens_a_person(cast, client_for, path, person):
    client = client_for(getattr(cast, person))
    assert client.get(f"/people/{cast.reader.pk}{path}").status_code == 404


def test_only_what_is_of_this_partnership_is_told_of_somebody_who_serves_two(cast, client_for):
    page = text_of(client_for(cast.administrator).get(f"/people/{cast.coordinator.pk}"))
    assert "Northwick" not in page
    assert len(re.findall(r'role="rowheader"[^>]*>Panel coordinator<', page)) == 1


def test_a_person_can_be_looked_at_but_not_changed_by_themselves(cast, client_for):
    client = client_for(cast.administrator)
    page = text_of(client.get(f"/people/{cast.administrator.pk}"))
    assert "This is you" in page
    assert "Give a role" not in page
    own = f"/people/{cast.administrator.pk}"
    sent = {"role": "manager", "agency": str(agency("southfold-council").pk)} | day(TODAY, "valid_from")
    assert post(client, f"{own}/role", **sent).status_code == 404
    assert post(client, f"{own}/name", name="Boss", version=1).status_code == 404
    assert post(client, f"{own}/left").status_code == 404
    assert post(client, f"/people/roles/{grant_of(cast.administrator).pk}/end", when="now").status_code == 404
    assert Grant.objects.filter(member=cast.administrator).count() == 1
    assert Member.objects.get(pk=cast.administrator.pk).name == "Addy Administrator"


# Roles


def test_a_role_is_given_from_a_day_to_a_day_and_the_last_day_counts(cast, client_for):
    sent = (
        {"role": "analyst", "agency": str(agency("county-police").pk)}
        | day(TODAY, "valid_from")
        | day(TOMORROW, "valid_to")
    )
    answer = post(client_for(cast.administrator), f"/people/{cast.reader.pk}/role", **sent)
    assert answer.url == f"/people/{cast.reader.pk}?done=role-given"
    given = grant_of(cast.reader, Role.ANALYST)
    assert (given.valid_from, given.valid_to) == (TODAY, TOMORROW + timedelta(days=1))
    assert given.recorded_by_id == cast.administrator.pk
    (event,) = events("grant-role")
    assert (event["ids"], event["facts"]) == ([cast.reader.pk], {"role": "analyst"})


def test_the_same_role_on_the_same_days_is_refused_in_words(cast, client_for):
    sent = {"role": "scrutiny", "agency": str(agency("southfold-council").pk)} | day(TODAY, "valid_from")
    answer = post(client_for(cast.administrator), f"/people/{cast.reader.pk}/role", **sent)
    assert answer.status_code == 400
    assert "They hold that role for that agency on some of these days already" in text_of(answer)
    assert Grant.objects.filter(member=cast.reader).count() == 1
    assert "grant-role" not in verbs()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a role"),
        ({"valid_from-month": ""}, "First day: enter a day, a month and a year"),
        ({"valid_from-day": "31", "valid_from-month": "2"}, "First day: enter a real day"),
        (day(YESTERDAY, "valid_to"), "The last day must not be before the first"),
    ],
)
def test_what_is_wrong_with_a_role_is_said_beside_the_box(cast, client_for, sent, said):
    given = {"agency": str(agency("county-police").pk)} | day(TODAY, "valid_from") | sent
    answer = post(client_for(cast.administrator), f"/people/{cast.reader.pk}/role", **given)
    assert answer.status_code == 400
    assert text_of(answer).count(said) == 2, "in the summary and beside the box"


def test_a_role_cannot_be_given_for_an_agency_that_nobody_knows(cast, administrator):
    with asking(administrator), pytest.raises(Refused):
        changes.give_role(
            member=cast.reader.pk, agency=cast.southfold.pk, role=Role.ANALYST, valid_from=TODAY,
            valid_to=None, at=NOW, by=administrator,
        )  # fmt: skip


def test_a_role_that_ends_at_once_puts_its_holder_out_at_the_next_request(cast, client_for):
    reader = client_for(cast.reader)
    assert reader.get("/people").status_code == 200
    post(client_for(cast.administrator), f"/people/roles/{grant_of(cast.reader).pk}/end", when="now")
    assert reader.get("/people").status_code == 302
    assert [event["facts"] for event in events("end-role")] == [{"role": "scrutiny"}]


def test_a_role_given_by_mistake_is_taken_back_on_the_day_it_was_given(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"role": "manager", "agency": str(agency("southfold-council").pk)} | day(TODAY, "valid_from")
    post(client, f"/people/{cast.reader.pk}/role", **sent)
    given = grant_of(cast.reader, Role.MANAGER)
    post(client, f"/people/roles/{given.pk}/end", when="now")
    given.refresh_from_db()
    assert given.valid_to == given.valid_from == TODAY
    assert cast.standing(cast.reader, on=TODAY).roles == {Role.SCRUTINY}
    assert "taken back" in text_of(client.get(f"/people/{cast.reader.pk}"))


def test_a_role_that_was_to_begin_never_does_when_it_is_ended(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"role": "analyst", "agency": str(agency("county-police").pk)} | day(TOMORROW, "valid_from")
    post(client, f"/people/{cast.reader.pk}/role", **sent)
    given = grant_of(cast.reader, Role.ANALYST)
    post(client, f"/people/roles/{given.pk}/end", when="now")
    assert cast.standing(cast.reader, on=TOMORROW + timedelta(days=9)).roles == {Role.SCRUTINY}


def test_a_role_ends_with_the_day_that_was_said(cast, client_for):
    held = grant_of(cast.reader)
    post(client_for(cast.administrator), f"/people/roles/{held.pk}/end", when="day", **day(TOMORROW, "last"))
    held.refresh_from_db()
    assert held.valid_to == TOMORROW + timedelta(days=1)


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Choose when it ends"), ({"when": "day"}, "Enter the last day"), ({"when": "day"} | day(date(2019, 1, 1), "last"), "cannot end before it began")],
)  # fmt: skip
def test_an_end_without_a_day_or_before_the_beginning_is_refused_in_words(cast, client_for, sent, said):
    answer = post(client_for(cast.administrator), f"/people/roles/{grant_of(cast.reader).pk}/end", **sent)
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_a_role_of_another_partnership_cannot_be_ended(cast, client_for):
    theirs = Grant.objects.filter(member=cast.outsider).first()
    client = client_for(cast.administrator)
    for answer in (
        client.get(f"/people/roles/{theirs.pk}/end"),
        post(client, f"/people/roles/{theirs.pk}/end", when="now"),
    ):
        assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.valid_to is None


# Credentials


def test_a_credential_is_recorded_and_ended_and_stays_on_file(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"kind": "training", "name": "Safeguarding level 3"} | day(SINCE, "valid_from")
    post(client, f"/people/{cast.reader.pk}/credential", **sent)
    held = Credential.objects.get(member=cast.reader)
    assert (held.kind, held.name, held.valid_to) == ("training", "Safeguarding level 3", None)
    post(client, f"/people/credentials/{held.pk}/end", when="now")
    held.refresh_from_db()
    assert held.valid_to == TODAY
    assert [(e["verb"], e["ids"], e["facts"]) for e in events() if "credential" in e["verb"]] == [
        ("record-credential", [cast.reader.pk], {"credential": "training"}),
        ("end-credential", [cast.reader.pk], {"credential": "training"}),
    ]
    assert "Safeguarding level 3" in text_of(client.get(f"/people/{cast.reader.pk}"))


def test_nobody_records_their_own_credential(cast, administrator):
    with asking(administrator), pytest.raises(Refused):
        changes.record_credential(
            member=cast.administrator.pk, kind=CredentialKind.VETTING, name="x", valid_from=SINCE, valid_to=None,
            at=NOW, by=administrator,
        )  # fmt: skip


# Leaving


def test_a_leaver_is_out_at_the_next_request_and_nothing_of_theirs_is_deleted(cast, client_for):
    reader, client = client_for(cast.reader), client_for(cast.administrator)
    assert "Has Ray Reader left?" in text_of(client.get(f"/people/{cast.reader.pk}/left"))
    assert reader.get("/").status_code == 200
    post(client, f"/people/{cast.reader.pk}/left")
    assert reader.get("/").status_code == 302
    gone = Member.objects.get(pk=cast.reader.pk)
    assert (gone.is_active, gone.left_by_id) == (False, cast.administrator.pk)
    assert gone.left_at is not None
    assert Grant.objects.filter(member=gone).count() == 1
    (event,) = events("mark-left")
    assert (event["ids"], event["facts"]) == ([cast.reader.pk], {"roles": 1})


def test_who_leaves_one_partnership_keeps_the_account_that_another_needs(cast, client_for):
    post(client_for(cast.administrator), f"/people/{cast.coordinator.pk}/left")
    still = Member.objects.get(pk=cast.coordinator.pk)
    assert still.is_active
    hats = queries.hats_of(still, on=TODAY)
    assert [hat.partnership for hat in hats] == [cast.northwick.pk]


def test_a_role_that_was_to_begin_is_not_left_to_a_leaver(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"role": "analyst", "agency": str(agency("county-police").pk)} | day(TOMORROW, "valid_from")
    post(client, f"/people/{cast.reader.pk}/role", **sent)
    post(client, f"/people/{cast.reader.pk}/left")
    assert queries.hats_of(cast.reader, on=TOMORROW + timedelta(days=1)) == ()
    assert not Member.objects.get(pk=cast.reader.pk).is_active


# Names, waking


def test_a_name_is_corrected_and_the_log_does_not_repeat_it(cast, client_for):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/name"
    page = client.get(address).content.decode()
    assert 'value="Ray Reader"' in page
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    assert post(client, address, name="Rae Reader", version=version).status_code == 302
    assert Member.objects.get(pk=cast.reader.pk).name == "Rae Reader"
    assert "Rae" not in str(events("correct-name"))


def test_two_administrators_who_correct_one_name_see_both_and_the_second_chooses(cast, client_for):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/name"
    opened = versions.of("Ray Reader")
    post(client, address, name="Rae Reader", version=opened)
    seen = len(events("see-person"))
    answer = post(client, address, name="Raymond Reader", version=opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rae Reader" in page
    assert "Raymond Reader" in page
    assert Member.objects.get(pk=cast.reader.pk).name == "Rae Reader"
    assert [event["ids"] for event in events("see-person")[seen:]] == [[cast.reader.pk]]
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    mine = {"differs": "name", "theirs.name": "Rae Reader", "yours.name": "Raymond Reader", "keep.name": "yours"}
    assert post(client, address, version=version, **mine).status_code == 302
    assert Member.objects.get(pk=cast.reader.pk).name == "Raymond Reader"


def test_an_account_that_sleeps_is_woken_by_an_administrator(cast, client_for):
    Member.objects.filter(pk=cast.reader.pk).update(signed_in_at=clock.now() - timedelta(days=401))
    client = client_for(cast.administrator)
    assert "Wake this account" in text_of(client.get(f"/people/{cast.reader.pk}"))
    post(client, f"/people/{cast.reader.pk}/wake")
    assert "Wake this account" not in text_of(client.get(f"/people/{cast.reader.pk}"))
    assert Member.objects.get(pk=cast.reader.pk).woken_by_id == cast.administrator.pk
    assert [event["ids"] for event in events("wake")] == [[cast.reader.pk]]


def test_a_credential_is_called_what_was_typed_braces_and_all(cast, client_for):
    held = credential(cast, cast.reader, runs_out=None, name="Level {2} of {name.x}")
    page = text_of(client_for(cast.administrator).get(f"/people/credentials/{held.pk}/end"))
    assert "When does Level {2} of {name.x} of Ray Reader end?" in page


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
    ("path", "most"), [("/people", 20), ("/people/{reader}", 18), ("/account", 18), ("/roles", 14), ("/", 21)]
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
