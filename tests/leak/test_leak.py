"""What is allowed equals an independent oracle: for everybody, on every route, of every row in the database.

Lists are judged for each object of the world, in one answer. Pages about one thing are opened by everybody for some: two of theirs and two of others', never the same ones; and
pages about one colleague, by whoever may open none, for one colleague on one page in four. Which ones shifts from asker to asker, so every page is tried by somebody of every kind.
"""

from collections import defaultdict

import pytest
from django.urls import get_resolver

from tests.leak import asking_rows
from tests.leak.action_routes import ACTIONS
from tests.leak.app import jobs
from tests.leak.duties_routes import DUTIES
from tests.leak.examining import REFUSED, Examiner, Report, Route
from tests.leak.exchange_routes import EXCHANGE
from tests.leak.governance_routes import GOVERNANCE
from tests.leak.meeting_routes import MEETINGS
from tests.leak.minute_routes import MINUTES
from tests.leak.oracle import Oracle
from tests.leak.people_routes import LOG, PEOPLE
from tests.leak.reorganising_routes import REORGANISING
from tests.leak.risk_routes import RISKS
from tests.leak.routes import ROUTES, titles
from tests.leak.search_routes import SEARCH
from tests.leak.world import LEVELS, ROLES
from tests.web.test_doors import patterns
from wardmote.platform.transaction import Asking

pytestmark = pytest.mark.leak
LEAST = 50_000
ALWAYS = (*ROUTES, *PEOPLE, *LOG)
IN_TURN = (
    *GOVERNANCE,
    *MEETINGS,
    *MINUTES,
    *ACTIONS,
    *RISKS,
    *DUTIES,
    *EXCHANGE,
    *SEARCH,
    *REORGANISING,
)  # pages of one pattern: one asker in TURNS asks for each, of every kind
TURNS = 4
PARTS = 8  # of those who ask: several workers can be at it at once

NOBODY_MAY = {
    "carry-item",
    "drop-file",
    "exit-file",
    "exit-progress",
    "give-proposed-role",
    "leave-proposed-role",
    "try-file-again",
    "remove-decision",
    "remove-interest",
    "uncover-district",
    "waiting-for",
    "withdraw-paper",
}  # what changes the world at once is asked for by those alone who are refused
# Frozen, each with why: routes that carry nothing of anybody but, at most, whoever asks. A route comes in here, in the open, or into the registry.
PUBLISHED = "public figures and documents, the same for everybody"
HALF_IN = "a page of signing in: of whoever is coming in, found by their session, by a secret that they were sent, or by nothing at all"
ONES_OWN = "a button of one's own sign-in: found by who asks, and answered by leading on"
WITHOUT_OTHERS = {
    PUBLISHED: {
        "accessibility", "evidence", "evidence-area", "evidence-area-figure", "evidence-area-map", "evidence-areas", "evidence-made", "evidence-quality",
        "evidence-quality-figure", "evidence-ranking", "evidence-ranking-figure", "evidence-ranking-results", "evidence-result", "evidence-ward", "evidence-wards", "health",
        "privacy", "publications", "report-file", "security-txt",
    },
    HALF_IN: {
        "asleep", "choose-password", "come-further", "enrol", "enrol-app", "enrol-passkey", "first-codes", "forgotten-password", "invitation", "leave-half-way",
        "openid_connect_callback", "openid_connect_login", "second-factor", "sign-in", "calendar-feed",
    },
    ONES_OWN: {
        "add-app", "add-passkey", "by-recovery-code", "drop-draft", "end-other-sessions", "end-session", "forget-kept", "fresh-codes", "keep-draft", "new-password", "prove-again", "prove-elsewhere",
        "remove-factor", "replace-app", "sign-out", "still-here",
    },
}  # fmt: skip


def test_the_world_is_as_wide_as_was_promised(world):
    assert len(world.agencies) >= 5
    assert len({grant.role for grant in world.grants} & set(ROLES)) >= 8
    assert len(world.panels) >= 6
    assert {seat.clearance for seat in world.seats} == {case.level for case in world.cases} == set(LEVELS)
    oracle = Oracle(world)
    seen = [len(oracle.seen(asker)) for asker in world.askers]
    assert 0 in seen
    assert max(seen) < len(world.cases)
    assert {case.id for asker in world.askers for case in oracle.seen(asker)} == {case.id for case in world.cases}


def in_turn(world, asker) -> list[Route]:
    """The routes of governance that this asker asks for."""
    place = world.askers.index(asker)
    return [route for n, route in enumerate(IN_TURN) if (n + place + place // TURNS) % TURNS == 0]


def test_every_page_of_governance_is_asked_for_by_some_who_may_and_by_some_who_may_not(world):
    oracle, endings = Oracle(world), defaultdict(set)
    for asker in world.askers:
        for route in in_turn(world, asker):
            endings[route.name] |= {ask.expected.ending == REFUSED for ask in route.ask(oracle, asker)}
    assert set(endings) == {route.name for route in IN_TURN}
    assert {name for name, found in endings.items() if True not in found} == set()
    assert {name for name, found in endings.items() if False not in found} == NOBODY_MAY


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_sees_what_the_oracle_says_and_nothing_else(world, database, client_for, site, record_property, part):
    report, askers = Report(), world.askers[part::PARTS]
    asking_rows.examine(Oracle(world), askers, report)
    examiner = Examiner(world, client_for, report)
    for asker in askers:
        examiner.routes((*ALWAYS, *in_turn(world, asker)), [asker])
        told = jobs.telling.run(Asking(asker.member.id, asker.agency, asker.partnership, origin="job"), {}) or []
        worn = examiner.oracle.roles(asker, asker.partnership)  # a job is done for the hat worn, or not at all
        expected = titles(examiner.oracle.seen(asker)) if worn else ()
        examiner.work(f"job by {asker}", (title.split()[1] for title in told), expected, len(world.cases))
    examiner.work("command", jobs.command(), (), len(world.cases))
    record_property("leak", (report.checks, len(report.disagreements)))
    assert not report.disagreements, "\n".join(report.disagreements[:80])
    assert report.checks >= LEAST / PARTS


@pytest.mark.parametrize(
    "name",
    [
        "grant ended today", "grant to come", "agreement ended", "never signed", "seat ended", "seat to come", "no seat",
        "no agency and no role", "nothing at all", "left", "not active", "asleep", "seat of another agency",
        "signed and vetted elsewhere alone",
    ],
)  # fmt: skip
def test_whoever_lacks_one_thing_sees_no_row(world, name):
    """Of the oracle, which everything else is measured by: whom a promise names has nothing to see in it."""
    (asker,) = [asker for asker in world.askers if str(asker) == name]
    assert Oracle(world).seen(asker) == []


def test_every_route_is_examined_or_is_known_to_show_nobody_else():
    names = {pattern.name for pattern in patterns(get_resolver().url_patterns)}
    examined = {route.name for route in (*ALWAYS, *IN_TURN)}
    exempt = [name for reason in WITHOUT_OTHERS.values() for name in reason]
    assert sorted(names - examined) == sorted(exempt)


def test_every_route_of_the_small_casework_is_examined(site):
    names = {pattern.name for pattern in patterns(get_resolver().url_patterns)}
    assert {name for name in names if name.startswith("leak-")} == {route.name for route in ROUTES}
