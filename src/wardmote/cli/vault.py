"""Commands for the keys of the vault."""

from typing import Annotated

import typer

from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.cli.recording import over_our_tables, recorded
from wardmote.cli.showing import bar
from wardmote.words import gettext as _
from wardmote.words import ngettext

vault = typer.Typer(no_args_is_help=True, help="The keys of what is sealed in the register.")
app.add_typer(vault, name="vault")


@vault.command("status")
@needs(Trust.OPERATOR)
def vault_status(as_json: AsJson = False) -> None:
    """The keys, and how many values each seals. No key is shown."""
    over_our_tables()
    from wardmote.platform import key_ring, rotation

    held, ring = rotation.status(), key_ring.read(key_ring.VAULT)
    if as_json:
        keys = [{"name": key.name, "state": key.state.value} for key in ring.keys]
        return show_json({"keys": keys, "values": [vars(one) for one in held]})
    known = {key.name: key.state.value for key in ring.keys}
    for name, state in known.items():
        values = sum(one.values for one in held if one.key == name)
        print(f"{name}  {state:<8} " + ngettext("{n} value", "{n} values", values).format(n=f"{values:,}"))
    for one in held:
        state = "" if one.key in known else "  " + (_("NOT ON THE RING") if one.key else _("NOT SEALED"))
        print(f"    {one.table}.{one.column}  {one.key or '-'}  {one.values:,}{state}")
    return None


@vault.command("rotate")
@needs(Trust.OPERATOR)
def vault_rotate() -> None:
    """Make a new key and seal everything anew with it, while people work. Run again, it goes on where it was ended."""
    over_our_tables()
    from wardmote.platform import rotation

    with bar() as show:
        turned = rotation.rotate(show=show)
    recorded("rotate-keys", key=turned.key, values=turned.values)
    text = ngettext(
        "{n} value sealed anew; the key is '{key}'.", "{n} values sealed anew; the key is '{key}'.", turned.values
    )
    print(text.format(n=f"{turned.values:,}", key=turned.key))
    print(_("Keep a copy of the key ring now: without it nothing that is sealed can be read again."))
    for place in turned.unopened:
        print(_("Does not open, left as it was: {place}").format(place=place))
    if turned.unopened:
        raise typer.Exit(1)


@vault.command("retire")
@needs(Trust.OPERATOR)
def vault_retire(name: Annotated[str, typer.Argument(help="Name of an old key.")]) -> None:
    """Take an old key off the ring. Refused while anything is sealed with it."""
    over_our_tables()
    from wardmote.platform import rotation

    rotation.retire(name)
    recorded("retire-key", key=name)
    print(_("The key '{name}' is off the ring. Backups taken before still need it: keep your copy.").format(name=name))
