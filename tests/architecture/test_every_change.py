"""Every change leaves exactly one event: read from the code of all of them, and tried on a good part of them.

A change is a public function under `transaction.atomic` in a module `changes` or in a package of that name. What it calls is followed: a change that calls another leaves the other's event and
none of its own. A loop around an event is more than one. A path may end without any event only where it changes nothing (the trial below shows that for those it tries).
"""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import NOW, PASSWORD
from wardmote.accounts import changes
from wardmote.accounts.models import Grant
from wardmote.accounts.states import AgencyKind, CredentialKind, District, Role
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

HOME = Path(__file__).resolve().parents[2] / "src/wardmote"
MODULES = sorted([*HOME.glob("*/changes.py"), *HOME.glob("*/changes/*.py")])
MANY = 99
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Frozen: rows as they are written by the changes of the package, and by nobody else; a function that allauth calls inside the change that adds a factor;
# and one that takes back at once what allauth writes unasked.
BUILDING_BLOCKS = {
    "accounts/changes/writing.py", "governance/changes/planning.py", "governance/changes/handing_on.py", "governance/changes/inheriting.py",
    "governance/changes/copying.py", "governance/changes/passing.py",
}  # fmt: skip
BLOCKS = {
    "accounts/changes/second_factor.py:keep_secret",
    "accounts/changes/openid.py:forget_what_was_said",
    "accounts/changes/signing_in.py:remember_ended",  # part of ending a session, which leaves the event
}
# Frozen: sealing the log is no event of the log, or it would never end.
NOT_ABOUT_THE_LOG = {"audit/changes/sealing.py:seal"}


class Code:
    """The functions of some modules by name, and how many events each path through one leaves."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.modules = {name: ast.parse(text) for name, text in sources.items()}
        self.functions = {
            node.name: node for tree in self.modules.values() for node in tree.body if isinstance(node, ast.FunctionDef)
        }

    def changes(self) -> Iterator[tuple[str, ast.FunctionDef]]:
        for module, tree in self.modules.items():
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and self.is_change(node):
                    yield f"{module}:{node.name}", node

    def is_change(self, node: ast.FunctionDef) -> bool:
        return any(ast.unparse(found) == "transaction.atomic" for found in node.decorator_list)

    def counts(self, node: ast.FunctionDef, within: tuple[str, ...] = ()) -> set[int]:
        """The numbers of events that the paths through a function leave; those that raise are none."""
        if node.name in within:
            return {0}
        going, ended = self._block(node.body, {0}, (*within, node.name))
        return {min(count, MANY) for count in going | ended}

    def _block(self, body: list[ast.stmt], going: set[int], within: tuple[str, ...]) -> tuple[set[int], set[int]]:
        ended: set[int] = set()
        for statement in body:
            if not going:
                break
            going, more = self._statement(statement, going, within)
            ended |= more
        return going, ended

    def _statement(self, node: ast.stmt, going: set[int], within: tuple[str, ...]) -> tuple[set[int], set[int]]:
        if isinstance(node, ast.Raise):
            return set(), set()
        if isinstance(node, ast.Return):
            return set(), self._plus(going, node, within)
        if isinstance(node, ast.If):
            going = self._plus(going, node.test, within)
            yes, one = self._block(node.body, going, within)
            no, other = self._block(node.orelse, going, within)
            return yes | no, one | other
        if isinstance(node, ast.For | ast.While):
            inside, _ended = self._block(node.body, {0}, within)
            return (going | {MANY} if inside - {0} else going), set()
        if isinstance(node, ast.With | ast.Try):
            return self._block(node.body, going, within)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            return going, set()
        return self._plus(going, node, within), set()

    def _plus(self, going: set[int], node: ast.AST, within: tuple[str, ...]) -> set[int]:
        """What the calls in an expression add."""
        loops = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
        repeated = {id(call) for loop in ast.walk(node) if isinstance(loop, loops) for call in ast.walk(loop)}
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and (found := self._called(call, within)) - {0}:
                found = {MANY} if id(call) in repeated else found
                going = {one + other for one in going for other in found}
        return going

    def _called(self, call: ast.Call, within: tuple[str, ...]) -> set[int]:
        name = ast.unparse(call.func).split(".")
        if name[-1] == "record" and name[:-1] in ([], ["audit"], ["changes"]):
            return {1}
        if name[-1] in self.functions and (len(name) == 1 or name[0] in {"writing", "changes"}):
            return self.counts(self.functions[name[-1]], within)
        return {0}

    def writes(self, node: ast.FunctionDef) -> bool:
        calls = [found.func for found in ast.walk(node) if isinstance(found, ast.Call)]
        return any(isinstance(call, ast.Attribute) and call.attr in WRITES for call in calls)


def packages() -> dict[str, Code]:
    """The code of each app's changes."""
    apps: dict[str, dict[str, str]] = {}
    for path in MODULES:
        name = path.relative_to(HOME)
        apps.setdefault(name.parts[0], {})[str(name)] = path.read_text()
    return {app: Code(sources) for app, sources in apps.items()}


CODE = packages()
CHANGES = [
    pytest.param(code, node, id=name)
    for code in CODE.values()
    for name, node in code.changes()
    if name not in NOT_ABOUT_THE_LOG
]
OTHERS = [
    pytest.param(code, node, id=f"{module}:{node.name}")
    for code in CODE.values()
    for module, tree in code.modules.items()
    for node in tree.body
    if isinstance(node, ast.FunctionDef) and not code.is_change(node) and not node.name.startswith("_")
    and module not in BUILDING_BLOCKS and f"{module}:{node.name}" not in BLOCKS
]  # fmt: skip


@pytest.mark.parametrize(("code", "node"), CHANGES)
def test_every_change_leaves_one_event_and_never_two(code, node):
    counts = code.counts(node)
    assert 1 in counts, "no path through it leaves an event"
    assert counts <= {0, 1}, "a path through it leaves more than one event"


@pytest.mark.parametrize(("code", "node"), OTHERS)
def test_what_is_no_change_writes_nothing(code, node):
    assert not code.writes(node), "public, outside a transaction, and it writes: is it a change?"


@pytest.mark.parametrize(("code", "node"), CHANGES)
def test_every_change_takes_its_arguments_by_name(code, node):
    positional = [argument.arg for argument in node.args.args]
    assert positional in ([], ["sample"])


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("row.save()", {0}),
        ("record('a')", {1}),
        ("record('a'); audit.record('b')", {2}),
        ("for row in rows: record('a')", {0, MANY}),
        ("[record('a') for row in rows]", {MANY}),
        ("if found: return None\n    record('a')", {0, 1}),
        ("if found:\n        record('a')\n    else:\n        record('b')", {1}),
        ("if found: raise Refused('a')\n    record('a')", {1}),
        ("with lock: record('a')", {1}),
        ("return other()", {1}),
        ("other()\n    record('a')", {2}),
        ("_private()", {1}),
        ("writing.note(record=1)", {0}),
    ],
)
def test_events_are_counted_along_every_path(body, counts):
    text = f"def change():\n    {body}\ndef other():\n    record('b')\ndef _private():\n    other()\n"
    code = Code({"changes.py": text})
    assert code.counts(code.functions["change"]) == counts


def test_there_are_changes_to_look_at():
    assert len(CHANGES) > 20


TRIALS = {
    "register_agency": lambda cast, by: changes.register_agency(name="Fire", slug="fire", kind=AgencyKind.FIRE, at=NOW, by=None),
    "found_partnership": lambda cast, by: changes.found_partnership(
        name="Eastmere", slug="eastmere", districts=[DISTRICT, District("E07000118", "2024", date(2020, 4, 1))], at=NOW, by=None
    ),
    "add_district": lambda cast, by: changes.add_district(partnership=cast.northwick, district=DISTRICT, at=NOW, by=None),
    "welcome": lambda cast, by: changes.welcome(email="new@southfold.example", name="Nia New", password=PASSWORD, at=NOW, by=None),
    "grant": lambda cast, by: changes.grant(
        member=cast.nobody, agency=_grant(cast).agency, partnership=cast.southfold, role=Role.CHAIR, valid_from=date(2026, 1, 1), at=NOW, by=by
    ),
    "give_role": lambda cast, by: changes.give_role(
        member=cast.reader.pk, agency=_grant(cast).agency_id, role=Role.CHAIR, valid_from=date(2026, 1, 1), valid_to=None, at=NOW, by=by
    ),
    "end_grant": lambda cast, by: changes.end_grant(grant=_grant(cast), valid_to=date(2026, 2, 1), by=by),
    "end_role": lambda cast, by: changes.end_role(key=_grant(cast).pk, valid_to=date(2026, 2, 1), by=by),
    "correct_name": lambda cast, by: changes.correct_name(
        member=cast.reader.pk, name="Raymond Reader", version=versions.of(cast.reader.name), by=by
    ),
    "record_credential": lambda cast, by: changes.record_credential(
        member=cast.reader.pk, kind=CredentialKind.VETTING, name="NPPV2", valid_from=date(2026, 1, 1), valid_to=None, at=NOW, by=by
    ),
    "note_sign_in": lambda cast, by: changes.note_sign_in(member=cast.reader, at=NOW),
    "set_password": lambda cast, by: changes.set_password(member=cast.reader, password="another-good-password"),
}  # fmt: skip
OPERATORS = {
    "register_agency",
    "found_partnership",
    "add_district",
    "welcome",
}  # done at the command line, before there are members
DISTRICT = District("E07000126", "2024", date(2020, 4, 1))


def _grant(cast) -> Grant:
    return Grant.objects.get(member=cast.reader)


@pytest.mark.parametrize("name", TRIALS)
def test_a_change_that_is_made_leaves_one_event_with_whose_it_was(cast, as_owner, name):
    standing = cast.standing(cast.administrator)
    operator = name in OPERATORS
    before = _events(as_owner)
    with acting_as(AT_THE_COMMAND_LINE if operator else standing.asking):
        TRIALS[name](cast, standing)
    (event,) = set(_events(as_owner)) - set(before)
    _id, verb, member = event
    assert verb
    assert member == (None if operator else cast.administrator.pk)


def _events(owner) -> list[tuple]:
    return owner.execute("SELECT id, verb, member FROM audit_event").fetchall()


def test_a_change_that_is_refused_leaves_neither_row_nor_event(cast, as_owner):
    standing = cast.standing(cast.manager)
    before = _events(as_owner)
    with pytest.raises(Refused), acting_as(standing.asking), transaction.atomic():
        changes.correct_name(member=cast.reader.pk, name="Mallory", version=1, by=standing)
    assert _events(as_owner) == before
