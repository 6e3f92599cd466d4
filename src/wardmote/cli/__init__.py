"""The command line. What a command prints with --json is a contract; what it prints without is for people.

Anything that a person can mend ends with exit status 2 and one line that says what is wrong and what is there instead.
"""

import sys
from typing import cast

import typer

from wardmote.cli import assurance, audit, keeping, leaving, measuring, people, releasing, site, vault, wayback, work
from wardmote.cli.options import app
from wardmote.definitions import BadDefinition
from wardmote.engine.errors import WardmoteError

COMMANDS = (
    assurance,
    audit,
    keeping,
    leaving,
    measuring,
    people,
    releasing,
    site,
    vault,
    wayback,
    work,
)  # importing them is what makes their commands known


USAGE = cast(
    type[typer.BadParameter], typer.BadParameter.__mro__[1]
)  # the error of a command wrongly put, of whichever click typer carries


def main() -> None:
    """Run a command; say a person's mistake in one line and end with status 2."""
    try:
        status = app(standalone_mode=False)
    except (WardmoteError, BadDefinition, USAGE) as problem:
        said = problem.format_message() if isinstance(problem, USAGE) else str(problem)
        if said:  # a group alone has shown its help already
            print(f"wardmote: {' '.join(said.split())}", file=sys.stderr)
        sys.exit(2)
    except typer.Abort:
        sys.exit(130)
    sys.exit(status if isinstance(status, int) else 0)
