"""The leak test sees a leak: each of these breaks one thing on purpose, in a register of its own, and must make disagreements."""

import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest
from django.http import Http404, HttpResponse
from django.urls import path

from tests.leak import asking_rows
from tests.leak.action_routes import ACTIONS
from tests.leak.app import models, policies, queries, urls, views
from tests.leak.app.models import Case, Note
from tests.leak.examining import Examiner, Report
from tests.leak.governance_routes import GOVERNANCE
from tests.leak.people_routes import LOG, PEOPLE
from tests.leak.routes import ROUTES
from tests.leak.world import World
from wardmote.accounts import doors
from wardmote.accounts import queries as accounts
from wardmote.accounts.models import Member
from wardmote.accounts.queries import log
from wardmote.accounts.queries.membership import OnFile
from wardmote.accounts.queries.persons import Colleague, Person
from wardmote.accounts.states import AccountState
from wardmote.governance import queries as governance
from wardmote.governance.models import ActionAnswer, BodyPart, GroupShape, Seat
from wardmote.governance.policies import may_see_governance
from wardmote.governance.queries import bodies as of_bodies
from wardmote.governance.queries import structure, waits
from wardmote.governance.views import bodies as body_pages
from wardmote.platform import clock
from wardmote.platform.rows import Condition, Guard, Rows

pytestmark = pytest.mark.leak

# A few people are enough here: whom a broken rule would let in, and whom it would not.
FOR_ROWS = {
    "everything in order", "grant ended here, in force there", "vetting ended", "agreement ended", "seat ended", "asleep", "left",
    "representative of agency 1", "caseworker of agency 2", "manager of agency 0", "two agencies", "auditor of agency 1",
}  # fmt: skip
FOR_PEOPLE = {
    "administrator of agency 1",
    "auditor of agency 2",
    "representative of agency 1",
    "nothing at all",
    "shared coordinator",
}
FOR_ROUTES = {"representative of agency 1", "coordinator of agency 3", "manager of agency 0", "caseworker of agency 2"}


@pytest.fixture
def examined(world: World, database, client_for, site) -> Callable[..., Report]:
    """Examine routes by name, and the rows with "rows"."""

    def run(*names: str) -> Report:
        report = Report()
        examiner = Examiner(world, client_for, report)
        if "rows" in names:
            asking_rows.examine(examiner.oracle, [asker for asker in world.askers if str(asker) in FOR_ROWS], report)
        routes = [route for route in ROUTES if route.name in names]
        examiner.routes(routes, [asker for asker in world.askers if str(asker) in FOR_ROUTES])
        routes = [route for route in (*PEOPLE, *LOG, *GOVERNANCE, *ACTIONS) if route.name in names]
        if routes:
            examiner.routes(routes, [asker for asker in world.askers if str(asker) in FOR_PEOPLE])
        return report

    return run


def test_what_is_not_broken_makes_no_disagreement(examined):
    """Or a mutation would be seen that is none."""
    report = examined("rows", *examined_when_broken())
    assert report.checks > 8_000
    assert report.disagreements == []


def examined_when_broken() -> set[str]:
    """The routes by which a mutation is seen. All the others are asked in test_leak."""
    pages = QUERY_FAULTS | PEOPLE_FAULTS | GOVERNANCE_FAULTS | VIEW_FAULTS
    named = {fault.partition(":")[0] for fault in pages} | {"people", "waiting-actions"}
    assert named <= {route.name for route in (*ROUTES, *PEOPLE, *LOG, *GOVERNANCE, *ACTIONS)}
    return named


# Of rows: statements and guards, as the owner.

HERE = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
ROW_FAULTS = {
    "the policy for seeing dropped: nobody sees anything": "DROP POLICY wardmote_see ON leak_case",
    "the owner not bound": "ALTER TABLE leak_seat NO FORCE ROW LEVEL SECURITY",
    "row-level security off": "ALTER TABLE leak_note DISABLE ROW LEVEL SECURITY",
    "one more policy, wide open": "CREATE POLICY friend ON leak_safeaddress USING (true)",
    "removing allowed": "DROP POLICY wardmote_remove ON leak_note; CREATE POLICY wardmote_remove ON leak_note FOR DELETE USING (true)",
    "expired grants accepted": "today:my_partnerships_as(text[])",
    "expired credentials accepted": "today:my_credentials(text)",
    "expired seats accepted": "today:my_panels(text)",
    "the agency worn forgotten": "agency:my_panels(text)",
    "those who sleep are awake": "CREATE OR REPLACE FUNCTION member_sleeps(member uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT false'",
    "those who left are here": "left:asking_member()",
    "a closed group's lines for the whole partnership": f"DROP POLICY wardmote_see ON governance_action_answer; CREATE POLICY wardmote_see ON governance_action_answer FOR SELECT USING ({HERE})",
    "a closed group's lines for everybody of the agency": f"DROP POLICY wardmote_see ON governance_action_answer; CREATE POLICY wardmote_see ON governance_action_answer FOR SELECT USING (({HERE} AND circle = 'partnership') OR agency_id = (SELECT asking_agency()))",
    "where a closed group's action came from, for everybody": f"DROP POLICY wardmote_see ON governance_carried; CREATE POLICY wardmote_see ON governance_carried FOR SELECT USING ({HERE})",
    "the plan of a reorganisation for everybody": f"DROP POLICY wardmote_see ON governance_handover_plan; CREATE POLICY wardmote_see ON governance_handover_plan FOR SELECT USING ({HERE})",
    "the whole action for whoever is asked": f"DROP POLICY wardmote_see ON governance_action; CREATE POLICY wardmote_see ON governance_action FOR SELECT USING ({HERE} AND (circle = 'partnership' OR id IN (SELECT actions_asked_of_us())))",
}


def rewritten(connection, what: str, function: str) -> str:
    """A function as it would be without one of its conditions."""
    (text,) = connection.execute("SELECT pg_get_functiondef(%s::regprocedure)", [function]).fetchone()
    without = {
        "today": lambda body: re.sub(r"\w\.valid_to > today_in_london\(\)", "true", body),
        "agency": lambda body: body.replace("AND s.agency_id = asking_agency()", ""),
        "left": lambda body: body.replace("AND m.left_at IS NULL", ""),
    }[what](text)
    assert without != text
    return without


@pytest.mark.parametrize("fault", ROW_FAULTS)
def test_a_fault_in_the_rows_is_seen(examined, as_owner, fault):
    statement = ROW_FAULTS[fault]
    what, _, function = statement.partition(":")
    as_owner.execute(rewritten(as_owner, what, function) if what in {"today", "agency", "left"} else statement)
    assert examined("rows").disagreements


def without(condition: Condition, part: Condition) -> Condition:
    text = condition.sql.replace(part.sql, "true")
    assert text != condition.sql
    return Condition(text, "mutated")


DECLARATIONS = {
    "any partnership": (Case, lambda rows: replaced(rows, models.IN_MY_WORK)),
    "any clearance": (Case, lambda rows: replaced(rows, models.CLEARED)),
    "no agreement": (Case, lambda rows: replaced(rows, models.with_credential(models.CredentialKind.AGREEMENT))),
    "no vetting": (Case, lambda rows: replaced(rows, models.VETTED)),
    "anybody who sees a case runs it": (Case, lambda rows: Rows(see=rows.see, add=rows.see, change=rows.see)),
    "the address for whoever sees the case": (
        models.SafeAddress, lambda rows: Rows(see=models.AS_THE_CASE, add=rows.add, change=rows.change),
    ),
    "notes of every panel": (Note, lambda rows: Rows(see=Condition("case_id IN (SELECT id FROM every_case())", "any"), add=rows.add, change=rows.change)),
}  # fmt: skip


def replaced(rows: Rows, part: Condition) -> Rows:
    return Rows(see=without(rows.see, part), add=rows.add, change=rows.change)


@pytest.mark.parametrize("fault", DECLARATIONS)
def test_a_declaration_that_lets_too_much_is_seen(examined, as_owner, unguarded, fault):
    from django.db import connection

    from wardmote.platform import register

    model, broken = DECLARATIONS[fault]
    with register.as_owner(), connection.schema_editor() as editor:
        Guard(model._meta.db_table, **broken(model.rows).sql()).database_forwards("leak", editor, None, None)
    assert examined("rows").disagreements


# Of routes: what a page, or what is below it, does wrong. `unguarded` are the classic way round row-level security: functions that read as their owner.


@pytest.fixture
def unguarded(as_owner) -> None:
    for table in ("case", "note", "safeaddress"):
        as_owner.execute(
            f"CREATE FUNCTION every_{table}() RETURNS SETOF leak_{table} LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM leak_{table}'"
        )


def every(model) -> list:
    found = list(model.objects.raw(f"SELECT * FROM every_{model._meta.model_name}() ORDER BY id"))
    for row in found:
        row.panel = models.Panel(name="")  # the true one would be looked for among the asker's own
    return found


def first(found, key):
    return next((row for row in found if row.pk == key), None)


def found_at(model):
    """By its address, whoever asks."""

    def found(standing, key):
        if row := first(every(model), key):
            return row
        raise Http404

    return found


QUERY_FAULTS = {
    "leak-cases: a list that is not filtered": ("cases", lambda standing, **asked: every(Case)),
    "leak-count: a count that ignores the filter": ("count", lambda standing: len(every(Case))),
    "leak-suggest: an autocomplete without limits": ("suggestions", lambda standing, words: [c.title for c in every(Case) if words in c.title]),
    "leak-export: no filter chosen is everybody's": (
        "cases", lambda standing, *, words="", panel=None: Case.objects.filter(panel=panel).select_related("panel") if panel else every(Case),
    ),
    "leak-case: a relation that is not asked about": ("related", lambda standing, case: first(every(Case), case.linked_id)),
    "leak-case: a case by its address": ("case_for", found_at(Case)),
    "leak-notes: a fragment that trusts its page": ("case_for", lambda standing, key: Case(pk=key)),
    "leak-paper: an attachment by its address": ("note_for", found_at(Note)),
    "leak-link: an error that tells there is such a case": ("named", lambda standing, title: next((c for c in every(Case) if c.title == title), None)),
    "leak-export: addresses to whoever sees the case": ("address_of", lambda standing, case: addresses()[case.pk]),
}  # fmt: skip


def addresses() -> dict:
    return {address.case_id: address.text for address in every(models.SafeAddress)}


@pytest.mark.parametrize("fault", QUERY_FAULTS)
def test_a_fault_in_what_a_page_reads_is_seen(examined, unguarded, monkeypatch, fault):
    name, broken = QUERY_FAULTS[fault]
    monkeypatch.setattr(queries, name, broken)
    assert examined(fault.partition(":")[0]).disagreements


def forbidden(request, key):
    """A page that says "not allowed" of what is there, and "not found" of what is not."""
    there = any(case.pk == key for case in every(Case))
    mine = Case.objects.filter(pk=key).exists()
    return HttpResponse("not allowed", status=403) if there and not mine else views.case(request, key)


def chatty(request, key):
    """A refusal that names what is refused."""
    case = first(every(Case), key)
    mine = Case.objects.filter(pk=key).exists()
    return HttpResponse(f"{case.title} is closed to you", status=404) if case and not mine else views.case(request, key)


# Of pages about colleagues: the table of members is open, so what reads it is all that keeps a name back.


def members() -> list:
    return list(Member.objects.all())


def anybody(standing, key, *, on):
    """A person by their key, whatever partnership they are in."""
    who = first(members(), key)
    if who is None:
        raise Http404
    at = clock.now()
    return Person(key, who.name, who.email, AccountState.ACTIVE, at, None, None, at, "", (), (), ())


def held_by_anybody(standing, key):
    """A role by its key, whatever partnership it is in."""
    who = members()[0]
    return OnFile(who.pk, "Chair", clock.today())


PEOPLE_FAULTS = {
    "people: everybody is a colleague": (accounts, "colleagues", lambda standing, *, on: [Colleague(m.pk, m.name, (), ()) for m in members()]),
    "person: anybody by their key": (accounts, "person", anybody),
    "give-role: a form about anybody": (accounts, "person", anybody),
    "end-role: a role of another partnership": (accounts, "role_held", held_by_anybody),
    "people-export: a file that forgets the partnership": (
        accounts, "people", lambda standing, sought, *, on, verb: [anybody(standing, m.pk, on=on) for m in members()],
    ),
    "log: a box that offers everybody": (log, "readers_people", lambda standing: [(m.pk, m.name) for m in members()]),
    "log-about: who is spoken of learns of all the others": (log, "_told_of", lambda standing, entry, theirs: log.Told(**vars(entry), others=0)),
}  # fmt: skip


@pytest.mark.parametrize("fault", PEOPLE_FAULTS)
def test_a_fault_in_what_is_told_of_colleagues_is_seen(examined, monkeypatch, fault):
    where, name, broken = PEOPLE_FAULTS[fault]
    monkeypatch.setattr(where, name, broken)
    assert examined("people", fault.partition(":")[0]).disagreements


# Of governance: rows are the partnerships' for which somebody acts for the agency worn; a page is of one of them.


def groups_served(standing, on):
    chairs = {seat.group_id: seat.name for seat in Seat.objects.all()}
    return [structure._group(row, chairs) for row in GroupShape.objects.select_related("lead").order_by("name")]


def group_served(standing, key, on):
    return next((group for group in groups_served(standing, on) if group.key == key), None) or anybody(
        standing, key, on=on
    )


def bodies_served(standing, on):
    return [of_bodies._body(part, on) for part in BodyPart.objects.select_related("body")]


def test_reading_as_those_faults_do_is_no_fault_for_whoever_serves_one_partnership(
    world, database, client_for, site, monkeypatch
):
    """Or they would be seen for another reason than the one that they stand for."""
    report, alone = Report(), [asker for asker in world.askers if str(asker) == "manager of agency 0"]
    for name, broken in GOVERNANCE_FAULTS.values():
        monkeypatch.setattr(governance, name, broken)
    Examiner(world, client_for, report).routes(GOVERNANCE, alone)
    assert report.disagreements == []


ASKED = governance.asked_of_us


def asked_by_name(standing, sought):
    """Lines that say which closed group asked."""
    names = {shape.group_id: shape.name for shape in GroupShape.objects.all()}
    groups = dict(ActionAnswer.objects.values_list("action", "group"))
    return [replace(row, group_name=names[groups[row.key]]) for row in ASKED(standing, sought)]


def test_a_list_that_names_the_closed_group_that_asked_is_seen(examined, monkeypatch):
    monkeypatch.setattr(waits, "asked_of_us", asked_by_name)
    assert examined("waiting-actions").disagreements


GOVERNANCE_FAULTS = {
    "governance: the groups of every partnership served": ("groups_on", groups_served),
    "group: a group by its key alone": ("group_on", group_served),
    "bodies: the bodies of every partnership served": ("bodies_on", bodies_served),
}


@pytest.mark.parametrize("fault", GOVERNANCE_FAULTS)
def test_a_fault_in_what_governance_reads_is_seen(examined, monkeypatch, fault):
    name, broken = GOVERNANCE_FAULTS[fault]
    monkeypatch.setattr(governance, name, broken)
    assert examined(fault.partition(":")[0]).disagreements


VIEW_FAULTS = {
    "leak-cases: a door removed": ("leak/cases", views.cases.__wrapped__),
    "leak-case: not allowed says 403": ("leak/cases/<uuid:key>", forbidden),
    "leak-case: a refusal with a name in it": ("leak/cases/<uuid:key>", chatty),
    "leak-link: a door for everybody who sees cases": (
        "leak/cases/<uuid:key>/link",
        doors.allowed_by(policies.may_see_cases)(views.link.__wrapped__),
    ),
    "add-body: a door for everybody who sees bodies": (
        "governance/bodies/add",
        doors.allowed_by(may_see_governance)(body_pages.add.__wrapped__),
    ),
}


@pytest.mark.parametrize("fault", VIEW_FAULTS)
def test_a_fault_in_a_page_is_seen(examined, unguarded, settings, fault):
    mutant = ModuleType("mutant")
    mutant.__dict__.update(vars(urls))
    mutant.urlpatterns = [path(*VIEW_FAULTS[fault], name="mutant"), *urls.urlpatterns]
    settings.ROOT_URLCONF = mutant
    assert examined(fault.partition(":")[0]).disagreements


def test_at_least_ten_faults_are_put_in():
    assert len(ROW_FAULTS | DECLARATIONS | QUERY_FAULTS | PEOPLE_FAULTS | GOVERNANCE_FAULTS | VIEW_FAULTS) >= 30
