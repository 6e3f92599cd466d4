"""The declaration: conditions over a row's own columns, each with its plain words, and the four of them that a table needs."""

import re
from dataclasses import dataclass, fields

from wardmote.words import gettext as _

VALUE = re.compile(r"[a-z0-9_-]+")
COLUMN = re.compile(r"[a-z_][a-z0-9_]*")
ASKED = re.compile(
    r"[a-z_][a-z0-9_]*\((?:'[a-z0-9_-]*'(?:, '[a-z0-9_-]*')*)?\)"
)  # a function, with words for arguments


@dataclass(frozen=True)
class Condition:
    """When a row is somebody's to see, add, change or remove: SQL over the row's own columns, and the same in words.

    `a & b` and `a | b` make conditions of conditions. There is no "not": what is allowed is said, never what is left over.
    What SQL finds neither true nor false (a NULL) is refused.
    """

    sql: str
    words: str
    joined: str = ""

    def __post_init__(self) -> None:
        if not self.sql.strip() or not self.words.strip():
            raise ValueError("a condition without SQL or without words is neither everything nor nothing")

    def __and__(self, other: "Condition") -> "Condition":
        return _joined(self, other, "AND", _("{one} and {other}"))

    def __or__(self, other: "Condition") -> "Condition":
        return _joined(self, other, "OR", _("{one} or {other}"))


def _joined(one: Condition, other: Condition, operator: str, words: str) -> Condition:
    def inner(condition: Condition) -> str:
        return f"({condition.words})" if condition.joined not in {"", operator} else condition.words

    said = words.format(one=inner(one), other=inner(other))
    return Condition(f"({one.sql} {operator} {other.sql})", said, operator)


NOBODY = Condition("false", _("nobody"))
ANYBODY = Condition("true", _("anybody"))


def among(column: str, asked: str, words: str) -> Condition:
    """The column holds one of the values that the function `asked` returns to whoever asks.

    Written so that PostgreSQL asks the function once for a query and not once for a row: ten times faster over a million rows.
    """
    return Condition(f"{_column(column)} = ANY (ARRAY(SELECT {_function(asked)}))", words)


def is_one(column: str, asked: str, words: str) -> Condition:
    """The column holds the value that the function `asked` returns to whoever asks; no row when it returns none."""
    return Condition(f"{_column(column)} = (SELECT {_function(asked)})", words)


def only_if(asked: str, words: str) -> Condition:
    """The function `asked` says yes to whoever asks, whatever the row."""
    return Condition(f"(SELECT {_function(asked)})", words)


def with_its(column: str, table: str, words: str) -> Condition:
    """Whoever sees the row of `table` that the column points at sees this one. That table's own guard answers: its conditions are not said again.

    Written so that PostgreSQL looks up the one row by its key when it asks for few, and reads the whole table (as `IN` does, always) only when it asks for many. The inner
    SELECT lets nothing but the key out, so that `column` is this table's own, whatever columns the other has.
    """
    sql = f"EXISTS (SELECT FROM (SELECT id AS its_key FROM {_column(table)}) its WHERE its_key = {_column(column)})"  # noqa: S608 - both are plain names
    return Condition(sql, words)


def says(column: str, *values: str, words: str) -> Condition:
    """The column holds one of these words. Without any it would hold nothing: say NOBODY."""
    if not values or not all(VALUE.fullmatch(value) for value in values):
        raise ValueError(f"{values!r} are no plain words")
    quoted = ", ".join(f"'{value}'" for value in values)
    return Condition(f"{_column(column)} IN ({quoted})", words)


def _column(name: str) -> str:
    if not COLUMN.fullmatch(name):
        raise ValueError(f"{name!r} is no column")
    return name


def _function(call: str) -> str:
    if not ASKED.fullmatch(call):
        raise ValueError(f"{call!r} is no call of a function with plain words")
    return call


@dataclass(frozen=True)
class Rows:
    """Whose the rows of a table are. `add` and `change` are asked of the row as it will be, `change` also of the row as it was, unless `becomes` is
    asked of what it will be. `recorded`: reading such a row leaves an event in the audit log.
    """  # fmt: skip

    see: Condition
    add: Condition
    change: Condition
    remove: Condition = NOBODY
    becomes: Condition | None = None
    recorded: bool = True

    def sql(self) -> dict[str, str]:
        """The conditions as `Guard` takes them, by name: what a migration writes down."""
        return {name: condition.sql for name, condition in self._conditions().items()}

    def words(self) -> dict[str, str]:
        """The conditions in words, by name."""
        return {name: condition.words for name, condition in self._conditions().items()}

    def _conditions(self) -> dict[str, Condition]:
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, Condition)}


@dataclass(frozen=True)
class Open:
    """A table without row-level security, and why it may be: it holds nothing about a person, or signing in needs it before anybody is somebody.

    The list of them is frozen in a test.
    """

    why: str


def describe(table: str, rows: Rows | Open) -> list[str]:
    """The declaration as sentences, for a document."""
    if isinstance(rows, Open):
        return [_("{table}: no row-level security. {why}").format(table=table, why=rows.why)]
    verbs = {
        "see": _("Seen by"), "add": _("added by"), "change": _("changed by"),
        "becomes": _("changed into by"), "remove": _("removed by"),
    }  # fmt: skip
    said = "; ".join(f"{verbs[name]}: {words}" for name, words in rows.words().items())
    recorded = _("Reading it is recorded.") if rows.recorded else _("Reading it is not recorded.")
    return [f"{table}. {said}. {recorded}"]
