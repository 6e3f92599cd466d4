"""Declaring whose rows are: conditions in SQL and in words, and what cannot be said by mistake."""

import psycopg
import pytest

from wardmote.platform import register
from wardmote.platform.rows import (
    ANYBODY,
    NOBODY,
    Condition,
    Function,
    Guard,
    Open,
    Rows,
    among,
    describe,
    is_one,
    only_if,
    says,
    with_its,
)

ONE, TWO, THREE = (Condition(letter, f"the {letter}s") for letter in "abc")


def test_conditions_join_in_sql_and_in_words():
    joined = (ONE & TWO) | THREE
    assert joined.sql == "((a AND b) OR c)"
    assert joined.words == "(the as and the bs) or the cs"
    assert (ONE | TWO | THREE).words == "the as or the bs or the cs"


def test_nobody_and_anybody_are_never_the_same():
    assert NOBODY != ANYBODY
    assert (NOBODY.sql, ANYBODY.sql) == ("false", "true")


@pytest.mark.parametrize(("sql", "words"), [("", "all"), (" ", "all"), ("true", ""), ("true", " ")])
def test_nothing_said_is_neither_everything_nor_nothing(sql, words):
    with pytest.raises(ValueError, match="neither everything nor nothing"):
        Condition(sql, words)


def test_a_condition_asks_its_function_once_for_a_query():
    assert among("panel_id", "my_panels()", "members").sql == "panel_id = ANY (ARRAY(SELECT my_panels()))"
    assert is_one("member_id", "asking_member()", "the member").sql == "member_id = (SELECT asking_member())"
    assert only_if("at_work('day')", "by day").sql == "(SELECT at_work('day'))"


def test_a_row_can_follow_another_and_hold_one_of_some_words():
    looked_up = "EXISTS (SELECT FROM (SELECT id AS its_key FROM casework_case) its WHERE its_key = case_id)"
    assert with_its("case_id", "casework_case", "as the case").sql == looked_up
    assert says("level", "open", "audited", words="ordinary").sql == "level IN ('open', 'audited')"
    for values in ((), ("a b",), ("o'brien",)):
        with pytest.raises(ValueError, match="no plain words"):
            says("level", *values, words="ordinary")


@pytest.mark.parametrize("column", ["", "a b", "a; DROP TABLE x", "a.b", 'a"', "A"])
def test_a_column_is_a_column(column):
    with pytest.raises(ValueError, match="no column"):
        among(column, "my_panels()", "members")


@pytest.mark.parametrize("call", ["", "f", "f(", "f(x)", "f('a'b)", "f() OR true", "f('a', x)", "f('o''brien')"])
def test_what_is_asked_is_a_function_with_plain_words(call):
    with pytest.raises(ValueError, match="no call"):
        only_if(call, "members")


def test_nobody_removes_rows_unless_it_is_said():
    rows = Rows(see=ONE, add=TWO, change=THREE)
    assert rows.sql() == {"see": "a", "add": "b", "change": "c", "remove": "false"}
    assert rows.recorded is True


def test_a_declaration_reads_as_a_sentence():
    (said,) = describe("Case", Rows(see=ONE, add=TWO, change=THREE, becomes=ONE & TWO))
    assert said == (
        "Case. Seen by: the as; added by: the bs; changed by: the cs; removed by: nobody; changed into by: the as and the bs. Reading it is recorded."
    )
    assert describe("Agency", Open("Public.")) == ["Agency: no row-level security. Public."]


def apply(operation: Guard | Function, *, forwards: bool = True) -> None:
    from django.db import connection

    with register.as_owner(), connection.schema_editor() as editor:
        (operation.database_forwards if forwards else operation.database_backwards)("probe", editor, None, None)


@pytest.fixture
def table(as_owner):
    as_owner.execute("CREATE TABLE probe (word text, own boolean)")
    as_owner.execute("INSERT INTO probe VALUES ('mine', true), ('theirs', false), ('unsaid', NULL)")


def words(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM probe ORDER BY word").fetchall()]


def test_a_guard_shows_what_is_declared_and_what_is_unsaid_is_refused(table):
    apply(Guard("probe", see="own", add="own", change="own"))
    assert words(register.urls().application) == ["mine"]


def test_the_owner_is_bound_until_it_says_that_it_is_at_its_upkeep(table):
    apply(Guard("probe", see="true", add="true", change="true"))
    assert words(register.urls().owner) == []
    assert words(register.at_upkeep(register.urls().owner)) == ["mine", "theirs", "unsaid"]


def test_a_function_sees_what_a_condition_needs_when_the_application_calls_it(table):
    apply(Guard("probe", see="false", add="false", change="false"))
    apply(Function("own_words()", returns="SETOF text", body="SELECT word FROM probe WHERE own"))
    for address, found in ((register.urls().application, [("mine",)]), (register.urls().owner, [])):
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT own_words()").fetchall() == found


def test_saying_upkeep_gives_the_application_nothing(table):
    apply(Guard("probe", see="own", add="own", change="own"))
    assert words(register.at_upkeep(register.urls().application)) == ["mine"]


def test_adding_changing_and_removing_are_asked_one_by_one(table):
    apply(Guard("probe", see="true", add="own", change="own", becomes="true", remove="word = 'theirs'"))
    with psycopg.connect(register.urls().application, autocommit=True) as connection:
        assert connection.execute("INSERT INTO probe VALUES ('new', true)").rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO probe VALUES ('new', false)")
        assert connection.execute("UPDATE probe SET own = false WHERE word = 'new'").rowcount == 1
        assert connection.execute("UPDATE probe SET own = true WHERE word = 'new'").rowcount == 0
        assert connection.execute("DELETE FROM probe").rowcount == 1


def test_a_row_cannot_be_changed_into_somebody_elses(table):
    apply(Guard("probe", see="true", add="own", change="own"))
    application = psycopg.connect(register.urls().application, autocommit=True)
    with application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("UPDATE probe SET own = false WHERE word = 'mine'")


def test_a_guard_is_taken_back_to_the_one_before_and_to_none(table):
    first = Guard("probe", see="own", add="own", change="own")
    second = Guard("probe", see="false", add="false", change="false", former=first)
    apply(first)
    apply(second)
    assert words(register.urls().application) == []
    apply(second, forwards=False)
    assert words(register.urls().application) == ["mine"]
    apply(first, forwards=False)
    assert words(register.urls().application) == ["mine", "theirs", "unsaid"]
