"""Commands for those who must sign off an installation."""

import csv
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from wardmote.platform.field_register import Table

COLUMNS = ("table", "field", "level", "access", "retention", "basis", "rows", "remark")


@app.command()
@needs(Trust.ANYBODY)
def fields(
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """The field register: every column of every table, how dangerous it is, how long it is kept. Ends with status 1 when one is not classified."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()
    from wardmote.platform import field_register

    rows = list(_rows(field_register.register()))
    if as_json:
        show_json(rows)
    elif as_csv:
        writer = csv.DictWriter(sys.stdout, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    else:
        for row in rows:
            print(f"{row['level']:<10} {row['access']:<12} {row['table']}.{row['field']}")
    faults = field_register.faults()
    for fault in faults:
        print(_("not classified: {fault}").format(fault=fault), file=sys.stderr)
    if faults:
        raise typer.Exit(1)


def _rows(register: "dict[str, Table]") -> Iterator[dict[str, str]]:
    for label, table in register.items():
        for name, field in table.columns.items():
            words = (
                label, name, field.level, field.access, table.retention, table.basis, table.rows, field.remark,
            )  # fmt: skip
            yield dict(zip(COLUMNS, map(str, words), strict=True))
