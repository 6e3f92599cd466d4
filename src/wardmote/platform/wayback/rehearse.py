"""Rehearsing: a backup is restored into a place that is thrown away, and looked at. What was not tried is no backup."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wardmote.engine.errors import WardmoteError
from wardmote.engine.figures import number
from wardmote.engine.lake import open_lake, verify
from wardmote.platform import embedded, places, register, roles
from wardmote.platform.progress import Show, silent
from wardmote.platform.register import DATABASE, Urls
from wardmote.platform.wayback import contents, programs, restore
from wardmote.platform.wayback.backup import Kind, read_manifest
from wardmote.platform.wayback.restore import Restored
from wardmote.words import gettext as _

Verify = Callable[[], str]


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: what was found, how long it took, and whether it is as it must be."""

    what: str
    found: str
    seconds: float = 0.0
    good: bool = True


def rehearse(
    backup: Path, *, secrets: Path | None = None, at: datetime | None = None, place: Path | None = None,
    verify_log: Verify | None = None, show: Show = silent,
) -> list[Line]:  # fmt: skip
    """Restore the backup into a folder below `place` (the system's own for such things), compare, and delete it.

    `verify_log` is called while this process talks to the restored register; it returns what it found and raises WardmoteError when that is bad.
    Raises BadBackup, NoKey, NotRestored, ProgramFailed when it cannot even be restored.
    """
    ring = restore.ring_of(secrets)
    manifest = read_manifest(backup, ring)
    scratch = Path(tempfile.mkdtemp(prefix="wardmote-rehearsal-", dir=place))
    data = _beside(scratch)
    try:
        home = scratch / "home"
        home.mkdir(mode=places.PRIVATE)
        began = time.monotonic()
        restored = restore.build(backup, manifest, ring, home, data, at=at, show=show)
        lines = [*_register_lines(restored), _files_line(restored), _lake_line(home), _pages_line(data)]
        if verify_log is not None:
            lines.append(_log_line(data, restored, verify_log))
        good = all(line.good for line in lines)
        return [*lines, Line(_("Altogether"), _("restored and looked at"), time.monotonic() - began, good)]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(data.parent, ignore_errors=True)


def _beside(scratch: Path) -> Path:
    """Where the rehearsed register is built: in the scratch folder, which is shut to others; where the server's user cannot get there, in a shut folder of its own."""
    data = places.shut(scratch) / "register"
    if not places.is_root() or places.passable(data):
        return data
    return places.shut(Path(tempfile.mkdtemp(prefix="wardmote-rehearsal-", dir="/var/lib"))) / "register"


def _register_lines(restored: Restored) -> list[Line]:
    manifest, held, spent = restored.manifest, restored.held, restored.seconds
    found = _("{tables} tables, {rows} rows").format(tables=len(held.tables), rows=number(held.rows))
    lines = [Line(_("Register"), found, spent[_("Register")])]
    if manifest.kind is Kind.DUMP:
        wrong = contents.differences(manifest.held, held)
        said = "; ".join(wrong[:5]) or _("the same as in the backup")
        lines.append(Line(_("Rows and guards"), said, spent[_("Comparing")], not wrong))
    else:
        reached = restored.reached.isoformat(" ", "seconds") if restored.reached else _("the end of the copy")
        lines.append(Line(_("Log"), _("played up to {moment}").format(moment=reached)))
    forced, wanted = held.shape["forced"][0], manifest.held.shape["forced"][0]
    said = _("{n} tables with forced policies, {wanted} in the backup").format(n=forced, wanted=wanted)
    return [*lines, Line(_("Row-level security"), said, good=forced >= wanted)]


def _files_line(restored: Restored) -> Line:
    wrong = [name for name, digest in restored.manifest.files.items() if restored.files.get(name) != digest]
    said = ", ".join(wrong[:5]) or _("{n} files, each with its digest").format(n=number(len(restored.files)))
    return Line(_("Lake and files"), said, restored.seconds[_("Lake and files")], not wrong)


def _looked(what: str, look: Callable[[], str]) -> Line:
    """What a look found; a person's sentence of what is wrong is a finding too."""
    began = time.monotonic()
    try:
        found, good = look(), True
    except WardmoteError as problem:
        found, good = str(problem), False
    return Line(what, found, time.monotonic() - began, good)


def _lake_line(home: Path) -> Line:
    if not (home / "lake").is_dir():
        return Line(_("Lake"), _("there is none"))
    return _looked(_("Lake"), lambda: _("{n} files, all as written.").format(n=verify(open_lake(home / "lake"))))


def _pages_line(data: Path) -> Line:
    def look() -> str:
        programs.as_server("pg_checksums", "--check", "-D", data)
        return _("every page has its checksum")

    return _looked(_("Pages"), look)


def _log_line(data: Path, restored: Restored, verify_log: Verify) -> Line:
    database = DATABASE if restored.manifest.kind is Kind.DUMP else restored.manifest.database
    names = (roles.APPLICATION, roles.OWNER, roles.KEEPER)
    with restore.running(data) as server:
        urls = Urls(*(embedded.address(server, user=name, database=database) for name in names))
        with register.instead(urls):
            return _looked(_("Log of who did what"), verify_log)
