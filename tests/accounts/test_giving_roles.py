"""Roles are given and ended, from one day to another."""

from datetime import date, timedelta

import pytest

from tests.accounts.asking import TODAY, TOMORROW, YESTERDAY, asking, day, events, grant_of, post, text_of, verbs
from tests.cast import NOW, agency
from wardmote.accounts import changes
from wardmote.accounts.models import Grant
from wardmote.accounts.states import Role
from wardmote.platform.refusals import Refused


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
