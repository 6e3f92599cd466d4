"""The registry's part about duties, registers and the framework: read by every member of the partnership, written by whoever runs its business."""

from collections.abc import Callable, Iterator

from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import SENT, bodies, choice, filled_in, here, runs, some, words
from tests.leak.minute_routes import headed, kept, runs_it, some_minuted
from tests.leak.oracle import Oracle
from tests.leak.papers import KEPT_FOR, STARTED, Papers
from tests.leak.world import Asker, Minuted

Telling = Callable[[Papers], set[str]]


def own(oracle: Oracle, asker: Asker) -> Papers | None:
    """The papers of the partnership worn."""
    return next((one for one in oracle.world.papers if one.partnership == here(oracle, asker)), None)


def read(path: str, tells: Telling, *, to_keepers: Telling = lambda _one: set()):
    """A page of the partnership worn: what it tells everybody there, and what more to whoever runs the business."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        one = own(oracle, asker)
        told = tells(one) | (to_keepers(one) if runs(oracle, asker) else set()) if one else set()
        yield Ask(Expected(OK, frozenset(told), 2) if one else Expected(REFUSED, objects=2), path)

    return asked


def filled(path: str, tells: Telling, *, begun: Telling = lambda _one: set(), with_bodies: bool = False):
    """A form of whoever runs the business: what it tells; and what stands in it until something else is sent."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        one = own(oracle, asker)
        if not (one and runs(oracle, asker)):
            yield Ask(Expected(REFUSED), path)
            yield Ask(Expected(REFUSED), path, SENT, post=True)
            return
        told = tells(one) | (choice(bodies(oracle, one.partnership)) if with_bodies else set())
        yield Ask(Expected(OK, frozenset(told | begun(one))), path)
        yield Ask(Expected(WRONG, frozenset(told)), path, SENT, post=True)

    return asked


def opened(kind: str, key: str, tells: Telling, *, to_keepers: Telling, ending: str = ""):
    """One row, of one's own partnership or of another."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        for one in some(oracle, asker, oracle.world.papers):
            told = tells(one) | (to_keepers(one) if may else set())
            where = {
                "path": f"/governance/{kind}/{getattr(one, key)}{ending}",
                "absent": f"/governance/{kind}/KEY{ending}",
            }
            yield Ask(Expected(OK, frozenset(told)) if one.partnership == place else Expected(REFUSED), **where)

    return asked


def about(
    kind: str, key: str, path: str, tells: Telling, *, begun: Telling = lambda _one: set(), with_bodies: bool = False
):
    """A form about one row: opened, and sent with nothing in it."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        for one in some(oracle, asker, oracle.world.papers):
            where = {
                "path": f"/governance/{kind}/{getattr(one, key)}/{path}",
                "absent": f"/governance/{kind}/KEY/{path}",
            }
            there = may and one.partnership == place
            told = tells(one) | (choice(bodies(oracle, one.partnership)) if with_bodies else set()) if there else set()
            first = told | begun(one) if there else set()
            yield Ask(Expected(OK, frozenset(first)) if there else Expected(REFUSED), **where)
            yield Ask(Expected(WRONG, frozenset(told)) if there else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def nothing(_one: Papers) -> set[str]:
    return set()


def duty_page(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    yield from read(
        f"/governance/duties/{KEPT_FOR}",
        lambda one: words(one.reason, one.claim_words, one.evidence_words),
        to_keepers=lambda one: {str(one.claim), str(one.evidence)},
    )(oracle, asker)
    yield from read(f"/governance/duties/{STARTED}", lambda one: words(one.occasion_words))(oracle, asker)


def decided(oracle: Oracle, row: Minuted) -> set[str]:
    return headed(oracle, row) | {str(row.decision)}


def evidence_form(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Empty, and begun with a meeting that one may read or not."""
    path = f"/governance/duties/{KEPT_FOR}/evidence"
    yield from filled_in(path)(oracle, asker)
    for row in some_minuted(oracle, asker)[:1]:
        may = runs_it(oracle, asker, row.meeting)
        where = {"path": f"{path}?meeting={row.meeting.id}", "absent": f"{path}?meeting=KEY"}
        yield Ask(Expected(OK, frozenset(headed(oracle, row))) if may else Expected(REFUSED), **where)


def framework_told(one: Papers) -> set[str]:
    return words(one.framework_title, one.text, one.what_changed, one.where) | {str(one.framework)}


def files(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """The document takes long to make, so that not everybody takes it; what it tells stands in the file, bodies and groups with it."""
    if oracle.world.askers.index(asker) % 3 == 0:
        place = here(oracle, asker)
        for one in some(oracle, asker, oracle.world.papers):
            told = words(one.framework_title, one.text, one.what_changed, one.where, one.topic, one.board)
            told |= {word for body in bodies(oracle, one.partnership) for word in words(body.name)}
            told |= {
                word
                for group in oracle.world.groups
                if group.partnership == one.partnership
                for word in words(group.name)
            }
            where = {"path": f"/governance/framework/{one.framework}.docx", "absent": "/governance/framework/KEY.docx"}
            yield Ask(Expected(OK, frozenset(told)) if one.partnership == place else Expected(REFUSED), **where)


DUTIES = (
    Route("duties", read("/governance/duties", lambda one: words(one.reason))),
    Route("duty", duty_page),
    Route(
        "claim-duty",
        filled(f"/governance/duties/{STARTED}/claim", lambda one: words(one.occasion_words) | {str(one.occasion)}),
    ),
    Route("add-evidence", evidence_form),
    Route("meeting-as-evidence", kept("meetings/{meeting}/evidence", headed)),
    Route("decision-as-evidence", kept("decisions/{decision}/evidence", decided)),
    Route("start-clock", filled_in(f"/governance/duties/{STARTED}/start")),
    Route("set-reach", filled_in(f"/governance/duties/{KEPT_FOR}/reach")),
    Route("take-back-claim", about("claims", "claim", "take-back", nothing)),
    Route("take-back-evidence", about("evidence", "evidence", "take-back", lambda one: words(one.evidence_words))),
    Route("registers", read("/governance/registers", nothing)),
    Route("register", read("/governance/registers/data-gaps", lambda one: words(one.title) | {str(one.entry)})),
    Route("add-entry", filled("/governance/registers/data-gaps/add", nothing, with_bodies=True)),
    Route(
        "entry",
        opened(
            "entries",
            "entry",
            lambda one: words(one.title, one.effect, one.status_words),
            to_keepers=lambda one: {str(one.entry)},
        ),
    ),
    Route(
        "change-entry",
        about(
            "entries",
            "entry",
            "change",
            lambda one: words(one.title) | {str(one.entry)},
            begun=lambda one: words(one.effect),
            with_bodies=True,
        ),
    ),
    Route("give-status", about("entries", "entry", "status", lambda one: words(one.title) | {str(one.entry)})),
    Route("timeline", read("/governance/timeline", lambda one: words(one.title) | {str(one.entry)})),
    Route("framework", read("/governance/framework", framework_told)),
    Route("framework-version", opened("framework", "framework", framework_told, to_keepers=nothing)),
    Route("framework-file", files),
    Route(
        "draft-framework",
        filled("/governance/framework/add", nothing, begun=lambda one: words(one.framework_title, one.text)),
    ),
    Route(
        "change-framework",
        about(
            "framework",
            "framework",
            "change",
            lambda one: {str(one.framework)},
            begun=lambda one: words(one.framework_title, one.text, one.what_changed),
        ),
    ),
    Route("adopt-framework", about("framework", "framework", "adopt", lambda one: {str(one.framework)})),
    Route("board-parts", read("/governance/boards", lambda one: words(one.topic, one.board))),
    Route("give-board-part", filled("/governance/boards/add", lambda one: words(one.topic, one.board))),
)
