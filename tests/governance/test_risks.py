"""The risk register: references that are given once, scales that change, histories that stay."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.accounts.asking import asking
from tests.cast import NOW
from wardmote.governance import changes, queries, scales
from wardmote.governance.changes import Clash
from wardmote.governance.changes.risks import Description
from wardmote.governance.presenters import risk_pictures
from wardmote.governance.register import Change, compared
from wardmote.governance.states import RiskState, Scored, Told, Works
from wardmote.platform import clock, versions
from wardmote.platform.refusals import Refused

DAY = date(2025, 6, 1)
LATER = date(2025, 9, 1)
REVIEW = date(2026, 6, 1)
FIRST = {Scored.INHERENT: (4, 5), Scored.CURRENT: (3, 4), Scored.TARGET: (2, 3)}


@pytest.fixture
def manager(cast):
    with asking(cast.standing(cast.manager)) as standing:
        yield standing


def category(by, name="Strategic planning"):
    return changes.add_risk_category(partnership=by.hat.partnership, name=name, at=NOW, by=by)


def risk(by, series, title="Partners do not take part", scores=FIRST, raised_on=DAY, **more):
    what = Description(title, **({"owner": "The partnership manager"} | more))
    return changes.raise_risk(
        category=series, risk=what, scores=scores, raised_on=raised_on, review_on=REVIEW, at=NOW, by=by
    )


def scored(by, key, pair, why="mitigated", on=LATER):
    changes.score_risk(risk=key, scores={Scored.CURRENT: pair}, on=on, why=why, at=NOW, by=by)


def references(by) -> list[str]:
    return sorted(one.reference for one in queries.risk_page(by, state=None).risks)


def test_in_41_a_reference_is_given_once_and_stays_when_the_risk_is_closed_and_opened_again(manager):
    series = category(manager)
    keys = [risk(manager, series, f"Risk {n}") for n in range(3)]
    changes.close_risk(risk=keys[2], on=LATER, why="done", at=NOW, by=manager)
    risk(manager, series, "Another")
    changes.reopen_risk(risk=keys[2], on=LATER, review_on=REVIEW, why="back", at=NOW, by=manager)
    assert references(manager) == [f"Strategic planning {n}" for n in (1, 2, 3, 4)]
    assert queries.risk_seen(manager, keys[2]).reference == "Strategic planning 3"


def test_a_legend_has_letters_only_where_the_picture_has_them():
    scale = scales.table().scales[scales.table().usual]
    assert risk_pictures.bands_note(scale).startswith("L: low (1 to ")
    assert risk_pictures.bands_note(scale, letters=False).startswith("low: 1 to ")


@pytest.mark.parametrize(
    "name",
    ["strategic planning", "Strategic Planning Risk", "Strategic Risk", "Strategic", "Strategic planning and delivery"],
)
def test_in_41_one_thing_has_one_series(manager, name):
    category(manager)
    with pytest.raises(Clash, match="series"):
        category(manager, name)
    category(manager, "Performance and delivery")


def test_in_41_a_risk_is_found_by_what_a_paper_calls_it(manager):
    key = risk(manager, category(manager), also_called="Strategic Risk 4")
    assert [one.key for one in queries.risk_page(manager, words="strategic risk 4").risks] == [key]


def test_in_41_what_happened_against_a_risk_asks_for_a_review_and_a_review_ends_that(manager):
    key = risk(manager, category(manager), "Withdrawal of all funding", cause="All funding is withdrawn")
    changes.note_on_risk(risk=key, on=LATER, text="The Police and Crime Grant came", against=True, at=NOW, by=manager)
    assert queries.risk_seen(manager, key).doubted_on == LATER
    changes.review_risk(risk=key, on=LATER, review_on=REVIEW, text="The cause is one-year funding", at=NOW, by=manager)
    assert queries.risk_seen(manager, key).doubted_on is None
    assert [one.kind for one in queries.journal_of(manager, key)] == [Told.AGAINST, Told.REVIEWED]


def test_an_old_score_keeps_the_scale_that_it_was_made_on(manager):
    key = risk(manager, category(manager))
    changes.choose_scale(
        partnership=manager.hat.partnership, scale="four-by-four", valid_from=LATER, at=NOW, by=manager
    )
    scored(manager, key, (4, 4))
    first, last = (one for one in queries.scorings_of(manager, key) if one.kind is Scored.CURRENT)
    assert (first.scale.most, first.band) == (25, "high")
    assert (last.scale.most, last.band) == (16, "very-high")
    pasts, _risks = queries.pasts(manager)
    assert [one.change for one in compared(pasts, DAY, LATER)] == [Change.RESCALED]
    with pytest.raises(Clash, match="no such level"):
        scored(manager, key, (5, 4))
    with pytest.raises(Clash, match="later day"):
        changes.choose_scale(
            partnership=manager.hat.partnership, scale="five-by-five", valid_from=LATER, at=NOW, by=manager
        )


def test_a_change_of_score_says_why_changes_something_and_comes_after_the_last(manager):
    key = risk(manager, category(manager))
    for pair, why, on in (
        ((2, 2), " ", LATER),
        ((3, 4), "said", LATER),
        ((2, 2), "said", DAY - timedelta(days=1)),
        ((2, 2), "said", NOW.date() + timedelta(days=1)),
    ):
        with pytest.raises(Clash):
            scored(manager, key, pair, why, on)
    scored(manager, key, (2, 2))
    assert [(one.kind, one.score, one.why) for one in queries.scorings_of(manager, key)][-1] == (
        Scored.CURRENT,
        4,
        "mitigated",
    )
    assert len(queries.scorings_of(manager, key)) == 4


def test_the_register_is_sorted_by_what_a_score_is_of_its_own_scale_and_comes_in_pages(manager):
    series = category(manager)
    low = risk(manager, series, "Low", {Scored.CURRENT: (2, 5)})
    high = risk(manager, series, "High", {Scored.CURRENT: (5, 5)})
    changes.choose_scale(
        partnership=manager.hat.partnership, scale="four-by-four", valid_from=LATER, at=NOW, by=manager
    )
    middle = risk(manager, series, "Middle", {Scored.CURRENT: (3, 3)}, raised_on=LATER)
    assert [one.key for one in queries.risk_page(manager).risks] == [high, middle, low]
    for n in range(50):
        risk(manager, series, f"More {n}", {Scored.CURRENT: (1, 1)}, raised_on=LATER)
    pages = [queries.risk_page(manager, page=n) for n in (1, 2, 9)]
    assert [(len(one.risks), one.matching, one.page) for one in pages] == [(50, 53, 1), (3, 53, 2), (3, 53, 2)]


def test_who_is_quicker_wins_and_a_closed_risk_is_not_changed(manager):
    key = risk(manager, category(manager))
    changes.describe_risk(risk=key, version=1, to=Description("Now", owner="x"), at=NOW, by=manager)
    with pytest.raises(versions.Stale):
        changes.describe_risk(risk=key, version=1, to=Description("Then", owner="x"), at=NOW, by=manager)
    with pytest.raises(Clash, match="who owns"):
        changes.describe_risk(risk=key, version=2, to=Description("Then"), at=NOW, by=manager)
    changes.close_risk(risk=key, on=LATER, why="done", at=NOW, by=manager)
    for again in (
        lambda: scored(manager, key, (1, 1)),
        lambda: changes.close_risk(risk=key, on=LATER, why="x", at=NOW, by=manager),
    ):
        with pytest.raises(Clash, match="closed"):
            again()
    assert queries.risk_seen(manager, key).state is RiskState.CLOSED


@pytest.fixture
def on_file(cast):
    """Two risks, one of them late, doubted and with a control."""
    with asking(cast.standing(cast.manager)) as by:
        series = category(by)
        late = risk(by, series, "The <grant> ends", cause="One-year funding")
        control = changes.add_control(
            risk=late, text="A reserve", works=Works.PARTLY, valid_from=DAY, at=NOW, by=by, owner="The treasurer"
        )
        changes.note_on_risk(risk=late, on=LATER, text="A grant came", against=True, at=NOW, by=by)
        scored(by, late, (5, 4), "new regulations")
        return {
            "late": late,
            "series": series,
            "control": control,
            "other": risk(by, series, "Other", {Scored.CURRENT: (1, 2)}),
        }


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_reader_sees_the_register_its_pictures_its_history_and_how_late_a_review_is(client_for, cast, on_file):
    client = client_for(cast.reader)
    page = text(client.get("/governance/risks"))
    days = (clock.today() - REVIEW).days
    assert f"<div>{days} days late</div>" in page
    assert "The &lt;grant&gt; ends" in page
    assert "To be reviewed: what happened contradicts it" in page
    assert "20 of 25" in page
    assert "Add a risk" not in page
    one = text(client.get(reverse("risk", args=[on_file["late"]])))
    for said in (
        "Current score from 12 to 20",
        "“new regulations”",
        "A grant came",
        "almost certain (5) × major (4)",
        "Works in part",
        "Mo Manager",
    ):
        assert said in one
    pictures = text(client.get("/governance/risks/pictures"))
    assert pictures.count("<svg") >= 4
    assert 'href="#cell-5-4"' in pictures
    assert 'id="cell-5-4"' in pictures
    assert "very high 1, high 0, medium 0, low 1" in pictures
    compare = text(
        client.get(
            "/governance/risks/compare?then-day=1&then-month=7&then-year=2025&now-day=1&now-month=10&now-year=2025"
        )
    )
    assert "Score raised: 1; unchanged: 1." in compare
    assert "new regulations" in compare
    assert "What it looks like" in text(client.get("/governance/risks/scale"))


@pytest.mark.parametrize(("ending", "starts"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_register_is_taken_away_with_its_pictures(client_for, cast, on_file, ending, starts):
    answer = client_for(cast.reader).get(f"/governance/risks/register.{ending}")
    assert answer.content.startswith(starts)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.content) > 30_000


def test_a_picture_goes_alone_and_no_other_file_is_there(client_for, cast, on_file):
    client = client_for(cast.reader)
    assert client.get("/governance/risks/pictures/heat-map.svg").content.startswith(b"<svg")
    assert client.get("/governance/risks/pictures/other.svg").status_code == 404
    assert client.get("/governance/risks/register.exe").status_code == 404


def day(on: date, name: str) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def test_a_manager_does_it_all_on_pages(client_for, cast, on_file):
    client, today = client_for(cast.manager), clock.today()
    sent = {
        "category": str(on_file["series"]), "title": "Priorities are set badly", "owner": "The analyst", "proximity": "year",
        "current_likelihood": "3", "current_impact": "5", "target_likelihood": "2",
    } | day(DAY, "raised_on") | day(today + timedelta(days=90), "review_on")  # fmt: skip
    assert "neither" in text(client.post("/governance/risks/add", sent))
    for address in ("/governance/risks/add", f"/governance/risks/{on_file['late']}/score"):
        page = text(client.get(address))
        assert (
            page.count("Expected to happen within the year") == 2
        )  # beside the form, or folded above it where there is no room
        assert re.search(r"<option[^>]*>4 Likely</option>", page)  # and not in the boxes, which would cut it off
    made = client.post("/governance/risks/add", sent | {"target_impact": "2"})
    here = made.url.split("?")[0]
    assert "Strategic planning 3" in text(client.get(here))
    assert (
        client.post(
            f"{here}/score",
            {"current_likelihood": "3", "current_impact": "3", "why": "MoRiLE is used"} | day(today, "on"),
        ).status_code
        == 302
    )
    assert (
        client.post(
            f"{here}/review", {"text": "Fine"} | day(today, "on") | day(today + timedelta(days=30), "review_on")
        ).status_code
        == 302
    )
    assert (
        client.post(
            f"{here}/controls/add", {"text": "A method", "works": "works"} | day(today, "valid_from")
        ).status_code
        == 302
    )
    form = text(client.get(f"{here}/change"))
    assert 'name="version"' in form
    assert (
        client.post(
            f"{here}/change", {"title": "Other words", "owner": "x", "proximity": "now", "version": "1"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            f"{here}/change", {"title": "Late words", "owner": "x", "proximity": "now", "version": "1"}
        ).status_code
        == 409
    )
    control = reverse("change-control", args=[on_file["control"]])
    assert (
        client.post(control, {"text": "A reserve", "works": "fails", "version": "1"} | day(today, "last")).status_code
        == 302
    )
    assert "Does not work" in text(client.get(reverse("risk", args=[on_file["late"]])))
    assert client.post(f"{here}/close", {"why": "settled"} | day(today, "on")).status_code == 302
    assert "Strategic planning 3" not in text(client.get("/governance/risks"))
    assert "Strategic planning 3" in text(client.get("/governance/risks?state=all&words=other"))
    assert (
        client.post(
            f"{here}/reopen", {"why": "back"} | day(today, "on") | day(today + timedelta(days=30), "review_on")
        ).status_code
        == 302
    )
    assert "“settled”" in text(client.get(here))


@pytest.mark.parametrize("who", ["reader", "auditor", "outsider"])
def test_who_does_not_run_the_business_changes_no_risk(client_for, cast, on_file, who):
    client = client_for(getattr(cast, who))
    for name in ("describe-risk", "score-risk", "note-on-risk", "review-risk", "close-risk", "add-control"):
        assert client.post(reverse(name, args=[on_file["late"]]), {"why": "x"}).status_code == 404
    if who == "outsider":
        assert client.get(reverse("risk", args=[on_file["late"]])).status_code == 404
        assert "No risk is on file" in text(client.get("/governance/risks"))
    with asking(cast.standing(getattr(cast, who))) as by, pytest.raises(Refused):
        scored(by, on_file["late"], (1, 1))


def test_the_pages_ask_as_many_questions_for_forty_risks_as_for_two(client_for, cast, on_file):
    client = client_for(cast.reader)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> list[int]:
        counts = []
        for path in ("/governance/risks", "/governance/risks/pictures", "/governance/risks/compare"):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        return counts

    asked()
    few = asked()
    with asking(cast.standing(cast.manager)) as by:
        for n in range(40):
            key = risk(by, on_file["series"], f"Risk {n}")
            scored(by, key, (n % 5 + 1, 2))
    assert asked() == few
