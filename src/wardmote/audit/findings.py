"""What verifying the log can find, and how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from wardmote.audit.canonical import moment
from wardmote.words import gettext as _


class Fault(StrEnum):
    """What was done to the log, one word for each."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    SIGNATURE = "signature-wrong"
    KEY = "key-unknown"
    ANCHORS = "anchors-altered"
    RECORDS = "records-altered"


SENTENCES: Mapping[Fault, str] = {
    Fault.EDITED: _("{place} was edited after it was sealed, or its link was"),
    Fault.DELETED: _("{place} was deleted"),
    Fault.INSERTED: _("{place} was inserted with a time at which the log was sealed already"),
    Fault.REORDERED: _("{place} stands in the place of another"),
    Fault.TRUNCATED: _("the end of the log is gone: {place} was sealed or anchored and is not there"),
    Fault.REWRITTEN: _("the log was written anew up to {place}: the head of its chain is another than the one that was sealed or anchored"),
    Fault.SIGNATURE: _("the signature of {place} is wrong"),
    Fault.KEY: _("{place} is signed with a key that is none of those given"),
    Fault.ANCHORS: _("anchors were altered or taken away: {place}"),
    Fault.RECORDS: _("{place} is not found, or found wrongly, when somebody asks who looked at a record: the table for that was altered"),
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing found: what, and where. `sequence` is a place in the chain, `seal` the number of a seal, `event` the key of a row."""

    fault: Fault
    sequence: int | None = None
    event: UUID | None = None
    at: datetime | None = None
    seal: int | None = None
    last: int | None = None  # the last of several places
    detail: str = ""

    @property
    def place(self) -> str:
        """Where, in words."""
        parts = []
        if self.event:
            parts.append(_("event {event}").format(event=self.event))
        if self.sequence is not None:
            several = self.last is not None and self.last != self.sequence
            text = _("places {first} to {last} of the chain") if several else _("place {first} of the chain")
            parts.append(text.format(first=self.sequence, last=self.last))
        if self.seal is not None:
            parts.append(_("seal {number}").format(number=self.seal))
        if self.at:
            parts.append(moment(self.at))
        if self.detail:
            parts.append(self.detail)
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.fault].format(place=self.place)

    def as_json(self) -> dict[str, Any]:
        return {
            "fault": self.fault.value,
            "sequence": self.sequence,
            "last": self.last,
            "event": str(self.event) if self.event else None,
            "at": moment(self.at) if self.at else None,
            "seal": self.seal,
            "detail": self.detail,
            "sentence": self.sentence,
        }


@dataclass
class Verdict:
    """What a verification found. `open_events` are newer than the last seal: whether they are complete cannot be proven."""

    sealed: int = 0
    seals: int = 0
    last_seal: datetime | None = None
    anchored: dict[str, int] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)  # folders whose last line a power cut tore
    keys: list[str] = field(default_factory=list)
    open_events: int = 0
    open_since: datetime | None = None
    findings: list[Finding] = field(default_factory=list)
    more: int = 0  # findings beyond the ones that are kept

    MOST = 1000

    @property
    def altered(self) -> bool:
        return bool(self.findings)

    def find(self, finding: Finding) -> None:
        if len(self.findings) < self.MOST:
            self.findings.append(finding)
        else:
            self.more += 1

    def as_json(self) -> dict[str, Any]:
        return {
            "altered": self.altered,
            "sealed": self.sealed,
            "seals": self.seals,
            "last_seal": moment(self.last_seal) if self.last_seal else None,
            "anchored": self.anchored,
            "torn": self.torn,
            "keys": self.keys,
            "open_window": {
                "events": self.open_events,
                "oldest": moment(self.open_since) if self.open_since else None,
            },
            "findings": [finding.as_json() for finding in self.findings],
            "more_findings": self.more,
        }
