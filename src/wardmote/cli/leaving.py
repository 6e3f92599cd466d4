"""The command by which a partnership leaves with everything that is kept of it."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.options import AsJson, Trust, needs, show_json
from wardmote.cli.people import partnership
from wardmote.cli.recording import over_our_tables
from wardmote.cli.showing import bar
from wardmote.words import gettext as _


@partnership.command("exit")
@needs(Trust.OPERATOR)
def leave(
    slug: Annotated[str, typer.Argument(help="Short name of the partnership.")],
    to: Annotated[Path, typer.Option("--to", help="A new folder. It will hold personal data: keep it as the register is kept.")],
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Hand over all that governance keeps of a partnership, in open formats: tables, earlier versions, papers, a dictionary and a manifest. Nothing is deleted."""
    over_our_tables()
    from wardmote.governance.extracts.leaving import leave as hand_over
    from wardmote.governance.queries.leaving import at_one_moment
    from wardmote.platform import clock
    from wardmote.platform.keys import new_key
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    began = time.monotonic()
    with bar() as show, at_one_moment(), acting_as(replace(AT_THE_COMMAND_LINE, request=new_key())):
        done = hand_over(slug, to, on=clock.today(), show=show)
    if as_json:
        return show_json({"folder": str(to), "rows": done.rows})
    said = _("{folder}: {n} rows of {tables} tables in {seconds} s. README.txt in it says what is where.")
    print(
        said.format(folder=to, n=f"{done.count:,}", tables=len(done.rows), seconds=f"{time.monotonic() - began:,.0f}")
    )
    return None
