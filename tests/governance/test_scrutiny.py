"""Recommendations are answered by each body for itself; scrutiny's questions have their clocks."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.accounts.asking import asking, day, post, text_of
from tests.cast import NOW
from tests.governance.test_actions import board, give  # noqa: F401 - a fixture
from wardmote.governance import changes, presenters, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.scrutiny import Asked
from wardmote.governance.models import Matter, RecommendationAnswer
from wardmote.governance.states import MatterKind, OwnedBy, Response, Source
from wardmote.platform import clock
from wardmote.platform.refusals import Refused

MADE = date(2025, 12, 1)
TODAY = clock.today()


def recommend(cast, to=OwnedBy.RESPONSIBLE, source=Source.SCRUTINY, **more):
    return changes.write_recommendation(
        partnership=cast.southfold.pk, source=source, source_name="Hate crime mapping", made_on=MADE, text="Map hate crime by ward", to=to, at=NOW,
        by=cast.standing(cast.manager), **more,
    )  # fmt: skip


def respond(who, recommendation, name: str, response=Response.ACCEPTED, reasons="", **more):
    found = RecommendationAnswer.objects.get(recommendation=recommendation, body__name=name)
    held = {"version": found.version, "outcome": "", "action": None, "answered_on": date(2026, 1, 5)} | more
    with asking(who):
        return changes.answer_recommendation(
            answer=found.pk, response=response, reasons=reasons, at=NOW, by=who, **held
        )


def ask(cast, kind=MatterKind.INFORMATION, who=None, **more):
    asked = Asked(kind, "Councillor Sample (demonstration)", date(2026, 1, 2), "How many cases were reviewed?", **more)
    by = cast.standing(who or cast.manager)
    with asking(by):
        return changes.write_matter(partnership=cast.southfold.pk, asked=asked, at=NOW, by=by)


def test_ac_47_how_many_agreed_is_counted_from_the_answers_and_never_typed(cast, board):  # noqa: F811
    key, manager, analyst = (
        recommend(cast),
        cast.standing(cast.manager),
        cast.standing(cast.analyst, partnership="southfold"),
    )
    respond(manager, key, "Southfold Borough Council")
    respond(analyst, key, "County Constabulary")
    with asking(manager):
        assert presenters.agreed(queries.recommendation(manager, key)) == "2 of 3 agreed; 1 has not answered"
    respond(manager, key, "County Fire and Rescue", Response.IN_PART, "Half of the county only.")
    with asking(manager):
        found = queries.recommendation(manager, key)
        assert (found.agreed, presenters.agreed(found)) == (2, "2 of 3 agreed")
        assert queries.agreed_of_all(manager) == (2, 3, 0)
        assert (
            presenters.agreed_in_all(queries.agreed_of_all(manager)) == "2 of 3 answers agree; none is still to come."
        )


def test_an_answer_is_the_bodys_own_and_a_no_gives_its_reasons(cast, board):  # noqa: F811
    key, analyst = recommend(cast), cast.standing(cast.analyst, partnership="southfold")
    with pytest.raises(Refused):
        respond(analyst, key, "Southfold Borough Council")
    with pytest.raises(Refused):
        respond(cast.standing(cast.reader), key, "Southfold Borough Council")
    for response in (Response.NOT_ACCEPTED, Response.IN_PART):
        with pytest.raises(Clash, match="reasons"):
            respond(analyst, key, "County Constabulary", response)
    with pytest.raises(Clash, match="dated"):
        respond(analyst, key, "County Constabulary", answered_on=MADE - timedelta(days=1))
    with asking(analyst):
        own = RecommendationAnswer.objects.filter(recommendation=key)
        assert (own.count(), own.update(outcome="x")) == (3, 1)


def test_scrutinys_recommendation_runs_for_28_days_and_another_as_it_was_set(cast, board):  # noqa: F811
    with asking(cast.standing(cast.manager)) as manager:
        assert queries.recommendation(manager, recommend(cast, due_on=date(2030, 1, 1))).due_on == date(2025, 12, 29)
        other = recommend(cast, source=Source.AUDIT, to=(board["Commissioner"],), due_on=date(2026, 6, 1))
        assert queries.recommendation(manager, other).due_on == date(2026, 6, 1)
        with pytest.raises(Clash, match="addressed"):
            recommend(cast, to=())


def test_where_a_recommendation_went_is_an_action_that_whoever_reads_it_may_see(cast, board):  # noqa: F811
    from wardmote.governance.states import Circle

    key, analyst = recommend(cast), cast.standing(cast.analyst, partnership="southfold")
    seen, hidden = (
        give(cast, board, board["Commissioner"]),
        give(cast, board, board["Commissioner"], circle=Circle.GROUP),
    )
    respond(analyst, key, "County Constabulary", action=seen)
    respond(cast.standing(cast.manager), key, "Southfold Borough Council", action=hidden)
    with asking(analyst):
        assert {one.body: one.action for one in queries.recommendation(analyst, key).answers} == {
            "County Constabulary": seen, "Southfold Borough Council": None, "County Fire and Rescue": None,
        }  # fmt: skip


def test_a_councillor_asks_for_information_and_for_nothing_else_and_answers_nothing(cast, board):  # noqa: F811
    key = ask(cast, who=cast.reader)
    with pytest.raises(Refused):
        ask(cast, MatterKind.SECTION_7, who=cast.reader)
    with pytest.raises(Refused):
        ask(cast, who=cast.analyst)
    with asking(cast.standing(cast.reader)) as reader, pytest.raises(Refused):
        changes.answer_matter(
            matter=key, version=1, response="x", link="", answered_on=date(2026, 1, 5), at=NOW, by=reader
        )


def test_an_answer_is_in_time_or_so_many_days_late(cast, board):  # noqa: F811
    report, asked = ask(cast, MatterKind.REPORT), ask(cast, by_on=date(2026, 1, 3))
    assert Matter.objects.get(pk=report).due_on == date(2026, 1, 30)
    manager = cast.standing(cast.manager)
    for key in (report, asked):
        changes.answer_matter(
            matter=key, version=1, response="Twelve.", link="", answered_on=date(2026, 1, 5), at=NOW, by=manager
        )
    with asking(manager):
        said = {key: presenters.matter_head(queries.matter(manager, key), TODAY).due for key in (report, asked)}
    assert said == {report: "answered in time, on 5 January 2026", asked: "answered 2 days late, on 5 January 2026"}


def test_the_page_says_when_scrutiny_met_last_and_by_when_it_must_again(cast, client_for, board):  # noqa: F811
    client = client_for(cast.manager)
    assert "at least once in every twelve months" in text_of(client.get("/governance/scrutiny"))
    held = {"committee": "Overview and Scrutiny Committee", "note": ""} | day(date(2024, 2, 29), "held_on")
    assert post(client, reverse("write-scrutiny-meeting"), **held).status_code == 302
    page = text_of(client.get("/governance/scrutiny"))
    assert "must meet again by 28 February 2025" in page
    assert "days late" in page


def test_a_councillor_asks_on_the_page_and_reads_the_answer(cast, client_for, board):  # noqa: F811
    reader, manager = client_for(cast.reader), client_for(cast.manager)
    assert "Ask for information" in text_of(reader.get("/governance/scrutiny"))
    made = post(reader, "/governance/scrutiny/ask", text="How many reviews?", **day(TODAY + timedelta(days=5), "by_on"))
    here = made["Location"].partition("?")[0]
    assert "due in 5 days" in text_of(reader.get(here))
    sent = {"response": "Four.", "link": "", "version": "1"} | day(TODAY, "answered_on")
    assert post(manager, f"{here}/answer", **sent).status_code == 302
    assert "Four." in text_of(reader.get(here))
    assert reader.get(f"{here}/answer").status_code == 404
    assert client_for(cast.outsider).get(here).status_code == 404
