"""Events are written with what they tell of, by PostgreSQL's own account of who asks, and once."""

from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.audit.reading import events
from wardmote.audit.changes import record
from wardmote.audit.states import Outcome
from wardmote.platform.keys import new_key
from wardmote.platform.transaction import Asking, acting_as

ASKING = Asking(new_key(), new_key(), new_key(), "referral", new_key(), "192.0.2.7")
CHANGES = (
    "UPDATE audit_event SET verb = 'nothing'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "UPDATE audit_event SET verb = 'nothing' WHERE false",
)


def refused(statement: str, values: tuple = ()) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(refusal.value)


def test_an_event_says_who_for_whom_why_when_from_where_and_in_which_request(database, as_owner):
    thing = new_key()
    with acting_as(ASKING):
        record("see-people", kind="member", ids=[thing], facts={"count": 1})
    (event,) = events(as_owner)
    said = {name: event[name] for name in ("member", "agency", "partnership", "purpose", "request", "origin")}
    assert said == vars(ASKING)
    assert (event["verb"], event["kind"], event["ids"], event["facts"]) == (
        "see-people",
        "member",
        [thing],
        {"count": 1},
    )
    assert event["outcome"] == "done"
    assert event["at"].tzinfo is not None


def test_an_event_of_another_partnership_says_so(database, as_owner):
    other = new_key()
    with acting_as(ASKING):
        record("grant-role", partnership=other, outcome=Outcome.REFUSED)
    (event,) = events(as_owner)
    assert (event["partnership"], event["outcome"]) == (other, "refused")


def test_an_event_that_nobody_asked_for_names_nobody(database, as_owner):
    with transaction.atomic():
        record("start")
    (event,) = events(as_owner)
    assert [event[name] for name in ("member", "agency", "partnership", "request")] == [None] * 4


def test_an_event_goes_when_what_it_tells_of_is_not_kept(database, as_owner):
    def recorded_and_broken() -> None:
        with acting_as(ASKING):
            record("see-people")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorded_and_broken()
    assert events(as_owner) == []


def test_no_event_is_written_outside_a_transaction(database):
    with pytest.raises(transaction.TransactionManagementError):
        record("see-people")


@pytest.mark.parametrize("column", ["member", "agency", "request", "purpose", "origin", "at", "transaction_number"])
def test_the_application_cannot_say_itself_who_asks(database, column):
    said = refused(
        f"INSERT INTO audit_event (id, verb, kind, ids, outcome, facts, {column}) VALUES (%s, 'a', '', '{{}}', 'done', '{{}}', NULL)",
        (new_key(),),
    )
    assert "permission denied" in said


@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_changes_and_deletes_nothing(database, statement):
    assert "permission denied" in refused(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_not_even_the_owner_changes_an_event_while_the_trigger_stands(database, as_owner, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"):
        as_owner.execute(statement)


@pytest.mark.parametrize("verb", ["", "Sign in", "sign_in", "Ana Analyst", "-"])
def test_a_verb_is_a_stable_word(database, verb):
    with pytest.raises(DatabaseError, match="event_verb_is_a_word"), transaction.atomic():
        record(verb)


def test_ids_are_kept_in_their_order(database, as_owner):
    ids = [new_key() for _ in range(40)][::-1]
    with transaction.atomic():
        record("search-people", ids=ids)
    assert events(as_owner)[0]["ids"] == ids
    assert all(isinstance(key, UUID) for key in ids)
