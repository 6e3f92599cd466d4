"""Every command says whom it believes, as every page has a door."""

import typer

from wardmote import cli
from wardmote.cli.options import Trust, app


def commands(group: typer.Typer) -> list:
    """The functions behind all commands of a group and of the groups in it."""
    found = [entry.callback for entry in group.registered_commands]
    for inner in group.registered_groups:
        found += commands(inner.typer_instance)
        if inner.typer_instance.registered_callback:
            found.append(inner.typer_instance.registered_callback.callback)
    return found


def doorless(group: typer.Typer) -> list[str]:
    return [command.__name__ for command in commands(group) if not isinstance(getattr(command, "needs", None), Trust)]


def test_every_command_says_whom_it_believes():
    assert cli.COMMANDS
    assert len(commands(app)) > 9
    assert doorless(app) == []


def test_a_command_that_does_not_say_it_is_found():
    group, inner = typer.Typer(), typer.Typer()
    group.add_typer(inner)

    @inner.command()
    def forgotten() -> None: ...

    assert doorless(group) == ["forgotten"]
