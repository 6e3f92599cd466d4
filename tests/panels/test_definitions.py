"""Definitions of panels: shipped ones are sound, and each kind of mistake is refused with file, line and reason."""

import tomllib
from pathlib import Path

import pytest

from wardmote import definitions, panels
from wardmote.panels import BadPanel, places, reading
from wardmote.panels.manual import manual
from wardmote.panels.soundness import can_end, reached
from wardmote.panels.states import Doer, Seen

ROOT = Path(__file__).parents[2]
CLASSIC = (definitions.FOLDER / "panels" / "marac-classic.toml").read_text("utf-8")


@pytest.mark.parametrize("key", panels.panels())
def test_every_panel_is_sound_and_its_cases_come_to_an_end(key):
    panel = panels.panel(key)
    everything = {one.key for one in panel.stages}
    assert reached(panel) == can_end(panel) == everything
    assert panel is panels.panel(key)


@pytest.mark.parametrize("key", panels.tools())
def test_every_risk_tool_can_be_read(key):
    tool = panels.tool(key)
    assert tool.items
    assert tool.wording


@pytest.mark.parametrize("key", panels.panels())
def test_only_who_may_reach_a_victim_sees_how_to(key):
    panel = panels.panel(key)
    for part in (Seen.SAFE_CONTACT, Seen.PROTECTED_ADDRESS):
        assert {doer for doer in Doer if panel.sees(doer, part)} == {Doer.COORDINATOR, Doer.ADVOCATE}


@pytest.mark.parametrize("key", panels.panels())
def test_the_law_by_which_a_panel_tells_is_on_file(key):
    known = tomllib.loads((definitions.FOLDER / "sharing" / "gateways.toml").read_text("utf-8"))["gateways"]
    assert set(panels.panel(key).gateways) <= set(known)


MISTAKES = {
    "unknown-key": ('noun = "case"', 'noun = "case"\ncolour = "red"', "nothing here is called 'colour'"),
    "missing-key": ('noun = "case"\n', "", "'noun' is missing"),
    "wrong-kind": ("score = 14", 'score = "many"', "'score': Input should be a valid integer"),
    "not-of-the-list": ('access = "protected"', 'access = "secret"', "'access': Input should be 'open', 'audited'"),
    "not-toml": ('noun = "case"', "noun = ", "this is not TOML"),
    "unknown-key-deep": ('to = "listed", label = "Put on the list"', 'to = "listed", tone = 1, label = "Put on the list"', "nothing here is called 'tone'"),
    "stage-never-reached": ('[[stages]]\nkey = "closed"', '[[stages]]\nkey = "limbo"\nlabel = "Limbo"\nowner = "chair"\nends = true\n\n[[stages]]\nkey = "closed"', "no case ever comes to the stage 'limbo'"),
    "stage-without-end": ('moves = [{ to = "acting", label = "Open it again"', 'moves = [{ to = "limbo", label = "x", by = ["chair"] }, { to = "acting", label = "Open it again"', "there is no stage 'limbo'"),
    "no-end": ('[[stages]]\nkey = "returned"', '[[stages]]\nkey = "loop"\nlabel = "Loop"\nowner = "chair"\nmoves = [{ to = "loop", label = "x", by = ["chair"] }]\n\n[[stages]]\nkey = "returned"', "no case ever comes to the stage 'loop'"),
    "first-unknown": ('first = "referred"', 'first = "begun"', "there is no stage 'begun'"),
    "clock-without-end": ('until = ["milestone.plan-sent", "stage.closed"]', "until = []", "the clock 'plan-out' has no end"),
    "clock-ends-where-it-starts": ('until = ["milestone.plan-sent", "stage.closed"]', 'until = ["case.heard"]', "the clock 'plan-out' has no end"),
    "clock-of-nothing": ('start = "case.heard"', 'start = "case.herd"', "nothing is called 'case.herd'"),
    "clock-of-two-rules": ("rule = { days = 1 }", "rule = { days = 1, hours = 3 }", "one of them"),
    "question-twice": ('key = "opinion"', 'key = "what-happened"', "'what-happened' stands twice"),
    "question-of-no-stage": ('key = "opinion"\nlabel = "What do you make of it?"\nkind = "long"\nstage = "referred"', 'key = "opinion"\nlabel = "What do you make of it?"\nkind = "long"\nstage = "gone"', "there is no stage 'gone'"),
    "question-of-no-page": ('stage = "referred"\npage = "household"\nabout', 'stage = "referred"\npage = "attic"\nabout', "there is no page 'attic'"),
    "condition-on-later": ('when = { question = "knows"', 'when = { question = "wishes"', "'wishes' is not asked before it"),
    "condition-on-no-answer": ('when = { question = "knows", answers = ["yes"] }', 'when = { question = "knows", answers = ["maybe"] }', "'maybe' is no answer to 'knows'"),
    "choice-without-choices": ('[[questions]]\nkey = "gender"\nlabel = "The victim is"\nkind = "one-of"', '[[questions]]\nkey = "gender"\nlabel = "The victim is"\nkind = "text"', "has choices, and no other has"),
    "score-out-of-reach": ("score = 14", "score = 25", "a score lies between 1 and that"),
    "no-such-tool": ('risk_tool = "dash"', 'risk_tool = "dice"', "there is no risk tool 'dice'"),
    "two-repeats-at-once": ("valid_from = 2018-01-01", "valid_from = 2017-01-01", "it begins while another holds"),
    "seen-twice": ('part = "risk"', 'part = "people"', "'people' stands twice"),
    "share-of-nothing": ('share_of = "cases"', 'share_of = "tea"', "'tea' is not counted"),
    "counts-no-answer": ('of = "answer:gender=male"', 'of = "answer:gender=blue"', "nobody can give the 'answer:gender=blue'"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_file_line_and_reason(mistake):
    right, wrong, reason = MISTAKES[mistake]
    assert right in CLASSIC
    text = CLASSIC.replace(right, wrong, 1)
    with pytest.raises(BadPanel) as refused:
        panels.read_panel(text, "ours.toml")
    found = [line for line in refused.value.lines if reason in line]
    assert found, refused.value.lines
    if mistake == "not-toml":
        assert "line 5" in found[0]
        return
    number = int(found[0].removeprefix("ours.toml, line ").split(":")[0])
    begins = CLASSIC[: CLASSIC.index(right)].count("\n") + 1
    ends = begins + max(right.count("\n"), wrong.count("\n"))
    assert mistake == "missing-key" or begins <= number <= ends, found[0]


def test_every_mistake_of_a_file_is_told_at_once():
    text = CLASSIC.replace('key = "opinion"', 'key = "what-happened"').replace("until = [", "until = [] # [", 1)
    with pytest.raises(BadPanel) as refused:
        panels.read_panel(text, "ours.toml")
    assert len(refused.value.lines) == 2


def test_a_partnerships_file_changes_what_it_names_and_nothing_else():
    ours = 'extends = "marac-classic"\nreturns_seen = "at-the-hearing"\n'
    panel, classic = panels.read_panel(ours, "ours.toml"), panels.panel("marac-classic")
    assert panel.returns_seen != classic.returns_seen
    assert (panel.stages, panel.questions, panel.routes) == (classic.stages, classic.questions, classic.routes)


@pytest.mark.parametrize("key", ["nowhere", "marac-daily", "../marac-classic"])
def test_what_cannot_be_extended_is_refused(key):
    with pytest.raises(BadPanel, match=r"ours\.toml, line 1: "):
        panels.read_panel(f'extends = "{key}"\n', "ours.toml")


def test_a_fault_in_what_was_not_given_stands_where_the_other_panel_is_named():
    text = '# ours\nextends = "marac-classic"\nfirst = "listed"\n'
    with pytest.raises(BadPanel) as refused:
        panels.read_panel(text.replace("listed", "nowhere"), "ours.toml")
    assert refused.value.lines == ["ours.toml, line 3: there is no stage 'nowhere'"]
    stages = '[[stages]]\nkey = "only"\nlabel = "Only"\nowner = "chair"\nends = true\n'
    with pytest.raises(BadPanel) as refused:
        panels.read_panel(text.replace("listed", "only") + stages, "ours.toml")
    assert all(line.startswith("ours.toml, line 2: ") for line in refused.value.lines)


def test_a_fingerprint_changes_with_the_text_and_with_that_of_the_panel_it_extends(monkeypatch):
    ours = 'extends = "marac-classic"\n'
    prints = {panels.fingerprint(CLASSIC), panels.fingerprint(CLASSIC + "\n"), panels.fingerprint(ours)}
    monkeypatch.setattr(reading, "shipped", lambda _kind, _key: CLASSIC + "# later\n")
    assert len(prints | {panels.fingerprint(ours)}) == 4


def paths(document, path=()):
    for key, value in document.items() if isinstance(document, dict) else enumerate(document):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*path, key))


@pytest.mark.parametrize("file", sorted(definitions.FOLDER.rglob("*.toml")), ids=lambda file: f"{file.parent.name}-{file.stem}")  # fmt: skip
def test_the_line_of_every_key_of_every_definition_names_it(file):
    text = file.read_text("utf-8")
    lines = text.split("\n")
    found = dict(places.places(text))
    for path in paths(tomllib.loads(text)):
        if isinstance(path[-1], str) and path in found:
            assert path[-1] in lines[found[path] - 1], path
    asked = {path for path in paths(tomllib.loads(text)) if isinstance(path[-1], str)}
    implied = {path[:depth] for path in found for depth in range(len(path))}
    assert asked <= set(found) | implied


def test_the_manuals_on_file_say_what_the_definitions_say():
    printed = {key: manual(panels.panel(key), reading.shipped_tool(panels.panel(key).risk_tool)) for key in panels.panels()}  # fmt: skip
    kept = {path.stem: path.read_text("utf-8") for path in (ROOT / "docs" / "panels").glob("*.md")}
    assert kept == printed, "run scripts/panel_manuals.py"
