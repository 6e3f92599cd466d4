"""What waits for an agency: its open lines, of actions that it reads and of what closed groups asked; and what was escalated to whoever asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import ActionAnswer
from wardmote.governance.queries.actions import ActionRow, Actions, Sought, actions_sought, agency_worn, reached
from wardmote.governance.queries.asked import asked_count, asked_of_us, lines_asked
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import ActionState


@dataclass(frozen=True)
class Waiting:
    """What waits for whoever asks: their agency's open lines, what closed groups asked (the first fifty of each), and late actions that reached them as a chair or as whoever runs the business."""

    own: Actions
    asked: list[ActionRow]
    asked_in_all: int
    reached: list[ActionRow]

    @property
    def rows(self) -> list[ActionRow]:
        return sorted([*self.own.rows, *self.asked], key=lambda row: (row.due_on, row.number))

    @property
    def total(self) -> int:
        return self.own.total + self.asked_in_all


def waiting(standing: Standing, *, on: date) -> Waiting:
    """What waits for whoever asks, wearing this hat."""
    sought = Sought(whose="waiting")
    own, asked = actions_sought(standing, sought, on=on), asked_of_us(standing, sought)
    return Waiting(own, asked, asked_count(standing, sought) if asked else 0, reached(standing, on))


def waiting_lines(standing: Standing, on: date) -> tuple[int, int, date | None]:
    """How many lines of the agency worn are open in the partnership worn, how many of them late, and the day by which the first is due: for Home."""
    own = ActionAnswer.objects.filter(
        partnership=worn(standing), agency=agency_worn(standing), state=ActionState.OPEN, action__state=ActionState.OPEN
    )
    asked = lines_asked(standing).filter(state=ActionState.OPEN)
    found = [
        own.aggregate(n=Count("pk"), late=Count("pk", filter=Q(action__due_on__lt=on)), first=Min("action__due_on")),
        asked.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)), first=Min("due_on")),
    ]
    days = [one["first"] for one in found if one["first"]]
    count = sum(one["n"] for one in found) if days else 0
    record("see-queue", kind="action", partnership=worn(standing), facts={"count": count})
    return count, sum(one["late"] for one in found), min(days, default=None)
