"""What an installation has, has started, and lacks."""

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg

import wardmote
from wardmote.definitions import keys
from wardmote.documents import fonts
from wardmote.engine import lake
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import load
from wardmote.platform import places
from wardmote.web import server
from wardmote.words import gettext as _

ASSETS = Path(__file__).parent / "static" / "vendor"
NEEDED = ("Django", "duckdb", "ibis-framework", "polars", "typst", "python-docx", "vl-convert-python", "waitress")


@dataclass(frozen=True)
class Check:
    """One thing looked at. `state` is "ok", "missing", "stopped" or "broken"; `detail` says what it is or what to do."""

    name: str
    state: str
    detail: str


def checks() -> list[Check]:
    """Everything that can be looked at without changing anything."""
    looks = {
        "register": _register,
        "rows": _rows,
        "lake": _lake,
        "site": _site,
        "worker": _worker,
        "mail": _mail,
        "log": _log,
    }
    return [*_software(), *_places(), *(_guarded(name, look) for name, look in looks.items())]


def _software() -> Iterator[Check]:
    yield Check("wardmote", "ok", f"{wardmote.__version__}, Python {sys.version.split()[0]}")
    for name in NEEDED:
        yield _guarded(name, lambda name=name: Check(name, "ok", importlib.metadata.version(name)))  # type: ignore[misc]
    kinds = ("indicators", "sources", "reports")
    yield Check("definitions", "ok", ", ".join(f"{len(keys(kind))} {kind}" for kind in kinds))
    yield _guarded("geography", lambda: Check("geography", "ok", load().vintages))
    found = shutil.which("chromium")
    yield Check("browser", "ok" if found else "missing", found or _("only the browser journeys of the tests need one"))


def _places() -> Iterator[Check]:
    yield _guarded("home", lambda: Check("home", "ok", str(places.home())))
    built = (ASSETS / "govuk").is_dir()
    yield Check("page assets", "ok" if built else "missing", str(ASSETS) if built else _("'make assets' builds them"))
    yield _guarded("fonts", lambda: Check("fonts", "ok", str(fonts.required())))


def _register() -> Check:
    """Whether the register answers, whether its tables are this release's, and whether the application is kept in its place there. Raises OtherTables."""
    from wardmote.platform import register, releases, roles

    if register.is_embedded() and not places.register_folder().exists():
        return Check("register", "missing", _("'wardmote demo' makes one, or set DATABASE_URL"))
    with psycopg.connect(register.urls().application) as connection:
        role, version = roles.standing(connection), connection.info.server_version
    objection = roles.objection(role)
    if objection:
        return Check("register", "broken", objection)
    _django()
    releases.before_serving()
    said = _("PostgreSQL {version} as {role}: no superuser, bound by row-level security, owner of nothing")
    return Check("register", "ok", said.format(version=version // 10000, role=role.name))


def _no_tables(name: str) -> Check:
    return Check(name, "missing", _("there is no register yet with this release's tables"))


def _rows() -> Check:
    """Whether PostgreSQL guards every table that is to be guarded, and nothing goes round the guards."""
    from wardmote.platform import register, releases
    from wardmote.platform.rows import catalogue
    from wardmote.web import guards

    if register.is_embedded() and not places.register_folder().exists():
        return _no_tables("rows")
    _django()
    try:
        releases.before_serving()
    except releases.OtherTables:
        return _no_tables("rows")
    with psycopg.connect(register.urls().application) as connection:
        tables, exempt = catalogue.tables(connection), guards.exempt(connection)
        found = catalogue.faults(connection, exempt)
    guarded = sum(table.guarded for table in tables.values())
    said = _("{guarded} tables guarded, {exempt} exempt").format(guarded=guarded, exempt=len(exempt))
    return Check("rows", "broken" if found else "ok", "; ".join([said, *found]))


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()


def _worker() -> Check:
    """Whether somebody does the jobs, and whether one waits for long or broke."""
    from wardmote.platform import jobs

    standing = _asked(jobs.STANDING, jobs.SILENT)
    if standing is None:
        return _no_tables("worker")
    alive, waiting, broken, _oldest = standing
    said = _("{waiting} jobs wait, {broken} broke in the last 30 days and did not go well since").format(
        waiting=waiting, broken=broken
    )
    if broken:
        return Check("worker", "broken", said)
    return Check(
        "worker", "ok" if alive else "stopped", said if alive else _("'wardmote serve' or 'wardmote work' starts one")
    )


def _mail() -> Check:
    """Where letters go, and whether some did not arrive."""
    from wardmote.platform import mail

    to, standing = mail.server(), _asked("SELECT waiting, dead, letters_tried() FROM outbox_troubles()")
    waiting, dead, tried = standing or (0, 0, 0)
    if dead:
        said = _("{dead} letters could not be delivered: 'wardmote mail' shows them").format(dead=dead)
        return Check("mail", "broken", said)
    if to is None:
        return Check(
            "mail",
            "missing",
            _("set WARDMOTE_SMTP_URL to send letters; {n} wait, 'wardmote mail' shows them").format(n=waiting),
        )
    if tried:
        said = _("{host}:{port} did not take {tried} of {n} letters that wait: 'wardmote mail' says why")
        return Check("mail", "broken", said.format(host=to.host, port=to.port, tried=tried, n=waiting))
    return Check("mail", "ok", _("{host}:{port}; {n} letters wait").format(host=to.host, port=to.port, n=waiting))


def _log() -> Check:
    """Whether the log is sealed and anchored as often as it must be, and what verifying it found the last time."""
    _django()
    from wardmote.audit import anchors, verified
    from wardmote.audit.queries.sealed import ASK, SealStanding
    from wardmote.platform import clock

    row = _asked(ASK)
    if row is None:
        return _no_tables("log")
    found, last = SealStanding(*row), verified.last()
    behind = [folder for folder in anchors.folders() if anchors.last_number(folder) < found.number]
    at = f"{found.sealed_at:%Y-%m-%d %H:%M:%S} UTC" if found.sealed_at else _("never")
    said = _("sealed {sealed} events, last at {at}, anchored in {folders}; {open} in the open window").format(
        sealed=found.sealed, at=at, folders=", ".join(map(str, anchors.folders())), open=found.open_events
    )
    parts = [said]
    if last:
        parts.append(_verified(last.at, last.found))
    parts += [_("{folder} lacks the last seal").format(folder=folder) for folder in behind]
    unfit, late = _unfit(anchors.mailbox()), found.late(clock.now())
    if unfit:
        parts.append(_("WARDMOTE_ANCHOR_MAIL is no e-mail address: no anchor goes there"))
    if late:
        parts.append(
            _("sealing is late: an event waits since {since}").format(since=f"{found.open_since:%Y-%m-%d %H:%M:%S} UTC")
        )
    broken = unfit or late or behind or (last and last.found)
    return Check("log", "broken" if broken else "ok", "; ".join(parts))


def _unfit(address: str) -> bool:
    """Whether something is said where an address of e-mail belongs, and is none."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(address or "nobody@council.example")
    except ValidationError:
        return True
    return False


def _verified(at: datetime, found: int) -> str:
    said = _("verified on {at}: altered") if found else _("verified on {at}: unaltered")
    return said.format(at=f"{at:%Y-%m-%d %H:%M} UTC")


def _asked(question: LiteralString, *arguments: float) -> tuple[Any, ...] | None:
    """A row of the register's standing; None where there is no register, or one without tables."""
    from wardmote.platform import register

    if register.is_embedded() and not places.register_folder().exists():
        return None
    with psycopg.connect(register.urls().application) as connection:
        try:
            return connection.execute(question, arguments or None).fetchone()
        except (psycopg.errors.UndefinedFunction, psycopg.errors.UndefinedTable):
            return None


def _lake() -> Check:
    folder = places.lake_folder()
    if not folder.is_dir():
        return Check("lake", "missing", _("'wardmote ingest' or 'wardmote demo' makes one"))
    opened = lake.open_lake(folder)
    said = _("{folder}: {n} parts of {forces}, snapshot {snapshot}")
    forces = ", ".join(opened.forces()) or _("no force")
    return Check(
        "lake", "ok", said.format(folder=folder, n=len(opened.parts), forces=forces, snapshot=opened.snapshot[:12])
    )


def _site() -> Check:
    """Whether the site answers where a demonstration left it, or where it was told to listen for good."""
    for host, port in dict.fromkeys(filter(None, (server.left_behind(), _told_to_listen()))):
        if server.answers(host, port):
            return Check("site", "ok", f"http://{host}:{port}")
    return Check("site", "stopped", _("'wardmote serve' starts it"))


def _told_to_listen() -> tuple[str, int]:
    """What `wardmote serve` takes from the environment. Raises WardmoteError."""
    said = os.environ.get("WARDMOTE_PORT") or "8000"
    if not said.isdecimal() or int(said) not in server.PORTS:
        raise WardmoteError(_("WARDMOTE_PORT is no port: choose one from 1 to 65535"))
    return os.environ.get("WARDMOTE_ADDRESS") or "127.0.0.1", int(said)


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except (WardmoteError, importlib.metadata.PackageNotFoundError, OSError, psycopg.Error) as problem:
        return Check(name, "broken", " ".join(str(problem).split()))
