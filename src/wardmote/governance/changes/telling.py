"""Late actions escalate, and people are told that something waits: what, they read after signing in. Done by the installation itself; twice is as once."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import worn
from wardmote.governance.escalation import Step, steps
from wardmote.governance.models import Escalation, LetterWish
from wardmote.governance.rows import ANSWERING, KEEPERS
from wardmote.governance.states import Pace
from wardmote.platform import outbox
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def escalate_actions(*, partnership: UUID, on: date, at: datetime) -> int:
    """Late actions of a partnership go up the steps that they have reached: each once for the day by which it was due. How many steps were taken."""
    made = [one for key, step in steps().items() for one in _reached(partnership, key, step, on, at)]
    Escalation.objects.bulk_create(made, ignore_conflicts=True)
    if made:
        keys = sorted({one.action_id for one in made})
        record("escalate-actions", kind="action", ids=keys, partnership=partnership, facts={"count": len(made)})
    return len(made)


def _reached(partnership: UUID, key: str, step: Step, on: date, at: datetime) -> list[Escalation]:
    with connection.cursor() as cursor:
        latest = on - timedelta(days=step.days)
        cursor.execute("SELECT * FROM actions_to_escalate(%s, %s, %s)", [partnership, key, latest])
        return [
            Escalation(
                partnership_id=partnership, action_id=action, step=key, told=step.told, due_on=due_on, reached_at=at
            )
            for action, due_on in cursor.fetchall()
        ]


@transaction.atomic
def tell_of_waiting(*, partnership: UUID, site: str, on: date, pace: Pace) -> int:
    """Write to the members of a partnership who want to hear at this pace, and for whom something waits that they were not told of: how many letters.

    One letter for all that waits. Up to when they were told is noted in the same transaction, so twice is as once. At the daily pace nobody gets two on one day.
    """
    written = []
    for member, email, agency, since, wished, written_on in _waiting(partnership):
        if wished == pace and not (pace is Pace.DAILY and written_on == on):
            _note(partnership, member, since, on)
            _post(email, f"{site}/governance/waiting/{partnership}/{agency}")
            written.append(member)
    if written:
        record("tell-of-waiting", kind="member", ids=sorted(written), partnership=partnership)
    return len(written)


def _waiting(partnership: UUID) -> list[tuple[UUID, str, UUID, datetime, str, date | None]]:
    with connection.cursor() as cursor:
        asked: list[Any] = [partnership, [str(role) for role in ANSWERING], [str(role) for role in KEEPERS]]
        cursor.execute("SELECT * FROM members_with_waiting(%s, %s, %s)", asked)
        return list(cursor.fetchall())


def _note(partnership: UUID, member: UUID, since: datetime, on: date) -> None:
    """Up to the newest thing that was counted, not up to now: what commits a moment later and is newer is told of next time."""
    LetterWish.objects.bulk_create([LetterWish(partnership_id=partnership, member_id=member)], ignore_conflicts=True)
    LetterWish.objects.filter(partnership=partnership, member=member).update(told_up_to=since, written_on=on)


def _post(email: str, link: str) -> None:
    text = _(
        "Something waits for you in Wardmote.\n\n"
        "Sign in, and you will see what it is:\n{link}\n\n"
        "How often you get such a letter is for you to choose, on the same page."
    ).format(link=link)
    outbox.post(to=email, subject=_("Something waits for you"), body=text, kind="waiting")


@transaction.atomic
def choose_letters(*, pace: Pace, at: datetime, by: Standing) -> None:  # noqa: ARG001 - the same for all changes
    """How often the member is written to about what waits for them in the partnership worn."""
    if by.member is None:
        raise Refused("see-governance")
    here = worn(by)
    LetterWish.objects.bulk_create([LetterWish(partnership_id=here, member_id=by.member)], ignore_conflicts=True)
    LetterWish.objects.filter(partnership=here, member=by.member).update(pace=pace)
    record("choose-letters", kind="member", ids=[by.member], facts={"pace": pace})
