"""What the states of governance are called on a page."""

from wardmote.governance.words.structure import body_kinds, cadence, capacity, circle, group_kind, merger, role

__all__ = [
    "body_kinds",
    "cadence",
    "capacity",
    "circle",
    "group_kind",
    "merger",
    "role",
]
