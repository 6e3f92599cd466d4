"""Commands of the way back and of the keys: what they print, and what they refuse in one line with status 2."""

import json
import stat

import pytest

from tests.platform.vaultapp.installing import installed, kept, tables, vault_home
from tests.platform.vaultapp.models import SafeAddress
from tests.platform.wayback.conftest import elsewhere
from tests.test_cli import run
from tests.test_site_commands import refused
from wardmote.platform import key_ring, places
from wardmote.platform.key_ring import VAULT
from wardmote.platform.wayback import restore

__all__ = ["elsewhere", "installed", "kept", "run", "tables", "vault_home"]
pytestmark = pytest.mark.usefixtures("vault_home", "kept")


def verbs(superuser) -> list[str]:
    return [verb for (verb,) in superuser.execute("SELECT verb FROM audit_event ORDER BY serial").fetchall()]


def test_a_backup_is_taken_rehearsed_out_of_sight_and_recorded(run, elsewhere, as_owner, monkeypatch):
    status, out, _err = run("backup", elsewhere / "backups")
    folder = next((elsewhere / "backups").iterdir())
    assert status == 0
    assert out.startswith(str(folder))
    as_owner.execute("SET wardmote.upkeep = 'on'")
    assert verbs(as_owner) == ["take-backup"]
    real, modes = restore.build, []

    def build(*given, **more):
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in (given[3].parent, given[4].parent))
        return real(*given, **more)

    monkeypatch.setattr(restore, "build", build)
    status, out, _err = run("rehearse", folder, "--place", elsewhere, "--json")
    lines = json.loads(out)
    assert status == 0
    assert modes == [places.PASSED if places.is_root() else places.PRIVATE] * 2
    assert all(line["good"] for line in lines), lines
    assert {line["what"] for line in lines} >= {
        "Register",
        "Rows and guards",
        "Row-level security",
        "Log of who did what",
        "Altogether",
    }
    assert [path.name for path in elsewhere.iterdir()] == ["backups"]


def test_whoever_restores_is_told_what_to_do_about_the_anchors(run, elsewhere):
    assert run("backup", elsewhere / "backups")[0] == 0
    status, out, _err = run("restore", next((elsewhere / "backups").iterdir()), "--to", elsewhere / "new")
    assert status == 0
    assert "A backup holds no anchors: copy their folder into the new home" in out
    assert "wardmote seal --put-back" in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("restore", "nowhere", "--to", "x"), "nowhere is no backup: it has no manifest"),
        (("restore", "nowhere"), "say where to: --to FOLDER"),
        (("restore", "nowhere", "--to", "x", "--at", "yesterday"), "'yesterday' is no moment: write it as '2026-11-22 14:05'"),
        (("restore", "nowhere", "--owner-url", "x"), "No such option: --owner-url"),
        (("rehearse", "nowhere"), "nowhere is no backup"),
        (("rollback", "9.9"), "there is no release 9.9; there are 0.1.0"),
        (("rollback", "9.9", "--plan"), "there is no release 9.9"),
        (("rollback", "0.1.0"), "say where the backup goes that is taken first: --backup FOLDER; or --plan"),
        (("vault", "retire", "INDEX"), "is of the blind indexes: it stays"),
        (("vault", "retire", "none1234"), "there is no key 'none1234' on the key ring (there: "),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_one_line(run, words, says):
    index = key_ring.read(VAULT).index.name
    assert says in refused(run(*(index if word == "INDEX" else word for word in words)))


def test_addresses_with_passwords_come_from_the_environment_alone(run, monkeypatch):
    monkeypatch.setenv("WARDMOTE_RESTORE_OWNER_URL", "postgresql://wardmote_owner:secret@nowhere/x")
    said = refused(run("restore", "nowhere"))
    assert "set WARDMOTE_RESTORE_OWNER_URL and WARDMOTE_RESTORE_KEEPER_URL, and give neither --to nor --at" in said
    monkeypatch.setenv("WARDMOTE_RESTORE_KEEPER_URL", "postgresql://wardmote_keeper:secret@nowhere/x")
    assert "give neither --to nor --at" in refused(run("restore", "nowhere", "--to", "x"))
    assert "nowhere is no backup" in refused(run("restore", "nowhere"))


def test_the_keys_are_turned_and_counted_and_never_shown(run, as_owner):
    SafeAddress.objects.bulk_create(SafeAddress(line=f"{n} Nowhere Lane") for n in range(3))
    old = key_ring.read(VAULT).current.name
    assert f"the key '{old}' is the one that seals" in refused(run("vault", "retire", old))
    printed = run("vault", "status")[1] + run("vault", "rotate")[1] + run("vault", "status", "--json")[1]
    assert "12 values sealed anew" in printed
    assert run("vault", "retire", old)[0] == 0
    for key in key_ring.read(VAULT).keys:
        assert key.line().rsplit(":", 1)[1] not in printed
    as_owner.execute("SET wardmote.upkeep = 'on'")
    assert verbs(as_owner) == ["rotate-keys", "retire-key"]


def test_a_ring_wrongly_written_is_one_line(run, monkeypatch):
    monkeypatch.setenv(VAULT.variable, "nonsense")
    assert "WARDMOTE_KEYS: key 1 is not written as NAME:STATE:KEY" in refused(run("vault", "status"))


def test_migrating_says_what_it_would_do(run):
    assert run("migrate", "--plan")[1] == "0 migrations to do.\n"
