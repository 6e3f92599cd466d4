"""The registry's part about actions and scrutiny: an action is read by its circle, answered by its own agency; scrutiny's register by the whole partnership."""

from collections.abc import Iterator
from uuid import UUID

from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import SENT, bodies, choice, groups, here, known, runs, some, words
from tests.leak.oracle import Oracle
from tests.leak.world import Action, Asker, Matter, Recommendation

ANSWERING = ("manager", "coordinator", "chair", "analyst", "representative", "caseworker", "provider")


def reads(oracle: Oracle, asker: Asker, action: Action) -> bool:
    """Nobody of the world sits on a group by name: what is the group's is read by whoever runs the business."""
    return here(oracle, asker) == action.partnership and (action.circle == "partnership" or runs(oracle, asker))


def asked(oracle: Oracle, asker: Asker, action: Action) -> bool:
    """A closed group asked the agency worn, and whoever asks may not read the action: they are told their line, and nothing else of it."""
    there = here(oracle, asker) == action.partnership and not reads(oracle, asker, action)
    return there and own_agency(oracle, asker, action.agency)


def of_line(oracle: Oracle, action: Action) -> set[str]:
    """What they are told in a list: what is to be done, whose it is, and the way to the line."""
    return words(action.text) | names(oracle, action) - words(group_of(oracle, action)) | {str(action.answer)}


def own_agency(oracle: Oracle, asker: Asker, agency: UUID) -> bool:
    hat = known(oracle).worn(asker)
    return hat is not None and hat[1] == agency and any(known(oracle).is_(role, asker) for role in ANSWERING)


def answers(oracle: Oracle, asker: Asker, row: Action | Recommendation) -> bool:
    return here(oracle, asker) == row.partnership and (runs(oracle, asker) or own_agency(oracle, asker, row.agency))


def names(oracle: Oracle, action: Action) -> set[str]:
    body = next(body for body in oracle.world.bodies if body.id == action.body)
    group = next(group for group in oracle.world.groups if group.id == action.group)
    return words(body.name, group.name)


def of_worn_agency(oracle: Oracle, asker: Asker, action: Action) -> bool:
    hat = known(oracle).worn(asker)
    return hat is not None and hat[1] == action.agency


def line(oracle: Oracle, asker: Asker, action: Action) -> set[str]:
    """What a list tells of an action; with the way to answer for the agency whose line it is."""
    own = {str(action.answer)} if of_worn_agency(oracle, asker, action) else set()
    return words(action.text) | names(oracle, action) | {str(action.id)} | own


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    seen = [action for action in oracle.world.actions if reads(oracle, asker, action)]
    closed = [action for action in oracle.world.actions if asked(oracle, asker, action)]
    offered = choice(groups(oracle, place)) | choice(bodies(oracle, place))
    for query, found, lines in (
        ({}, seen, closed),
        ({"state": "ended"}, [], []),
        ({"words": "zq", "whose": "agency"}, [one for one in seen if of_worn_agency(oracle, asker, one)], closed),
    ):
        told = offered | {word for action in found for word in line(oracle, asker, action)}
        told |= {word for action in lines for word in of_line(oracle, action)}
        yield Ask(
            Expected(OK, frozenset(told), len(oracle.world.actions)) if place else Expected(REFUSED),
            "/governance/actions",
            query,
        )


def waits(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    seen = [
        action
        for action in oracle.world.actions
        if reads(oracle, asker, action) and of_worn_agency(oracle, asker, action)
    ]
    told = {word for action in seen for word in line(oracle, asker, action)}
    told |= {
        word for action in oracle.world.actions if asked(oracle, asker, action) for word in of_line(oracle, action)
    }
    there, objects = here(oracle, asker) is not None, len(oracle.world.actions)
    yield Ask(Expected(OK, frozenset(told), objects) if there else Expected(REFUSED), "/governance/waiting")


def opened_line(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """The line that a closed group asked; whoever may read its action is led to that."""
    for action in some(oracle, asker, oracle.world.actions):
        expected = Expected(REFUSED)
        if reads(oracle, asker, action):
            expected = Expected("moved", frozenset({str(action.id)}))
        elif asked(oracle, asker, action):
            expected = Expected(OK, frozenset(of_line(oracle, action) | words(action.said)), 3)
        yield Ask(expected, f"/governance/asked/{action.answer}", absent="/governance/asked/KEY")


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for action in some(oracle, asker, oracle.world.actions):
        expected = Expected(REFUSED)
        if reads(oracle, asker, action):
            told = words(action.text, action.said) | names(oracle, action) | {str(action.group)}
            told |= {str(action.id)} if runs(oracle, asker) else set()
            told |= {str(action.answer)} if answers(oracle, asker, action) else set()
            expected = Expected(OK, frozenset(told), 3)
        yield Ask(expected, f"/governance/actions/{action.id}", absent="/governance/actions/KEY")


def kept(path: str):
    """What whoever runs the business does to an action."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for action in some(oracle, asker, oracle.world.actions)[:1]:
            there = runs(oracle, asker) and here(oracle, asker) == action.partnership
            told = frozenset(words(action.text) | {str(action.id)})
            where = {"path": f"/governance/actions/{action.id}/{path}", "absent": f"/governance/actions/KEY/{path}"}
            yield Ask(Expected(OK, told) if there else Expected(REFUSED), **where)
            yield Ask(Expected(WRONG, told) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def people_of(oracle: Oracle, asker: Asker) -> set[str]:
    """Who of the agency worn works in the partnership worn: their keys and names stand in the box of who sees to it."""
    c = known(oracle)
    hat = c.worn(asker)
    if hat is None:
        return set()
    found = [m for m in c.works_in(hat[0]) if any(c.holds(g) and g.agency == hat[1] for g in c.grants(hat[0], m.id))]
    return {word for member in found for word in (str(member.id), *words(member.called))}


def answered(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for action in some(oracle, asker, oracle.world.actions):
        closed = asked(oracle, asker, action)
        there = closed or (reads(oracle, asker, action) and answers(oracle, asker, action))
        told = of_line(oracle, action) - {str(action.answer)} | people_of(oracle, asker)
        told |= {str(action.answer if closed else action.id)}
        where = {"path": f"/governance/answers/{action.answer}", "absent": "/governance/answers/KEY"}
        yield Ask(Expected(OK, frozenset(told | words(action.said))) if there else Expected(REFUSED), **where)
        yield Ask(Expected(WRONG, frozenset(told)) if there else Expected(REFUSED), **where, query=SENT, post=True)


def group_of(oracle: Oracle, action: Action) -> str:
    return next(group.name for group in oracle.world.groups if group.id == action.group)


def moved(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for action in some(oracle, asker, oracle.world.actions)[:1]:
        there = runs(oracle, asker) and here(oracle, asker) == action.partnership
        told = frozenset(words(action.text) | {str(action.id)} | choice(bodies(oracle, action.partnership)))
        where = {"path": f"/governance/answers/{action.answer}/move", "absent": "/governance/answers/KEY/move"}
        yield Ask(Expected(OK, told) if there else Expected(REFUSED), **where)


def form(path: str, who, *, of_bodies: bool = False, of_groups: bool = False):
    """A form about nothing in particular, opened and sent empty."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), who(oracle, asker)
        told = (choice(bodies(oracle, place)) if of_bodies else set()) | (
            choice(groups(oracle, place)) if of_groups else set()
        )
        yield Ask(Expected(OK, frozenset(told)) if may else Expected(REFUSED), path)
        yield Ask(Expected(WRONG, frozenset(told)) if may else Expected(REFUSED), path, SENT, post=True)

    return asked


def anybody(oracle: Oracle, asker: Asker) -> bool:
    return here(oracle, asker) is not None


def asks(oracle: Oracle, asker: Asker) -> bool:
    return runs(oracle, asker) or known(oracle).is_("scrutiny", asker) is not None


def lead(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Where a letter leads: to somebody else's list it leads nobody."""
    partnership = next(place for place in oracle.world.partnerships if place != here(oracle, asker))
    hats = known(oracle).hats(asker)
    agency = next(agency for agency in oracle.world.agencies if (partnership, agency) not in hats)
    yield Ask(
        Expected(REFUSED),
        f"/governance/waiting/{partnership}/{agency}",
        absent=f"/governance/waiting/{partnership}/KEY",
    )


def recommended(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    found = [one for one in oracle.world.recommendations if one.partnership == place]
    told = frozenset(word for one in found for word in (str(one.id), *words(one.text, one.source)))
    yield Ask(
        Expected(OK, told, len(oracle.world.recommendations)) if place else Expected(REFUSED),
        "/governance/recommendations",
    )


def recommendation(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for one in some(oracle, asker, oracle.world.recommendations):
        body = next(body for body in oracle.world.bodies if body.id == one.body)
        told = words(one.text, one.source, one.reasons, body.name) | (
            {str(one.answer)} if answers(oracle, asker, one) else set()
        )
        expected = Expected(OK, frozenset(told), 3) if here(oracle, asker) == one.partnership else Expected(REFUSED)
        yield Ask(expected, f"/governance/recommendations/{one.id}", absent="/governance/recommendations/KEY")


def responded(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for one in some(oracle, asker, oracle.world.recommendations):
        body = next(body for body in oracle.world.bodies if body.id == one.body)
        seen = [action for action in oracle.world.actions if reads(oracle, asker, action)]
        told = (
            words(one.text, one.reasons, body.name)
            | {str(one.id)}
            | {word for action in seen for word in (str(action.id), *words(action.text))}
        )
        where = {"path": f"/governance/responses/{one.answer}", "absent": "/governance/responses/KEY"}
        yield Ask(Expected(OK, frozenset(told)) if answers(oracle, asker, one) else Expected(REFUSED), **where)


def register(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    found = [one for one in oracle.world.matters if one.partnership == place]
    told = frozenset(word for one in found for word in (str(one.id), *words(one.text, one.asked_by, one.committee)))
    yield Ask(Expected(OK, told, len(oracle.world.matters)) if place else Expected(REFUSED), "/governance/scrutiny")


def matter(path: str):
    """One entry, and what whoever runs the business does to it."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for one in some(oracle, asker, oracle.world.matters):
            yield _matter(oracle, asker, one, path)

    return asked


def _matter(oracle: Oracle, asker: Asker, one: Matter, path: str) -> Ask:
    there, may = here(oracle, asker) == one.partnership, runs(oracle, asker)
    if path:
        expected = Expected(OK, frozenset(words(one.text) | {str(one.id)})) if there and may else Expected(REFUSED)
    else:
        told = words(one.text, one.asked_by) | ({str(one.id)} if may else set())
        expected = Expected(OK, frozenset(told), 2) if there else Expected(REFUSED)
    return Ask(expected, f"/governance/scrutiny/{one.id}{path}", absent=f"/governance/scrutiny/KEY{path}")


ACTIONS = (
    Route("actions", listed),
    Route("action", opened),
    Route("give-action", form("/governance/actions/give", runs, of_bodies=True, of_groups=True)),
    Route("put-off-action", kept("day")),
    Route("withdraw-action", kept("withdraw")),
    Route("asked-line", opened_line),
    Route("answer-action", answered),
    Route("move-action", moved),
    Route("waiting-actions", waits),
    Route("waiting-for", lead),
    Route("letters", form("/governance/waiting/letters", anybody)),
    Route("recommendations", recommended),
    Route("recommendation", recommendation),
    Route("write-recommendation", form("/governance/recommendations/add", runs, of_bodies=True)),
    Route("answer-recommendation", responded),
    Route("scrutiny", register),
    Route("matter", matter("")),
    Route("answer-matter", matter("/answer")),
    Route("withdraw-matter", matter("/withdraw")),
    Route("write-matter", form("/governance/scrutiny/add", runs, of_bodies=True)),
    Route("ask-for-information", form("/governance/scrutiny/ask", asks)),
    Route("write-scrutiny-meeting", form("/governance/scrutiny/meetings/add", runs)),
)
