"""The demonstration partnership's governance, built through `changes` only. Its people are made up, and say so."""

from datetime import datetime

from wardmote.demo.governance import actions, duties, meetings, risks, structure


def build(slug: str, *, at: datetime) -> None:
    """Each part once: a part that is there already is left alone."""
    structure.build(slug, at=at)
    meetings.build(slug, at=at)
    actions.build(slug, at=at)
    duties.build(slug, at=at)
    risks.build(slug, at=at)
