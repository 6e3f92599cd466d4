"""Commands that set an installation up, look it over and serve its site."""

import os
from typing import Annotated

import typer

import wardmote
from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.words import gettext as _


@app.command()
@needs(Trust.ANYBODY)
def doctor(as_json: AsJson = False) -> None:
    """What is installed, started and missing. Ends with status 1 when something is broken."""
    from wardmote.web import doctor as doctors

    checks = doctors.checks()
    if as_json:
        show_json({"version": wardmote.__version__, "checks": [vars(check) for check in checks]})
    else:
        for check in checks:
            print(f"{check.state:<8} {check.name}: {check.detail}")
    if any(check.state == "broken" for check in checks):
        raise typer.Exit(1)


demonstration = typer.Typer(invoke_without_command=True)
app.add_typer(demonstration, name="demo")


@demonstration.callback()
@needs(Trust.OPERATOR)
def demo(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Name that the site answers to.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port of the site.")] = 8000,
    site: Annotated[bool, typer.Option(help="Start the web site.")] = True,
    stop: Annotated[bool, typer.Option("--stop", help="End the site that a demonstration started.")] = False,
) -> None:
    """Build a sample partnership on real open data, write its report and start its site."""
    if context.invoked_subcommand:
        return
    from wardmote.web import server

    if stop:
        print(_("Stopped.") if server.stop() else _("There was no site to stop."))
        return
    from wardmote.demo import building, telling
    from wardmote.platform import register

    listening = "127.0.0.1" if host == "localhost" else host
    if site:
        server.stands(listening, port)  # what stands in the way is said before the work, not after
    if not register.is_embedded():
        register.check()
    os.environ["WARDMOTE_PORT"] = str(port)  # the letters of the demonstration lead to its own site
    built = building.build(lambda step: print(f"- {step}", flush=True))
    if site:
        print("- " + _("Web site"), flush=True)
        server.run(listening, port, foreground=False)
    for line in telling.lines(built, f"http://{host}:{port}" if site else None):
        print(line)


@demonstration.command()
@needs(Trust.OPERATOR)
def code(name: Annotated[str, typer.Argument(help="Whose: manager, or manager@example.org.")]) -> None:
    """Print the code that a made-up person's telephone would show now. It is taken once, within half a minute or so."""
    from wardmote.demo import building

    email, digits = building.code_for(name)
    print(f"{digits}  {email}")


@app.command()
@needs(Trust.OPERATOR)
def serve(
    host: Annotated[str, typer.Option(envvar="WARDMOTE_ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="WARDMOTE_PORT", help="Port to listen on.")] = 8000,
) -> None:
    """Serve the web site until interrupted. The tables are brought up to date first where the register is embedded."""
    from wardmote.platform import register
    from wardmote.web import server

    server.claim(host, port)
    register.check()
    if register.is_embedded():
        _migrated()
    server.run(host, port)


def _migrated() -> None:
    import os

    import django

    from wardmote.platform import register, releases

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()
    with register.as_owner():
        releases.refuse_newer()
    register.migrate()
