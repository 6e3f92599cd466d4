"""Where an installation keeps what it writes.

The home folder is WARDMOTE_HOME; else `.wardmote` in a checkout; else the user's data folder. The embedded register needs more: as root, PostgreSQL runs as
a user of its own, who has to pass through every folder above the data. Where one of them is private, the data go
under /var/lib instead: a private folder is never opened for the register's sake.
"""

import hashlib
import os
import shutil
import stat
from pathlib import Path

import platformdirs

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

PACKAGE = Path(__file__).resolve().parents[1]
PASSABLE = 0o055  # group and others may read and pass: what PostgreSQL's starter would otherwise grant by itself
SERVER = "pgserver"  # who PostgreSQL runs as where we are root
PRIVATE, PASSED = 0o700, 0o710


class NoFolder(WardmoteError):
    """A folder that the installation needs cannot be made."""


def made(folder: Path, mode: int = 0o777) -> Path:
    """The folder, made with those above it when it is not there. Raises NoFolder."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as problem:
        said = _("the folder {folder} cannot be made ({why}): set WARDMOTE_HOME to one that can")
        raise NoFolder(said.format(folder=folder, why=problem.strerror)) from problem
    return folder


def checkout() -> Path | None:
    """The checkout that the running code belongs to, or None when it was installed from a wheel."""
    root = PACKAGE.parents[1]
    return root if PACKAGE.parent.name == "src" and (root / "pyproject.toml").is_file() else None


def home() -> Path:
    """The installation's home folder, made when it is not there. Raises NoFolder."""
    told = os.environ.get("WARDMOTE_HOME")
    root = checkout()
    if told:
        folder = Path(os.path.expanduser(told)).resolve()  # noqa: PTH111 - Path's own fails where there is no such user
    elif root:
        folder = root / ".wardmote"
    else:
        folder = platformdirs.user_data_path("wardmote", appauthor=False)
    return made(folder)


def lake_folder() -> Path:
    """The open lake of this installation. It may not exist yet."""
    return home() / "lake"


def reports_folder() -> Path:
    """Where report files are written for people to pick up, made when it is not there."""
    return made(home() / "reports")


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def passable(folder: Path) -> bool:
    """Whether everybody, or the server's user, may already pass through every folder above `folder` that there is."""
    return all(_lets_pass(parent.stat()) for parent in folder.resolve().parents if parent.exists())


def _lets_pass(found: os.stat_result) -> bool:
    ours = stat.S_IMODE(found.st_mode) == PASSED and found.st_gid == os.getegid()  # the server keeps our group
    return ours or found.st_mode & PASSABLE == PASSABLE


def shut(folder: Path, *, given: bool = False) -> Path:
    """Let nobody else into the folder: they neither list it nor pass. As root the server's user may pass through it, and not list it; with `given` it is theirs."""
    if not is_root():
        folder.chmod(PRIVATE)
    elif given:
        folder.chmod(PRIVATE)
        shutil.chown(folder, SERVER)
    else:
        os.chown(folder, -1, os.getegid())
        folder.chmod(PASSED)
    return folder


def open_twin(folder: Path) -> Path:
    """A folder under /var/lib for what cannot live in `folder`: the same one every time."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:10]
    return Path("/var/lib") / f"wardmote-{digest}"


def register_folder(of: Path | None = None) -> Path:
    """The folder for the embedded register's data; its parent exists, and nothing above it needs opening. `of`: another home than this installation's."""
    folder = of or home()
    wanted = folder / "register"
    if not is_root() or passable(wanted):
        return wanted
    return made(open_twin(folder), mode=0o755) / "register"
