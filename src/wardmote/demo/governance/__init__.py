"""The demonstration partnership's governance, built through `changes` only. Its people are made up, and say so."""

from datetime import datetime

from wardmote.demo.governance import actions, duties, lincolnshire, meetings, risks, south_gloucestershire, structure


def build(slug: str, *, at: datetime) -> None:
    """Each part once: a part that is there already is left alone."""
    structure.build(slug, at=at)
    meetings.build(slug, at=at)
    actions.build(slug, at=at)
    duties.build(slug, at=at)
    risks.build(slug, at=at)


def build_reported(lincolnshire_slug: str, south_gloucestershire_slug: str, *, at: datetime) -> None:
    """The two partnerships that stand on a report each, once."""
    lincolnshire.build(lincolnshire_slug, at=at)
    south_gloucestershire.build(south_gloucestershire_slug, at=at)
