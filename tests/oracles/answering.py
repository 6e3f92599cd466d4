"""Who answers to whom, day by day: the slow twin of wardmote.governance.answering."""

from collections.abc import Sequence
from datetime import date, timedelta

from wardmote.governance.answering import Answers


def first_circle(group: int, parent: int | None, on: date, held: Sequence[Answers], until: date) -> date | None:
    """Live through every day, take all the steps up that there can be, and look whether the group is met again."""
    day = on
    while day <= until:
        above, steps = parent, 0
        while above is not None and steps <= len(held) + 1:
            if above == group:
                return day
            there = [one for one in held if one.group == above and one.first <= day and (not one.end or day < one.end)]
            above, steps = there[0].parent if there else None, steps + 1
        day += timedelta(days=1)
    return None
