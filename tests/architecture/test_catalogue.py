"""What PostgreSQL's own catalogue says: every table with personal data is guarded, forced, as its model declares; nothing lets anybody round the guards."""

import psycopg
import pytest
from django.apps import apps

from wardmote.platform import register, roles
from wardmote.platform.rows import Rows, catalogue, statements
from wardmote.web import guards

# Frozen: a table of ours goes without a guard here, in the open, or not at all. The reason of each stands in its model.
OURS_OPEN = {
    "accounts_agency",
    "accounts_member",
    "accounts_partnership",
    "accounts_partnershiparea",
    "accounts_role",
}
THEIRS_OPEN = {
    "auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations", "django_session", "pghistory_context", "wardmote_cache",
    "account_emailaddress", "account_emailconfirmation", "socialaccount_socialapp", "socialaccount_socialtoken",
    "procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers",
}  # fmt: skip
DECLARED = {table: rows for table, rows in guards.declarations().items() if isinstance(rows, Rows)}


@pytest.fixture
def application(database):
    with psycopg.connect(register.urls().application, autocommit=True) as connection:
        yield connection


def found(connection) -> list[str]:
    return catalogue.faults(connection, guards.exempt(connection))


def test_every_table_is_guarded_or_exempt_and_nothing_goes_round_the_guards(application):
    assert found(application) == []


def test_the_tables_that_need_no_guard_are_the_ones_that_were_decided(application):
    assert set(guards.exempt(application)) == OURS_OPEN | THEIRS_OPEN
    assert all(len(why) > 12 for why in guards.exempt(application).values())


def test_every_model_of_ours_says_whose_its_rows_are():
    ours = [model for model in apps.get_models() if model.__module__.startswith("wardmote.")]
    assert [model.__name__ for model in ours if model._meta.db_table not in guards.declarations()] == []


def test_the_application_is_a_role_that_the_guards_hold(application):
    assert roles.objection(roles.standing(application)) is None


@pytest.mark.parametrize("table", sorted(DECLARED))
def test_the_database_enforces_what_the_model_declares(as_owner, table):
    """The declaration of today is applied on top, and the catalogue must print the same policies as before."""
    before = catalogue.tables(as_owner)[table]
    assert before.guarded
    with as_owner.transaction(force_rollback=True):
        for statement in statements(table, **DECLARED[table].sql()):
            as_owner.execute(statement)
        assert catalogue.tables(as_owner)[table] == before


@pytest.mark.parametrize("table", sorted(DECLARED))
def test_policies_are_for_the_two_roles_alone(as_owner, table):
    for policy in catalogue.tables(as_owner)[table].policies:
        expected = roles.OWNER if policy.name == "wardmote_upkeep" else roles.APPLICATION
        assert policy.roles == (expected,), policy.name
        assert policy.permissive == "PERMISSIVE"


HUNG = """
    CREATE FUNCTION hung() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'begin return new; end';
    REVOKE ALL ON FUNCTION hung() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hung() TO wardmote_app
"""
FAULTS = {
    "FORCE off": ("ALTER TABLE accounts_grant NO FORCE ROW LEVEL SECURITY", "accounts_grant is neither"),
    "RLS off": ("ALTER TABLE accounts_grant DISABLE ROW LEVEL SECURITY", "accounts_grant is neither"),
    "a policy dropped": ("DROP POLICY wardmote_remove ON accounts_grant", "accounts_grant is neither"),
    "a policy added": ("CREATE POLICY friend ON accounts_grant USING (true)", "accounts_grant is neither"),
    "a new table": ("CREATE TABLE secrets (name text)", "secrets is neither"),
    "no search path": ("ALTER FUNCTION my_partnerships() RESET search_path", "whatever search path"),
    "anybody may call": ("GRANT EXECUTE ON FUNCTION asking_member() TO PUBLIC", "anybody may call"),
    "a view of the owner": ("CREATE VIEW through AS SELECT * FROM accounts_grant", "reads as its owner"),
    "a materialised view": ("CREATE MATERIALIZED VIEW copied AS SELECT * FROM accounts_grant", "reads as its owner"),
    "a trigger's function": (HUNG, "hang"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_opens_a_guard_is_found(as_owner, application, fault):
    statement, said = FAULTS[fault]
    before = found(application)
    as_owner.execute(statement)
    (sentence,) = set(found(application)) - set(before)
    assert said in sentence


def test_a_view_that_reads_as_whoever_asks_is_no_fault(as_owner, application):
    before = found(application)
    as_owner.execute("CREATE VIEW through WITH (security_invoker = true) AS SELECT * FROM accounts_grant")
    assert found(application) == before


def test_a_declaration_that_drifts_from_the_database_is_found(as_owner):
    as_owner.execute("DROP POLICY wardmote_see ON accounts_grant")
    as_owner.execute("CREATE POLICY wardmote_see ON accounts_grant FOR SELECT TO wardmote_app USING (true)")
    with pytest.raises(AssertionError):
        test_the_database_enforces_what_the_model_declares(as_owner, "accounts_grant")
