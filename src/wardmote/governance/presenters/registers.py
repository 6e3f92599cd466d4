"""Registers as pages show them: lists, one entry, the line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.presenters.dates import day, moment, stretch
from wardmote.governance import registers
from wardmote.governance.presenters.meetings import Tag
from wardmote.governance.queries import BodyOnDay, EntryLine, EntryMoment, EntryPage, OneEntry
from wardmote.governance.registers import Field, FieldKind, Register
from wardmote.words import gettext as _
from wardmote.words import ngettext

SOON = 90  # days before something runs out in which that is said with a colour


@dataclass(frozen=True)
class Kept:
    """A register in the list of all."""

    label: str
    purpose: str
    href: str
    count: str


@dataclass(frozen=True)
class EntryRow:
    title: str
    href: str
    cells: list[str]
    tag: Tag | None


@dataclass(frozen=True)
class EntryTable:
    """A page of a register: the names of its columns, and its rows."""

    columns: list[str]
    rows: list[EntryRow]
    said: str


@dataclass(frozen=True)
class Value:
    name: str
    text: str
    href: str


def registers_kept(counts: Mapping[str, int]) -> list[Kept]:
    """Every register, with how many entries it has."""
    return [
        Kept(
            _(one.label), _(one.purpose), reverse("register", args=[key]),
            ngettext("{n} entry", "{n} entries", counts.get(key, 0)).format(n=f"{counts.get(key, 0):,}"),
        )
        for key, one in registers.table().items()
    ]  # fmt: skip


def entry_table(register: Register, page: EntryPage, today: date) -> EntryTable:
    shown = [
        one for one in register.fields if one.kind in {FieldKind.BODY, FieldKind.CHOICE} and one.key != "year_type"
    ]
    when = register.field(register.by)
    columns = [_(register.fields[0].label), _(when.label), *(_(one.label) for one in shown)]
    rows = [
        EntryRow(
            line.title, reverse("entry", args=[line.key]), [_when(register, line), *(_plain(one, line.fields, page.names) for one in shown)],
            entry_now(register, line, today),
        )
        for line in page.lines
    ]  # fmt: skip
    if _has_now(register):
        columns.append(_("Now"))
    return EntryTable(columns, rows, _counted(page))


def _has_now(register: Register) -> bool:
    return bool(register.statuses or register.ends or register.years)


def _counted(page: EntryPage) -> str:
    if page.pages == 1:
        return ngettext("{n} entry", "{n} entries", page.of).format(n=page.of)
    first = (page.number - 1) * 50 + 1
    return _("{first} to {last} of {n} entries").format(first=first, last=first + len(page.lines) - 1, n=f"{page.of:,}")


def _when(register: Register, line: EntryLine) -> str:
    return stretch(line.on, line.until) if register.years else day(line.on)


def entry_now(register: Register, line: EntryLine, today: date) -> Tag | None:
    """What an entry is today: its status; or whether it holds still, and for how long."""
    if register.statuses:
        found = register.status(line.status)
        return Tag(_(found.label), found.tone) if found else None
    if not _has_now(register):
        return None
    if line.until is None:
        return Tag(_("Holds without an end"), "green")
    left = (line.until - today).days - 1  # days to the last on which it holds
    if left < 0:
        return Tag(_("Expired on {day}").format(day=day(date.fromordinal(line.until.toordinal() - 1))), "red")
    if line.on > today:
        return Tag(_("Begins on {day}").format(day=day(line.on)), "grey")
    if left > SOON:
        return Tag(_("Current"), "green")
    return Tag(
        ngettext("Expires in {n} day", "Expires in {n} days", left).format(n=f"{left:,}")
        if left
        else _("Expires today"),
        "orange",
    )


def entry_values(register: Register, fields: Mapping[str, str], names: Mapping[str, str]) -> list[Value]:
    """What an entry holds, field by field, as its register asks for it; what is empty is left out."""
    return [
        Value(_(one.label), _plain(one, fields, names), fields[one.key] if one.kind is FieldKind.LINK else "")
        for one in register.fields
        if fields.get(one.key)
    ]


def _plain(one: Field, fields: Mapping[str, str], names: Mapping[str, str]) -> str:
    text = fields.get(one.key, "")
    if not text:
        return ""
    match one.kind:
        case FieldKind.DAY:
            return day(date.fromisoformat(text))
        case FieldKind.BODY:
            return names.get(text, _("a body that is not on file"))
        case FieldKind.CHOICE:
            return next((_(choice.label) for choice in one.choices if choice.key == text), text)
    return text


def entry_became(register: Register, found: OneEntry) -> list[tuple[str, Tag, str]]:
    """What became of an entry: from when to when, what, and why; newest first."""
    rows = [(one, register.status(one.status)) for one in found.statuses]
    return [(stretch(one.first, one.end), Tag(_(known.label), known.tone), one.words) for one, known in rows if known]


def entry_before(register: Register, found: OneEntry) -> list[tuple[str, list[Value]]]:
    """What an entry held before it was changed: until when and by whom it was put in its place, and the fields that were other. Newest first."""
    after, rows = dict(found.line.fields), []
    for was in found.changes:
        other = {key: text for key, text in was.fields.items() if after.get(key) != text}
        gone = {
            key: _("(empty)") for key in after if key not in was.fields and register.field(key).kind is FieldKind.TEXT
        }
        said = _("Until {moment}, changed by {who}") if was.by else _("Until {moment}")
        rows.append((said.format(moment=moment(was.at), who=was.by), entry_values(register, other | gone, found.names)))
        after = was.fields
    return rows


@dataclass(frozen=True)
class Stop:
    """Something on the line of time."""

    on: str
    title: str
    href: str
    register: str
    status: str
    words: str


def stops_of(found: Sequence[EntryMoment]) -> list[Stop]:
    table = registers.table()
    return [
        Stop(
            day(one.on), one.title, reverse("entry", args=[one.entry]), _(table[one.register].label),
            _(known.label) if (known := table[one.register].status(one.status)) else "", one.words,
        )
        for one in found if one.register in table
    ]  # fmt: skip


def entry_pages(number: int, pages: int, query: str, address: str) -> list[tuple[str, str, bool]]:
    """Links to the pages around one: word, address, whether it is this one."""
    near = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    lead = f"{address}?{query}&page=" if query else f"{address}?page="
    return [(str(n), f"{lead}{n}", n == number) for n in near] if pages > 1 else []


def begin_entry(register: Register, found: OneEntry) -> dict[str, object]:
    """What the form of an entry begins with: what it holds, and its version."""
    return registers.typed(register, found.line.fields) | {"version": found.version}


def offered_bodies(bodies: Sequence[BodyOnDay], former: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The bodies that a form offers: those of today, and those that the entry names already."""
    found = {str(body.key): body.name for body in bodies} | dict(former)
    return sorted(found.items(), key=lambda one: one[1].casefold())


def register_names() -> list[tuple[str, str]]:
    """For a form: the registers in the table's order."""
    return [(key, _(one.label)) for key, one in registers.table().items()]


def entries_narrowed(asked: Mapping[str, object]) -> str:
    """What a list is narrowed to, as the query of an address; the page left out."""
    return urlencode({name: value for name, value in asked.items() if value and name != "page"})
