"""Files that are brought in, as pages show them; and the template of each kind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from wardmote.accounts.presenters.dates import moment
from wardmote.accounts.presenters.people import Tag
from wardmote.governance import words
from wardmote.governance.incoming.columns import Column, Holds, columns
from wardmote.governance.queries.incoming import FileSeen, Plan, PlanSeen
from wardmote.governance.spreadsheet import Heading, Table, made
from wardmote.governance.states import Fate, ImportKind, Stage
from wardmote.governance.states.imports import RUNNING, Stands
from wardmote.words import gettext as _
from wardmote.words import ngettext

ROWS_SHOWN = 50  # rows of the preview
FAULTS = 200  # faults on a page; all of them are in a file
TONES = {Fate.MADE: "green", Fate.CHANGED: "blue", Fate.FOUND: "grey", Fate.WRONG: "red"}


@dataclass(frozen=True)
class FileRow:
    """One line of the list of files."""

    name: str
    kind: str
    when: str
    state: Tag
    came: str
    href: str


@dataclass(frozen=True)
class Preview:
    """What would come of a file, for its page."""

    sentence: str
    rows: list[tuple[int, Tag, str]]
    more: int
    faults: list[PlanSeen]
    all_faults: int
    nothing_new: bool
    standing: list[str]


def kinds() -> list[tuple[str, str, str, str]]:
    """The kinds of file: key, name, what it brings in, and the address of its template."""
    what = {
        ImportKind.MEMBERSHIP: _("Bodies with their role and vote, and who sits for them on which group."),
        ImportKind.ACTIONS: _("Actions with their owner, the day by which they are due, and how far they are."),
        ImportKind.RISKS: _("Risks with their category, owner, scores and the day of the next review."),
    }
    return [(one.value, words.import_kind(one), what[one], reverse("import-template", args=[one.value])) for one in ImportKind]  # fmt: skip


def file_rows(found: Sequence[FileSeen], worked_on: Collection[UUID]) -> list[FileRow]:
    """`worked_on` was looked up before the files were."""
    return [
        FileRow(
            one.name, words.import_kind(one.kind), _("{when}, {who}").format(when=moment(one.at), who=one.by), _state(one, worked_on), came(one),
            reverse("import-file", args=[one.key]) if one.waits or one.done_at else "",
        )
        for one in found
    ]  # fmt: skip


def _state(one: FileSeen, worked_on: Collection[UUID]) -> Tag:
    if one.stage is Stage.DONE:
        return Tag(_("Brought in"), "green")
    if not one.waits:
        return Tag(_("Not brought in"), "grey")
    if one.stage is Stage.WAITING:
        return Tag(_("Columns to be matched"), "yellow")
    if one.stage is Stage.BROKEN or (one.stage in RUNNING and one.key not in worked_on):
        return Tag(_("Stopped"), "red")
    if one.stage in RUNNING:
        return Tag(_("At work"), "blue")
    return Tag(_("To be mended") if one.wrong else _("Waits for your yes"), "yellow")


def came(one: FileSeen) -> str:
    """What came of a file."""
    return counted({Fate.MADE: one.made, Fate.CHANGED: one.changed, Fate.FOUND: one.found}) if one.done_at else ""


def counted(numbers: dict[Fate, int]) -> str:
    """``8 new, 2 changed, 1 on file already``."""
    said = {
        Fate.MADE: _("{n} new"),
        Fate.CHANGED: _("{n} changed"),
        Fate.FOUND: _("{n} on file already"),
    }
    return ", ".join(said[fate].format(n=f"{n:,}") for fate, n in numbers.items() if n)


def preview(plan: Plan, *, wrong: int) -> Preview:
    """`wrong` rows have something wrong."""
    rows = [(one.number, Tag(words.fate(one.fate), TONES[one.fate]), one.words) for one in plan.rows]
    good = {fate: plan.counts.get(fate, 0) for fate in (Fate.MADE, Fate.CHANGED, Fate.FOUND)}
    new = good[Fate.MADE] + good[Fate.CHANGED]
    more = max(0, sum(good.values()) - len(rows))
    return Preview(_sentence(good, wrong), rows, more, plan.wrong, plan.faults, not new and not wrong, _standing(plan))


def _standing(plan: Plan) -> list[str]:
    """``Of the new ones, 3 are open, 1 is open and late already, 2 are done.`` A column that was taken for another shows here first."""
    said = {Fate.MADE: _("Of the new rows: {what}."), Fate.CHANGED: _("Of the rows that change something: {what}.")}
    found = {fate: [_stands(one, n) for one in Stands if (n := plan.standing.get((fate, one.value)))] for fate in said}
    return [said[fate].format(what="; ".join(parts)) for fate, parts in found.items() if parts]


def _stands(one: Stands, n: int) -> str:
    said = {
        Stands.OPEN: ngettext("{n} is open", "{n} are open", n),
        Stands.LATE: ngettext("{n} is open and late already", "{n} are open and late already", n),
        Stands.DONE: ngettext("{n} is done", "{n} are done", n),
        Stands.NOT_DONE: ngettext("{n} is not done, and over", "{n} are not done, and over", n),
        Stands.CLOSED: ngettext("{n} is closed", "{n} are closed", n),
        Stands.BODY: ngettext("{n} is of a body", "{n} are of bodies", n),
        Stands.SEAT: ngettext("{n} is of a seat", "{n} are of seats", n),
    }
    return said[one].format(n=f"{n:,}")


def _sentence(good: dict[Fate, int], wrong: int) -> str:
    n = sum(good.values())
    if not n + wrong:
        return _("No row below the headings holds anything in the columns that were matched.")
    rows = ngettext("{n} row was understood", "{n} rows were understood", n).format(n=f"{n:,}")
    if wrong:
        said = ngettext("{n} row has something wrong", "{n} rows have something wrong", wrong).format(n=f"{wrong:,}")
        return _("{wrong}, and {rows}. Nothing can be brought in until all are mended.").format(wrong=said, rows=rows)
    return _("{rows}: {what}. Nothing has been written yet.").format(rows=rows, what=counted(good))


def template(kind: ImportKind) -> bytes:
    """A workbook to fill in: the headings, one made-up row, the words that are allowed, and what each column is for."""
    known = columns(kind)
    data, _count = made(
        Table(
            words.import_kind(kind).partition(":")[0], [Heading(one.label, _width(one)) for one in known],
            [[_example(one) for one in known]], [(one.label, _explained(one)) for one in known],
            {place: [label for _key, label in one.choices] for place, one in enumerate(known) if one.choices},
        ),
        "xlsx",
    )  # fmt: skip
    return data


def _example(one: Column) -> Any:
    return one.example if one.holds is not Holds.DAY or not one.example else str(one.example)


def _width(one: Column) -> int:
    return 40 if one.most > 200 or one.required else 22


def _explained(one: Column) -> str:
    holds = {
        Holds.TEXT: _("Text, at most {n} characters.").format(n=f"{one.most:,}"),
        Holds.DAY: _("A day, like 17/5/2027."),
        Holds.TRUTH: _("Yes or no."),
        Holds.NUMBER: _("A whole number of the scale."),
        Holds.CHOICE: _("One of: {words}.").format(words="; ".join(label for _key, label in one.choices)),
    }[one.holds]
    also = _("Also understood as a heading: {names}.").format(names=", ".join(one.also[:6])) if one.also else ""
    return " ".join(part for part in (_("Needed.") if one.required else "", holds, one.note, also) if part)


def faults_file(faults: Sequence[PlanSeen]) -> bytes:
    """Every fault, for whoever mends the file beside it."""
    headings = [Heading(_("Row"), 10), Heading(_("Column"), 24), Heading(_("What is wrong, and how to mend it"), 100)]
    rows = [(fault.number, fault.cell, fault.words) for fault in faults]
    return made(Table(_("To be mended"), headings, rows), "xlsx")[0]
