"""The seeded world is made: five agencies, eight roles, six panels in two partnerships, four levels; everybody with whom something is amiss. The same each time but for the day."""

import random
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.leak.papers import papers
from tests.leak.world import (
    LEVELS,
    PANELS,
    ROLES,
    Action,
    Asker,
    Body,
    Case,
    Credential,
    Grant,
    Group,
    Link,
    Matter,
    Meeting,
    Member,
    Minuted,
    Note,
    Panel,
    Recommendation,
    Risk,
    Seat,
    Span,
    Told,
    Took,
    World,
)


class Builder:
    """Makes a world, the same one each time but for the day."""

    def __init__(self, now: datetime, today: date) -> None:
        self.chance = random.Random(20261)
        self.world = World(today, now)
        self.always = Span(date(2020, 4, 1))
        self.over = Span(date(2020, 4, 1), today)  # half-open: it held until yesterday
        self.to_come = Span(today + timedelta(days=2))

    def key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def word(self) -> str:
        return f"zq{self.chance.getrandbits(40):010x}"

    def build(self) -> World:
        world = self.world
        world.partnerships += [self.key() for _ in range(2)]
        world.agencies += [self.key() for _ in range(5)]
        for place, partnership in enumerate(PANELS):
            world.panels.append(Panel(self.key(), world.partnerships[partnership], f"Panel {place}"))
        for a in range(5):
            for r, role in enumerate(ROLES):
                self.ordinary(a, r, role)
        self.amiss()
        self.matters()
        self.governance()
        self.meetings()
        self.actions()
        self.minuted()
        self.risks()
        return world

    def member(self, name: str, **more) -> Member:
        made = Member(self.key(), name, f"{self.word()} Person", f"{self.word()}@leak.example", **more)
        self.world.members.append(made)
        return made

    def grant(self, who: Member, agency: int, partnership: int, role: str, span: Span | None = None) -> None:
        keys = self.world.agencies[agency], self.world.partnerships[partnership]
        self.world.grants.append(Grant(self.key(), who.id, *keys, role, span or self.always))

    def credential(self, who: Member, kind: str, span: Span | None = None, partnerships=(0, 1)) -> None:
        for place in partnerships:
            partnership, name = self.world.partnerships[place], f"{kind} {self.word()}"
            self.world.credentials.append(Credential(self.key(), who.id, partnership, kind, name, span or self.always))

    def seat(self, who: Member, panel: int, agency: int, clearance: str, span: Span | None = None) -> None:
        keys = self.world.panels[panel].id, who.id, self.world.agencies[agency]
        self.world.seats.append(Seat(self.key(), *keys, clearance, span or self.always))

    def asks(self, who: Member, agency: int, partnership: int = 0) -> None:
        self.world.askers.append(Asker(who, self.world.agencies[agency], self.world.partnerships[partnership]))

    def ordinary(self, a: int, r: int, role: str) -> None:
        """One for each agency and role: works in one partnership, sits on two of its panels and on one of the other's."""
        who = self.member(f"{role} of agency {a}")
        home = 1 if (a + r) % 3 == 0 else 0
        self.grant(who, a, home, role)
        self.credential(who, "agreement")
        self.credential(who, "vetting")
        own, other = [[p for p, place in enumerate(PANELS) if place == side] for side in (home, 1 - home)]
        for step, panel in enumerate((own[a % len(own)], own[(a + 1) % len(own)], other[r % len(other)])):
            self.seat(who, panel, a, LEVELS[(a + r + step) % 4])
        self.asks(who, a, home)

    def special(
        self, name: str, *, role: str = "coordinator", grant: Span | None = None, seat: Span | None = None,
        agreement: Span | None = None, vetting: Span | None = None, without: str = "", **more,
    ) -> Member:  # fmt: skip
        """Somebody with everything, of agency 0 in the first partnership, cleared for all on its first two panels; but for what is said."""
        who = self.member(name, **more)
        if "grant" not in without:
            self.grant(who, 0, 0, role, grant)
        if "seat" not in without:
            for panel in (0, 1):
                self.seat(who, panel, 0, "closed", seat)
        for kind, span in (("agreement", agreement), ("vetting", vetting)):
            if kind not in without:
                self.credential(who, kind, span)
        self.asks(who, 0)  # even who may not: it is not for the one who asks to say whom they act for
        return who

    def amiss(self) -> None:
        self.special("everything in order")
        self.special("grant ended today", grant=self.over)
        self.special("grant to come", grant=self.to_come)
        self.special("grant from today", grant=Span(self.world.today))
        self.special("vetting ended", vetting=self.over)
        self.special("vetting ends soon", vetting=Span(date(2020, 4, 1), self.world.today + timedelta(days=9)))
        self.special("never vetted", without="vetting")
        self.special("agreement ended", agreement=self.over)
        self.special("never signed", without="agreement")
        self.special("seat ended", seat=self.over)
        self.special("seat to come", seat=self.to_come)
        self.special("no seat", without="seat")
        self.special("no agency and no role", without="grant")
        self.special("nothing at all", without="grant seat agreement vetting")
        self.special("left", left=True)
        self.special("not active", active=False)
        self.special("asleep", signed_in=60)
        self.special("provider away for as long, awake", role="provider", signed_in=60)
        self.special("woken again", signed_in=60, woken=5)
        two = self.special("two agencies")
        self.grant(two, 1, 0, "coordinator")
        self.seat(two, 2, 1, "audited")
        self.seat(two, 3, 1, "closed")
        self.asks(two, 1)
        shared = self.special("shared coordinator")
        self.grant(shared, 0, 1, "coordinator")
        self.seat(shared, 4, 0, "protected")
        mixed = self.special("caseworker here, chair there", role="caseworker")
        self.grant(mixed, 0, 1, "chair")
        self.seat(mixed, 5, 0, "audited")
        both = self.special("administrator and coordinator")
        self.grant(both, 0, 0, "administrator")
        ended_here = self.special("grant ended here, in force there", grant=self.over)
        self.grant(ended_here, 0, 1, "coordinator")
        self.seat(ended_here, 4, 0, "closed")
        elsewhere = self.special("seat of another agency", without="seat")
        self.seat(elsewhere, 0, 1, "closed")
        signed_there = self.special("signed and vetted elsewhere alone", without="agreement vetting")
        self.credential(signed_there, "agreement", partnerships=(1,))
        self.credential(signed_there, "vetting", partnerships=(1,))

    def matters(self) -> None:
        """Two cases of each level on each panel, each with two notes, an address, and a link to some other case."""
        world, keys = self.world, [self.key() for _ in range(len(PANELS) * len(LEVELS) * 2)]
        places = [(panel, level, turn) for panel in range(len(PANELS)) for level in LEVELS for turn in range(2)]
        for place, (panel, level, turn) in enumerate(places):
            working = [g.member for g in world.grants if g.role == "caseworker"]
            title = f"{'alpha' if turn else 'beta'} {self.word()}"
            world.cases.append(
                Case(
                    keys[place], world.panels[panel].id, world.panels[panel].partnership, world.agencies[place % 5],
                    working[(place * 5 + panel) % len(working)], level, title, keys[(place * 7 + 3) % len(keys)],
                    self.key(), f"{self.word()} Safe Street",
                )
            )  # fmt: skip
            for _ in range(2):
                words = (f"{self.word()} said", f"{self.word()}.txt", f"{self.word()} on paper")
                world.notes.append(Note(self.key(), keys[place], *words))

    def governance(self) -> None:
        """Two bodies and two groups, one below the other, in each partnership."""
        for partnership in self.world.partnerships:
            above = None
            self.world.links.append(Link(self.key(), partnership, f"Wider {self.word()}"))
            self.world.papers.append(papers(partnership, self.key, self.word))
            for n in range(2):
                self.world.bodies.append(Body(self.key(), self.key(), partnership, f"Body {self.word()}"))
                words = (f"Group {self.word()}", f"for {self.word()}")
                made = Group(self.key(), self.key(), partnership, above, *words, self.key(), f"{self.word()} Chair {n}")
                self.world.groups.append(made)
                above = made.id
        self.took()

    def took(self) -> None:
        """Each partnership took something over from the next."""
        places, bodies = self.world.partnerships, {body.partnership: body.id for body in self.world.bodies}
        for place, other in zip(places, [*places[1:], places[0]], strict=True):
            member = next(grant.member for grant in self.world.grants if grant.partnership == other)
            words = f"An order {self.word()}", bodies[place], f"p: once {self.word()}"
            told = self.key(), f"Plan {self.word()}", self.key(), self.key(), f"p: before {self.word()}"
            self.world.took.append(Took(self.key(), place, other, *words, self.key(), member, *told))

    def meetings(self) -> None:
        """Two meetings of each partnership's groups: one that everybody there reads, one that is the group's."""
        for n, group in enumerate(self.world.groups):
            circle = ("partnership", "group")[n % 2]
            body = [one for one in self.world.bodies if one.partnership == group.partnership][n % 2]
            keys = [self.key() for _ in range(7)]
            said = [self.word() for _ in range(7)]
            made = Meeting(
                keys[0], group.id, group.partnership, circle, f"Room {said[0]}", keys[1], f"Item {said[1]}", keys[2], keys[3], keys[4],
                f"Paper {said[2]}", f"{said[3]}.pdf", f"{said[4]} on paper", keys[5], f"{said[5]} says so", body, self.world.agencies[n],
                keys[6], f"Hall {said[6]}",
            )  # fmt: skip
            self.world.meetings.append(made)

    def actions(self) -> None:
        """An action of each group, one in two of the group's alone; in each partnership a recommendation, and something that scrutiny asks."""
        world = self.world
        for n, group in enumerate(world.groups):
            own = [body for body in world.bodies if body.partnership == group.partnership]
            world.actions.append(
                Action(
                    self.key(), self.key(), group.partnership, group.id, own[n % 2].id, world.agencies[n % 2],
                    ("partnership", "group")[n % 2], f"Do {self.word()}", f"Begun {self.word()}",
                )
            )  # fmt: skip
        for n, partnership in enumerate(world.partnerships):
            body = next(body for body in world.bodies if body.partnership == partnership)
            words = (f"Report {self.word()}", f"Mend {self.word()}", f"For {self.word()}")
            world.recommendations.append(
                Recommendation(self.key(), self.key(), partnership, body.id, world.agencies[n], *words)
            )
            asked = (f"Councillor {self.word()}", f"How many {self.word()}", f"Committee {self.word()}")
            world.matters.append(Matter(self.key(), self.key(), partnership, *asked))

    def minuted(self) -> None:
        """Something is written at every meeting."""
        for meeting in self.world.meetings:
            texts = (f"Said {self.word()}", self.key(), f"Decided {self.word()}", self.key(), f"Owns {self.word()}")
            self.world.minuted.append(Minuted(meeting, *texts))

    def risks(self) -> None:
        """A risk and a theme of each partnership; a report of each group about that theme, one in two for the group alone."""
        themes = {}
        for partnership in self.world.partnerships:
            texts = (f"Title {self.word()}", self.key(), f"Control {self.word()}", f"Since {self.word()}")
            series = (self.key(), f"Series {self.word()}", self.key())
            self.world.risks.append(Risk(self.key(), partnership, *series, *texts))
            themes[partnership] = (self.key(), f"Theme {self.word()}")
        for n, group in enumerate(self.world.groups):
            circle = ("partnership", "group")[n % 2]
            keys = self.key(), group.id, group.partnership, self.key(), circle, self.key()
            self.world.reports.append(Told(*keys, f"Ask {self.word()}", *themes[group.partnership]))
