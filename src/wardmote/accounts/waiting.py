"""What needs somebody now: one queue on Home, out of what every app puts into it.

An app puts itself in by a module `waiting` with a tuple WAITING of functions `(standing, now) -> Iterable[Item]`. The web layer gathers them. The queue is of all
partnerships that a member serves for the agency worn (`standing.beside`), and what is one's own of all of them: each item says whose it is, and opening it puts that
partnership's hat on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from wardmote.accounts import drafting, queries
from wardmote.accounts.policies import allows, may_manage_members, may_read_log
from wardmote.accounts.presenters.dates import left_until, moment
from wardmote.accounts.queries import log
from wardmote.accounts.queries.persons import Person
from wardmote.accounts.states import Hat, Standing
from wardmote.audit import changes as audit
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

EXPIRING = timedelta(days=2)  # an invitation that nobody took is said this long before its link opens nothing
FORGOTTEN = timedelta(days=30)  # and for this long after


@dataclass(frozen=True)
class Item:
    """One thing to do. `due` says by when, in words; `at` puts the queue in order; `late` is past its day. `hat`: whose it is, None for one's own."""

    words: str
    due: str
    href: str
    at: datetime
    late: bool = False
    hat: Hat | None = None


Contributor = Callable[[Standing, datetime], Iterable[Item]]


def of_people(standing: Standing, now: datetime) -> Iterator[Item]:
    """For an administrator: accounts that ask to be woken, invitations that nobody took, and what of their people's runs out."""
    for hat in standing.beside:
        if allows(may_manage_members, standing.wearing(hat)):
            people = queries.people_of(standing, hat.partnership, on=_day(now))
            shown = [(person, item) for person in people for item in _of_person(person, hat, standing, now)]
            ids = list(dict.fromkeys(person.key for person, _item in shown))
            audit.record("see-queue", kind="member", ids=ids, partnership=hat.partnership)
            yield from (item for _person, item in shown)


def _of_person(person: Person, hat: Hat, standing: Standing, now: datetime) -> Iterator[Item]:
    href = reverse("person", args=[person.key])
    if person.wake_asked_at:
        words = _("{name} asks to be let in again: the account sleeps").format(name=person.name)
        yield Item(
            words, _("asked {when}").format(when=moment(person.wake_asked_at)), href, person.wake_asked_at, hat=hat
        )
    if person.invitation and person.invitation.expires_at - EXPIRING < now < person.invitation.expires_at + FORGOTTEN:
        yield _invitation(person.name, person.invitation.expires_at, href, hat, now)
    if person.key != standing.member:
        yield from _credentials(person, href, hat, now, name=person.name)


def _invitation(name: str, expires_at: datetime, href: str, hat: Hat, now: datetime) -> Item:
    words = _("{name} has not taken up the invitation").format(name=name)
    late = expires_at <= now
    due = _("the link ran out {when}") if late else _("the link runs out {when}")
    return Item(words, due.format(when=moment(expires_at)), href, expires_at, late, hat)


def own_credentials(standing: Standing, now: datetime) -> Iterator[Item]:
    """What of one's own runs out within 30 days, or has: in every partnership, for whichever agency, as the letter about it promises."""
    hats = {hat.partnership: hat for hat in (*standing.hats, *standing.beside)}
    for partnership, _name, own in queries.own_record(standing, on=_day(now)):
        if partnership in hats:
            yield from _credentials(own, reverse("account"), hats[partnership], now)


def _credentials(person: Person, href: str, hat: Hat, now: datetime, *, name: str = "") -> Iterator[Item]:
    today = _day(now)
    for held in person.running_out(today):
        words = (
            _("{what} of {name}").format(what=held.name, name=name) if name else _("Your {what}").format(what=held.name)
        )
        ends = datetime(held.valid_to.year, held.valid_to.month, held.valid_to.day, tzinfo=LONDON)  # type: ignore[union-attr]
        yield Item(words, left_until(ends.date(), today), href, ends, ends <= now, hat)


def _day(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def own_drafts(standing: Standing, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - a draft is never late
    """Forms that were begun and not sent."""
    for one in drafting.begun(standing):
        due = _("not sent, last saved {when}").format(when=moment(one.saved_at))
        yield Item(one.words, due, one.path, one.saved_at, hat=one.hat)


def sealing(standing: Standing, now: datetime) -> Iterator[Item]:
    """For an auditor: the log has not been sealed for longer than it may."""
    if not any(allows(may_read_log, standing.wearing(hat)) for hat in standing.beside):
        return
    found = log.integrity(now=now)
    if found.late:
        since = found.sealed_at
        due = _("last sealed {when}").format(when=moment(since)) if since else _("never sealed")
        words = _("The log is not sealed and anchored as often as it must be: tell the operator")
        yield Item(words, due, reverse("log"), since or now, late=True)


WAITING: tuple[Contributor, ...] = (of_people, own_credentials, own_drafts, sealing)
