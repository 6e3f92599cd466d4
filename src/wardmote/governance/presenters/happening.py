"""What happened since somebody was last here, as Home tells it."""

from collections.abc import Callable

from django.urls import reverse

from wardmote.accounts.happened import News, Piece
from wardmote.accounts.presenters.dates import day
from wardmote.governance import duties, words
from wardmote.governance.presenters.meetings import title
from wardmote.governance.queries import Kind, One
from wardmote.governance.states import Happened
from wardmote.words import gettext as _

LONGEST = 120  # characters of a text that Home shows
LISTS = {
    Happened.GIVEN: "actions", Happened.LATE: "actions", Happened.ANSWERED: "actions",
    Happened.DECIDED: "decisions",
    Happened.APPROVED: "meetings", Happened.CIRCULATED: "meetings", Happened.MOVED: "meetings", Happened.CANCELLED: "meetings", Happened.PLANNED: "meetings",
    Happened.RECOMMENDED: "recommendations", Happened.RESPONDED: "recommendations", Happened.ASKED: "scrutiny",
    Happened.RISK_RAISED: "risks", Happened.RISK_UP: "risks", Happened.RISK_DOWN: "risks", Happened.RISK_CLOSED: "risks",
    Happened.HANDED_IN: "exception-reports", Happened.SEATED: "governance", Happened.GROUPS: "governance",
    Happened.ADOPTED: "framework", Happened.CLAIMED: "duties", Happened.ENTERED: "registers",
}  # fmt: skip
PAGES = {
    Happened.GIVEN: "action", Happened.LATE: "action", Happened.ANSWERED: "action",
    Happened.DECIDED: "minutes", Happened.APPROVED: "minutes",
    Happened.CIRCULATED: "meeting", Happened.MOVED: "meeting", Happened.CANCELLED: "meeting", Happened.PLANNED: "meeting",
    Happened.RECOMMENDED: "recommendation", Happened.RESPONDED: "recommendation", Happened.ASKED: "matter",
    Happened.RISK_RAISED: "risk", Happened.RISK_UP: "risk", Happened.RISK_DOWN: "risk", Happened.RISK_CLOSED: "risk",
    Happened.HANDED_IN: "exception-report", Happened.SEATED: "group", Happened.GROUPS: "group",
    Happened.ADOPTED: "framework-version", Happened.CLAIMED: "duty", Happened.ENTERED: "entry",
}  # fmt: skip


def news_told(one: Kind, *, brief: bool) -> News:
    """One kind: its sentence, and a few of it unless `brief`."""
    said = words.happened(one.kind, one.count)
    if one.ours:
        said = _("{said}, {ours}").format(said=said, ours=words.of_our_agency(one.ours))
    pieces = () if brief else tuple(_piece(one.kind, each) for each in one.some)
    return News(said, reverse(LISTS[one.kind]), pieces, one.count - len(pieces))


def _piece(kind: Happened, one: One) -> Piece:
    return Piece(_words(kind, one), reverse(PAGES[kind], args=[one.key]), _note(kind, one))


def _words(kind: Happened, one: One) -> str:
    if one.meeting and kind is not Happened.DECIDED:
        return title(one.meeting)
    said: dict[Happened, Callable[[], str]] = {
        Happened.HANDED_IN: lambda: one.group,
        Happened.CLAIMED: lambda: _(duties.table()[str(one.key)].label),
        Happened.ADOPTED: lambda: _("{title}, version {n}").format(title=one.words, n=one.number),
    }
    return said.get(kind, lambda: _short(one))()


def _short(one: One) -> str:
    text = one.words if len(one.words) <= LONGEST else f"{one.words[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"{one.number}. {text}" if one.number is not None else text


def _note(kind: Happened, one: One) -> str:
    if kind is Happened.DECIDED and one.meeting:
        return title(one.meeting)
    if kind is Happened.HANDED_IN and one.on:
        return _("quarter from {day}").format(day=day(one.on))
    if kind is Happened.CLAIMED and one.on:
        return _("done on {day}").format(day=day(one.on))
    return one.group if kind in {Happened.ANSWERED, Happened.RESPONDED, Happened.SEATED} else ""
