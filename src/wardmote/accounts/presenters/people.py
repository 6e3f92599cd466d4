"""People in words: the list, one person, and what they look like in a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from wardmote.accounts import words
from wardmote.accounts.presenters.dates import left_until, moment, stretch
from wardmote.accounts.queries.persons import CredentialHeld, InvitationSent, Person, RoleHeld
from wardmote.accounts.states import AccountState
from wardmote.words import gettext as _

TONES = {
    AccountState.ACTIVE: "green", AccountState.INVITED: "blue", AccountState.ASLEEP: "yellow", AccountState.LEFT: "grey",
}  # fmt: skip
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Tag:
    """A word with a colour."""

    text: str
    tone: str


@dataclass(frozen=True)
class PersonRow:
    """One line of the list."""

    name: str
    href: str
    email: str
    agencies: list[str]
    roles: list[str]
    soon: list[str]
    signed_in: str
    state: Tag


@dataclass(frozen=True)
class HeldRow:
    """A role or a credential on a person's page: what, when, who put it on file; `end` is where it can be ended."""

    what: str
    note: str
    when: str
    state: Tag
    recorded: str
    end: str = ""
    ended: str = ""
    letter: str = ""


@dataclass(frozen=True)
class Facts:
    """A person's page."""

    key: UUID
    name: str
    email: str
    state: Tag
    account: str
    signed_in: str
    recorded: str
    roles: list[HeldRow]
    credentials: list[HeldRow]
    invitations: list[HeldRow]
    may_invite: bool
    may_withdraw: bool
    may_wake: bool
    may_lose_factor: bool
    has_left: bool


def state_tag(state: AccountState) -> Tag:
    return Tag(dict(words.states())[state], TONES[state])


def row(person: Person, today: date) -> PersonRow:
    """A person's line; for somebody who left, the roles that they had."""
    shown = [held for held in person.roles if not held.is_over(today)] or list(person.roles)
    return PersonRow(
        name=person.name,
        href=reverse("person", args=[person.key]),
        email=person.email,
        agencies=sorted({held.agency_name for held in shown}),
        roles=sorted({held.name for held in shown}),
        soon=soon(person, today),
        signed_in=moment(person.signed_in_at) if person.signed_in_at else _("never"),
        state=state_tag(person.state),
    )


def soon(person: Person, today: date) -> list[str]:
    """What runs out, or has, in words."""
    return [f"{one.name}: {left_until(one.valid_to, today)}" for one in person.running_out(today) if one.valid_to]


def facts(person: Person, today: date, now: datetime, *, proves: bool | None, mailed: bool) -> Facts:
    """Everything that is on file about a person in the partnership. `proves`: whether they have a second factor, None: not known; `mailed`: a mail server is set."""
    newest = person.invitations[0] if person.invitations else None
    invited, left = person.state is AccountState.INVITED, person.state is AccountState.LEFT
    return Facts(
        key=person.key,
        name=person.name,
        email=person.email,
        state=state_tag(person.state),
        account=account_words(person, now, proves=proves),
        signed_in=moment(person.signed_in_at) if person.signed_in_at else _("never"),
        recorded=_recorded(person.recorded_at, person.recorded_by),
        roles=[_role(held, today) for held in reversed(person.roles)],
        credentials=[_credential(held, today, left=left) for held in person.credentials],
        invitations=[_invitation(sent, now, mailed=mailed) for sent in person.invitations],
        may_invite=invited,
        may_withdraw=invited and newest is not None and newest.withdrawn_at is None,
        may_wake=person.state is AccountState.ASLEEP,
        may_lose_factor=bool(proves) and not left,
        has_left=left,
    )


@dataclass(frozen=True)
class Own:
    """What a member sees of themselves in one partnership."""

    partnership: str
    roles: list[HeldRow]
    credentials: list[HeldRow]


def own(partnership: str, person: Person, today: date) -> Own:
    """The same rows as an administrator's, with nothing to press."""
    roles = [_role(held, today) for held in reversed(person.roles)]
    return Own(partnership, roles, [_credential(held, today) for held in person.credentials])


def account_words(person: Person, now: datetime, *, proves: bool | None) -> str:
    """What the state of an account means, and what there is to do about it."""
    newest = person.invitations[0] if person.invitations else None
    if person.state is AccountState.INVITED:
        if newest and newest.is_open(now):
            return _("Has not come in yet. The link opens until {until}.").format(until=moment(newest.expires_at))
        return _("Has not come in, and no link opens any more. Send the invitation again.")
    return {
        AccountState.ACTIVE: {
            True: _("Comes in with a password and a second factor."),
            False: _("Has no second factor now: gives the password at the next sign-in and sets one up."),
            None: _("Can sign in."),
        }[proves],
        AccountState.ASLEEP: _("Has not signed in for so long that the account sleeps. An administrator wakes it."),
        AccountState.LEFT: _("Has no role in this partnership any more."),
    }[person.state]


def _recorded(at: datetime, by: str) -> str:
    return _("{when}, by {who}").format(when=moment(at), who=by or _("the installation’s operator"))


def _role(held: RoleHeld, today: date) -> HeldRow:
    over = held.is_over(today)
    waits = held.valid_from > today
    tag = Tag(_("Ended"), "grey") if over else Tag(_("To come"), "blue") if waits else Tag(_("In force"), "green")
    end = "" if over else reverse("end-role", args=[held.key])
    when = stretch(held.valid_from, held.valid_to)
    recorded = _recorded(held.recorded_at, held.recorded_by)
    return HeldRow(held.name, held.agency_name, when, tag, recorded, end, _ended(held))


def _ended(held: RoleHeld | CredentialHeld) -> str:
    if held.ended is None:
        return ""
    return _("End put on file {recorded}").format(recorded=_recorded(held.ended.at, held.ended.by))


def _credential(held: CredentialHeld, today: date, *, left: bool = False) -> HeldRow:
    """Of who has left nothing needs to be renewed: what runs out is no warning there."""
    tag = Tag(_("Ended"), "grey") if held.is_over(today) else Tag(_("In force"), "green")
    if held.runs_out_soon(today) and held.valid_to and not left:
        tag = Tag(left_until(held.valid_to, today), "orange")
    kind = dict(words.credential_kinds())[held.kind]
    end = "" if held.is_over(today) else reverse("end-credential", args=[held.key])
    when = stretch(held.valid_from, held.valid_to)
    recorded = _recorded(held.recorded_at, held.recorded_by)
    return HeldRow(held.name, kind, when, tag, recorded, end, _ended(held))


def _invitation(sent: InvitationSent, now: datetime, *, mailed: bool) -> HeldRow:
    if sent.accepted_at:
        tag, when = Tag(_("Accepted"), "green"), moment(sent.accepted_at)
    elif sent.withdrawn_at:
        tag, when = Tag(_("Withdrawn"), "grey"), moment(sent.withdrawn_at)
    elif sent.is_open(now):
        tag, when = Tag(_("Open"), "blue"), _("until {when}").format(when=moment(sent.expires_at))
    else:
        tag, when = Tag(_("Ran out"), "yellow"), moment(sent.expires_at)
    recorded = _recorded(sent.recorded_at, sent.recorded_by)
    return HeldRow(_("Invitation"), "", when, tag, recorded, letter=letter(sent, mailed=mailed))


def letter(sent: InvitationSent, *, mailed: bool) -> str:
    """What became of the letter with the link. `mailed`: a mail server is set."""
    if sent.letter is None:
        return ""
    if sent.letter.sent_at:
        return _("The mail was sent on {when}.").format(when=moment(sent.letter.sent_at))
    if sent.letter.dead_at:
        return _("The mail could not be delivered. Is the address right?")
    if not mailed:
        return _("The mail waits: no mail server is set.")
    if sent.letter.tries:
        return _("The mail is not sent yet: the mail server did not take it. It is tried again by itself.")
    return _("The mail is on its way.")


def as_csv(people: Sequence[Person], today: date) -> str:
    """The list for a spreadsheet: one line for each role of each person."""
    written = io.StringIO()
    lines = csv.writer(written)
    head = (_("Name"), _("Email address"), _("Account"), _("Last sign-in"), _("Agency"), _("Role"), _("First day"),
            _("Last day"), _("Runs out soon"))  # fmt: skip
    lines.writerow(head)
    for person in people:
        about = (person.name, person.email, state_tag(person.state).text, _written(person.signed_in_at))
        for held in person.roles:
            last = date.fromordinal(held.valid_to.toordinal() - 1) if held.valid_to else None
            line = (*about, held.agency_name, held.name, held.valid_from.isoformat(), last.isoformat() if last else "",
                    "; ".join(soon(person, today)))  # fmt: skip
            lines.writerow([harmless(cell) for cell in line])
    return written.getvalue()


def _written(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text, whatever somebody called themselves."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def done(key: str, person: Person, *, mailed: bool) -> str:
    """What a person's page says after something was done. The address carries the key; an unknown one says nothing. `mailed`: a mail server is set.

    What became of a letter is looked up, not promised: a page that is loaded again says what is so by then.
    """
    newest = person.invitation
    said = letter(newest, mailed=mailed) if newest else ""
    if not said:  # who has an account is written to as well, and of that letter the page knows nothing
        said = _("A mail tells them.") if mailed else _("The mail waits: no mail server is set.")
    return {
        "invited": _("Invited. {letter}").format(letter=said),
        "invited-again": _("There is a new link. {letter} Links that were sent before open nothing any more.").format(
            letter=said
        ),
        "invitation-withdrawn": _(
            "The invitation is withdrawn: its link opens nothing any more, and the roles have ended."
        ),
        "role-given": _("The role is given."),
        "role-ended": _("The role ends as you said. It stays on file."),
        "credential-recorded": _("It is on file."),
        "credential-ended": _("It ends as you said. It stays on file."),
        "name-corrected": _("The name is corrected."),
        "left": _("Marked as left. They are out at their next click."),
        "factors-forgotten": _(
            "Their second factors are taken away, and they are signed out. They set up anew at their next sign-in."
        ),
        "woken": _("The account is awake. Tell them that they can sign in again."),
    }.get(key, "")
