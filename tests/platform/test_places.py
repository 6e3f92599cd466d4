"""Where things are kept, and that nothing private is opened for them."""

import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wardmote.platform import places, secret_files


@pytest.fixture
def at(monkeypatch, tmp_path):
    """Set the home folder to a path below a fresh one."""

    def made(*parts: str) -> Path:
        folder = tmp_path.joinpath(*parts)
        monkeypatch.setenv("WARDMOTE_HOME", str(folder))
        return folder

    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_is_where_the_environment_says(at):
    folder = at("a", "b")
    assert places.home() == folder
    assert folder.is_dir()


def test_home_of_a_checkout_is_inside_it(monkeypatch):
    monkeypatch.delenv("WARDMOTE_HOME")
    root = Path(__file__).resolve().parents[2]
    assert places.checkout() == root
    assert places.home() == root / ".wardmote"


def test_home_of_an_installed_wheel_is_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("WARDMOTE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "site-packages/wardmote")
    assert places.checkout() is None
    assert places.home() == tmp_path / "wardmote"


def test_as_root_the_register_stays_out_of_a_private_folder(monkeypatch, tmp_path, at):
    at("private", "home")
    (tmp_path / "private").mkdir(mode=0o700)
    monkeypatch.setattr(places, "is_root", lambda: True)
    monkeypatch.setattr(places, "open_twin", lambda folder: tmp_path / "twin")
    assert places.register_folder() == tmp_path / "twin/register"
    assert mode(tmp_path / "private") == 0o700


def test_for_an_ordinary_user_the_register_is_at_home(monkeypatch, at):
    home = at("private")
    home.mkdir(mode=0o700)
    monkeypatch.setattr(places, "is_root", lambda: False)
    assert places.register_folder() == home / "register"


def test_the_twin_of_a_folder_is_always_the_same_and_of_no_other(tmp_path):
    assert places.open_twin(tmp_path) == places.open_twin(tmp_path)
    assert places.open_twin(tmp_path) != places.open_twin(tmp_path / "other")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_secrets_are_for_their_owner_alone(at):
    at("home")
    secret_files.kept("key", lambda: "first")
    secret_files.write("list", "one")
    assert mode(secret_files.folder()) == 0o700
    assert [mode(secret_files.folder() / name) for name in ("key", "list")] == [0o600, 0o600]


def test_a_secret_is_made_once(at):
    at("home")
    assert secret_files.read("key") is None
    assert secret_files.kept("key", lambda: "first") == "first"
    assert secret_files.kept("key", lambda: "second") == "first"
    assert [path.name for path in secret_files.folder().iterdir()] == ["key"]


def test_a_secret_that_another_process_made_meanwhile_is_used(at):
    at("home")

    def slow() -> str:
        secret_files.write("key", "theirs")
        return "ours"

    assert secret_files.kept("key", slow) == "theirs"


def test_threads_that_need_a_secret_for_the_first_time_end_with_the_same_one(at):
    at("home")
    together = threading.Barrier(8)

    def asked(number: int) -> str:
        together.wait()
        return secret_files.kept("key", lambda: f"made by {number}")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(asked, range(8)))) == 1
    assert [path.name for path in secret_files.folder().iterdir()] == ["key"]
