"""Risk tools: what is scored, what is not, and what is said about it."""

import pytest

from wardmote import panels
from wardmote.panels.risk import Judgement, Said, assess, explained

DASH = panels.tool("dash")
ITEMS = [one.key for one in DASH.items]


def answers(yes=(), unknown=()):
    return {key: Said.YES if key in yes else Said.UNKNOWN if key in unknown else Said.NO for key in ITEMS}


def test_the_checklist_has_the_handbooks_twenty_four_items():
    assert len(ITEMS) == len(set(ITEMS)) == 24


def test_dont_know_is_neither_yes_nor_no():
    calm = [key for key in ITEMS if key not in {"strangulation", "threats-to-kill", "stalking", "fear", "separation"}]
    found = assess(DASH, answers(yes=calm[:12], unknown=calm[12:15]))
    assert (found.score, found.most, found.band.key) == (12, 15, "medium")
    assert not found.meets(14)
    assert found.might_meet(14)
    assert not found.might_meet(16)
    assert found.unknown == tuple(calm[12:15])
    assert "That is not a no: with them the score could be as high as 15." in " ".join(explained(found, DASH))


@pytest.mark.parametrize(("score", "band"), [(0, "standard"), (9, "standard"), (10, "medium"), (13, "medium"), (14, "high"), (24, "high")])  # fmt: skip
def test_bands_begin_where_the_definition_says(score, band):
    assert assess(DASH, answers(yes=ITEMS[:score])).band.key == band


@pytest.mark.parametrize(
    ("yes", "combination"),
    [
        (["strangulation"], "strangulation"),
        (["threats-to-kill"], "threats-to-kill"),
        (["stalking"], "stalking"),
        (["separation", "control", "weapons"], "separation-control-violence"),
        (["fear", "feared-acts"], "victims-view"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_is_critical_stands_out_whatever_the_score(yes, combination):
    found = assess(DASH, answers(yes=yes))
    assert [one.key for one in found.combinations] == [combination]
    assert found.stands_out
    assert found.band.key == "standard"
    for key in yes:
        assert not assess(DASH, answers(yes=set(yes) - {key}, unknown=[key])).combinations


def test_a_judgement_stands_out_and_has_a_reason():
    found = assess(DASH, answers(), Judgement("A. Person (demonstration)", "They went back to the flat."))
    assert found.stands_out
    assert explained(found, DASH)[-1].endswith("They went back to the flat.")
    with pytest.raises(ValueError, match="Say why"):
        Judgement("A. Person (demonstration)", "  ")


def test_what_was_not_answered_is_said_and_never_counted_as_no():
    found = assess(DASH, {"injury": Said.YES})
    assert (found.score, found.most, len(found.unanswered)) == (1, 24, 23)
    assert "23 items were not answered." in explained(found, DASH)


def test_an_answer_to_nothing_that_is_asked_is_an_error():
    with pytest.raises(KeyError, match="mood"):
        assess(DASH, {"mood": Said.YES})
