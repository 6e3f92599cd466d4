"""The registry's part about reorganisations: what came from where is its members'; who had which role before is told to administrators; a body's page to members."""

from collections.abc import Iterator

from tests.leak.action_routes import reads
from tests.leak.examining import OK, REFUSED, Ask, Expected, Route
from tests.leak.governance_routes import SENT, here, known, some, words
from tests.leak.oracle import Oracle
from tests.leak.world import Asker


def handovers(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    found = [one for one in oracle.world.took if one.partnership == place]
    told = {word for one in found for word in (str(one.body), *words(one.reason, one.known_as))}
    shut = {action.partnership: action for action in oracle.world.actions if action.circle == "group"}
    for one in found:
        if reads(oracle, asker, shut[one.partnership]):
            told |= {str(shut[one.partnership].id)} | words(one.shut_as)
    yield Ask(
        Expected(OK, frozenset(told), len(oracle.world.took)) if place else Expected(REFUSED),
        "/governance/partnership/handovers",
    )


def proposed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, told = known(oracle).is_("administrator", asker), set()
    for one in oracle.world.took:
        if one.partnership == place:
            told |= words(known(oracle).member[one.member].called)
            told |= set() if one.member == asker.member.id else {str(one.proposal)}
    yield Ask(
        Expected(OK, frozenset(told), len(oracle.world.took)) if place else Expected(REFUSED),
        "/governance/partnership/roles",
    )


def settled(path: str):
    """Given or left: asked for by those who may not."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place = known(oracle).is_("administrator", asker)
        for one in oracle.world.took:
            if one.partnership != place or one.member == asker.member.id:
                where = f"/governance/partnership/roles/{one.proposal}/{path}"
                yield Ask(Expected(REFUSED), where, SENT, post=True, absent=f"/governance/partnership/roles/KEY/{path}")

    return asked


def body(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    for one in some(oracle, asker, oracle.world.bodies):
        there = one.partnership == place
        told = words(one.name) | {str(one.id)}
        yield Ask(
            Expected(OK, frozenset(told)) if there else Expected(REFUSED),
            f"/governance/bodies/{one.id}",
            absent="/governance/bodies/KEY",
        )


REORGANISING = (
    Route("handovers", handovers),
    Route("proposed-roles", proposed),
    Route("give-proposed-role", settled("give")),
    Route("leave-proposed-role", settled("leave")),
    Route("body", body),
)
