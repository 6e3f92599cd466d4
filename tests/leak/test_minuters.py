"""Chairs and secretaries in the world: what each may see, add, change and remove equals a plain account of it, in the tables named here and on pages; and each of the faults put in is seen.

The world of the other tests has nobody on a group by name: here seats are given, and looked at apart. Of what is written for a group this looks at meetings, points, decisions, papers and what they hold, interests, written answers, actions and their lines: who sees and changes them, and who adds and removes interests, which stand for all that hangs
on a meeting. Not looked at: attendance, notices, the pulse of a minute, entries of actions and the last number, of which the world has no rows; and adding and removing anywhere else.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.leak.examining import Examiner
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, World

pytestmark = pytest.mark.leak
KEEPERS = {"manager", "coordinator"}
ANSWERING = KEEPERS | {"chair", "analyst", "representative", "caseworker", "provider"}
SEATS = (  # who, on which group of their partnership (the second one's papers are its own), as what, whether it ended
    ("representative of agency 1", 1, "secretary", False),
    ("chair of agency 2", 0, "chair", False),
    ("caseworker of agency 3", 1, "member", False),
    ("provider of agency 2", 0, "secretary", True),
    ("auditor of agency 2", 1, "chair", False),
    ("administrator of agency 0", 0, "secretary", False),
)
OTHERS = ("manager of agency 1", "coordinator of agency 0", "representative of agency 0", "nothing at all")
OF_MEETINGS = ("agenda_item", "decision", "paper", "interest")
ANSWERS = ("written_answer", "action_answer")
HELD = ("paper_version", "paper_content")  # which nobody changes
CHANGED = ("meeting", "action", *OF_MEETINGS, *ANSWERS)
INSERT = "INSERT INTO governance_seat (id, partnership_id, group_id, member_id, name, capacity, votes, valid_from, valid_to, recorded_at) VALUES (%s, %s, %s, %s, '', %s, true, '2020-04-01', %s, '2020-04-01')"

INTEREST = "INSERT INTO governance_interest (id, partnership_id, meeting_id, name, interest, left_the_room, recorded_at) VALUES (%s, %s, %s, 'Jo', 'x', false, '2020-04-01')"


@dataclass(frozen=True)
class Given:
    member: UUID
    group: UUID
    capacity: str
    ended: bool


@pytest.fixture
def seats(world: World, as_owner) -> list[Given]:
    found = []
    for name, place, capacity, ended in SEATS:
        (asker,) = [one for one in world.askers if str(one) == name]
        group = [group for group in world.groups if group.partnership == asker.partnership][place]
        until = world.today if ended else world.today + timedelta(days=30)
        as_owner.execute(INSERT, [uuid4(), group.partnership, group.id, asker.member.id, capacity, until])
        found.append(Given(asker.member.id, group.id, capacity, ended))
    return found


def askers(world: World) -> list[Asker]:
    return [one for one in world.askers if str(one) in {*OTHERS, *(name for name, *_ in SEATS)}]


def told(oracle: Oracle, seats: list[Given], asker: Asker) -> dict[str, set[UUID]]:
    """What they see and may write, in plain words: things of a circle by who reads them, and by who keeps the group's papers."""
    found: dict[str, set[UUID]] = {
        f"{verb} {table}": set() for verb in ("see", "change") for table in (*CHANGED, *HELD)
    } | {"add interest": set(), "remove interest": set()}

    def put(table: str, key: UUID, partnership: UUID, group: UUID, circle: str, agency: UUID | None = None) -> None:
        roles = oracle.roles(asker, partnership)
        mine = [one for one in seats if (one.member, one.group, one.ended) == (asker.member.id, group, False)]
        if roles and (circle == "partnership" or roles & KEEPERS or mine):
            found[f"see {table}"].add(key)
        theirs = agency == asker.agency and bool(roles & ANSWERING)
        if theirs and table == "action_answer":  # whoever is asked reads what they are asked
            found[f"see {table}"].add(key)
        if roles & KEEPERS or (roles & ANSWERING and any(one.capacity in {"chair", "secretary"} for one in mine)):
            found[f"change {table}"].add(key)
        if theirs and key in found[f"see {table}"]:
            found[f"change {table}"].add(key)

    for one in oracle.world.minuted:
        of = (one.meeting.partnership, one.meeting.group, one.meeting.circle)
        for table, key in (
            ("meeting", one.meeting.id),
            ("agenda_item", one.meeting.item),
            ("decision", one.decision),
            ("paper", one.meeting.paper),
            ("interest", one.interest),
            ("paper_version", one.meeting.version),
            ("paper_content", one.meeting.content),
        ):
            put(table, key, *of)
        put("written_answer", one.meeting.answer, *of, one.meeting.agency)
        if one.meeting.id in found["change meeting"]:
            found["add interest"].add(one.meeting.id)
    for action in oracle.world.actions:
        of = (action.partnership, action.group, action.circle)
        put("action", action.id, *of)
        put("action_answer", action.answer, *of, action.agency)
    found["remove interest"] = found["change interest"]
    return found | {f"change {table}": set() for table in HELD}


def there(world: World, asker: Asker) -> dict[str, set[UUID]]:
    """The same, asked of PostgreSQL."""
    from django.db import connection, transaction

    from wardmote.platform.transaction import Asking, acting_as

    found = {}
    with (
        acting_as(Asking(asker.member.id, asker.agency, asker.partnership, request=uuid4())),
        connection.cursor() as cursor,
    ):
        for table in (*CHANGED, *HELD):
            cursor.execute(f"SELECT id FROM governance_{table}")
            found[f"see {table}"] = {key for (key,) in cursor.fetchall()}
            found[f"change {table}"] = set()
        for table in CHANGED:
            cursor.execute(f"UPDATE governance_{table} SET id = id RETURNING id")
            found[f"change {table}"] = {key for (key,) in cursor.fetchall()}
        cursor.execute("DELETE FROM governance_interest RETURNING id")
        found["remove interest"] = {key for (key,) in cursor.fetchall()}
        found["add interest"] = {one.meeting.id for one in world.minuted if added(cursor, one.meeting)}
        transaction.set_rollback(True)
    return found


def added(cursor, meeting) -> bool:
    """Whether they may write down an interest at a meeting."""
    from django.db import DatabaseError, transaction

    try:
        with transaction.atomic():
            cursor.execute(INTEREST, [uuid4(), meeting.partnership, meeting.id])
    except DatabaseError:
        return False
    return True


def disagreements(world: World, seats: list[Given]) -> list[str]:
    oracle = Oracle(world)
    return [
        f"{name} by {asker}"
        for asker in askers(world)
        for expected, found in [(told(oracle, seats, asker), there(world, asker))]
        for name in expected
        if expected[name] != found[name]
    ]


def test_who_minutes_has_their_groups_rows_and_pages_and_no_others(world, database, seats, client_for, site):
    oracle = Oracle(world)
    assert disagreements(world, seats) == []
    examiner, tried = Examiner(world, client_for), set()
    for asker in askers(world):
        client, expected = examiner.signed_in(asker), told(oracle, seats, asker)
        for one in world.minuted:
            may = one.meeting.partnership == asker.partnership and one.meeting.id in expected["change meeting"]
            for path in (
                f"meetings/{one.meeting.id}/minute",
                f"meetings/{one.meeting.id}/close",
                f"items/{one.meeting.item}/act",
            ):
                assert (client.get(f"/governance/{path}").status_code == 200) is may, f"{path} by {asker}"
            tried.add(may)
        for action in world.actions:
            may = action.partnership == asker.partnership and action.id in expected["change action"]
            assert (client.get(f"/governance/actions/{action.id}/withdraw").status_code == 200) is may, (
                f"{action.id} by {asker}"
            )
        plans = any(
            one.meeting.partnership == asker.partnership and one.meeting.id in expected["change meeting"]
            for one in world.minuted
        )
        assert (client.get("/governance/meetings/plan").status_code == 200) is plans, str(asker)
    assert tried == {True, False}


FAULTS = {
    "whoever sits minutes": ("groups_i_minute()", "AND s.capacity IN ('chair', 'secretary')", ""),
    "a seat that ended minutes": ("groups_i_minute()", "s.valid_to > today_in_london()", "true"),
    "whatever their role": (
        "groups_i_minute()", "my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider')", "my_partnerships()",
    ),
    "anybody's seat": ("groups_i_minute()", "s.member_id = asking_member() AND", ""),
    "every meeting": ("meetings_i_minute()", "WHERE group_id = ANY (ARRAY(SELECT groups_i_minute()))", ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_who_minutes_is_seen(world, database, seats, as_owner, fault):
    function, part, instead = FAULTS[fault]
    (text,) = as_owner.execute("SELECT pg_get_functiondef(%s::regprocedure)", [function]).fetchone()
    assert part in text
    as_owner.execute(text.replace(part, instead))
    assert disagreements(world, seats)


@pytest.mark.parametrize(("verb", "said"), [("INSERT", "WITH CHECK"), ("DELETE", "USING")], ids=["add", "remove"])
def test_a_guard_that_asks_nothing_is_seen(world, database, seats, as_owner, verb, said):
    policies = "SELECT policyname FROM pg_policies WHERE tablename = 'governance_interest' AND cmd = %s"
    for (name,) in as_owner.execute(policies, [verb]).fetchall():
        as_owner.execute(f'ALTER POLICY "{name}" ON governance_interest {said} (true)')
    verb = {"INSERT": "add", "DELETE": "remove"}[verb]
    assert any(one.startswith(f"{verb} interest by") for one in disagreements(world, seats))
