"""Whatever belongs to a partnership names only what belongs to the same one. PostgreSQL holds every such key, for everybody."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg import sql

from tests.cast import NOW, SINCE
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import GroupKind, StatutoryRole
from wardmote.platform import register
from wardmote.platform.rows import HeldTogether

HELD = """
    SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k(number, place)
              JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
      FROM pg_constraint c WHERE c.contype = 'f' AND c.convalidated AND array_length(c.conkey, 1) = 2
"""


def of_a_partnership(model) -> bool:
    return any(field.name == "partnership" for field in model._meta.concrete_fields)


WANTED = {
    (model._meta.db_table, field.related_model._meta.db_table, field.column)
    for model in apps.get_models()
    if model.__module__.startswith("wardmote.") and of_a_partnership(model) and not model.__name__.endswith("History")
    for field in model._meta.concrete_fields
    if field.is_relation and of_a_partnership(field.related_model)
}


def held(connection) -> set[tuple[str, str, str]]:
    rows = connection.execute(HELD).fetchall()
    return {
        (child, parent, ours[1])
        for child, parent, ours, theirs in rows
        if ours[0] == "partnership_id" and theirs == ["partnership_id", "id"]
    }


def test_every_key_between_rows_of_partnerships_is_held_to_one_of_them(as_owner):
    assert len(WANTED) > 60
    assert WANTED - held(as_owner) == set(), (
        'a migration holds them: HeldTogether("partnership_id", {table: {column: the table it names}})'
    )
    assert held(as_owner) - WANTED == set()


def test_not_even_the_owner_writes_a_row_that_names_another_partnerships(as_owner, cast):
    common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": None}
    group = changes.found_group(shape=Shape("Board", GroupKind.BOARD), **common)
    body = changes.add_body(
        name="Council", kind="district-council", role=StatutoryRole.RESPONSIBLE, votes=True, **common
    )
    for table, column, named in (
        ("governance_group_shape", "group_id", group),
        ("governance_body_part", "body_id", body),
    ):
        moved = sql.SQL("UPDATE {} SET partnership_id = %s WHERE {} = %s").format(
            sql.Identifier(table), sql.Identifier(column)
        )
        with pytest.raises(psycopg.errors.ForeignKeyViolation, match=f"{table}_{column}_within"):
            as_owner.execute(moved, [cast.northwick.pk, named])
    stolen = "INSERT INTO governance_seat (id, partnership_id, group_id, name, capacity, votes, valid_from, recorded_at) VALUES (gen_random_uuid(), %s, %s, '', 'member', false, %s, %s)"
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="governance_seat_group_id_within"):
        as_owner.execute(stolen, [cast.northwick.pk, group, SINCE, NOW])
    as_owner.execute(stolen, [cast.southfold.pk, group, SINCE, NOW])


def test_the_key_that_others_lean_on_is_made_once_and_goes_with_the_last_of_them(database):
    tables = "CREATE TABLE above (id int PRIMARY KEY, place int); CREATE TABLE one (above_id int, place int); CREATE TABLE two (above_id int, place int)"
    first, second = (HeldTogether("place", {name: {"above_id": "above"}}) for name in ("one", "two"))

    def keys() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT conname FROM pg_constraint WHERE conname LIKE %s ORDER BY 1", ["%\\_within"])
            return [name for (name,) in cursor.fetchall() if not name.startswith("governance")]

    with register.as_owner(), connection.schema_editor() as editor:
        editor.execute(tables)
        for operation in (first, second):
            operation.database_forwards("governance", editor, None, None)
        assert keys() == ["above_within", "one_above_id_within", "two_above_id_within"]
        first.database_backwards("governance", editor, None, None)
        assert keys() == ["above_within", "two_above_id_within"]
        second.database_backwards("governance", editor, None, None)
        assert keys() == []
