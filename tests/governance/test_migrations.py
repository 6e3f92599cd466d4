"""Migrations that fill what they add, on a register with rows in it: back to before them, and forward again."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.accounts.asking import asking
from tests.cast import NOW
from tests.governance.test_actions import board, give
from tests.governance.test_minuting import JUNE
from wardmote.governance import changes, queries
from wardmote.governance.models import Decision
from wardmote.governance.states import Circle, OwnedBy
from wardmote.platform import register

LINES = "SELECT w.group_id::text, w.circle, a.group_id::text, a.circle FROM governance_action_answer w JOIN governance_action a ON a.id = w.action_id"
BEFORE = "0022_pulse"  # lines of actions had neither group nor circle, and nobody kept the last number


def back_to(name: str) -> None:
    with register.as_owner():
        MigrationExecutor(connection).migrate([("governance", name)])


def test_lines_of_actions_get_the_group_and_the_circle_of_their_action_and_no_number_is_given_again(cast, as_owner):
    with asking(cast.standing(cast.manager)) as by:
        made = board.__wrapped__(cast)
        give(cast, made, OwnedBy.RESPONSIBLE)
        give(cast, made, made["County Constabulary"], circle=Circle.GROUP)
        meeting = changes.plan_meeting(group=made["group"], when=JUNE, at=NOW, by=by)
        item = queries.room_for(by, meeting).items[0].key
        removed = changes.decide(item=item, text="Not so", at=NOW, by=by)
        changes.remove_decision(decision=removed, at=NOW, by=by)
    lines = as_owner.execute(LINES).fetchall()
    assert sorted(circle for _group, circle, _its, _of in lines) == ["group"] + ["partnership"] * 3
    back_to(BEFORE)
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'governance_action_answer'"
    assert not {"group_id", "circle"} & {name for (name,) in as_owner.execute(columns).fetchall()}
    register.migrate()
    found = as_owner.execute(LINES).fetchall()
    assert sorted(found) == sorted(lines)
    assert all((group, circle) == (its, of) for group, circle, its, of in found)
    with asking(cast.standing(cast.manager)) as by:
        key = changes.decide(item=item, text="So", at=NOW, by=by)
        assert Decision.objects.get(pk=key).number == 2
