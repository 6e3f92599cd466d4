"""The options that several commands share, and the application that they are commands of."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from wardmote.engine.geography import Geography
    from wardmote.engine.lake import Lake

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Wardmote: the working system of a Community Safety Partnership.",
)
areas = typer.Typer(no_args_is_help=True, help="A partnership's own areas and boundaries.")
app.add_typer(areas, name="areas")

Command = TypeVar("Command", bound=Callable[..., Any])


class Trust(StrEnum):
    """Whom a command believes: it has no sign-in, so what it may reach follows from the account on the machine that runs it."""

    ANYBODY = "anybody"  # open data, definitions, the state of the installation: nothing about a person
    OPERATOR = "operator"  # whoever may use the installation's own account: they hold its register and keys already


def needs(trust: Trust) -> Callable[[Command], Command]:
    """The door of a command: put it below `@app.command()`. A test walks all commands and finds one without."""

    def marked(command: Command) -> Command:
        command.needs = trust  # type: ignore[attr-defined]
        return command

    return marked


LakeFolder = Annotated[Path, typer.Option("--lake", envvar="WARDMOTE_LAKE", help="Folder of the lake.")]
AreaCode = Annotated[str, typer.Option("--area", help="GSS code (or exact name) of the area.")]
FirstMonth = Annotated[str, typer.Option("--from", help="First month, YYYY-MM.")]
LastMonth = Annotated[str, typer.Option("--to", help="Last month, YYYY-MM.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Extra = Annotated[
    Path | None, typer.Option("--areas", envvar="WARDMOTE_AREAS", help="Folder of the partnership's own areas.")
]
IndicatorKey = Annotated[str, typer.Argument(help="Key of an indicator, such as all-crime.")]


def show_json(found: Any) -> None:
    print(json.dumps(found, indent=2, ensure_ascii=False))


def opened_lake(lake: Path, extra: Path | None) -> "tuple[Lake, Geography]":
    from wardmote.engine import geography
    from wardmote.engine import lake as lakes

    if extra is not None and not extra.is_dir():
        raise WardmoteError(_("there is no folder {folder}: 'wardmote areas add' makes one").format(folder=extra))
    return lakes.open_lake(lake), geography.load(extra)
