"""Whatever belongs to a partnership names only what belongs to the same one. PostgreSQL holds every such key, for everybody."""

import psycopg
import pytest
from django.apps import apps
from psycopg import sql

from tests.cast import NOW, SINCE
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import GroupKind, StatutoryRole

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
