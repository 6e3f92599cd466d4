"""The command line. What a command prints with --json is a contract; what it prints without is for people.

Anything that a person can mend ends with exit status 2 and one line that says what is wrong and what is there instead.
"""

import sys

from wardmote.cli import keeping, measuring, site
from wardmote.cli.options import app
from wardmote.definitions import BadDefinition
from wardmote.engine.errors import WardmoteError

COMMANDS = (keeping, measuring, site)  # importing them is what makes their commands known


def main() -> None:
    """Run a command; say a person's mistake in one line and end with status 2."""
    try:
        app()
    except (WardmoteError, BadDefinition) as problem:
        print(f"wardmote: {' '.join(str(problem).split())}", file=sys.stderr)
        sys.exit(2)
