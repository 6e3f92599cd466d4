"""One body takes the place of another, as in Cumbria in 2023: what is open goes over, what is past keeps its name, and its page tells both ways."""

from datetime import date

import pytest

from tests.accounts.asking import post
from tests.cast import NOW
from tests.governance.test_changes import body, group
from tests.governance.test_pages import text
from wardmote.governance import changes, models, queries
from wardmote.governance.changes.groups import Shape
from wardmote.governance.changes.risks import Description
from wardmote.governance.states import ActionState, Capacity, GroupKind, Response, Scored, Source, StatutoryRole, Works

SINCE, DAY, TODAY = date(2013, 4, 1), date(2023, 4, 1), date(2026, 1, 5)
CUMBERLAND, WESTMORLAND = "Cumberland Council", "Westmorland and Furness Council"


@pytest.fixture
def manager(cast):
    """Southfold's manager at work."""
    return cast.standing(cast.manager)


@pytest.fixture
def cumbria(manager):
    """Two districts and the county, with what each holds and owes; and the two councils of 2023."""
    keys = {name: body(manager, name) for name in ("Allerdale Borough Council", "Carlisle City Council")}
    keys["Cumbria County Council"] = body(manager, "Cumbria County Council", "county-council")
    for name in (CUMBERLAND, WESTMORLAND):
        keys[name] = body(manager, name, "unitary-council", since=DAY)
    allerdale, carlisle, county = list(keys.values())[:3]
    common = {"at": NOW, "by": manager}
    keys["board"] = board = group(manager, "Board")
    for one, person in ((allerdale, "Sam Sample (demonstration)"), (carlisle, ""), (allerdale, ""), (county, "")):
        changes.give_seat(
            group=board, body=one, name=person, capacity=Capacity.MEMBER, votes=True, valid_from=SINCE, **common
        )
    changes.reshape_group(
        group=board, shape=Shape("Board", GroupKind.BOARD, lead=allerdale), valid_from=date(2015, 1, 1), **common
    )
    for one in (allerdale, county, county):
        changes.give_action(group=board, text=f"Do {len(keys)}", due_on=date(2026, 3, 1), owner=one, **common)
    series = changes.add_risk_category(partnership=manager.hat.partnership, name="Strategic", **common)
    for one in (carlisle, county):
        risk = changes.raise_risk(
            category=series, risk=Description("Floods", body=one), scores={Scored.CURRENT: (3, 3)}, raised_on=date(2022, 1, 1),
            review_on=date(2026, 6, 1), **common,
        )  # fmt: skip
    changes.add_control(
        risk=risk, text="A plan", body=county, owner="", works=Works.WORKS, valid_from=date(2022, 1, 1), **common
    )
    changes.write_recommendation(
        partnership=manager.hat.partnership, source=Source.REVIEW, source_name="A review", made_on=date(2022, 1, 1), text="Train",
        to=(allerdale, carlisle), **common,
    )  # fmt: skip
    return keys


def seats(manager, board, on):
    return sorted((one.body, one.who) for one in queries.seats_of(manager, board, on))


def test_districts_merge_and_their_seats_leads_actions_risks_and_answers_go_over_from_the_day(
    manager, cumbria, client_for, cast
):
    old = [cumbria["Allerdale Borough Council"], cumbria["Carlisle City Council"]]
    before = seats(manager, cumbria["board"], date(2023, 3, 31))
    changes.succeed(before=old, after=[cumbria[CUMBERLAND]], on=DAY, reason="The order of 2022", at=NOW, by=manager)
    assert seats(manager, cumbria["board"], date(2023, 3, 31)) == before
    assert seats(manager, cumbria["board"], DAY) == [
        (CUMBERLAND, CUMBERLAND), (CUMBERLAND, "Sam Sample (demonstration)"), ("Cumbria County Council", "Cumbria County Council"),
    ]  # fmt: skip
    assert [queries.group_on(manager, cumbria["board"], on).lead for on in (date(2023, 3, 31), DAY)] == [
        "Allerdale Borough Council",
        CUMBERLAND,
    ]
    line = models.ActionAnswer.objects.get(body=cumbria[CUMBERLAND])
    assert (line.state, line.moved_from_id) == (ActionState.OPEN, old[0])
    risk = models.Risk.objects.get(body=cumbria[CUMBERLAND])
    assert "took the place of Carlisle City Council" in models.RiskNote.objects.get(risk=risk).text
    answers = models.RecommendationAnswer.objects.values_list("body__name", "response").order_by("body__name")
    assert list(answers) == [
        ("Carlisle City Council", Response.WAITING),
        (CUMBERLAND, Response.WAITING),
    ]  # one answer for each body
    page = text(client_for(cast.manager).get(f"/governance/bodies/{cumbria[CUMBERLAND]}"))
    assert f"From 1 April 2023: {CUMBERLAND} (before: Allerdale Borough Council, Carlisle City Council)" in page
    assert "The order of 2022" in page
    page = text(client_for(cast.manager).get(f"/governance/bodies/{old[0]}"))
    assert "From 1 April 2023 in its place:" in page
    assert "1 April 2013 to 31 March 2023" in page
    assert client_for(cast.outsider).get(f"/governance/bodies/{old[0]}").status_code == 404


def test_a_county_that_is_split_asks_which_council_takes_over_each_thing(manager, cumbria, client_for, cast):
    county, client = cumbria["Cumbria County Council"], client_for(cast.manager)
    form = {
        "before": [str(county)], "after": [str(cumbria[CUMBERLAND]), str(cumbria[WESTMORLAND])], "heir": "", "reason": "",
        "on-day": "1", "on-month": "4", "on-year": "2023",
    }  # fmt: skip
    asked = post(client, "/governance/bodies/follow", **form)
    assert asked.status_code == 400
    page = text(asked)
    lines = list(
        models.ActionAnswer.objects.filter(body=county).order_by("action__number").values_list("pk", flat=True)
    )
    assert all(f'name="item-{key}"' in page for key in lines)
    for said in ("Seat on Board", "Risk Strategic 2", "Control of Strategic 2", "choose which of the bodies"):
        assert said in page
    assert models.Succession.objects.count() == 0
    chosen = {f"item-{lines[0]}": str(cumbria[WESTMORLAND])}
    answer = post(client, "/governance/bodies/follow", **form | {"heir": str(cumbria[CUMBERLAND])} | chosen)
    assert answer.status_code == 302
    assert [models.ActionAnswer.objects.get(pk=key).body.name for key in lines] == [WESTMORLAND, CUMBERLAND]
    control = models.RiskControl.objects.order_by("valid_from").values_list("body__name", "valid_from", "valid_to")
    assert list(control) == [("Cumbria County Council", date(2022, 1, 1), DAY), (CUMBERLAND, DAY, None)]
    assert {one.name for one in queries.bodies_on(manager, DAY)} >= {CUMBERLAND, WESTMORLAND}
    assert StatutoryRole.RESPONSIBLE in {one.role for one in queries.bodies_on(manager, TODAY)}
