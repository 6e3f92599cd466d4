"""Asked of PostgreSQL itself, as the application: which rows each asker sees, may change, may remove, may add. No view, query or policy of Python's is between."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from tests.leak.examining import Report
from tests.leak.oracle import Oracle
from tests.leak.world import LEVELS, Asker, Case

KEEPERS = ("manager", "coordinator")
ANSWERING = (*KEEPERS, "chair", "analyst", "representative", "caseworker", "provider")


class _Taken(Exception):
    """Nothing that an examination writes is kept."""


def examine(oracle: Oracle, askers: Iterable[Asker], report: Report) -> None:
    """Every table and verb, for every asker; and the owner, who sees nothing as long as no upkeep is said."""
    for table, count in owners_rows().items():
        report.judge(count == 0, 1, f"the owner sees {count} rows of {table}")
    for place, asker in enumerate(askers):
        found = Rows(asker).all(oracle, place)
        for name, keys, expected, objects in expectations(oracle, asker, place, found):
            report.judge(keys == expected, objects, f"{name} by {asker}: {len(keys ^ expected)} rows")


def owners_rows() -> dict[str, int]:
    import psycopg

    from wardmote.platform import register

    with psycopg.connect(register.urls().owner) as connection:
        tables = (*Rows.TABLES, "leak_seat", "leak_panel")
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def expectations(oracle: Oracle, asker: Asker, place: int, found: dict[str, set[UUID]]):
    world, seen = oracle.world, oracle.seen(asker)
    runs = {case.id for case in seen if oracle.runs(asker, case)}
    notes, addresses = oracle.notes(seen), {case.address for case in seen if oracle.sees_address(asker, case)}
    mine = set() if oracle.out(asker) else {s.id for s in world.seats if s.member == asker.member.id}
    panels = {p.id for p in world.panels if oracle.roles(asker, p.partnership)}
    cases, written = len(world.cases), len(world.notes)
    yield "see case", found["see leak_case"], {case.id for case in seen}, cases
    yield "change case", found["change leak_case"], runs, cases
    yield "remove case", found["remove leak_case"], set(), cases
    yield "see note", found["see leak_note"], {note.id for note in notes}, written
    yield "change note", found["change leak_note"], set(), written
    yield "remove note", found["remove leak_note"], set(), written
    yield "see address", found["see leak_safeaddress"], addresses, cases
    yield "change address", found["change leak_safeaddress"], set(), cases
    yield "remove address", found["remove leak_safeaddress"], set(), cases
    yield from of_actions(oracle, asker, found)
    yield "see seat", found["see leak_seat"], mine, len(world.seats)
    yield "see panel", found["see leak_panel"], panels, len(world.panels)
    tried = hypothetical(oracle, asker)
    yield "add case", found["add leak_case"], {case.id for case in tried if oracle.runs(asker, case)}, len(tried)


def of_actions(oracle: Oracle, asker: Asker, found: dict[str, set[UUID]]):
    """Actions and their lines: by their circle, and for whoever runs the business; a line for the people of its own agency who answer, whatever its circle."""
    actions, lines, owned, kept = set(), set(), set(), set()
    for action in oracle.world.actions:
        roles = oracle.roles(asker, action.partnership)
        keeps, owns = roles & set(KEEPERS), asker.agency == action.agency and roles & set(ANSWERING)
        reads = roles and (action.circle == "partnership" or keeps)
        actions |= {action.id} if reads else set()
        kept |= {action.id} if keeps else set()
        lines |= {action.answer} if reads or owns else set()
        owned |= {action.answer} if keeps or owns else set()
    yield from of_handovers(oracle, asker, found)
    yield "see action", found["see governance_action"], actions, len(oracle.world.actions)
    yield "change action", found["change governance_action"], kept, len(oracle.world.actions)
    yield "see line", found["see governance_action_answer"], lines, len(oracle.world.actions)
    yield "change line", found["change governance_action_answer"], owned, len(oracle.world.actions)


def of_handovers(oracle: Oracle, asker: Asker, found: dict[str, set[UUID]]):
    """Where rows came from: for members, and what a group keeps to itself for whoever runs the business; the plan for them and for administrators."""
    came, plans = set(), set()
    for one in oracle.world.took:
        roles = oracle.roles(asker, one.partnership)
        came |= ({one.carried} if roles else set()) | ({one.shut} if roles & set(KEEPERS) else set())
        plans |= {one.plan} if roles & {*KEEPERS, "administrator"} else set()
    yield "see where it came from", found["see governance_carried"], came, 2 * len(oracle.world.took)
    yield "see plan", found["see governance_handover_plan"], plans, len(oracle.world.took)


def hypothetical(oracle: Oracle, asker: Asker) -> list[Case]:
    """A case of each level on each panel, assigned to the asker and of their agency, which they try to add."""
    return [
        Case(UUID(int=panel.id.int ^ rank), panel.id, panel.partnership, asker.agency, asker.member.id,
             level, "", oracle.world.cases[0].id, panel.id, "")
        for panel in oracle.world.panels for rank, level in enumerate(LEVELS, 1)
    ]  # fmt: skip


class Rows:
    """One asker's rows."""

    HANDOVERS = ("governance_carried", "governance_handover_plan")
    GOVERNANCE = ("governance_action", "governance_action_answer")
    TABLES = ("leak_case", "leak_note", "leak_safeaddress")

    def __init__(self, asker: Asker) -> None:
        self.asker = asker

    def all(self, oracle: Oracle, place: int) -> dict[str, set[UUID]]:
        from wardmote.platform.transaction import Asking, acting_as

        asking = Asking(self.asker.member.id, self.asker.agency, self.asker.partnership, request=uuid4())
        found: dict[str, set[UUID]] = {}
        try:
            with acting_as(asking):
                for table in (*self.TABLES, "leak_seat", "leak_panel", *self.GOVERNANCE, *self.HANDOVERS):
                    found[f"see {table}"] = self.keys(f"SELECT id FROM {table}")
                found["add leak_case"] = {case.id for case in hypothetical(oracle, self.asker) if self.added(case)}
                for table in (*self.TABLES, *self.GOVERNANCE):
                    found[f"change {table}"] = self.keys(f"UPDATE {table} SET id = id RETURNING id")
                for table in reversed(self.TABLES):
                    found[f"remove {table}"] = self.keys(f"DELETE FROM {table} RETURNING id")
                raise _Taken
        except _Taken:
            return found

    def keys(self, statement: str) -> set[UUID]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(statement)
            return {key for (key,) in cursor.fetchall()}

    def added(self, case: Case) -> bool:
        from django.db import connection, transaction
        from django.db.utils import ProgrammingError

        values = [case.id, case.panel, case.partnership, case.agency, case.assigned, case.level, "tried"]
        columns = "id, panel_id, partnership_id, agency_id, assigned_id, level, title"
        savepoint = transaction.savepoint()
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO leak_case ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)", values)
        except ProgrammingError:
            return False
        else:
            return True
        finally:
            transaction.savepoint_rollback(savepoint)
