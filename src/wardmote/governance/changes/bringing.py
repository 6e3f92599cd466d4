"""What becomes of one row of a file that is brought in: made, changed, or found on file. Rows before it in the same file count as on file."""

import difflib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.accounts.words import day as day_words
from wardmote.governance.changes.writing import Clash
from wardmote.governance.incoming.matching import Row
from wardmote.governance.incoming.values import plain, short
from wardmote.governance.models import Import
from wardmote.governance.one_line import Known, bodies_meant
from wardmote.governance.queries import incoming as on_file
from wardmote.governance.queries.bodies import BodyOnDay, bodies_on
from wardmote.governance.queries.incoming import ActionOnFile, SeatKey
from wardmote.governance.queries.risks import RiskSeen, risk_categories
from wardmote.governance.queries.structure import groups_on
from wardmote.governance.states import Fate, ImportKind
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

Part = tuple[UUID, Fate, str]  # of which row of a table, what became of it, in words
EVERYBODY = {"all", "all responsible authorities", "responsible authorities", "all ras", "ras", "all authorities", "everybody", "all partners"}  # fmt: skip
IDENTITY = {
    ImportKind.MEMBERSHIP: ("body", "group", "person", "capacity"),
    ImportKind.ACTIONS: ("group", "text", "owner"),
    ImportKind.RISKS: ("category", "title"),
}


class Wrong(Clash):
    """A row cannot be brought in because of one of its columns; the sentence says how to mend it."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


@dataclass(frozen=True)
class Outcome:
    """What became of a row. `object` is the key of what it became; the two digests tell it again when the file, or a later one, comes in once more. `stands`: what of it is counted, see states.imports.Stands."""

    number: int
    fate: Fate
    object: UUID
    words: str
    identity: str
    content: str
    stands: str = ""


@dataclass
class Bringing:
    """One run over a file: what is on file by now, and who brings it in.

    Where rows are tried a few at a time and taken back, what later rows count on is made again when one needs it: `made` has the bodies with what their rows said, `again` those
    of them that are not there at the moment, by their names; `new_categories` are made again before each few.
    """

    kind: ImportKind
    partnership: UUID
    at: datetime
    by: Standing
    source: str
    one_row: Callable[["Bringing", dict[str, Any]], Part]
    default_group: UUID | None = None
    bodies: dict[str, UUID] = field(default_factory=dict)
    parts: dict[UUID, BodyOnDay] = field(default_factory=dict)
    body_names: dict[UUID, str] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    group_names: dict[UUID, str] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    seats: dict[SeatKey, list[tuple[UUID, str]]] = field(default_factory=dict)
    actions: dict[tuple[UUID, str], list[ActionOnFile]] = field(default_factory=dict)
    risks: dict[tuple[str, str], RiskSeen] = field(default_factory=dict)
    categories: dict[str, UUID] = field(default_factory=dict)
    before: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    afterwards: list[Callable[[], object]] = field(default_factory=list)
    made: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    again: dict[str, UUID] = field(default_factory=dict)
    new_categories: dict[str, str] = field(default_factory=dict)
    stands: str = ""

    @property
    def today(self) -> date:
        return self.at.astimezone(LONDON).date()

    def bring(self, row: Row) -> Outcome:
        """Raises Clash, with what is wrong and how to mend it."""
        identity, content = self.digests(row)
        known, above = self.before.get(identity), self.numbers.get(identity)
        if known and known[1] == content:
            said = _("Row {n} says the very same.") if above else _("The very same was brought in before.")
            return Outcome(row.number, Fate.FOUND, known[0], said.format(n=above), identity, content)
        if above:
            raise Wrong("", _("Row {n} says something else of the same. Keep one of the two.").format(n=above))
        self.afterwards, self.stands = [], ""
        key, fate, words = self.one_row(self, row.says)
        for known_now in self.afterwards:
            known_now()
        self.before[identity], self.numbers[identity] = (key, content), row.number
        return Outcome(row.number, fate, key, words, identity, content, self.stands)

    def later(self, known_now: Callable[[], object]) -> None:
        """What rows below may count on when this one is through: were it taken back, they could not."""
        self.afterwards.append(known_now)

    def taken_back(self) -> None:
        """The rows so far are taken back: what they made is there no more."""
        self.bodies = {name: key for name, key in self.bodies.items() if key not in self.made}
        for key, says in self.made.items():
            self.again |= {plain(name): key for name in (says.get("short_name"), says["body"]) if name}
        self.categories = {name: key for name, key in self.categories.items() if name not in self.new_categories}

    def digests(self, row: Row) -> tuple[str, str]:
        """What tells the row from others, and all that it says; both as digests."""
        named = [plain(str(row.says.get(name) or "")) for name in IDENTITY[self.kind]]
        if self.default_group and not row.says.get("group"):
            named.append(str(self.default_group))
        if self.kind is ImportKind.ACTIONS and self._said_often(row):
            named.append(str(row.says.get("due_on")))  # a task that comes again is told by its day
        whole = sorted((name, str(value)) for name, value in row.says.items() if value not in (None, ""))
        return _digest([self.kind, *named]), _digest([self.kind, str(self.default_group), *map(repr, whole)])

    def _said_often(self, row: Row) -> bool:
        group = self.groups.get(plain(str(row.says.get("group") or ""))) or self.default_group
        return group is not None and len(self.actions.get((group, str(row.says.get("text") or "")), ())) > 1

    def body(self, name: str, column: str) -> UUID:
        """The body of that name on file, or the only one that may be meant: as a line of the minutes is read, too."""
        if (found := self.bodies.get(plain(name))) is not None:
            return found
        meant = bodies_meant(name, [Known(one.key, one.name, one.short_name, one.kind.replace("-", " ")) for one in self.parts.values()])  # fmt: skip
        if len(meant) > 1:
            raise Wrong(column, _("“{name}” may mean {names}. Write which.").format(name=short(name), names=_(" or ").join(one.name for one in meant)))  # fmt: skip
        if not meant:
            raise Wrong(column, _missing(_("No body on file is called “{name}”."), name, self.body_names.values(), _("Correct the name, or add the body first.")))  # fmt: skip
        return meant[0].key

    def group(self, name: str, column: str) -> UUID:
        """The group of that name on file; without a name, the one that was chosen for the file."""
        if not name and self.default_group:
            return self.default_group
        if not name:
            raise Wrong(column, _("The row says no group. Write it, or choose one for the whole file when you match the columns."))  # fmt: skip
        if (found := self.groups.get(plain(name))) is None:
            raise Wrong(column, _missing(_("No group on file is called “{name}”."), name, self.group_names.values(), _("Correct the name, or add the group first.")))  # fmt: skip
        return found

    def not_found(self, row: Row) -> list["Wrong"]:
        """What else is wrong with a row that is not understood whole: names that are not on file. Somebody who mends a file wants to hear of all at once."""
        says, asked = row.says, list[Callable[[], object]]()
        if self.kind is ImportKind.ACTIONS and says.get("owner") and plain(says["owner"]) not in EVERYBODY:
            asked.append(lambda: self.body(says["owner"], _("Owner")))
        if self.kind is not ImportKind.RISKS and says.get("group"):
            asked.append(lambda: self.group(says["group"], _("Group")))
        return [wrong for one in asked if (wrong := _wrong(one))]

    def not_to_come(self, on: date, column: str) -> date:
        if on > self.today:
            raise Wrong(column, _("{day} is still to come. Correct the day.").format(day=day_words(on)))
        return on


def begin(
    found: Import, rows: Sequence[Row], one_row: Callable[[Bringing, dict[str, Any]], Part], *, at: datetime, by: Standing
) -> Bringing:  # fmt: skip
    """All that a run needs to know beforehand, in as many questions whatever the number of rows."""
    kind, default = ImportKind(found.kind), found.matching.get("default-group")
    run = Bringing(kind, found.partnership_id, at, by, _source(found, at), one_row, UUID(default) if default else None)  # fmt: skip
    for body in bodies_on(by, run.today):
        run.parts[body.key], run.body_names[body.key] = body, body.name
        run.bodies |= {plain(name): body.key for name in (body.short_name, body.name) if name}
    for group in groups_on(by, run.today):
        run.group_names[group.key] = group.name
        run.groups |= {plain(name): group.key for name in (group.short_name, group.name) if name}
    if kind is ImportKind.MEMBERSHIP:
        run.people, run.seats = on_file.colleagues_by_name(by, run.today), on_file.seats_held(by, run.today)
    elif kind is ImportKind.ACTIONS:
        run.actions = on_file.actions_saying(by, {str(row.says.get("text") or "") for row in rows})
    else:
        run.risks = on_file.risks_called(by, {str(row.says.get("title") or "") for row in rows})
        run.categories = {name.casefold(): key for key, name in risk_categories(by)}
    run.before = on_file.rows_before(by, {run.digests(row)[0] for row in rows})
    return run


def _source(found: Import, at: datetime) -> str:
    """How a reason names the file."""
    return _("Brought in from “{name}” on {day}").format(
        name=short(found.name), day=day_words(at.astimezone(LONDON).date())
    )


def _wrong(asked: Callable[[], object]) -> Wrong | None:
    try:
        asked()
    except Wrong as wrong:
        return wrong
    return None


def _missing(said: str, name: str, there: Iterable[str], what: str) -> str:
    """What is not there, what is close to it, and what to do."""
    names = {one.casefold(): one for one in there}
    close = difflib.get_close_matches(name.casefold(), names, n=1, cutoff=0.6)
    meant = _("Is “{name}” meant?").format(name=names[close[0]]) if close else ""
    return " ".join(part for part in (said.format(name=short(name)), meant, what) if part)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
