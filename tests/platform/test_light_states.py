"""Migrations that draw only what changes leave the register that Django's own way leaves."""

import secrets
from contextlib import nullcontext

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AlterField, AlterUniqueTogether, CreateModel, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from tests.platform.test_releases import talking_to
from wardmote.platform import embedded, register
from wardmote.platform.light_states import drawn_lightly

KEPT = ("accounts", "0009_sealed_factors")  # models, columns, constraints and triggers added, altered and taken away
EVERYTHING = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "indices": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    "policies": "SELECT tablename, policyname, cmd, roles::text, qual, with_check FROM pg_policies ORDER BY 1, 2",
    "functions": "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' ORDER BY 1, 2",
}


def laid_out(register_server, blocker, how) -> dict[str, list]:
    """Everything about a new register with members and their history, whose migrations were done in this way."""
    name = f"drawn_{secrets.token_hex(4)}"
    embedded.prepare(register_server.server, name)
    with talking_to(register_server, name, blocker) as superuser:
        with register.as_owner(), how:
            MigrationExecutor(connection).migrate([KEPT])
        found = {what: superuser.execute(query).fetchall() for what, query in EVERYTHING.items()}
    register_server.drop(name)
    return found


def test_a_register_whose_models_were_drawn_lightly_is_the_same_to_the_last_constraint(
    register_server, django_db_blocker
):
    lightly = laid_out(register_server, django_db_blocker, drawn_lightly())
    wholly = laid_out(register_server, django_db_blocker, nullcontext())
    assert lightly == wholly
    assert min(map(len, lightly.values())) > 0


@pytest.fixture
def drawn():
    """A picture of two models, one pointing to the other, as it is after the other got a column."""
    key = ("id", models.BigAutoField(primary_key=True))
    state = ProjectState()
    with drawn_lightly():
        CreateModel("place", [key]).state_forwards("stood", state)
        CreateModel("thing", [key, ("place", models.ForeignKey("stood.place", models.CASCADE))]).state_forwards(
            "stood", state
        )
        assert state.apps
        AddField("place", "name", models.TextField(default="")).state_forwards("stood", state)
        yield state


def pointed_at(state):
    return state.apps.get_model("stood", "thing")._meta.get_field("place").related_model


def test_a_model_that_got_a_column_is_drawn_alone(drawn):
    thing = drawn.apps.get_model("stood", "thing")
    AddField("place", "more", models.TextField(default="")).state_forwards("stood", drawn)
    assert drawn.apps.get_model("stood", "place")._meta.get_field("more")
    assert drawn.apps.get_model("stood", "thing") is thing


def test_code_in_a_migration_sees_every_model_with_the_columns_that_it_has(drawn):
    seen = []
    RunPython(lambda apps, _editor: seen.append(apps.get_model("stood", "thing")._meta.get_field("place").related_model)).database_forwards("stood", Editor, drawn, drawn)  # fmt: skip
    assert seen == [drawn.apps.get_model("stood", "place")]
    assert seen[0]._meta.get_field("name")


class Editor:
    """All that code in a migration is asked for here."""

    connection = connection


@pytest.mark.parametrize(
    ("operation", "whole"),
    [
        (AlterField("place", "id", models.AutoField(primary_key=True)), True),
        (AlterField("place", "name", models.CharField(max_length=5)), False),
        (AlterUniqueTogether("place", {("id", "name")}), True),
    ],
    ids=["its key", "a column of its own", "what is unique"],
)
def test_what_others_may_point_to_is_altered_over_a_whole_picture(drawn, monkeypatch, operation, whole):
    found = []
    monkeypatch.setattr(type(operation), "allow_migrate_model", lambda *_asked: found.append(pointed_at(drawn)))
    with drawn_lightly():
        before = drawn.clone()
        operation.state_forwards("stood", drawn)
        operation.database_forwards("stood", Editor, before, drawn)
    assert (found == [drawn.apps.get_model("stood", "place")]) is whole


def test_afterwards_django_is_as_it_was():
    def its_own():
        return AlterField.database_backwards, ProjectState.reload_model, AlterUniqueTogether.database_forwards

    before = its_own()
    with drawn_lightly():
        assert not set(before) & set(its_own())
    assert its_own() == before
