"""A backup holds every row and every guard; what is restored from it is the same; and what is wrong with it is said before anything is touched."""

import stat
import subprocess

import psycopg
import pytest

from tests.platform.vaultapp.models import SafeAddress
from wardmote.platform import embedded, key_ring, places, register, secret_files, vault
from wardmote.platform.key_ring import BACKUPS, VAULT, NoKey
from wardmote.platform.wayback import backup, contents, restore
from wardmote.platform.wayback.backup import HOME, MANIFEST, REGISTER
from wardmote.platform.wayback.restore import NotRestored
from wardmote.platform.wayback.sealing import BadBackup, opened


@pytest.fixture
def written_meanwhile(monkeypatch):
    """Somebody writes after the register was dumped and before its rows are counted: neither belongs in the backup."""
    real = contents.of

    def later(connection, step=None):
        SafeAddress.objects.bulk_create(SafeAddress(line="afterwards") for _ in range(5))
        monkeypatch.setattr(contents, "of", real)
        return real(connection, step)

    monkeypatch.setattr(contents, "of", later)


def test_what_is_restored_is_the_same_in_another_place(worth_keeping, elsewhere, as_owner, written_meanwhile):
    seen = []
    folder = backup.take(elsewhere / "backups", show=seen.append)
    assert SafeAddress.objects.count() == 35
    manifest = backup.read_manifest(folder, key_ring.read(BACKUPS))
    restored = restore.restore(folder, elsewhere / "home", secrets=secret_files.folder(), show=seen.append)
    assert restored.differences == []
    assert manifest.held.tables["vaultapp_safeaddress"].rows == 30
    assert restored.held.tables == manifest.held.tables
    assert restored.held.shape == manifest.held.shape
    assert restored.held.migrations == manifest.held.migrations != ()
    for name in ("policies", "forced", "triggers", "constraints", "functions", "indexes", "owners", "rights"):
        assert restored.held.shape[name][0] > 0, name
    tables = as_owner.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ).fetchall()
    assert {name for (name,) in tables} == set(manifest.held.tables)
    for what in {progress.what for progress in seen}:
        steps = [progress for progress in seen if progress.what == what]
        assert steps[-1].done >= steps[-1].total * 0.1, what

    home = elsewhere / "home"
    assert stat.S_IMODE(home.stat().st_mode) == (places.PASSED if places.is_root() else places.PRIVATE)
    names = {
        path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file() and "register" not in path.parts
    }
    assert {name for name in names if not name.startswith((".", "secrets/"))} == {
        "lake/CURRENT", "lake/manifests/1.json", "lake/files/ab/1.parquet", "reports/performance.html", "areas/own.toml",
    }  # fmt: skip
    assert (home / "secrets" / "keys").read_text() == secret_files.read("keys")
    server = embedded.start(restored.register, throwaway=True)
    try:
        with psycopg.connect(embedded.address(server, user="wardmote_app", database="wardmote")) as connection:
            pk, blob = connection.execute("SELECT id, line FROM vaultapp_safeaddress ORDER BY id LIMIT 1").fetchone()
            assert vault.open_sealed(blob, bound_to=f"vaultapp_safeaddress:line:{pk}") == "0 Nowhere Lane"
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("ALTER TABLE vaultapp_safeaddress NO FORCE ROW LEVEL SECURITY")
        with psycopg.connect(embedded.address(server, user="wardmote_owner", database="wardmote")) as connection:
            assert connection.execute("SELECT count(*) FROM vaultapp_safeaddress").fetchone() == (0,)  # bound as before
            assert connection.execute("SELECT setting FROM pg_settings WHERE name = 'fsync'").fetchone() == ("on",)
    finally:
        server.cleanup()


def test_no_key_and_no_secret_is_in_a_backup(worth_keeping, elsewhere):
    folder = backup.take(elsewhere)
    ring = key_ring.read(BACKUPS)
    secrets = [key.line().rsplit(":", 1)[1].encode() for key in (*ring.keys, *key_ring.read(VAULT).keys)]
    secrets += [key.secret for key in (*ring.keys, *key_ring.read(VAULT).keys)] + [b"a secret that no backup may hold"]
    for part in (MANIFEST, REGISTER, HOME):
        plain = b"".join(opened(folder / part, ring, backup.context(folder.name, part)))
        sealed = (folder / part).read_bytes()
        for secret in secrets:
            assert secret not in plain, part
            assert secret not in sealed, part
        assert b"Nowhere Lane" not in plain, part
    assert {path.name for path in folder.iterdir()} == {MANIFEST, REGISTER, HOME, "READ-ME.txt"}
    for path in folder.iterdir():
        assert b"manager@southfold" not in path.read_bytes()


def test_a_backup_as_a_role_that_row_level_security_binds_is_an_error_and_never_a_smaller_backup(
    worth_keeping, elsewhere
):
    urls = register.urls()
    for role in (urls.owner, urls.application):
        register.use(register.Urls(urls.application, urls.owner, role))
        with pytest.raises((psycopg.errors.InsufficientPrivilege, backup.programs.ProgramFailed)):
            backup.take(elsewhere)
    assert list(elsewhere.iterdir()) == []


def test_a_backup_that_fails_leaves_nothing_behind(worth_keeping, elsewhere, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.files, "pack", full)
    with pytest.raises(OSError, match="No space left"):
        backup.take(elsewhere)
    assert list(elsewhere.iterdir()) == []


@pytest.fixture
def folder(worth_keeping, elsewhere):
    return backup.take(elsewhere / "backups")


def refused(folder, home, kind=BadBackup, **more) -> str:
    """What is said; and that nothing was restored, and nothing is left of the attempt."""
    before = sorted(home.parent.rglob("*"))
    with pytest.raises(kind) as problem:
        restore.restore(folder, home, **more)
    assert sorted(home.parent.rglob("*")) == before
    return str(problem.value)


@pytest.mark.parametrize("part", [MANIFEST, HOME, REGISTER])
def test_a_backup_that_was_tampered_with_is_refused_and_nothing_is_restored(folder, elsewhere, part):
    data = (folder / part).read_bytes()
    (folder / part).write_bytes(data[:-100] + bytes([data[-100] ^ 1]) + data[-99:])
    assert f"{part} was altered, cut off or sealed with another key" in refused(folder, elsewhere / "home")
    (folder / part).write_bytes(data[: len(data) // 2])
    assert f"{part} was altered" in refused(folder, elsewhere / "home")


def test_a_backup_is_refused_without_its_key_under_another_name_and_with_parts_exchanged(folder, elsewhere, tmp_path):
    home = elsewhere / "home"
    empty = tmp_path / "no-secrets"
    empty.mkdir()
    assert "nothing opens one without them" in refused(folder, home, NotRestored, secrets=empty)
    (empty / "backup-keys").write_text(key_ring.fresh_ring(BACKUPS).text())
    assert "is not on the key ring" in refused(folder, home, NoKey, secrets=empty)
    renamed = folder.rename(folder.with_name("20200101T000000Z"))
    assert "manifest was altered" in refused(renamed, home)
    renamed.rename(folder)
    (folder / REGISTER).rename(folder / "x")
    (folder / HOME).rename(folder / REGISTER)
    (folder / "x").rename(folder / HOME)
    assert "home was altered" in refused(folder, home)
    assert "is no backup: it has no manifest" in refused(elsewhere, home)


@pytest.fixture
def built(monkeypatch):
    """Nothing is built, quickly: for what happens before and after."""
    restored = restore.Restored(None, contents.Contents(), {})

    def build(_backup, _manifest, _ring, home, data, **_more):
        data.mkdir(parents=True)
        (home / "new").write_text("restored")
        return restored

    monkeypatch.setattr(restore, "build", build)
    return restored


def test_a_living_or_full_place_is_not_restored_over(folder, elsewhere, built):
    home = elsewhere / "home"
    home.mkdir()
    (home / "precious").write_text("keep me")
    assert "is not empty: choose a new folder, or say --replace" in refused(folder, home, NotRestored)
    (home / "register").mkdir()
    sleeping = subprocess.Popen(["sleep", "60"])
    try:
        (home / "register" / "postmaster.pid").write_text(f"{sleeping.pid}\n")
        assert "is running: end its site" in refused(folder, home, NotRestored, replace=True)
    finally:
        sleeping.kill()
        sleeping.wait()
    restored = restore.restore(folder, home, replace=True)
    assert (restored.before / "precious").read_text() == "keep me"
    assert (home / "new").read_text() == "restored"
    assert not (home / "precious").exists()


def test_a_difference_between_the_manifest_and_what_was_restored_keeps_the_place_as_it_was(folder, elsewhere, built):
    built.differences = ["the table accounts_agency is missing"]
    said = refused(folder, elsewhere / "home", NotRestored)
    assert said == "what was restored is not what was kept: the table accounts_agency is missing"


def test_every_kind_of_difference_is_told():
    held = contents.Contents({"a": contents.Table(2, "7")}, {"s": 3}, {"policies": (1, "x")}, ())
    assert contents.differences(held, held) == []
    assert contents.differences(
        held, contents.Contents({"a": contents.Table(1, "7")}, {"s": 3}, {"policies": (1, "x")}, ())
    ) == ["the table a has 1 rows instead of 2"]
    assert contents.differences(held, contents.Contents({"a": contents.Table(2, "8")}, {"s": 4}, {"policies": (1, "y")}, ())) == [
        "the table a has as many rows, and not the same ones", "what guards the rows is not the same: policies",
    ]  # fmt: skip
    assert contents.differences(held, contents.Contents({"b": contents.Table(0, "0")}, {}, {}, ())) == [
        "the table a is missing", "the table b was not in the backup", "the sequence s is behind", "what guards the rows is not the same: policies",
    ]  # fmt: skip


def test_a_digest_sees_one_letter_and_not_the_order_of_rows(kept, as_owner, register_server):
    as_owner.execute("CREATE TABLE words (n int, word text)")
    as_owner.execute("INSERT INTO words VALUES (1, 'a'), (2, 'b')")

    def digest():
        with register.keeper_connection() as connection:
            return contents.of(connection).tables["words"]

    first = digest()
    as_owner.execute("DELETE FROM words WHERE n = 1")
    as_owner.execute("INSERT INTO words VALUES (1, 'a')")
    assert digest() == first
    as_owner.execute("UPDATE words SET word = 'c' WHERE n = 2")
    assert digest().rows == 2
    assert digest() != first


def test_a_dump_is_restored_into_an_empty_database_of_ones_own_and_into_no_other(folder, register_server, database):
    name = f"own_{database}"
    embedded.prepare(register_server.server, name)
    owner, keeper = (register_server.address(role, name) for role in ("wardmote_owner", "wardmote_keeper"))
    try:
        restored = restore.into_register(folder, owner, keeper)
        assert restored.differences == []
        assert restored.held.tables == restored.manifest.held.tables
        with pytest.raises(NotRestored, match="the database is not empty"):
            restore.into_register(folder, owner, keeper)
    finally:
        register_server.drop(name)
