"""The minutes of a meeting as a document, drafted from what was written at it. Pure: it is given the facts, with every name as it was on the day."""

from dataclasses import dataclass
from datetime import date

from wardmote.documents import (
    Block,
    BulletList,
    Column,
    Document,
    Heading,
    Note,
    NumberedParagraph,
    Paragraph,
    Strong,
    Table,
    Text,
)
from wardmote.governance.quorum import Quorum
from wardmote.governance.states import Presence
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class AtTheMeeting:
    """How a body was there. `presence` is None where nobody has said."""

    body: str
    presence: Presence | None
    name: str
    instead_of: str
    votes: bool


@dataclass(frozen=True)
class Declared:
    """`item` is the title of the point; "" for an interest in general."""

    name: str
    interest: str
    item: str
    left_the_room: bool


@dataclass(frozen=True)
class Decided:
    number: int
    text: str
    reasons: str
    options: str


@dataclass(frozen=True)
class Given:
    """An action: its number, what, who, and by when in words."""

    number: int
    text: str
    who: str
    due: str


@dataclass(frozen=True)
class Point:
    title: str
    lead: str
    minute: str
    decisions: tuple[Decided, ...]
    actions: tuple[Given, ...]
    carried: bool


@dataclass(frozen=True)
class Facts:
    """All that the minutes say. `when`, `where` and `next_meeting` are words."""

    partnership: str
    group: str
    on: date
    when: str
    where: str
    chair: str
    also_there: str
    bodies: tuple[AtTheMeeting, ...]
    quorum: Quorum
    declared: tuple[Declared, ...]
    points: tuple[Point, ...]
    next_meeting: str


def draft(facts: Facts) -> Document:
    """The minutes before they are approved: they say so at the top."""
    note = Note(
        _("Draft – not yet approved. The next meeting may change these minutes before it approves them."), "warning"
    )
    return _document(facts, _("Draft – not yet approved"), [note], [])


def approved(facts: Facts, *, on: str, where: str, amendments: str) -> Document:
    """The minutes as they were approved: `on` a day, at a meeting (`where`, "" outside one), with what it wanted said differently."""
    status = _("Approved on {day}").format(day=on)
    said = (
        _("These minutes were approved on {day} at the meeting “{where}”.")
        if where
        else _("These minutes were approved on {day}.")
    )
    last: list[Block] = [Heading(1, _("Approval"))]
    if amendments:
        said += " " + _("They were approved with the amendments below, which go before what is said above.")
    last.append(Paragraph(said.format(day=on, where=where)))
    if amendments:
        last += [Heading(2, _("Amendments")), *_lines(amendments)]
    return _document(facts, status, [], last)


def _document(facts: Facts, status: str, first: list[Block], last: list[Block]) -> Document:
    blocks = [*first, *_who(facts), *_interests(facts), *_business(facts), *_actions(facts), *_afterwards(facts), *last]
    return Document(
        title=_("Minutes: {group}").format(group=facts.group), organisation=facts.partnership, dated=facts.on, dated_as=_("Date of the meeting"),
        blocks=tuple(blocks), subtitle=facts.when, status=status,
    )  # fmt: skip


def _who(facts: Facts) -> list[Block]:
    found: list[Block] = [Heading(1, _("Who was there")), _named(_("Place"), facts.where)]
    if facts.chair:
        found.append(_named(_("In the chair"), facts.chair))
    if facts.bodies:
        found.append(_came(facts))
    if facts.also_there:
        found.append(
            _named(_("Also there"), ", ".join(line.strip() for line in facts.also_there.splitlines() if line.strip()))
        )
    found.append(Paragraph(quorum_words(facts.quorum, past=True)))
    if facts.quorum.needed and not facts.quorum.reached:
        found.append(
            Note(
                _("The meeting was not quorate: what is called a decision below was not validly decided at it."),
                "warning",
            )
        )
    return found


def _came(facts: Facts) -> Table:
    columns = (Column(_("Body")), Column(_("Attendance")), Column(_("Who came")), Column(_("Vote")))
    order = [*Presence, None]
    lines = sorted(facts.bodies, key=lambda one: (order.index(one.presence), one.body.casefold()))
    rows = tuple(
        (one.body, presence_words(one.presence), _person(one), _("votes") if one.votes else _("no vote"))
        for one in lines
    )
    return Table(_("Bodies with a seat on the day"), columns, rows)


def presence_words(one: Presence | None) -> str:
    """How a body came."""
    if one is None:
        return _("Not said")
    return {
        Presence.PRESENT: _("Present"),
        Presence.SUBSTITUTE: _("Substitute"),
        Presence.APOLOGIES: _("Apologies"),
        Presence.ABSENT: _("Absent"),
    }[one]


def _person(one: AtTheMeeting) -> str:
    if one.instead_of:
        return _("{name} for {whom}").format(name=one.name or _("a substitute"), whom=one.instead_of)
    return one.name


def quorum_words(quorum: Quorum, *, past: bool = False) -> str:
    """``5 of 12 members’ bodies are here; the quorum is 4: quorate.`` In the minutes (`past`) they were there."""
    said = _there(quorum, past=past).format(here=quorum.here, bodies=quorum.bodies)
    if not quorum.needed:
        return _("{here}; no quorum is set.").format(here=said)
    verdict = _("quorate") if quorum.reached else _("not quorate")
    return _("{here}; the quorum is {needed}: {verdict}.").format(here=said, needed=quorum.needed, verdict=verdict)


def _there(quorum: Quorum, *, past: bool) -> str:
    n = quorum.bodies
    if quorum.voting and past:
        return ngettext("{here} of {bodies} voting body was there", "{here} of {bodies} voting bodies were there", n)
    if quorum.voting:
        return ngettext("{here} of {bodies} voting body is here", "{here} of {bodies} voting bodies are here", n)
    if past:
        return ngettext(
            "{here} of {bodies} member’s body was there", "{here} of {bodies} members’ bodies were there", n
        )
    return ngettext("{here} of {bodies} member’s body is here", "{here} of {bodies} members’ bodies are here", n)


def _interests(facts: Facts) -> list[Block]:
    found: list[Block] = [Heading(1, _("Declared interests"))]
    if not facts.declared:
        return [*found, Paragraph(_("None was declared."))]
    return [*found, BulletList(tuple(declared_words(one) for one in facts.declared))]


def declared_words(one: Declared) -> str:
    said = _("{name}: {interest}").format(name=one.name, interest=one.interest)
    if one.item:
        said = _("{said} (at “{item}”)").format(said=said, item=one.item)
    return (
        _("{said}. They left the room.").format(said=said)
        if one.left_the_room
        else _("{said}. They stayed in the room.").format(said=said)
    )


def _business(facts: Facts) -> list[Block]:
    found: list[Block] = [Heading(1, _("Business"))]
    for number, point in enumerate(facts.points, start=1):
        found += [Heading(2, _("Item {number}: {title}").format(number=number, title=point.title)), *_point(point)]
    return found


def _point(point: Point) -> list[Block]:
    found: list[Block] = [_named(_("Led by"), point.lead)] if point.lead else []
    found += [NumberedParagraph(line) for line in _paragraphs(point.minute)]
    for one in point.decisions:
        found += _decision(one)
    if point.actions:
        numbers = ", ".join(str(one.number) for one in point.actions)
        found.append(_named(ngettext("Action", "Actions", len(point.actions)), numbers))
    if point.carried:
        found.append(Paragraph(_("Carried over to the next meeting.")))
    return found or [Paragraph(_("Nothing was minuted."))]


def _decision(one: Decided) -> list[Block]:
    found: list[Block] = [Heading(3, _("Decision {number}").format(number=one.number)), *_lines(one.text)]
    found.append(
        _named(_("Reasons"), _flat(one.reasons)) if one.reasons else Paragraph(_("No reasons were written down."))
    )
    if one.options:
        found.append(_named(_("Options considered"), _flat(one.options)))
    return found


def _actions(facts: Facts) -> list[Block]:
    given = [one for point in facts.points for one in point.actions]
    if not given:
        return [Heading(1, _("Actions")), Paragraph(_("None was given."))]
    columns = (Column(_("Number")), Column(_("What")), Column(_("Who")), Column(_("By when")))
    rows = tuple((str(one.number), _flat(one.text), one.who, one.due) for one in given)
    return [Heading(1, _("Actions")), Table(_("Actions of this meeting"), columns, rows)]


def _afterwards(facts: Facts) -> list[Block]:
    said = facts.next_meeting or _("Not planned yet.")
    return [Heading(1, _("Next meeting")), Paragraph(said)]


def _named(name: str, words: str) -> Paragraph:
    return Paragraph((Strong(f"{name}: "), Text(words)))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _lines(text: str) -> list[Block]:
    return [Paragraph(line) for line in _paragraphs(text)]


def _flat(text: str) -> str:
    return " ".join(text.split())
