"""The registry's part about search: what is found is what could be read page by page, and whoever may not read it finds nothing. The page says again what was looked for."""

from collections.abc import Iterator

from tests.leak.action_routes import asked
from tests.leak.action_routes import reads as reads_action
from tests.leak.examining import OK, REFUSED, SECRET, Ask, Expected, Route
from tests.leak.governance_routes import here, words
from tests.leak.meeting_routes import reads
from tests.leak.minute_routes import headed
from tests.leak.oracle import Oracle
from tests.leak.world import Asker

EVERYWHERE = "item OR decided OR paper OR mend OR title OR room OR councillor"  # words of the world's texts


def searched(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Words that are in many texts; and the secret word of an action of each kind, which is known and leads nowhere."""
    world, place = oracle.world, here(oracle, asker)
    told: set[str] = set()
    for row in world.minuted:
        if reads(oracle, asker, row.meeting):
            told |= headed(oracle, row) | words(row.meeting.item_title, row.minute, row.decision_text)
            told |= words(row.meeting.paper_title, row.meeting.place)
    for one in world.recommendations:
        told |= {str(one.id)} | words(one.source, one.text) if one.partnership == place else set()
    for matter in world.matters:
        told |= {str(matter.id)} | words(matter.asked_by, matter.text) if matter.partnership == place else set()
    for risk in world.risks:
        told |= {str(risk.id)} | words(risk.series, risk.title) if risk.partnership == place else set()
    for paper in world.papers:
        of_framework = words(paper.framework_title, paper.what_changed, paper.text) | {str(paper.framework)}
        told |= of_framework | words(paper.title) | {str(paper.entry)} if paper.partnership == place else set()
    path = "/search"
    yield Ask(Expected(OK, frozenset(told), 20) if place else Expected(REFUSED), path, {"q": EVERYWHERE})
    start = world.askers.index(asker)
    for action in (world.actions[start % len(world.actions)], world.actions[(start + 1) % len(world.actions)]):
        (word,) = SECRET.findall(action.text)
        group = next(group for group in world.groups if group.id == action.group)
        found = {str(action.id)} | words(group.name) if reads_action(oracle, asker, action) else set()
        found = {str(action.answer)} if asked(oracle, asker, action) else found
        yield Ask(Expected(OK, frozenset({word} | found), 2) if place else Expected(REFUSED), path, {"q": word})


SEARCH = (Route("search-governance", searched),)
