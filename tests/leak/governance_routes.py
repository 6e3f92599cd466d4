"""The registry's third part: routes of governance. What a partnership is made of is told to its members and to nobody else; who runs its business may change it."""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from tests.leak.colleagues import Colleagues
from tests.leak.examining import OK, REFUSED, SECRET, WRONG, Ask, Expected, Route
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Body, Group, Link

SENT = {"nothing": "of use"}
known = cache(Colleagues)


def here(oracle: Oracle, asker: Asker) -> UUID | None:
    """The partnership of the hat worn."""
    hat = known(oracle).worn(asker)
    return hat[0] if hat else None


def runs(oracle: Oracle, asker: Asker) -> bool:
    c = known(oracle)
    return any(c.is_(role, asker) for role in ("manager", "coordinator"))


def bodies(oracle: Oracle, partnership: UUID | None) -> list[Body]:
    return [body for body in oracle.world.bodies if body.partnership == partnership]


def groups(oracle: Oracle, partnership: UUID | None) -> list[Group]:
    return [group for group in oracle.world.groups if group.partnership == partnership]


def words(*texts: str) -> set[str]:
    return set(SECRET.findall(" ".join(texts)))


def choice(rows: Iterable[Body | Group]) -> set[str]:
    """What a box to choose from tells: keys and names."""
    return {word for row in rows for word in (str(row.id), *words(row.name))}


def everything(oracle: Oracle, told: set[str] | None) -> Expected:
    objects = len(oracle.world.bodies) + len(oracle.world.groups)
    return Expected(REFUSED, objects=objects) if told is None else Expected(OK, frozenset(told), objects)


def structure(path: str, *, links: bool):
    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place = here(oracle, asker)
        told = {word for group in groups(oracle, place) for word in words(group.name, group.purpose, group.chair)}
        told |= {str(group.id) for group in groups(oracle, place)} if links else set()
        yield Ask(everything(oracle, told if place else None), path)

    return asked


def links(oracle: Oracle, partnership: UUID | None) -> list[Link]:
    return [link for link in oracle.world.links if link.partnership == partnership]


def about_the_partnership(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    told = {word for link in links(oracle, place) for word in words(link.name)}
    told |= {str(link.id) for link in links(oracle, place)} if runs(oracle, asker) else set()
    yield Ask(everything(oracle, told if place else None), "/governance/partnership")


def of_a_link(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    for link in some(oracle, asker, oracle.world.links):
        there = may and link.partnership == place
        where = f"/governance/partnership/links/{link.id}/end"
        expected = Expected(OK, frozenset(words(link.name))) if there else Expected(REFUSED)
        yield Ask(expected, where, absent="/governance/partnership/links/KEY/end")


def of_a_district(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Of no partnership here: nobody may end what is not covered."""
    yield Ask(Expected(REFUSED), "/governance/partnership/area/E07000099/end")


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    told = {word for one in (*bodies(oracle, place), *links(oracle, place)) for word in words(one.name)}
    told |= {str(body.id) for body in bodies(oracle, place)}
    yield Ask(everything(oracle, told if place else None), "/governance/bodies")


def filled_in(path: str, *, of_bodies: bool = False, of_groups: bool = False):
    """A form about nothing in particular, opened and sent empty."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        told = choice(bodies(oracle, place)) if of_bodies else set()
        told |= choice(groups(oracle, place)) if of_groups else set()
        yield Ask(Expected(OK, frozenset(told)) if may else Expected(REFUSED), path)
        yield Ask(Expected(WRONG, frozenset(told)) if may else Expected(REFUSED), path, SENT, post=True)

    return asked


def some(oracle: Oracle, asker: Asker, rows: list) -> list:
    """One of each partnership, not the same for everybody."""
    turn = oracle.world.askers.index(asker)
    parts = [[row for row in rows if row.partnership == partnership] for partnership in oracle.world.partnerships]
    return [part[turn % len(part)] for part in parts]


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    for group in some(oracle, asker, oracle.world.groups):
        told = words(group.name, group.purpose, group.chair) | {str(group.id)} | ({str(group.seat)} if may else set())
        told |= {str(m.id) for m in oracle.world.meetings if m.group == group.id and (may or m.circle == "partnership")}
        yield Ask(
            Expected(OK, frozenset(told), 3) if group.partnership == place else Expected(REFUSED),
            f"/governance/groups/{group.id}", absent="/governance/groups/KEY",
        )  # fmt: skip


def about(kind: str, path: str, tells):
    """A form about one body, group or seat: opened, and sent with nothing in it."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        rows = oracle.world.bodies if kind == "bodies" else oracle.world.groups
        for row in some(oracle, asker, rows):
            key = row.seat if kind == "seats" else row.id
            where = {"path": f"/governance/{kind}/{key}/{path}", "absent": f"/governance/{kind}/KEY/{path}"}
            there = may and row.partnership == place
            told = frozenset(tells(oracle, asker, row)) if there else frozenset()
            begun = (
                words(row.purpose) if path == "change" else set()
            )  # what it is for stands in the form until something else is sent
            yield Ask(Expected(OK, told | begun) if there else Expected(REFUSED), **where)
            yield Ask(Expected(WRONG, told) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def called(oracle: Oracle, asker: Asker, row) -> set[str]:
    return words(row.name) | ({str(row.id)} if isinstance(row, Group) else set())  # a group's form leads back to it


def as_it_is(oracle: Oracle, asker: Asker, group: Group) -> set[str]:
    others = [one for one in groups(oracle, group.partnership) if one != group]
    return called(oracle, asker, group) | choice(others) | choice(bodies(oracle, group.partnership))


def who_may_sit(oracle: Oracle, asker: Asker, group: Group) -> set[str]:
    people = known(oracle).works_in(group.partnership)
    keys = {word for member in people for word in (str(member.id), *words(member.called))}
    return called(oracle, asker, group) | choice(bodies(oracle, group.partnership)) | keys


def who_sits(oracle: Oracle, asker: Asker, group: Group) -> set[str]:
    return words(group.chair) | {str(group.id)}


GOVERNANCE = (
    Route("governance", structure("/governance", links=True)),
    Route("structure-picture", structure("/governance/structure.svg", links=False)),
    Route("bodies", listed),
    Route("partnership-area", about_the_partnership),
    Route("cover-districts", filled_in("/governance/partnership/area/add")),
    Route("uncover-district", of_a_district),
    Route("link-partnership", filled_in("/governance/partnership/links/add")),
    Route("end-link", of_a_link),
    Route("add-body", filled_in("/governance/bodies/add")),
    Route("succeed-body", filled_in("/governance/bodies/follow", of_bodies=True)),
    Route("give-part", about("bodies", "part", called)),
    Route("end-body", about("bodies", "end", called)),
    Route("found-group", filled_in("/governance/groups/add", of_bodies=True, of_groups=True)),
    Route("group", opened),
    Route("reshape-group", about("groups", "change", as_it_is)),
    Route("end-group", about("groups", "end", called)),
    Route("give-seat", about("groups", "seats/add", who_may_sit)),
    Route("end-seat", about("seats", "end", who_sits)),
)
