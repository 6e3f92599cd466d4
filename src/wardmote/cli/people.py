"""Commands about who works here, for the operator: the first administrator of a partnership, and what cannot wait for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.cli.recording import over_our_tables
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from wardmote.governance.changes import Outcome

partnership = typer.Typer(no_args_is_help=True, help="Partnerships of this installation.")
people = typer.Typer(no_args_is_help=True, help="Accounts, when no administrator can do it.")
app.add_typer(partnership, name="partnership")
app.add_typer(people, name="people")

Site = Annotated[str, typer.Option("--site", help="Address of the site, which the printed link begins with.")]
Email = Annotated[str, typer.Argument(help="The person's email address.")]


@contextmanager
def _operating() -> Iterator[None]:
    """One transaction as the operator: the log says that it was a command."""
    over_our_tables()
    from wardmote.platform.keys import new_key
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    with acting_as(replace(AT_THE_COMMAND_LINE, request=new_key())):
        yield


@partnership.command("found")
@needs(Trust.OPERATOR)
def found(
    name: Annotated[str, typer.Option(help="Name of the partnership.")],
    district: Annotated[str, typer.Option(help="GSS code (or exact name) of its district.")],
    administrator: Annotated[str, typer.Option(help="Email address of its first administrator.")],
    council: Annotated[str, typer.Option(help="Name of the council that they act for.")] = "",
    administrator_name: Annotated[str, typer.Option(help="Their name.")] = "",
    site: Site = "http://localhost:8000",
) -> None:
    """Make a partnership with its council and its first administrator, and print the link that lets them in. It is shown once."""
    from wardmote.engine import geography

    area = geography.load().find(district)
    _refuse_no_address(administrator)
    with _operating():
        from django.utils.text import slugify

        from wardmote.accounts import changes
        from wardmote.accounts.states import District
        from wardmote.platform import clock

        secret = changes.found(
            name=name, slug=slugify(name)[:50], district=District(area.code, str(area.vintage), clock.today()),
            council=council or _("{area} Council").format(area=area.name),
            guest_name=administrator_name or administrator.partition("@")[0], guest_email=administrator, at=clock.now(),
        )  # fmt: skip
    _show_link(site, secret, administrator)


Day = Annotated[str, typer.Option("--on", help="The first day of what comes after, such as 2028-04-01.")]
Before = Annotated[list[str], typer.Option("--before", help="Short name of a partnership that ends; once for each.")]
After = Annotated[
    list[str], typer.Option("--after", help="Short name of one in its place, founded already; once for each.")
]


@partnership.command("plan")
@needs(Trust.OPERATOR)
def plan(on: Day, before: Before, after: After) -> None:
    """Print a plan to begin with: partnerships that are merged or split, and what has to be given to whom. Keep it in a file, and change it."""
    from datetime import date

    try:
        first = date.fromisoformat(on)
    except ValueError:
        raise WardmoteError(_("{text} is no day: write it as 2028-04-01").format(text=on)) from None
    with _operating():
        from wardmote.governance import changes

        text = changes.draft_plan(on=first, before=before, after=after)
    print(text, end="")


@partnership.command("reorganise")
@needs(Trust.OPERATOR)
def reorganise(
    plan: Annotated[Path, typer.Argument(help="The file with the plan (TOML).")],
    go: Annotated[bool, typer.Option("--go", help="Do it. Without this it is only shown what would be done.")] = False,
    as_json: AsJson = False,
) -> None:
    """Merge or split partnerships by a plan. It shows what would go over; with --go it is done, all or nothing, and only another plan undoes it."""
    with _operating():
        from wardmote.governance import changes, reorganising
        from wardmote.platform import clock

        wanted, text = reorganising.read(plan)
        found = (changes.reorganise if go else changes.preview)(plan=wanted, text=text, at=clock.now())
    if as_json:
        return show_json(asdict(found) | {"done": go})
    _show_outcome(found, done=go)
    return None


def _show_outcome(found: "Outcome", *, done: bool) -> None:
    from wardmote.governance.presenters.handovers import counted

    for one in found.passed:
        print(_("{before} -> {after}").format(before=one.before, after=one.after))
        for label, n in counted(one.counts):
            print(f"  {n:>8}  {label}")
    print(_("{n} roles are proposed to the administrators; nobody got one.").format(n=found.roles))
    print(_("{n} rows stay as they are, and are read there as before.").format(n=f"{sum(found.stays.values()):,}"))
    for note in found.notes:
        print(_("Look at: {note}").format(note=note))
    for fault in found.faults:
        print(_("In the way: {fault}").format(fault=fault))
    if done:
        print(_("Done. Their pages say what came from where; only another plan undoes it."))
    else:
        print(_("Nothing was done.") if found.faults else _("Nothing was done: add --go to do it."))


@people.command("list")
@needs(Trust.OPERATOR)
def listed(as_json: AsJson = False) -> None:
    """Everybody in every partnership: address, account, agency and roles."""
    from wardmote.accounts.presenters.dates import moment

    with _operating():
        from wardmote.accounts import queries
        from wardmote.platform import clock

        everybody = queries.everybody(on=clock.today())
    lines = [
        {
            "partnership": name, "email": one.email, "name": one.name, "account": one.state.value,
            "signed_in": moment(one.signed_in_at) if one.signed_in_at else "",
            "roles": sorted({f"{held.role} for {held.agency_name}" for held in one.roles if not held.is_over(clock.today())}),
        }
        for name, one in everybody
    ]  # fmt: skip
    if as_json:
        return show_json(lines)
    for line in lines:
        print(f"{line['account']:<8} {line['email']:<40} {line['partnership']}: {', '.join(line['roles']) or '-'}")
    return None


@people.command("leave")
@needs(Trust.OPERATOR)
def leave(email: Email) -> None:
    """Somebody must be out now: all their roles end, in every partnership, and their account is closed."""
    with _operating():
        from wardmote.accounts import changes
        from wardmote.platform import clock

        changes.mark_left_everywhere(email=email, on=clock.today(), at=clock.now())
    print(_("{email} is out: at the next request of every session.").format(email=email))


@people.command("wake")
@needs(Trust.OPERATOR)
def wake(email: Email) -> None:
    """Wake an account that sleeps, when no administrator is awake to do it."""
    with _operating():
        from wardmote.accounts import changes
        from wardmote.platform import clock

        changes.wake_by_operator(email=email, at=clock.now())
    print(_("{email} can sign in again, with their second factor.").format(email=email))


@people.command("forget-factors")
@needs(Trust.OPERATOR)
def forget_factors(
    email: Email,
    why: Annotated[
        str, typer.Option("--why", help="For the log: lost (or stolen), replaced (broken, another telephone), other.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="You have made sure that it is really them.")] = False,
) -> None:
    """Somebody has lost their second factor, and no administrator can take it away. Make sure first that it is really them."""
    from wardmote.accounts.states import LostFactors

    if why not in list(LostFactors):
        raise WardmoteError(_("--why is one of {known}").format(known=", ".join(LostFactors)))
    if not yes:
        said = _(
            "{email} would be signed out everywhere, and whoever then knows the password sets up a new second factor: make sure that it is really them, and add --yes"
        )
        raise WardmoteError(said.format(email=email))
    with _operating():
        from wardmote.accounts.changes import second_factor

        taken = second_factor.forget_factors_by_operator(email=email, why=LostFactors(why))
    if not taken:
        print(
            _("{email} has no second factor: there is nothing to take away, and nothing was done.").format(email=email)
        )
        return
    print(
        _("{email} is signed out everywhere, and sets up a new second factor at the next sign-in.").format(email=email)
    )


@people.command("invite-again")
@needs(Trust.OPERATOR)
def invite_again(email: Email, site: Site = "http://localhost:8000") -> None:
    """A new link for somebody who has not come in yet, such as a first administrator whose link ran out. It is shown once."""
    with _operating():
        from wardmote.accounts import changes
        from wardmote.platform import clock

        secret = changes.new_link(email=email, at=clock.now())
    _show_link(site, secret, email)


def _refuse_no_address(text: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(text)
    except ValidationError:
        raise WardmoteError(_("{text} is no email address").format(text=text)) from None


def _show_link(site: str, secret: str, email: str) -> None:
    if not secret:
        print(_("{email} has an account already, and signs in as before.").format(email=email))
        return
    print(
        _(
            "Give this link to {email}, and to nobody else. It opens once, within 7 days, and is not shown again:"
        ).format(email=email)
    )
    print(f"{site.rstrip('/')}/invitation/{secret}")
