"""The framework document and the matrix of boards, as pages and documents show them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wardmote.accounts.presenters.dates import day, stretch
from wardmote.charts import structure
from wardmote.documents import (
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    Link,
    Paragraph,
    Picture,
    Table,
    Text,
    docx,
    pdf,
)
from wardmote.documents.blocks import Block
from wardmote.governance import words
from wardmote.governance.presenters.meetings import Tag
from wardmote.governance.presenters.structure import body_rows, sheets
from wardmote.governance.queries import BodyOnDay, GroupOnDay, PartOnDay, Version
from wardmote.words import gettext as _

ON_PAPER, TALLEST = 620, 740  # of a picture of the structure on a page of a document: letters keep their size
FRAMEWORK_MAKERS = {"docx": docx, "pdf": pdf}
FRAMEWORK_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Section:
    """Some paragraphs under a heading; the first may have none."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True)
class VersionRow:
    name: str
    href: str
    held: str
    what_changed: str
    draft: bool


@dataclass(frozen=True)
class Matrix:
    """Topics by boards. Each row is a topic with a cell for each board: a word with a colour, or None."""

    boards: list[str]
    rows: list[tuple[str, list[Tag | None]]]


def framework_sections(text: str) -> list[Section]:
    """A text in sections: a line that begins with "# " is a heading, an empty line ends a paragraph."""
    parts = re.split(r"^# +(.*)$", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    pairs = zip(["", *parts[1::2]], parts[::2], strict=True)
    found = [Section(heading.strip(), _paragraphs(body)) for heading, body in pairs]
    return [one for one in found if one.heading or one.paragraphs]


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]


def framework_held(one: Version) -> str:
    """When a version held: “since 1 May 2024, adopted at the executive”; or that it is a draft."""
    if one.adopted_on is None:
        return _("Draft, not adopted")
    said = stretch(one.adopted_on, one.until)
    return _("{when}; adopted at {where}").format(when=said, where=one.adopted_at) if one.adopted_at else said


def version_rows(found: Sequence[Version]) -> list[VersionRow]:
    return [
        VersionRow(
            _("Version {n}: {title}").format(n=one.number, title=one.title), reverse("framework-version", args=[one.key]),
            framework_held(one), one.what_changed, one.adopted_on is None,
        )
        for one in found
    ]  # fmt: skip


def board_matrix(found: Sequence[PartOnDay]) -> Matrix:
    boards = sorted({one.board for one in found}, key=str.casefold)
    topics = sorted({one.topic for one in found}, key=str.casefold)
    parts = {(one.topic, one.board): Tag(words.leads(one.part), words.LEADS_TONES[one.part]) for one in found}
    return Matrix(boards, [(topic, [parts.get((topic, board)) for board in boards]) for topic in topics])


def topics_unled(found: Sequence[PartOnDay]) -> list[str]:
    """Topics on which nobody leads."""
    led = {one.topic for one in found if one.part == "leads"}
    return sorted({one.topic for one in found} - led, key=str.casefold)


def framework_document(
    one: Version, organisation: str, bodies: Sequence[BodyOnDay], groups: Sequence[GroupOnDay], parts: Sequence[PartOnDay], on: date
) -> Document:  # fmt: skip
    """A version as a document: its text, the bodies, the structure as a picture and as a list, and who leads on what, each as on a day."""
    blocks: list[Block] = [*_text(one), *_bodies(bodies, on), *_structure(list(groups), on), *_matrix(parts, on)]
    status = _("Adopted on {day}").format(day=day(one.adopted_on)) if one.adopted_on else _("Draft")
    if one.adopted_on and one.adopted_at:
        status = _("{status} at {where}").format(status=status, where=one.adopted_at)
    subtitle = _("Version {n}").format(n=one.number)
    return Document(one.title, organisation, on, tuple(blocks), subtitle, status=status, dated_as=_("As on"))


def _text(one: Version) -> list[Block]:
    blocks: list[Block] = []
    for section in framework_sections(one.text):
        blocks += [Heading(1, section.heading)] if section.heading else []
        blocks += [Paragraph(text) for text in section.paragraphs]
    if one.link:
        blocks.append(
            Paragraph(
                (Text(_("The document lies at") + " "), Link(one.link, one.link))
                if one.link.startswith("http")
                else one.link
            )
        )
    if one.what_changed:
        blocks += [Heading(1, _("What changed with this version")), Paragraph(one.what_changed)]
    return blocks


def _bodies(bodies: Sequence[BodyOnDay], on: date) -> list[Block]:
    if not bodies:
        return []
    columns = (Column(_("Body")), Column(_("Role")), Column(_("Vote")))
    rows = tuple((row.name, row.role, row.vote) for row in body_rows(list(bodies)))
    return [
        Heading(1, _("Who the partnership is made of")),
        Table(_("Bodies on {day}").format(day=day(on)), columns, rows),
    ]


def _structure(groups: list[GroupOnDay], on: date) -> list[Block]:
    if not groups:
        return []
    title = _("The structure on {day}").format(day=day(on))
    alt = _("{n} groups, each below the one that it answers to. The list below says the same.").format(n=len(groups))
    lines = tuple(
        _("{group}: {note}; answers to {parent}").format(
            group=group.name, note=words.group_kind(group.kind), parent=parent
        )
        for group, parent in ((group, _parent(group, groups)) for group in groups)
    )
    drawn = [Picture(structure.png(sheet, name=alt, width=ON_PAPER)) for sheet in sheets(groups, ON_PAPER, TALLEST)]
    more = _("{title}, part {n} of {parts}")
    titles = (
        [title] if len(drawn) == 1 else [more.format(title=title, n=n + 1, parts=len(drawn)) for n in range(len(drawn))]
    )
    figures = (Figure(name, picture, alt) for name, picture in zip(titles, drawn, strict=True))
    return [Heading(1, _("Who answers to whom")), *figures, BulletList(lines)]


def _parent(group: GroupOnDay, groups: list[GroupOnDay]) -> str:
    return next((one.name for one in groups if one.key == group.parent), _("nobody"))


def _matrix(parts: Sequence[PartOnDay], on: date) -> list[Block]:
    found = board_matrix(parts)
    if not found.rows:
        return []
    columns = (Column(_("Topic")), *(Column(board) for board in found.boards))
    rows = tuple((topic, *(cell.text if cell else "" for cell in cells)) for topic, cells in found.rows)
    caption = _("Which board leads, contributes or is informed, on {day}").format(day=day(on))
    return [Heading(1, _("Who leads on what")), Table(caption, columns, rows)]


def matrix_topics(found: Matrix) -> list[str]:
    return [topic for topic, _cells in found.rows]


def draft_of(found: Sequence[Version]) -> Version | None:
    """The version that is not adopted yet, if there is one."""
    return next((one for one in found if one.adopted_on is None), None)


def begin_framework(one: Version | None) -> dict[str, object]:
    """What the form of a version begins with: the text of the one before it."""
    return {"title": one.title, "text": one.text, "link": one.link} if one else {}
