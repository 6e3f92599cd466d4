"""A published file becomes rows that count and rejects that say why they do not."""

from dataclasses import dataclass

import polars as pl

from wardmote.engine.errors import BadFile
from wardmote.engine.sources.checks import Expected, check
from wardmote.engine.sources.definition import described
from wardmote.engine.sources.lines import Lines, split
from wardmote.engine.sources.names import Named
from wardmote.words import gettext as _

REJECTS = {"line": pl.Int64, "reason": pl.String, "text": pl.String}


@dataclass(frozen=True)
class Table:
    """What a file holds. `rows`: force, month (yyyymm) and the source's columns, typed, in published order.

    `rejects`: line (the header is line 1), reason and the text as published. `read` is the number of both together.
    """

    rows: pl.DataFrame
    rejects: pl.DataFrame
    read: int


def _rejects(lines: Lines, reasons: pl.Series | None) -> pl.DataFrame:
    faults = list(lines.broken)
    if reasons is not None:
        wrong = reasons.is_not_null()
        faults += zip(lines.line_numbers().filter(wrong), reasons.filter(wrong), strict=True)
    faults.sort()
    numbers = [line for line, _reason in faults]
    text = lines.raw(numbers) if faults else []
    return pl.DataFrame([numbers, [reason for _line, reason in faults], text], schema=REJECTS)


def _refuse_if_nothing_counts(table: Table, label: str) -> None:
    if table.rows.height:
        return
    first = table.rejects.row(0, named=True)
    message = _("{file}: none of its {count} rows can be counted; line {line}: {reason}")
    raise BadFile(message.format(file=label, count=table.read, line=first["line"], reason=first["reason"]))


def tabulate(data: bytes, named: Named, label: str) -> Table:
    """Split, type and check a file's published bytes. `label` names the file in messages.

    Raises BadFile when the file is not what its name says, or when not one of its rows may count.
    """
    source = described(named.source)
    lines = split(data, source, label)
    rows, reasons = check(lines.text, Expected(source, named.force, named.month))
    if reasons is not None:
        rows = rows.filter(reasons.is_null())
    table = Table(rows, _rejects(lines, reasons), lines.read)
    _refuse_if_nothing_counts(table, label)
    return table
