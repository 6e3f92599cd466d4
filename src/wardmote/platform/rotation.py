"""A new key for the vault while people work: every sealed value is sealed anew, a few rows at a time.

Rows that somebody is editing are passed by and come in the next round; nobody waits, and no edit is overwritten (a value is replaced only where it still is the one that was read).
It may be ended at any moment and begun again. Values are counted as the keeper, who sees every row, and written as the owner at its upkeep: a value that the owner does not reach is
counted all the same, and its key stays.
"""

import time
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from wardmote.engine.errors import WardmoteError
from wardmote.platform import fields, key_ring, register, vault
from wardmote.platform.key_ring import VAULT
from wardmote.platform.progress import Show, Step, silent
from wardmote.words import gettext as _

BATCH = 200
ROUNDS = 50  # without anything done in one: then somebody holds a row for good
PAUSE = 0.1

COUNT = """
    SELECT CASE WHEN substring({column} FROM 1 FOR 4) = %(magic)s
                THEN convert_from(substring({column} FROM 6 FOR get_byte({column}, 4)), 'LATIN1') ELSE '' END, count(*)
      FROM {table} WHERE {column} IS NOT NULL GROUP BY 1
"""
TAKE = """
    SELECT {key}, {row}, {column} FROM {table}
     WHERE {column} IS NOT NULL AND substring({column} FROM 1 FOR {length}) <> %(head)s AND {beyond}
     ORDER BY {key} LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED
"""
PUT = "UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"


class KeyInUse(WardmoteError):
    """A key cannot be retired: something is still sealed with it, or it is the one that seals."""


class NotSealedAnew(WardmoteError):
    """Some values are still sealed with an old key."""


@dataclass(frozen=True)
class Column:
    """A column of sealed values. `key` is its table's primary key, `row` the column whose value each is bound to; `table` and `of` differ in a history."""

    table: str
    column: str
    key: str
    row: str
    of: str

    def sql(self, text: str, **more: sql.Composable) -> sql.Composed:
        names = {"table": self.table, "column": self.column, "key": self.key, "row": self.row}
        return sql.SQL(text).format(**{name: sql.Identifier(value) for name, value in names.items()}, **more)


@dataclass(frozen=True)
class Held:
    """How many values of a column one key seals. A `key` of "" is what is no sealed value at all."""

    table: str
    column: str
    key: str
    values: int


@dataclass(frozen=True)
class Turned:
    """What a rotation did: the key that seals now, how many values were sealed anew, and those that do not open."""

    key: str
    values: int
    unopened: tuple[str, ...]


def columns() -> list[Column]:
    """Every column that rotation seals anew."""
    return [_column(model, field) for model, field in fields.sealed_fields()]


def _column(model: Any, field: Any) -> Column:
    tracked = getattr(model, "pgh_tracked_model", None)
    row = (tracked or model)._meta.pk.column
    return Column(model._meta.db_table, field.column, model._meta.pk.column, row, (tracked or model)._meta.db_table)


def status() -> list[Held]:
    """How many values each key seals, column by column; what is sealed by hand in a binary column is counted too. Raises NoKeeper."""
    by_hand = [Column(table, column, "", "", table) for table, column in fields.binary_columns()]
    found = []
    with register.keeper_connection() as connection:
        for column in (*columns(), *by_hand):
            rows = connection.execute(column.sql(COUNT), {"magic": vault.MAGIC}).fetchall()
            counted = ((key, values) for key, values in rows if key or column.row)
            found += [Held(column.table, column.column, key, values) for key, values in sorted(counted)]
    return found


def rotate(*, show: Show = silent) -> Turned:
    """Make a new current key, unless a rotation was left half-way or the environment gives the keys; then seal every value anew with the current one.

    Raises NoKey when a value's key is not on the ring (nothing is written then), NoOwner, NoKeeper, NotSealedAnew.
    """
    ring = key_ring.read(VAULT)
    waiting = _waiting(ring.current.name)
    for held in waiting:
        ring.named(held.key)
    if not waiting and not VAULT.told():
        key_ring.write(VAULT, ring.turned(key_ring.fresh_key()))
        waiting = _waiting(key_ring.read(VAULT).current.name)
    step = Step(_("Sealing anew"), sum(held.values for held in waiting), show)
    with register.owner_connection() as connection:
        _without_history(connection)
        unopened = [place for column in columns() for place in _seal_column(connection, column, step)]
    current = key_ring.read(VAULT).current.name
    left = sum(held.values for held in _waiting(current)) - len(unopened)
    if left > 0:
        said = _("{n} values are still sealed with an old key: run it again when nobody holds their rows")
        raise NotSealedAnew(said.format(n=left))
    return Turned(current, step.done, tuple(unopened))


def _waiting(current: str) -> list[Held]:
    """What rotation still has to do."""
    ours = {(column.table, column.column) for column in columns()}
    return [held for held in status() if held.key not in ("", current) and (held.table, held.column) in ours]


def _without_history(connection: psycopg.Connection) -> None:
    """Sealing anew changes nothing that anybody said: it leaves no trace in a history."""
    try:
        connection.execute("SET session_replication_role = replica")
        connection.commit()
    except psycopg.errors.InsufficientPrivilege:
        said = _("the owner may not seal anew: as a superuser, GRANT SET ON PARAMETER session_replication_role TO it")
        raise NotSealedAnew(said) from None


def _seal_column(connection: psycopg.Connection, column: Column, step: Step) -> list[str]:
    """Seal a column anew, round after round, until nothing is left but what somebody holds or what does not open, which is returned."""
    unopened: set[str] = set()
    for _round in range(ROUNDS):
        after, took, moved = None, 1, 0
        while took:
            took, done, after = _seal_batch(connection, column, after, unopened)
            moved += done
            step.on(done)
        if not moved and not _held(connection, column, len(unopened)):
            break
        if not moved:
            time.sleep(PAUSE)
    return sorted(unopened)


def _held(connection: psycopg.Connection, column: Column, unopened: int) -> bool:
    """Whether rows are left that were passed by."""
    head = _head()
    text = "SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND substring({column} FROM 1 FOR {length}) <> %s"
    row = connection.execute(column.sql(text, length=sql.Literal(len(head))), [head]).fetchone()
    connection.commit()
    assert row is not None
    return bool(row[0] > unopened)


def _head() -> bytes:
    name = key_ring.read(VAULT).current.name
    return vault.MAGIC + bytes([len(name)]) + name.encode()


def _seal_batch(connection: psycopg.Connection, column: Column, after: Any, unopened: set[str]) -> tuple[int, int, Any]:
    """One short transaction: how many rows it looked at, how many it sealed anew, and the last key."""
    head = _head()
    asked = {"head": head, "after": after, "batch": BATCH}
    with connection.transaction(), connection.cursor() as cursor:
        beyond = sql.SQL("true") if after is None else column.sql("{key} > %(after)s")
        take = column.sql(TAKE, length=sql.Literal(len(head)), beyond=beyond)
        rows = cursor.execute(take, asked).fetchall()
        fresh = []
        for key, row, blob in rows:
            place = fields.place(column.of, column.column, row)
            try:
                text = vault.open_sealed(bytes(blob), bound_to=place)
            except (vault.WillNotOpen, key_ring.NoKey):
                unopened.add(f"{column.table}.{column.column} {key}")
                continue
            fresh.append((vault.seal(text, bound_to=place), key, blob))
        done = 0
        if fresh:
            cursor.executemany(column.sql(PUT), fresh)
            done = cursor.rowcount
    return len(rows), done, rows[-1][0] if rows else after


def retire(name: str) -> None:
    """Take an old key off the ring. Raises KeyInUse while anything in the register is sealed with it, NoKey when there is none of that name."""
    ring = key_ring.read(VAULT)
    states = {key.name: key.state for key in ring.keys}
    if name not in states:
        said = _("there is no key '{name}' on the key ring (there: {known})")
        raise key_ring.NoKey(said.format(name=name, known=", ".join(states)))
    if states[name] is key_ring.State.INDEX:
        raise KeyInUse(_("the key '{name}' is of the blind indexes: it stays").format(name=name))
    if states[name] is key_ring.State.CURRENT:
        raise KeyInUse(_("the key '{name}' is the one that seals: rotate first").format(name=name))
    used = [held for held in status() if held.key == name]
    if used:
        where = ", ".join(f"{held.table}.{held.column}: {held.values}" for held in used)
        said = _("the key '{name}' still seals something ({where}): rotate first")
        raise KeyInUse(said.format(name=name, where=where))
    key_ring.write(VAULT, ring.without(name))
