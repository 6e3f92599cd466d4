"""Forward from an earlier release's tables and back to them, with the rows that were there; and nothing is served over other tables than the code's."""

import secrets
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.audit.conftest import NOW, folders, key_file, seal, write
from tests.platform.vaultapp.installing import vault_home
from wardmote import cli
from wardmote.accounts.changes import second_factor
from wardmote.accounts.models import Member
from wardmote.audit import signing
from wardmote.audit.verifying import verify
from wardmote.platform import embedded, register, releases
from wardmote.platform.light_states import drawn_lightly
from wardmote.platform.releases import NoWayBack, OtherTables
from wardmote.platform.rows import catalogue
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as
from wardmote.platform.wayback import backup
from wardmote.web import doctor, guards

__all__ = ["folders", "key_file", "vault_home"]

pytestmark = pytest.mark.timeout(1200)  # every migration, there and back
FIRST = releases.release("0.1.0")
PEOPLE = """
    INSERT INTO accounts_member (id, password, email, name, is_active, recorded_at)
    VALUES ('00000000-0000-7000-8000-000000000001', '', 'sam@example.org', 'Sam Sample', true, now());
    INSERT INTO accounts_partnership (id, name, slug, recorded_at) VALUES ('00000000-0000-7000-8000-000000000002', 'Southfold', 'southfold', now());
    INSERT INTO accounts_agency (id, name, slug, kind, recorded_at) VALUES ('00000000-0000-7000-8000-000000000003', 'Council', 'council', 'council', now());
    INSERT INTO accounts_grant (id, role, valid_from, recorded_at, agency_id, member_id, partnership_id)
    SELECT ('00000000-0000-7000-8000-00000000010' || n)::uuid, role, '2026-01-01', now(),
           '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'
      FROM unnest(ARRAY['manager', 'analyst']) WITH ORDINALITY AS r (role, n);
"""


@dataclass(frozen=True)
class Left:
    """A register as the first release left it: its name, and what is in it."""

    name: str
    held: dict[str, list]
    roles: list
    tables: set[str]


@pytest.fixture(scope="module")
def first(register_server, django_db_blocker):
    """A register as the first release left it, with somebody in it: tests get copies."""
    name = f"first_{secrets.token_hex(4)}"
    embedded.prepare(register_server.server, name)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        with register.as_owner(), drawn_lightly():
            MigrationExecutor(connection).migrate(list(FIRST.leaves.items()))
        superuser.execute(PEOPLE)
        left = Left(name, held(superuser), grants(superuser, "role"), tables(superuser))
    yield left
    register_server.drop(name)


@pytest.fixture(scope="module")
def forward(first, register_server, django_db_blocker):
    """The name of the same register, brought forward to this release's tables."""
    name = register_server.clone(first.name)
    with talking_to(register_server, name, django_db_blocker):
        register.migrate()
    yield name
    register_server.drop(name)


@contextmanager
def talking_to(register_server, name, blocker):
    """This process talks to that register; a superuser's connection to it."""
    register_server.connection.execute(f"GRANT CONNECT ON DATABASE {name} TO wardmote_keeper")
    connections.close_all()
    urls = register_server.urls(name)
    register.use(register.Urls(urls.application, urls.owner, register_server.address("wardmote_keeper", name)))
    with blocker.unblock():
        with psycopg.connect(register_server.address("postgres", name), autocommit=True) as superuser:
            yield superuser
        connections.close_all()
    register.use(None)


@pytest.fixture
def old(first, register_server, django_db_blocker):
    """A register of the test's own, as the first release left it; a superuser's connection."""
    name = register_server.clone(first.name)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        yield superuser
    register_server.drop(name)


@pytest.fixture
def today(forward, register_server, django_db_blocker):
    """The same with this release's tables."""
    name = register_server.clone(forward)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        yield superuser
    register_server.drop(name)


def held(superuser) -> dict[str, list]:
    return {
        "members": superuser.execute("SELECT id, email, name, recorded_at FROM accounts_member ORDER BY id").fetchall(),
        "partnerships": superuser.execute("SELECT id, name, slug FROM accounts_partnership ORDER BY id").fetchall(),
        "agencies": superuser.execute("SELECT id, name, slug, kind FROM accounts_agency ORDER BY id").fetchall(),
    }


def grants(superuser, column: str) -> list:
    return superuser.execute(f"SELECT id, {column}, valid_from, member_id FROM accounts_grant ORDER BY id").fetchall()


def tables(superuser) -> set[str]:
    return {
        name
        for (name,) in superuser.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
    }


def way_back() -> releases.Back:
    with register.as_owner():
        return releases.back("0.1.0")


def test_a_register_of_the_first_release_goes_forward_to_now_and_back_and_forward_again_with_its_rows(first, today):
    now = tables(today)
    assert now > first.tables
    assert (held(today), grants(today, "role")) == (first.held, first.roles)
    way = way_back()
    with register.as_owner():
        releases.roll_back(way)
    assert (held(today), grants(today, "role")) == (first.held, first.roles)
    left = {table for table in now if table.split("_")[0] in way.left}
    assert tables(today) == first.tables | left
    register.migrate()
    assert (held(today), grants(today, "role")) == (first.held, first.roles)
    assert tables(today) == now
    releases.refuse_other()


MEMBER, PARTNERSHIP, AGENCY = (f"00000000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


def given(superuser, role: str, begins: str = "2026-02-01", ends: str | None = None) -> str:
    """A role of Sam Sample's; its key."""
    return str(
        superuser.execute(
            """INSERT INTO accounts_grant (id, role, valid_from, valid_to, recorded_at, agency_id, member_id, partnership_id)
               VALUES (gen_random_uuid(), %s, %s, %s, now(), %s, %s, %s) RETURNING id""",
            [role, begins, ends, AGENCY, MEMBER, PARTNERSHIP],
        ).fetchone()[0]
    )


def roles_of(superuser) -> list:
    """Every grant as it stands: key, role, first and last day."""
    rows = superuser.execute("SELECT id::text, role, valid_from::text, valid_to::text FROM accounts_grant ORDER BY id")
    return rows.fetchall()


def back_to_the_first() -> None:
    way = way_back()
    with register.as_owner():
        releases.roll_back(way)


def test_roles_that_the_older_release_does_not_know_are_set_aside_and_put_back(today):
    """Also where one person has several, which were one reader twice."""
    for role, begins in (("administrator", "2026-01-15"), ("coordinator", "2026-02-01"), ("auditor", "2027-05-01")):
        given(today, role, begins)
    given(today, "chair", ends="2026-03-01")
    given(today, "provider", ends="2026-02-01")  # taken back: it never held
    before = roles_of(today)
    way = way_back()
    foretold = [(one.now, one.then, one.rows) for one in releases.changes(way) if one.table == "accounts_grant"]
    assert foretold == [
        ("never held", "held for a day", 1), ("administrator", "reader", 1), ("auditor", "", 1), ("chair", "reader", 1),
        ("coordinator", "", 1), ("provider", "reader", 1),
    ]  # fmt: skip
    with register.as_owner():
        releases.roll_back(way)
    assert sorted(role for _key, role, _from, _to in roles_of(today)) == ["analyst", "manager"] + ["reader"] * 3
    aside = today.execute("SELECT relname FROM pg_class WHERE relname LIKE 'aside\\_%' ORDER BY 1").fetchall()
    assert aside == [("aside_roles",), ("aside_taken_back",)]
    for (table,) in aside:
        assert today.execute(
            "SELECT has_table_privilege('wardmote_app', %s, 'SELECT, INSERT')", [table]
        ).fetchone() == (False,)
    register.migrate()
    assert roles_of(today) == before
    assert not {table for table in tables(today) if table.startswith("aside_")}
    releases.refuse_other()


def test_nobody_gains_by_the_way_back_and_forward(today):
    """What the older release ended stays ended, for every role that the ended one stood for; what it changed or gave anew stays as it is."""
    first, second = given(today, "administrator"), given(today, "auditor", "2026-06-01")
    later = given(today, "coordinator", "2027-01-01")
    given(today, "chair", ends="2026-12-01")
    back_to_the_first()
    today.execute("UPDATE accounts_grant SET valid_to = '2026-07-01' WHERE role = 'reader' AND valid_to IS NULL")
    today.execute("UPDATE accounts_grant SET role = 'analyst' WHERE role = 'reader' AND valid_to = '2026-12-01'")
    anew = given(today, "reader", "2026-08-01")
    register.migrate()
    found = {key: (role, ends) for key, role, _begins, ends in roles_of(today)}
    assert found[first] == ("administrator", "2026-07-01")
    assert found[second] == ("auditor", "2026-07-01")
    assert later not in found
    assert found[anew] == ("scrutiny", None)
    assert "chair" not in {role for role, _ends in found.values()}


def code_now() -> str:
    """What Sam Sample's app shows, as the register has its secret."""
    with acting_as(AT_THE_COMMAND_LINE):
        factor = Authenticator.objects.get(user=MEMBER, type=Authenticator.Type.TOTP)
        return totp.format_hotp_value(totp.hotp_value(get_adapter().decrypt(factor.data["secret"]), 1))


def test_the_log_and_the_second_factors_are_there_after_a_way_back_and_forward(today, vault_home, folders, key_file):
    secret = totp.generate_totp_secret()
    with acting_as(AT_THE_COMMAND_LINE):
        second_factor.add_app(member=Member.objects.get(pk=MEMBER), secret=secret, by=None)
    write(2)
    seal(3, now=NOW - timedelta(minutes=20))
    write(1)
    way = way_back()
    assert {"audit", "mfa", "socialaccount"} <= set(way.left)
    assert "accounts_factor_secret" in way.aside
    with register.as_owner():
        releases.roll_back(way)
    kept = "aside_accounts_factor_secret"
    assert today.execute("SELECT has_table_privilege('wardmote_app', %s, 'SELECT')", [kept]).fetchone() == (False,)
    register.migrate()
    assert code_now() == totp.format_hotp_value(totp.hotp_value(secret, 1))
    seal(1, now=NOW)
    public = signing.own().public_key()
    verdict = verify(today, keys={signing.key_name(public): public}, anchors=folders)
    assert (verdict.altered, verdict.sealed) == (False, 4)
    with psycopg.connect(register.urls().application) as application:
        assert catalogue.faults(application, guards.exempt(application)) == []


def test_a_rollback_by_command_says_each_change_and_is_the_last_event_before_it(
    today, vault_home, monkeypatch, capsys, tmp_path
):
    given(today, "administrator")
    today.execute("UPDATE accounts_member SET left_at = now()")
    monkeypatch.setattr(backup, "take", lambda destination, *, show: destination)
    said = command(monkeypatch, capsys, "rollback", "0.1.0", "--plan").splitlines()
    assert {
        "The table accounts_grant stays, and 1 row changes: administrator becomes reader.",
        "What they were is set aside. 'wardmote migrate' puts it back; what ended meanwhile stays ended.",
        "The table accounts_factor_secret is set aside with its 0 rows, and comes back with 'wardmote migrate'.",
        "The column accounts_member.left_at goes, with 1 value.",
        "The tables of audit stay: the older release does not look at them.",
    } <= set(said)
    assert not any("audit_event goes" in line for line in said)
    done = command(monkeypatch, capsys, "rollback", "0.1.0", "--backup", str(tmp_path)).splitlines()
    assert done == [*said, f"Backup: {tmp_path}", "The register's tables are those of 0.1.0: install it now."]
    (event,) = today.execute("SELECT verb, origin, facts FROM audit_event").fetchall()
    assert event == ("roll-back", "command", {"release": "0.1.0"})


def command(monkeypatch, capsys, *words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["wardmote", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    found = capsys.readouterr()
    assert (ended.value.code, found.err) == (0, "")
    return found.out


@pytest.mark.parametrize(
    "words",
    [("people", "list"), ("people", "leave", "sam@example.org"), ("vault", "status"), ("vault", "retire", "x"), ("seal",), ("mail",)],
    ids=" ".join,
)  # fmt: skip
def test_over_older_tables_a_command_is_one_line_with_what_to_do(old, vault_home, monkeypatch, capsys, words):
    monkeypatch.setenv("DATABASE_URL", register.urls().application)
    monkeypatch.setattr(sys, "argv", ["wardmote", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    found = capsys.readouterr()
    assert (ended.value.code, found.out, found.err.count("\n")) == (2, "", 1)
    assert "wardmote migrate" in found.err


def test_a_backup_is_taken_of_older_tables_before_they_are_brought_up_to_date(
    old, vault_home, monkeypatch, capsys, tmp_path
):
    assert "wardmote rehearse" in command(monkeypatch, capsys, "backup", str(tmp_path / "backups"))


def test_the_doctor_says_that_the_tables_are_older_and_what_to_do(old, vault_home, monkeypatch):
    urls = register.urls()
    monkeypatch.setenv("DATABASE_URL", urls.application)
    found = {check.name: check for check in doctor.checks()}
    assert found["register"].state == "broken"
    assert "are older than this Wardmote" in found["register"].detail
    assert "wardmote migrate" in found["register"].detail
    assert {found[name].state for name in ("rows", "worker", "log")} == {"missing"}


def test_what_a_rollback_takes_with_it_is_said_with_its_rows(today):
    way = way_back()
    found = releases.rows(way.tables)
    assert {"accounts_credential", "accounts_role"} <= set(found)
    assert found["accounts_role"] > 5
    assert not set(found) & {"accounts_member", "accounts_grant", "django_session"}


def test_a_rollback_that_fails_half_way_changes_nothing(today, monkeypatch):
    before, now, way = held(today), tables(today), way_back()
    real, undone = MigrationExecutor.unapply_migration, []

    def failing(self, state, migration, fake=False):
        undone.append(migration)
        if len(undone) == 5:
            raise RuntimeError("the power is gone")
        return real(self, state, migration, fake)

    monkeypatch.setattr(MigrationExecutor, "unapply_migration", failing)
    with pytest.raises(RuntimeError), register.as_owner():
        releases.roll_back(way)
    assert tables(today) == now
    assert held(today) == before
    releases.refuse_other()


def test_nothing_is_served_over_tables_that_are_newer(today):
    releases.refuse_other()
    today.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0001_initial', now())")
    for refuse in (releases.refuse_other, releases.refuse_newer):
        with pytest.raises(OtherTables, match=r"are newer than this Wardmote \(they have casework 0001_initial\)"):
            refuse()
    assert list(releases.plan()) == []


def test_nothing_is_served_over_tables_that_are_older(old):
    with pytest.raises(
        OtherTables,
        match=r"are older than this Wardmote \(they lack .*take a backup, then 'wardmote migrate'",
    ):
        releases.refuse_other()
    releases.refuse_newer()


def test_the_plan_says_in_words_what_would_be_done(old):
    with register.as_owner():
        lines = list(releases.plan())
    assert any(line.startswith("audit 0001_initial: Create model Event") for line in lines)


def test_a_release_that_there_is_not_and_tables_that_are_older_already_are_said(old, monkeypatch):
    with pytest.raises(NoWayBack, match=r"there is no release 9\.9; there are 0\.1\.0"):
        releases.release("9.9")
    newer = releases.Release("0.2.0", {**FIRST.leaves, "accounts": "0002_roles_credentials_invitations"})
    monkeypatch.setattr(releases, "releases", lambda: (newer,))
    with register.as_owner(), pytest.raises(NoWayBack, match=r"older than release 0\.2\.0"):
        releases.back("0.2.0")


def test_a_migration_that_cannot_be_undone_is_named_before_anything_is_undone(today, monkeypatch):
    operation = MigrationLoader(None).get_migration("accounts", "0002_roles_credentials_invitations").operations[0]
    monkeypatch.setattr(type(operation), "reversible", False)
    with pytest.raises(NoWayBack, match="cannot be undone: restore the backup that was taken before it"):
        way_back()


def test_every_migration_of_ours_can_be_undone():
    loader = MigrationLoader(None)
    ours = [migration for migration in loader.disk_migrations.values() if migration.__module__.startswith("wardmote.")]
    assert len(ours) > 3
    stuck = [
        f"{one.app_label} {one.name}: {op.describe()}" for one in ours for op in one.operations if not op.reversible
    ]
    assert stuck == []


def test_every_release_names_migrations_that_there_are():
    known = set(MigrationLoader(None).disk_migrations)
    for one in releases.releases():
        assert {(app, name) for app, name in one.leaves.items()} <= known
