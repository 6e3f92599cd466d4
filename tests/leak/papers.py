"""What the seeded world keeps account of: for each partnership a claim, its evidence, an event, an entry of a register, a framework, a board. Every text holds a word of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

KEPT_FOR, STARTED = "protocol", "review-decision"  # the duties that the rows are about
ON = date(2024, 5, 1)


@dataclass(frozen=True)
class Papers:
    """The rows of one partnership."""

    partnership: UUID
    claim: UUID
    claim_words: str
    evidence: UUID
    evidence_words: str
    occasion: UUID
    occasion_words: str
    scope: UUID
    reason: str
    entry: UUID
    title: str
    effect: str
    status: UUID
    status_words: str
    framework: UUID
    framework_title: str
    text: str
    what_changed: str
    where: str
    part: UUID
    topic: str
    board: str
    file: UUID
    file_content: UUID
    file_row: UUID
    file_name: str
    file_text: str

    def secrets(self) -> Iterator[str]:
        """Everything about them that may be told, keys and texts."""
        yield from (str(held) for name, held in vars(self).items() if name != "partnership")


def papers(partnership: UUID, key: Callable[[], UUID], word: Callable[[], str]) -> Papers:
    said = {name: f"{name} {word()}" for name, kind in Papers.__annotations__.items() if kind is str or kind == "str"}
    keys = {
        name: key() for name, kind in Papers.__annotations__.items() if kind in (UUID, "UUID") and name != "partnership"
    }
    return Papers(partnership=partnership, **said, **keys)  # type: ignore[arg-type]


def seed(copy: Callable[..., Any], all_papers: list[Papers], since: Any) -> None:
    """Their rows, by COPY."""
    copy(
        "governance_claim",
        "id, partnership_id, duty, item, rating, done_on, valid_from, valid_to, all_took_part, words, taken_back_why, recorded_at",
        (
            (
                p.claim,
                p.partnership,
                KEPT_FOR,
                "",
                "in-place",
                ON,
                ON,
                date(2024, 6, 1),
                False,
                p.claim_words,
                "",
                since,
            )
            for p in all_papers
        ),
    )
    copy(
        "governance_evidence",
        'id, partnership_id, duty, item, "on", kind, words, link, taken_back_why, recorded_at',
        ((p.evidence, p.partnership, KEPT_FOR, "", ON, "note", p.evidence_words, "", "", since) for p in all_papers),
    )
    copy(
        "governance_occasion",
        'id, partnership_id, duty, "on", words, closed, recorded_at',
        ((p.occasion, p.partnership, STARTED, ON, p.occasion_words, False, since) for p in all_papers),
    )
    copy(
        "governance_duty_scope",
        "id, partnership_id, duty, falls, reason, valid_from, recorded_at",
        ((p.scope, p.partnership, KEPT_FOR, True, p.reason, ON, since) for p in all_papers),
    )
    copy(
        "governance_entry",
        "id, partnership_id, register, title, fields, \"on\", search, version, recorded_at",
        ((p.entry, p.partnership, "data-gaps", p.title, f'{{"missing": "{p.title}", "since": "2024-05-01", "effect": "{p.effect}"}}', ON, "", 1, since) for p in all_papers),
    )  # fmt: skip
    copy(
        "governance_entry_status",
        "id, partnership_id, entry_id, status, words, valid_from, recorded_at",
        ((p.status, p.partnership, p.entry, "open", p.status_words, ON, since) for p in all_papers),
    )
    copy(
        "governance_framework",
        "id, partnership_id, number, title, text, link, what_changed, adopted_on, adopted_at, version, recorded_at",
        (
            (p.framework, p.partnership, 1, p.framework_title, p.text, "", p.what_changed, ON, p.where, 1, since)
            for p in all_papers
        ),
    )
    copy(
        "governance_board_part",
        "id, partnership_id, topic, board, part, valid_from, recorded_at",
        ((p.part, p.partnership, p.topic, p.board, "leads", ON, since) for p in all_papers),
    )
    copy(
        "governance_import",
        "id, partnership_id, kind, name, sha256, size, sheet, matching, made, changed, found, stage, run, seconds, lines_read, tried, wrong, seen, recorded_at",
        ((p.file, p.partnership, "membership", f"{p.file_name}.csv", "0" * 64, 1, "", '{"body": 0, "kind": 1, "role": 2, "votes": 3}', 0, 0, 0, "tried", 1, 1, 1, 1, 0, "0" * 64, since) for p in all_papers),
    )  # fmt: skip
    copy(
        "governance_planned_row",
        "id, partnership_id, file_id, place, number, fate, cell, words, recorded_at",
        ((p.file_row, p.partnership, p.file, 0, 2, "made", "", p.file_text, datetime.now(UTC)) for p in all_papers),
    )
    copy(
        "governance_import_content",
        "id, partnership_id, file_id, data, recorded_at",
        ((p.file_content, p.partnership, p.file, f"Body,Kind,Role,Vote\n{p.file_text},Probation service,RA,yes\n".encode(), datetime.now(UTC)) for p in all_papers),
    )  # fmt: skip
