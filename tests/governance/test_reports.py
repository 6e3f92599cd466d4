"""Reports by exception: four a year from each board, drafts for those who write them, and themes that two boards raise."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.asking import asking
from tests.cast import NOW
from wardmote.accounts.signin import HAT
from wardmote.governance import changes, queries, themes
from wardmote.governance.changes import Clash, When
from wardmote.governance.changes.groups import Shape
from wardmote.governance.changes.reports import Line
from wardmote.governance.models import ExceptionReport, ReportLine
from wardmote.governance.quarters import quarter_of
from wardmote.governance.states import AskState, Capacity, Circle, GroupKind, LineKind, StatutoryRole
from wardmote.platform import versions
from wardmote.platform.refusals import Refused

SINCE = date(2024, 4, 1)
AUTUMN = date(2025, 10, 1)  # the quarter that ended before NOW
A, B, C, PART, OTHER = (UUID(int=n) for n in range(1, 6))


def test_themes_surface_with_two_boards_and_not_with_one():
    parents = {A: None, PART: A, OTHER: A}
    assert themes.cutting_across([(A, B), (A, B)], parents) == {}
    assert themes.cutting_across([(A, B), (A, C)], parents) == {A: {B, C}}
    assert themes.cutting_across([(PART, B), (OTHER, C)], parents) == {A: {B, C}}
    assert themes.cutting_across([(PART, B), (PART, C)], parents) == {PART: {B, C}}
    assert themes.cutting_across([(PART, B), (A, C)], parents) == {A: {B, C}}


@pytest.fixture
def boards(cast):
    """Two boards that report, one of them behind closed doors; the analyst chairs that one, and their agency leads neither."""
    with asking(cast.standing(cast.manager)) as by:
        here = by.hat.partnership
        common = {"valid_from": SINCE, "at": NOW, "by": by}
        opened = changes.found_group(partnership=here, shape=Shape("Open Board", GroupKind.BOARD), **common)
        closed = changes.found_group(
            partnership=here, shape=Shape("Closed Board", GroupKind.BOARD, circle=Circle.GROUP), **common
        )
        changes.give_seat(group=closed, body=None, member=cast.analyst.pk, capacity=Capacity.CHAIR, **common)
        alcohol = changes.add_theme(partnership=here, name="Alcohol and drugs", cross_cutting=True, **common)
        duties = {
            group: changes.require_reports(group=group, quarters_of="financial", due_days=21, **common)
            for group in (opened, closed)
        }
        return {"open": opened, "closed": closed, "alcohol": alcohol, "duties": duties}


def report(by, group, *lines: Line, on=AUTUMN, handed_in=True, at=NOW):
    made = changes.begin_report(group=group, on=on, at=at, by=by)
    for line in lines:
        changes.write_line(report=made, line=line, at=at, by=by)
    if handed_in:
        changes.hand_in(report=made, nothing=not lines, at=at, by=by)
    return made


def challenge(*tags, text="More calls at night"):
    return Line(LineKind.CHALLENGE, text, tags)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_ac_65_five_priorities_one_with_two_parts_and_what_runs_across_them_are_held(cast):
    with asking(cast.standing(cast.manager)) as by:
        common = {"partnership": by.hat.partnership, "valid_from": SINCE, "at": NOW, "by": by}
        names = (
            "General ASB",
            "Reducing reoffending",
            "Child sexual exploitation",
            "Cross border offending & organised crime",
            "Violent crime including domestic abuse",
        )
        asb, *_others = [changes.add_theme(name=name, **common) for name in names]
        parts = [
            changes.add_theme(name=name, parent=asb, **common)
            for name in ("Mischief, Halloween & bonfire period", "Fresher’s week")
        ]
        across = changes.add_theme(name="Alcohol and drugs", cross_cutting=True, **common)
        found = queries.themes_on(by, date(2026, 1, 1))
        assert [one.name for one in found if one.parent is None and not one.cross_cutting] == list(names)
        assert [one.key for one in found if one.parent == asb] == parts
        assert (found[-1].key, found[-1].cross_cutting) == (across, True)
        for more in ({"parent": parts[0]}, {"parent": asb, "cross_cutting": True}):
            with pytest.raises(Clash):
                changes.add_theme(name="Third level", **common, **more)
        with pytest.raises(Clash, match="of that name"):
            changes.add_theme(name="general asb", **common)
        changes.end_theme(theme=asb, valid_to=date(2025, 4, 1), at=NOW, by=by)
        assert len(queries.themes_on(by, date(2025, 4, 1))) == 5
        assert len(queries.themes_on(by, date(2025, 3, 31))) == 8


def test_ac_44_a_board_owes_four_reports_in_a_year_each_once_and_nothing_to_report_is_one(cast, boards):
    with asking(cast.standing(cast.manager)) as by:
        firsts = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
        owed = [
            one
            for first in firsts
            for one in queries.owed(by, quarter_of(first, "financial"))
            if one.group == boards["open"]
        ]
        assert [one.due_on for one in owed] == [
            date(2024, 7, 21),
            date(2024, 10, 21),
            date(2025, 1, 21),
            date(2025, 4, 21),
        ]
        assert queries.owed(by, quarter_of(date(2024, 3, 31), "financial")) == []
        for first in firsts:
            report(by, boards["open"], on=first)
        with pytest.raises(Clash, match="already"):
            report(by, boards["open"], on=date(2025, 3, 31))
        with pytest.raises(Clash, match="still to come"):
            report(by, boards["open"], on=date(2026, 4, 1))
        with pytest.raises(Clash, match="owes no report"):
            report(by, boards["open"], on=date(2024, 3, 31))
        assert [
            one.nothing
            for first in firsts
            for one in queries.owed(by, quarter_of(first, "financial"))
            if one.group == boards["open"]
        ] == [True] * 4


def test_what_two_boards_raise_in_one_quarter_comes_up_and_a_draft_or_another_quarter_does_not(cast, boards):
    autumn = quarter_of(AUTUMN, "financial")
    with asking(cast.standing(cast.manager)) as by:
        report(by, boards["open"], challenge(boards["alcohol"]))
        report(by, boards["closed"], challenge(boards["alcohol"]), on=date(2025, 7, 1))
        draft = report(by, boards["closed"], challenge(boards["alcohol"], text="Closed words"), handed_in=False)
        assert queries.raised_by_several(by, autumn) == []
        changes.hand_in(report=draft, nothing=False, at=NOW, by=by)
        (raised,) = queries.raised_by_several(by, autumn)
        assert (raised.name, raised.boards) == ("Alcohol and drugs", ["Closed Board", "Open Board"])
    with asking(cast.standing(cast.reader)) as reader:
        assert queries.raised_by_several(reader, autumn) == []


def test_what_boards_raise_together_is_suggested_for_the_next_agenda_of_the_executive_alone(cast, boards):
    starts = datetime(2026, 2, 3, 10, tzinfo=UTC)
    with asking(cast.standing(cast.manager)) as by:
        executive = changes.found_group(
            partnership=by.hat.partnership, shape=Shape("Executive", GroupKind.EXECUTIVE), valid_from=SINCE, at=NOW, by=by
        )  # fmt: skip
        planned = [
            changes.plan_meeting(group=group, when=When(starts, starts + timedelta(hours=2)), at=NOW, by=by)
            for group in (executive, boards["open"])
        ]

        def suggested(meeting) -> list[tuple[str, str]]:
            found = queries.suggestions_for(by, queries.meeting_for(by, meeting), NOW.date())
            return [(one.title, one.why) for one in found]

        report(by, boards["open"], challenge(boards["alcohol"]))
        assert suggested(planned[0]) == []
        report(by, boards["closed"], challenge(boards["alcohol"]))
        said = (
            "Across boards: Alcohol and drugs",
            "Raised in the reports of the last quarter by Closed Board, Open Board.",
        )
        assert [suggested(one) for one in planned] == [[said], []]
        changes.add_item(meeting=planned[0], title=said[0], at=NOW, by=by)
        assert suggested(planned[0]) == []


def test_a_draft_is_read_by_its_writers_and_what_is_handed_in_by_the_circle(client_for, cast, boards):
    with asking(cast.standing(cast.manager)) as by:
        opened = report(by, boards["open"], challenge(text="Open words"), handed_in=False)
        closed = report(by, boards["closed"], challenge(text="Closed words"))

    def reads(who, key) -> bool:
        with asking(cast.standing(who)):
            return ExceptionReport.objects.filter(pk=key).exists() and ReportLine.objects.filter(report=key).exists()

    assert [reads(who, opened) for who in (cast.manager, cast.analyst, cast.reader, cast.outsider)] == [
        True,
        False,
        False,
        False,
    ]
    assert [reads(who, closed) for who in (cast.manager, cast.analyst, cast.reader, cast.outsider)] == [
        True,
        True,
        False,
        False,
    ]
    page = text(client_for(cast.reader).get("/governance/reports?quarter=2025-10-01"))
    assert "the group alone reads its reports" in page
    assert client_for(cast.reader).get(reverse("exception-report", args=[closed])).status_code == 404
    with asking(cast.standing(cast.manager)) as by:
        changes.hand_in(report=opened, nothing=False, at=NOW, by=by)
    assert reads(cast.reader, opened)
    with asking(cast.standing(cast.reader)):
        assert ReportLine.objects.filter(report=opened).update(text="Mine") == 0


def test_whoever_chairs_a_board_or_leads_it_writes_its_report_and_no_other(cast, boards):
    with asking(cast.standing(cast.manager)) as by:
        police = changes.add_body(
            partnership=by.hat.partnership, name="Police", kind="police", role=StatutoryRole.RESPONSIBLE, votes=True, valid_from=SINCE,
            agency=cast.standing(cast.analyst).hat.agency, at=NOW, by=by,
        )  # fmt: skip
    with asking(cast.standing(cast.analyst)) as analyst:
        report(analyst, boards["closed"], challenge(boards["alcohol"]))
        with pytest.raises(Refused):
            report(analyst, boards["open"])
    with asking(cast.standing(cast.manager)) as by:
        changes.reshape_group(
            group=boards["open"],
            shape=Shape("Open Board", GroupKind.BOARD, lead=police),
            valid_from=date(2025, 1, 1),
            at=NOW,
            by=by,
        )
    with asking(cast.standing(cast.analyst)) as analyst:
        report(analyst, boards["open"])
    with asking(cast.standing(cast.reader)) as reader, pytest.raises(Refused):
        changes.begin_report(group=boards["open"], on=date(2025, 7, 1), at=NOW, by=reader)


def test_an_ask_is_answered_by_whoever_runs_the_business_and_what_is_handed_in_stays(cast, boards):
    with asking(cast.standing(cast.manager)) as by:
        key = report(
            by, boards["closed"], Line(LineKind.ASK, "A data officer", asked_of="The council"), handed_in=False
        )
        (line,) = queries.report_seen(by, key).lines
        with pytest.raises(Clash, match="Nothing was asked"):
            changes.answer_ask(line=line.key, version=1, state=AskState.UNBLOCKED, answer="x", at=NOW, by=by)
        with pytest.raises(Clash, match="says something"):
            changes.hand_in(report=key, nothing=True, at=NOW, by=by)
        changes.hand_in(report=key, nothing=False, at=NOW, by=by)
        assert queries.open_asks(by)[1] == 1
        with pytest.raises(Clash, match="what the answer is"):
            changes.answer_ask(line=line.key, version=1, state=AskState.UNBLOCKED, answer=" ", at=NOW, by=by)
        changes.answer_ask(line=line.key, version=1, state=AskState.UNBLOCKED, answer="From May", at=NOW, by=by)
        with pytest.raises(versions.Stale):
            changes.answer_ask(line=line.key, version=1, state=AskState.ANSWERED, answer="Later", at=NOW, by=by)
        assert queries.open_asks(by) == ([], 0)
        with pytest.raises(Clash, match="handed in"):
            changes.write_line(report=key, line=challenge(), at=NOW, by=by)
    with asking(cast.standing(cast.analyst)) as analyst, pytest.raises(Refused):
        changes.answer_ask(line=line.key, version=2, state=AskState.OPEN, answer="", at=NOW, by=analyst)


def test_a_chair_reports_on_pages_and_a_manager_answers(client_for, cast, boards):
    chair = client_for(cast.analyst)
    session = chair.session  # the analyst works in Northwick as well
    session[HAT] = cast.standing(cast.analyst, partnership="southfold").hat.key
    session.save()
    page = text(chair.get("/governance/reports?quarter=2025-10-01"))
    assert "Quarter 3 of 2025/26 (October to December 2025): 0 of 2 reports are handed in." in page
    assert page.count("Begin the report") == 1
    begin = reverse("begin-report", args=[boards["closed"], AUTUMN])
    assert chair.post(reverse("begin-report", args=[boards["open"], AUTUMN])).status_code == 404
    here = chair.post(begin).url.split("?")[0]
    assert "It says nothing yet" in text(chair.get(here))
    assert chair.post(f"{here}/hand-in", {}).status_code == 400
    sent = {"kind": "ask", "text": "Unblock <this>", "asked_of": "The executive", "themes": [str(boards["alcohol"])]}
    assert chair.post(f"{here}/write", sent).status_code == 302
    (key,) = line_keys(cast)
    change = reverse("change-line", args=[key])
    assert 'value="' + str(boards["alcohol"]) + '" checked' in text(chair.get(change)).replace("  ", " ")
    assert chair.post(change, sent | {"version": "1"}).status_code == 302
    assert chair.post(change, sent | {"text": "Late", "version": "1"}).status_code == 409
    assert chair.post(f"{here}/hand-in", {}).url.endswith("done=report-handed-in")
    page = text(chair.get(here))
    assert "Unblock &lt;this&gt;" in page
    assert "days late, by Ana Analyst" in page
    answer = reverse("answer-ask", args=[key])
    assert chair.get(answer).status_code == 404
    manager = client_for(cast.manager)
    assert manager.post(answer, {"state": "answered", "answer": "In May", "version": "2"}).status_code == 302
    assert "In May (Mo Manager" in text(manager.get("/governance/reports"))


def line_keys(cast) -> list[UUID]:
    with asking(cast.standing(cast.manager)):
        return list(ReportLine.objects.values_list("pk", flat=True))


def test_a_manager_asks_for_reports_adds_themes_and_ends_both_on_pages(client_for, cast, boards):
    client = client_for(cast.manager)
    first = {"valid_from-day": 1, "valid_from-month": 4, "valid_from-year": 2025}
    last = {"last-day": 31, "last-month": 12, "last-year": 2025}
    assert client.post("/governance/themes/add", {"name": "Nights", "parent": ""} | first).status_code == 302
    assert "Nights" in text(client.get("/governance/themes"))
    assert client.post(reverse("end-theme", args=[boards["alcohol"]]), last).status_code == 302
    assert (
        client.post(
            "/governance/reports/require",
            {"group": str(boards["open"]), "quarters_of": "financial", "due_days": "9"} | first,
        ).status_code
        == 400
    )
    duty = boards["duties"][boards["open"]]
    assert client.post(reverse("end-reports", args=[duty]), last).status_code == 302
    assert "Open Board" in text(client.get("/governance/reports/require"))
    for path in (
        "/governance/themes/add",
        "/governance/reports/require",
        reverse("end-reports", args=[duty]),
        reverse("end-theme", args=[boards["alcohol"]]),
    ):
        assert client_for(cast.analyst).get(path).status_code == 404


def test_the_pages_ask_as_many_questions_for_thirty_boards_as_for_two(client_for, cast, boards):
    client = client_for(cast.manager)

    def asked() -> list[int]:
        counts = []
        for path in ("/governance/reports?quarter=2025-10-01", "/governance/themes?quarter=2025-10-01"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    with asking(cast.standing(cast.manager)) as by:
        for group in (boards["open"], boards["closed"]):
            report(by, group, challenge(boards["alcohol"]), Line(LineKind.ASK, "x"))
    asked()
    few = asked()
    with asking(cast.standing(cast.manager)) as by:
        for n in range(28):
            group = changes.found_group(
                partnership=by.hat.partnership,
                shape=Shape(f"Board {n}", GroupKind.BOARD),
                valid_from=SINCE,
                at=NOW,
                by=by,
            )
            changes.require_reports(group=group, quarters_of="financial", due_days=21, valid_from=SINCE, at=NOW, by=by)
            report(by, group, challenge(boards["alcohol"]), Line(LineKind.ASK, "x"))
    assert asked() == few


def test_a_report_that_is_handed_in_late_says_how_late(cast, boards):
    from wardmote.governance.presenters import reports as shown

    late = datetime(2026, 1, 26, 9, tzinfo=UTC)
    with asking(cast.standing(cast.manager)) as by:
        report(by, boards["open"], challenge(), at=late)
        quarter = quarter_of(AUTUMN, "financial")
        rows = {row.name: row.state for row in shown.owed_rows(queries.owed(by, quarter), quarter, date(2026, 2, 1))}
    assert rows == {
        "Open Board": "handed in 26 January 2026, 5 days late",
        "Closed Board": "not handed in, 11 days late",
    }
