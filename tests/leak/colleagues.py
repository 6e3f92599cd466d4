"""What each member may know of the others: who they are, what they hold, who looked. Plain Python over plain data, as the oracle of cases is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tests.leak.examining import Secrets
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Credential, Event, Grant, Member

SOON = timedelta(days=30)
Hat = tuple[UUID, UUID]


class Colleagues:
    """Judges who may know what of whom. A hat is a partnership with an agency."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle, self.world, self.today = oracle, oracle.world, oracle.world.today
        self.member = {member.id: member for member in self.world.members}
        self.keys = Secrets(self.world).keys()

    def gone(self, asker: Asker) -> bool:
        """Whether they do not even get in: left, closed, or every role they ever had is over. Who sleeps is in, and sees nothing of anybody."""
        held = [g for g in self.world.grants if g.member == asker.member.id]
        return asker.member.left or not asker.member.active or (bool(held) and all(map(self.over, held)))

    def hats(self, asker: Asker) -> list[Hat]:
        """Theirs today, by the names of partnership and agency; whoever is out has none."""
        if self.oracle.out(asker):
            return []
        worlds = [(p, a) for p in self.world.partnerships for a in self.world.agencies]
        held = {(g.partnership, g.agency) for g in self.world.grants if g.member == asker.member.id and self.holds(g)}
        return [hat for hat in worlds if hat in held]

    def worn(self, asker: Asker) -> Hat | None:
        """The hat that was asked for if it is theirs, else their first."""
        hats, wanted = self.hats(asker), (asker.partnership, asker.agency)
        return wanted if wanted in hats else next(iter(hats), None)

    def holds(self, row: Grant | Credential) -> bool:
        return row.span.holds(self.today)

    def roles(self, asker: Asker, hat: Hat | None) -> set[str]:
        return {
            g.role for g in self.world.grants
            if g.member == asker.member.id and (g.partnership, g.agency) == hat and self.holds(g)
        }  # fmt: skip

    def is_(self, role: str, asker: Asker) -> UUID | None:
        """The partnership worn, if the asker has the role there."""
        hat = self.worn(asker)
        return hat[0] if hat and role in self.roles(asker, hat) else None

    def beside(self, asker: Asker, role: str) -> set[UUID]:
        """Every partnership in which they have the role for the agency worn."""
        worn = self.worn(asker)
        return {hat[0] for hat in self.hats(asker) if worn and hat[1] == worn[1] and role in self.roles(asker, hat)}

    def grants(self, partnership: UUID, member: UUID | None = None) -> list[Grant]:
        return [g for g in self.world.grants if g.partnership == partnership and member in {None, g.member}]

    def ever_in(self, partnership: UUID) -> list[Member]:
        """Who has, had or will have a role there."""
        return [self.member[key] for key in dict.fromkeys(g.member for g in self.grants(partnership))]

    def works_in(self, partnership: UUID) -> list[Member]:
        """Who works there today."""
        found = [m for m in self.ever_in(partnership) if any(map(self.holds, self.grants(partnership, m.id)))]
        return [member for member in found if member.active and not member.left]

    def has_left(self, partnership: UUID, member: Member) -> bool:
        return not member.active or member.left or all(map(self.over, self.grants(partnership, member.id)))

    def over(self, row: Grant | Credential) -> bool:
        return row.span.end is not None and row.span.end <= max(self.today, row.span.start)

    def held(self, partnership: UUID, member: Member) -> list[Credential]:
        return [c for c in self.world.credentials if c.partnership == partnership and c.member == member.id]

    def running_out(self, partnership: UUID, member: Member) -> list[Credential]:
        """Within 30 days; or in the last 30, with nothing of its kind after it. Of nobody who has left."""
        if self.has_left(partnership, member):
            return []
        held = self.held(partnership, member)
        good = {c.kind for c in held if not self.over(c)}
        return [c for c in held if c.span.end and self._soon(c.span.end, known=c.kind in good)]

    def _soon(self, end: date, *, known: bool) -> bool:
        return self.today < end <= self.today + SOON or (self.today - SOON < end <= self.today and not known)

    # The log. An event is shown to auditors of its partnership; if it is of none, to auditors of whom it names; and to whoever did it, whole.
    # Who is only spoken of in it is shown that it was, and nobody else whom it speaks of.

    def reader(self, asker: Asker) -> "Reader":
        if self.oracle.out(asker):
            return Reader(None, set(), set())
        audited = self.beside(asker, "auditor")
        return Reader(asker.member.id, audited, {m.id for partnership in audited for m in self.ever_in(partnership)})


@dataclass(frozen=True)
class Reader:
    """Somebody before the log: their key, the partnerships that they audit, and everybody with a part in one of those."""

    key: UUID | None
    audited: set[UUID]
    theirs: set[UUID]

    def whole(self, event: Event) -> bool:
        return event.partnership in self.audited or event.member == self.key

    def spoken_of(self, event: Event) -> tuple[UUID, ...]:
        """Whom an event names to them."""
        if self.whole(event):
            return event.ids
        known = self.theirs if event.partnership is None else ()
        return tuple(key for key in event.ids if key == self.key or key in known)

    def sees(self, event: Event) -> bool:
        by_theirs = event.partnership is None and event.member in self.theirs
        return self.whole(event) or by_theirs or bool(self.spoken_of(event))

    def events(self, log: Iterable[Event]) -> list[Event]:
        """What they may see of the log, the newest first."""
        found = [event for event in log if self.sees(event)] if self.key else []
        return sorted(found, key=lambda event: event.id, reverse=True)
