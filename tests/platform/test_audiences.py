"""Rows are numbered by who may see them, whoever writes them and whatever they say."""

import psycopg
import pytest
from psycopg import errors

from wardmote.platform import register
from wardmote.platform.rows import ANYBODY, Audiences, Rows, catalogue, statements

PAPERS = Audiences("test_paper", "shelf", "level")


@pytest.fixture
def application(database, as_owner):
    """A table of papers, guarded, with audiences; and the application before it."""
    as_owner.execute("CREATE TABLE test_paper (id int, shelf int, level text, audience integer)")
    guards = statements("test_paper", **Rows(see=ANYBODY, add=ANYBODY, change=ANYBODY).sql())
    for statement in (*guards, *PAPERS.made()):
        as_owner.execute(statement)
    with psycopg.connect(register.urls().application, autocommit=True) as connection:
        yield connection


def audiences(connection) -> list[int]:
    return [number for (number,) in connection.execute("SELECT audience FROM test_paper ORDER BY id").fetchall()]


def test_rows_alike_have_one_audience_and_others_another(application):
    application.execute(
        "INSERT INTO test_paper VALUES (1, 1, 'open'), (2, 1, 'open'), (3, 1, 'closed'), (4, NULL, 'open'), (5, NULL, 'open')"
    )
    first, second, third, fourth, fifth = audiences(application)
    assert first == second
    assert fourth == fifth
    assert len({first, third, fourth}) == 3


def test_nobody_writes_an_audience_by_hand(application):
    application.execute("INSERT INTO test_paper VALUES (1, 1, 'open', 7), (2, 1, 'closed', 7)")
    before = audiences(application)
    application.execute("UPDATE test_paper SET audience = 1")
    assert audiences(application) == before
    assert before[0] != before[1]


def test_a_row_that_is_moved_changes_its_audience(application):
    application.execute("INSERT INTO test_paper VALUES (1, 1, 'open'), (2, 1, 'closed')")
    application.execute("UPDATE test_paper SET level = 'closed' WHERE id = 1")
    assert len(set(audiences(application))) == 1


def test_the_application_neither_reads_nor_writes_who_the_audiences_are(application):
    application.execute("INSERT INTO test_paper VALUES (1, 1, 'open')")
    assert application.execute("SELECT count(*) FROM test_paper_audience").fetchone() == (0,)
    with pytest.raises(errors.InsufficientPrivilege):
        application.execute("INSERT INTO test_paper_audience (shelf, level) VALUES (1, 'all')")


def test_audiences_open_no_way_round_the_guards(application):
    assert [fault for fault in catalogue.faults(application, ()) if "test_paper" in fault] == []
