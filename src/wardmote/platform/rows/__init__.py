"""Who may see, add, change and remove a row: declared by the model, enforced by PostgreSQL.

    class Case(models.Model):
        rows = Rows(see=in_my_partnerships() & on_my_panels("panel_id"), add=..., change=..., recorded=True)

A migration turns a frozen copy of the declaration into forced policies (`Guard`) and makes the functions that conditions ask (`Function`). A test compares what every model
declares with what the database enforces, so that neither can drift. See docs/decisions.
"""

from wardmote.platform.rows.audiences import Audiences
from wardmote.platform.rows.declared import (
    ANYBODY,
    NOBODY,
    Condition,
    Open,
    Rows,
    among,
    describe,
    is_one,
    only_if,
    says,
    with_its,
)
from wardmote.platform.rows.guarding import Function, Guard, statements
from wardmote.platform.rows.holding import HeldTogether

__all__ = [
    "ANYBODY",
    "NOBODY",
    "Audiences",
    "Condition",
    "Function",
    "Guard",
    "HeldTogether",
    "Open",
    "Rows",
    "among",
    "describe",
    "is_one",
    "only_if",
    "says",
    "statements",
    "with_its",
]
