"""What all changes of governance share: who runs the business, and the clash that a form shows."""

from uuid import UUID

from django.db import connection

from wardmote.accounts.models import Grant
from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError
from wardmote.governance.changes.looked_up import looked_up
from wardmote.governance.models import Body
from wardmote.governance.policies import may_in
from wardmote.governance.queries.minuters import groups_minuted
from wardmote.governance.rows import KEEPERS
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

ENDED = "WM001"  # what the database says then: migrations/0034


class Clash(WardmoteError):
    """What was asked does not go with what is there: the sentence says why, to whoever asked."""


class Ended(Clash):
    """The partnership has ended, a moment ago and after the page was made."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This partnership has just ended, and nothing more is written in it. Nothing of this was saved: do it in the partnership that takes its place."
            )
        )


def hold() -> bool:
    """Before any row of the partnership worn is locked: it cannot end until the transaction does. False when it has, a moment ago.

    Whoever is at it while the partnership is reorganised waits here, and holds nothing that the reorganisation waits for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT partnership_worn_goes_on()")
        return bool(cursor.fetchone() != (False,))


def hold_on() -> None:
    """The same before anything is written. Raises Ended when it has. The database refuses such rows by itself, too: see `refused_as_ended`."""
    if not hold():
        raise Ended


def refused_as_ended(problem: BaseException) -> bool:
    """Whether the database refused a row because its partnership has ended."""
    return getattr(problem.__cause__, "sqlstate", "") == ENDED


def business_of(by: Standing | None, partnership: UUID) -> UUID | None:
    """The key of who writes, if they run that partnership's business: else Refused. None is the command line."""
    if by is None:
        return None
    may_in("run-governance", by, partnership)
    return by.member


def minuting_of(by: Standing | None, partnership: UUID, group: UUID) -> UUID | None:
    """The key of who writes, if they plan and minute for the group: its chair or secretary, or whoever runs the business. Else Refused."""
    if by is None:
        return None
    may_in("minute-meetings", by, partnership)
    if not by.roles_in(partnership) & set(KEEPERS) and group not in groups_minuted(by):
        raise Refused("minute-meetings")
    return by.member


def refuse_strangers(
    partnership: UUID, *, body: UUID | None = None, member: UUID | None = None, agency: UUID | None = None
) -> None:
    """Raise Refused for a body of another partnership, and for a member or an agency without a role in this one."""
    here = {"partnership": partnership}
    for key, rows, named in (
        (body, Body.objects, {"pk": body}),
        (member, Grant.objects, {"member": member}),
        (agency, Grant.objects, {"agency": agency}),
    ):
        known = (*named.items(), partnership)
        if key is not None and not looked_up(known, rows.filter(**named, **here).exists):
            raise Refused("run-governance")


def worn(by: Standing) -> UUID:
    """The partnership of the hat worn; without a hat, Refused."""
    if by.hat is None:
        raise Refused("run-governance")
    return by.hat.partnership
