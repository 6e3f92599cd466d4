"""What each member may see and do, in plain Python over plain data. It knows no SQL and imports nothing of the code that it judges."""

from collections.abc import Iterable
from uuid import UUID

from tests.leak.world import LEVELS, WORK, Asker, Case, Note, World

DORMANT = {"provider": 100, "auditor": 400}  # everybody else: 30 days


class Oracle:
    """Judges one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.case = {case.id: case for case in world.cases}
        self.panel = {panel.id: panel for panel in world.panels}
        self._seen: dict[tuple[UUID, UUID], list[Case]] = {}

    def out(self, asker: Asker) -> bool:
        """Whether the account is of no use at all: left, closed or asleep."""
        who = asker.member
        held = [g.role for g in self.world.grants if g.member == who.id and g.span.holds(self.world.today)]
        seen = [days for days in (who.signed_in, who.woken) if days is not None]
        asleep = bool(seen) and any(min(seen) > DORMANT.get(role, 30) for role in held)
        return who.left or not who.active or asleep

    def roles(self, asker: Asker, partnership: UUID | None = None) -> set[str]:
        """The roles held today for the agency worn, in a partnership or in any."""
        if self.out(asker):
            return set()
        return {
            g.role
            for g in self.world.grants
            if g.member == asker.member.id and g.agency == asker.agency and g.span.holds(self.world.today)
            and partnership in {None, g.partnership}
        }  # fmt: skip

    def has(self, asker: Asker, kind: str, partnership: UUID) -> bool:
        return any(
            c.member == asker.member.id and c.kind == kind and c.partnership == partnership
            and c.span.holds(self.world.today) for c in self.world.credentials
        )  # fmt: skip

    def clearance(self, asker: Asker, panel: UUID) -> int:
        """How high the asker is cleared on a panel; -1: they do not sit there."""
        ranks = [
            LEVELS.index(s.clearance)
            for s in self.world.seats
            if s.member == asker.member.id and s.agency == asker.agency and s.panel == panel
            and s.span.holds(self.world.today)
        ]  # fmt: skip
        return max(ranks, default=-1)

    def sees(self, asker: Asker, case: Case) -> bool:
        roles = self.roles(asker, case.partnership)
        concerns = (
            bool(roles & {"coordinator", "chair", "representative"})
            or ("caseworker" in roles and case.assigned == asker.member.id)
            or ("provider" in roles and case.agency == asker.agency)
        )
        if not concerns or not self.has(asker, "agreement", case.partnership):
            return False
        if self.clearance(asker, case.panel) < LEVELS.index(case.level):
            return False
        return case.level in {"open", "audited"} or self.has(asker, "vetting", case.partnership)

    def seen(self, asker: Asker) -> list[Case]:
        key = (asker.member.id, asker.agency)
        if key not in self._seen:
            self._seen[key] = [case for case in self.world.cases if self.sees(asker, case)]
        return self._seen[key]

    def sees_address(self, asker: Asker, case: Case) -> bool:
        high = self.clearance(asker, case.panel) >= LEVELS.index("protected")
        return self.sees(asker, case) and high and self.has(asker, "vetting", case.partnership)

    def runs(self, asker: Asker, case: Case) -> bool:
        """Whether they may change the case."""
        return self.sees(asker, case) and bool(self.roles(asker, case.partnership) & {"coordinator", "chair"})

    def works_with_cases(self, asker: Asker) -> bool:
        return bool(self.roles(asker) & set(WORK))

    def runs_cases(self, asker: Asker) -> bool:
        return bool(self.roles(asker) & {"coordinator", "chair"})

    def notes(self, cases: Iterable[Case]) -> list[Note]:
        keys = {case.id for case in cases}
        return [note for note in self.world.notes if note.case in keys]
