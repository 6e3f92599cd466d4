"""For which groups whoever asks plans and minutes: all, running the business; else those that they chair or whose papers they keep."""

from typing import Any
from uuid import UUID

from django.db import connection

from wardmote.accounts.policies import allows, verbs_in
from wardmote.accounts.states import Standing
from wardmote.governance.models import Action, ActionAnswer, AgendaItem, Decision, Interest, Meeting, Paper
from wardmote.governance.policies import may_minute_meetings, may_run_governance
from wardmote.platform.refusals import Refused
from wardmote.platform.remembered import asked_once

GROUP_OF: dict[str, tuple[type[Any], str]] = {
    "meeting": (Meeting, "group"),
    "item": (AgendaItem, "meeting__group"),
    "paper": (Paper, "meeting__group"),
    "interest": (Interest, "meeting__group"),
    "decision": (Decision, "meeting__group"),
    "action": (Action, "group"),
    "line": (ActionAnswer, "action__group"),
}


@asked_once
def groups_minuted(standing: Standing) -> frozenset[UUID]:
    """The groups whose chair or secretary whoever asks is today, in partnerships of the agency worn. None in one that has ended, or where they have no role that may."""
    if not allows(may_minute_meetings, standing):
        return frozenset()
    going_on = [hat.partnership for hat in standing.beside if "minute-meetings" in verbs_in(standing, hat.partnership)]
    with connection.cursor() as cursor:
        # The database knows who asks: of anybody else it says nothing.
        cursor.execute(
            "SELECT id FROM governance_group WHERE id IN (SELECT groups_i_minute()) AND partnership_id = ANY (%s) AND asking_member() = %s",
            [going_on, standing.member],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def minutes_for(standing: Standing, group: UUID | None) -> bool:
    """Whether whoever asks plans and minutes for a group."""
    return allows(may_run_governance, standing) or group in groups_minuted(standing)


def minutes_any(standing: Standing) -> bool:
    """Whether there is a group for which whoever asks plans and minutes."""
    return allows(may_run_governance, standing) or bool(groups_minuted(standing))


def refuse_unless_minuted(standing: Standing, kind: str, key: UUID) -> None:
    """Raise Refused unless whoever asks plans and minutes for the group of this meeting, or of what belongs to it."""
    if allows(may_run_governance, standing):
        return
    model, group = GROUP_OF[kind]
    found = model._default_manager.filter(pk=key).values_list(group, flat=True).first()
    if found is None or found not in groups_minuted(standing):
        raise Refused("minute-meetings")
