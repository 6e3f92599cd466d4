"""Rows are numbered by who may see them, whoever writes them and whatever they say."""

import psycopg
import pytest
from django.db import connection
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
    with psycopg.connect(register.urls().application, autocommit=True) as opened:
        yield opened


def audiences(asked) -> list[int]:
    return [number for (number,) in asked.execute("SELECT audience FROM test_paper ORDER BY id").fetchall()]


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


@pytest.fixture
def old_papers(database, as_owner):
    """The same table without audiences, guarded, with papers that stand there before."""
    as_owner.execute("CREATE TABLE test_paper (id int, shelf int, level text, audience integer)")
    for statement in statements("test_paper", **Rows(see=ANYBODY, add=ANYBODY, change=ANYBODY).sql()):
        as_owner.execute(statement)
    as_owner.execute(
        "INSERT INTO test_paper VALUES (1, 1, 'open', NULL), (2, 1, 'open', 9), (3, 1, 'closed', 9), (4, NULL, 'open', 9)"
    )
    return as_owner


def migrate(forwards: bool) -> None:
    """As a migration does it: as the owner at its upkeep, in one transaction."""
    with register.as_owner(), connection.schema_editor() as editor:
        (PAPERS.database_forwards if forwards else PAPERS.database_backwards)("test", editor, None, None)


def test_rows_that_are_there_before_have_their_audience_at_once(old_papers):
    migrate(forwards=True)
    first, second, third, fourth = audiences(old_papers)
    assert first == second
    assert len({first, third, fourth}) == 3
    old_papers.execute("INSERT INTO test_paper VALUES (5, 1, 'closed')")
    assert audiences(old_papers) == [first, first, third, fourth, third]


def test_numbering_can_be_taken_back_and_done_again(old_papers):
    migrate(forwards=True)
    migrate(forwards=False)
    left = "SELECT to_regclass('test_paper_audience'), to_regproc('test_paper_audience_of_row')"
    assert old_papers.execute(left).fetchone() == (None, None)
    old_papers.execute("UPDATE test_paper SET level = 'closed', audience = 1")
    migrate(forwards=True)
    first, second, third, fourth = audiences(old_papers)
    assert first == second == third != fourth
    numbers = {number for (number,) in old_papers.execute("SELECT number FROM test_paper_audience").fetchall()}
    assert numbers == {first, fourth}
