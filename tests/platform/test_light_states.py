"""Migrations that draw only what changes leave the register that Django's own way leaves."""

import secrets
from contextlib import nullcontext

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.platform.test_releases import talking_to
from wardmote.platform import embedded, register
from wardmote.platform.light_states import drawn_lightly

KEPT = ("accounts", "0007_history_kept")
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
