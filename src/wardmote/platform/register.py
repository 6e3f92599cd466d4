"""The register: which PostgreSQL this process talks to, and as whom.

A server sets DATABASE_URL (the application) and DATABASE_OWNER_URL (the owner, for migrations). Without them an embedded PostgreSQL
starts by itself at the first connection; importing settings starts nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wardmote.engine.errors import WardmoteError
from wardmote.platform import places, roles
from wardmote.platform.roles import APPLICATION, KEEPER, OWNER
from wardmote.words import gettext as _

DATABASE = "wardmote"
PATIENCE = 10  # seconds for a register on another machine to answer


class NoOwner(WardmoteError):
    """Migrations were asked for, and nobody said who owns the database."""


class NoKeeper(WardmoteError):
    """A backup was asked for, and nobody said who may read every row."""


class NoRegister(WardmoteError):
    """The register that the environment names is not there, or its name is no address."""


@dataclass(frozen=True)
class Urls:
    """The connection strings of a register. `owner` and `keeper` are None when only the application is known."""

    application: str
    owner: str | None
    keeper: str | None = None


_urls: Urls | None = None
_starting = Lock()
_acting_as_owner: ContextVar[bool] = ContextVar("wardmote_acting_as_owner", default=False)


def use(urls: Urls | None) -> None:
    """Talk to this register from now on; None forgets it, and the next connection finds its own. For tests and for commands that are told one."""
    global _urls  # noqa: PLW0603 - which register a process talks to is a fact about the process
    _urls = urls


@contextmanager
def instead(urls: Urls) -> Iterator[None]:
    """Talk to another register inside the block: for looking at one that was restored."""
    before = _urls
    use(urls)
    try:
        yield
    finally:
        use(before)


def urls() -> Urls:
    """The register of this process: the environment's, else the embedded one, which is started if it must be."""
    with _starting:
        if _urls is None:
            use(_from_environment() or _embedded())
        assert _urls is not None
        return _urls


def _from_environment() -> Urls | None:
    application = os.environ.get("DATABASE_URL")
    others = os.environ.get("DATABASE_OWNER_URL"), os.environ.get("DATABASE_KEEPER_URL")
    return Urls(application, *others) if application else None


def _embedded() -> Urls:
    from wardmote.platform import embedded

    server = embedded.start(places.register_folder())
    embedded.prepare(server, DATABASE)
    return Urls(
        embedded.address(server, user=APPLICATION, database=DATABASE),
        embedded.address(server, user=OWNER, database=DATABASE),
        embedded.address(server, user=KEEPER, database=DATABASE),
    )


def is_embedded() -> bool:
    """Whether this installation runs its own PostgreSQL."""
    return _from_environment() is None


def application_role() -> str:
    """The name of the role that the application connects as."""
    return str(conninfo_to_dict(urls().application).get("user") or APPLICATION)


def check() -> None:
    """Connect once as the application, before anything is served. Raises NoRegister, and UnsafeRole for a role that is too strong."""
    with _opened(urls().application, "DATABASE_URL") as connection:
        roles.refuse_unsafe(connection)


def _opened(address: str, variable: str) -> psycopg.Connection:
    """A connection to an address that a variable of the environment gave. What is wrong is said without the address: it may hold a password."""
    try:
        conninfo_to_dict(address)
    except psycopg.Error:
        said = _("{variable} is no address of a PostgreSQL: write it as postgresql://role@host/database")
        raise NoRegister(said.format(variable=variable)) from None
    try:
        return psycopg.connect(address, connect_timeout=PATIENCE)
    except psycopg.Error as problem:
        said = _("the register that {variable} names does not answer: {why}")
        raise NoRegister(said.format(variable=variable, why=" ".join(str(problem).split()))) from problem


def owner_connection() -> psycopg.Connection:
    """A connection of its own as the owner, at its upkeep. Raises NoOwner, NoRegister."""
    owner = urls().owner
    if owner is None:
        raise NoOwner(_("Set DATABASE_OWNER_URL: only the database's owner may change its tables."))
    connection = _opened(owner, "DATABASE_OWNER_URL")
    connection.execute("SELECT set_config('wardmote.upkeep', 'on', false)")
    connection.commit()
    return connection


def keeper_connection() -> psycopg.Connection:
    """A connection as the keeper, which reads every row and writes none. Raises NoKeeper, NoRegister."""
    keeper = urls().keeper
    if keeper is None:
        raise NoKeeper(_("Set DATABASE_KEEPER_URL: a backup is taken by the role that may read every row."))
    return _opened(keeper, "DATABASE_KEEPER_URL")


def acting_as_owner() -> bool:
    return _acting_as_owner.get()


def connection_settings() -> dict[str, Any]:
    """Django's settings for the connection that is wanted now: the application's, or inside `as_owner` the owner's."""
    register = urls()
    url = register.owner if acting_as_owner() else register.application
    if url is None:
        raise NoOwner(_("Set DATABASE_OWNER_URL: only the database's owner may change its tables."))
    parts = dict(conninfo_to_dict(at_upkeep(url) if acting_as_owner() else url))
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found: dict[str, Any] = {ours: str(parts.pop(theirs, "") or "") for ours, theirs in names.items()}
    return found | {"OPTIONS": parts}


def at_upkeep(address: str) -> str:
    """The owner's address, for a connection that sees every row: row-level security binds the owner too, until it says that it is at its upkeep."""
    options = f"{conninfo_to_dict(address).get('options') or ''} -c wardmote.upkeep=on"
    return make_conninfo(address, options=options.strip())


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner, at its upkeep, inside the block, in this thread alone. The application's connection is closed before, the owner's after."""
    from django.db import connection

    connection.close()
    token = _acting_as_owner.set(True)
    try:
        yield
    finally:
        connection.close()
        _acting_as_owner.reset(token)


def migrate(*, verbosity: int = 0) -> None:
    """Bring the tables up to date, as the owner. Doing it again changes nothing. Raises NoOwner, NoRegister."""
    from django.core.management import call_command

    from wardmote.platform.light_states import drawn_lightly

    if owner := urls().owner:
        _opened(owner, "DATABASE_OWNER_URL").close()
    with as_owner(), drawn_lightly():
        call_command("migrate", verbosity=verbosity, interactive=False)
