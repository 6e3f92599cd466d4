"""What of governance waits for whoever is signed in: shown on Home, beside what other apps put there."""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse

from wardmote.accounts.policies import allows
from wardmote.accounts.states import Standing
from wardmote.accounts.waiting import Contributor, Item
from wardmote.governance import presenters, queries, words
from wardmote.governance.policies import may_answer_actions, may_see_governance
from wardmote.platform.clock import LONDON


def open_lines(standing: Standing, now: datetime) -> Iterator[Item]:
    """For whoever answers for an agency: how many of its actions are open, in each partnership, and by when the first is due."""
    today = now.astimezone(LONDON).date()
    for hat in standing.beside:
        wearing = standing.wearing(hat)
        if not allows(may_answer_actions, wearing):
            continue
        count, late, first = queries.waiting_lines(wearing, today)
        if first is not None:
            due = datetime.combine(first, time.max, tzinfo=LONDON)
            yield Item(
                words.actions_wait(count, late),
                presenters.by_when(first, today),
                reverse("waiting-actions"),
                due,
                first < today,
                hat,
            )


def business(standing: Standing, now: datetime) -> Iterator[Item]:
    """What else waits in each partnership: papers to read, minutes to approve, reports, reviews, answers, duties. In one that has ended nothing waits: nobody could do it."""
    for hat in standing.beside:
        wearing = standing.wearing(hat)
        if hat.ended_on is None and allows(may_see_governance, wearing):
            yield from (presenters.waiting_item(one, hat, now) for one in queries.owing(wearing, now=now))


WAITING: tuple[Contributor, ...] = (open_lines, business)
