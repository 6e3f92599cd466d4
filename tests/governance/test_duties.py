"""Duties: a table that is refused when it is wrong, clocks by the corresponding day, and claims held against what is on file."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from wardmote.days import corresponding
from wardmote.definitions import BadDefinition, parse
from wardmote.governance import changes, duties, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.groups import Shape
from wardmote.governance.claims import Against
from wardmote.governance.duties import place_of
from wardmote.governance.models import Attendance, Claim, Meeting
from wardmote.governance.states import DutyState, GroupKind, Nation, Presence, Rating, StatutoryRole, Tier
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import Asking, acting_as

SINCE = date(2013, 4, 1)
TODAY = date(2026, 1, 5)
THREE = (
    datetime(2016, 7, 1, 9, tzinfo=UTC),
    datetime(2016, 10, 14, 9, tzinfo=UTC),
    datetime(2017, 3, 31, 9, tzinfo=UTC),
)


@pytest.fixture
def manager(cast):
    standing = cast.standing(cast.manager)
    with acting_as(Asking(cast.manager.pk, standing.hat.agency, standing.hat.partnership)):
        yield standing


def claimed(manager, duty: str, done_on: date, last: date | None = None, first: date | None = None, **more):
    return changes.claim_duty(
        partnership=manager.hat.partnership, duty=duty, rating=more.pop("rating", Rating.IN_PLACE), done_on=done_on,
        first=first or done_on, last=last or done_on, at=more.pop("at", NOW), by=manager, **more,
    )  # fmt: skip


def evidenced(manager, duty: str, on: date, **more):
    said = {"words": "The paper is published.", "at": NOW, "by": manager} | more
    return changes.add_evidence(partnership=manager.hat.partnership, duty=duty, on=on, **said)


def stood(manager, duty: str, on: date = TODAY):
    return queries.duty_on(manager, duty, on)


def against(manager, duty: str, on: date = TODAY) -> set[Against]:
    return {doubt.against for doubt in stood(manager, duty, on).doubts}


# The table


def test_the_table_names_every_object_of_the_compliance_calendar():
    assert set(duties.table()) >= {
        "strategic-assessment", "plan", "plan-refresh", "community-safety-agreement", "copy-to-commissioner", "public-meeting", "protocol",
        "designated-officers", "section-6", "scrutiny-meeting", "case-review-statistics", "domestic-abuse-return", "serious-violence-review",
        "review-decision", "review-completion", "channel-panel", "channel-assurance", "prevent",
    }  # fmt: skip
    assert [duty.label for duty in duties.table().values() if not (duty.source and duty.law and duty.section)] == []


def test_ac_23_prevent_has_seven_duties_of_a_local_authority_and_nine_kinds_of_authorities():
    prevent = duties.table()["prevent"]
    assert len(prevent.items(TODAY)) == 7
    assert len(prevent.authorities) == 9


@pytest.mark.parametrize(
    "wrong",
    [
        {"clock": {"every_moths": 12}},
        {"clock": {"every_months": 12, "after_days": 28, "start": "x"}},
        {"clock": {}},
        {"clock": {"after_days": 28}},
        {"clock": {"every_months": 12}, "tier": ["county"]},
    ],
)
def test_an_unknown_word_or_a_clock_that_is_none_is_refused(wrong):
    right = {"label": "X", "note": "", "law": "L", "section": "1", "source": "S", "valid_from": date(2000, 1, 1)}
    with pytest.raises(BadDefinition, match="table"):
        parse({"duties": {"x": right | wrong}}, duties.Table, where="table")


def test_a_fourth_limb_of_section_6_stands_from_the_day_on_which_it_came_into_force():
    limbs = duties.table()["section-6"].items
    assert len(limbs(date(2010, 3, 31))) == 2
    assert len(limbs(date(2023, 1, 30))) == 3
    assert len(limbs(date(2023, 1, 31))) == 4


def test_a_month_ends_on_the_corresponding_day_and_where_there_is_none_on_the_last():
    assert corresponding(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert corresponding(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert corresponding(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert corresponding(date(2026, 11, 22), 36) == date(2029, 11, 22)
    day = date(2019, 1, 1)
    while day < date(2028, 12, 1):  # a slow twin
        for months in (1, 6, 12):
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            assert corresponding(day, months) == date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        day += timedelta(days=13)


@pytest.mark.parametrize(
    ("kinds", "place"),
    [
        (["district-council", "county-council", "police"], (Nation.ENGLAND, Tier.DISTRICT)),
        (["district-council"] * 7 + ["county-council"], (Nation.ENGLAND, Tier.COUNTY)),
        (["unitary-council", "police"], (Nation.ENGLAND, Tier.UNITARY)),
        (["welsh-council", "health-board"], (Nation.WALES, Tier.UNITARY)),
        (["police"], (Nation.ENGLAND, None)),
    ],
)
def test_which_councils_are_on_file_says_what_kind_of_partnership_it_is(kinds, place):
    found = place_of(kinds)
    assert (found.nation, found.tier) == place


def test_an_agreement_of_a_county_falls_on_no_district_and_not_on_wales():
    agreement = duties.table()["community-safety-agreement"]
    assert not duties.falls_on(agreement, place_of(["district-council", "county-council"]))
    assert not duties.falls_on(agreement, place_of(["welsh-council"]))
    assert duties.falls_on(agreement, place_of(["district-council", "district-council", "county-council"]))
    assert duties.falls_on(agreement, place_of([]))


# How they stand


def test_a_yearly_duty_is_met_due_and_late_by_the_day(manager):
    assert stood(manager, "strategic-assessment").stand.state is DutyState.NEVER
    claimed(manager, "strategic-assessment", date(2024, 2, 29))
    for on, state, days in (
        (date(2024, 3, 1), DutyState.MET, 364),
        (date(2024, 11, 30), DutyState.DUE, 90),
        (date(2025, 2, 28), DutyState.DUE, 0),
        (date(2025, 3, 1), DutyState.LATE, 1),
    ):
        found = stood(manager, "strategic-assessment", on).stand
        assert (found.state, found.days, found.due_on) == (state, days, date(2025, 2, 28))


def test_in_25_a_plan_for_three_years_stills_neither_the_yearly_assessment_nor_the_yearly_revision(manager):
    claimed(manager, "plan", date(2014, 4, 1), last=date(2017, 3, 31))
    for duty in ("strategic-assessment", "plan-refresh"):
        claimed(manager, duty, date(2014, 4, 1), last=date(2017, 3, 31))
    on = date(2015, 10, 1)
    assert stood(manager, "plan", on).stand.state is DutyState.MET
    for duty in ("strategic-assessment", "plan-refresh"):
        found = stood(manager, duty, on)
        assert found.stand.state is DutyState.LATE
        assert {Against.TOO_LONG, Against.RUN_OUT} <= {doubt.against for doubt in found.doubts}


def test_more_than_a_year_between_two_meetings_of_scrutiny_is_said_and_a_year_to_the_day_is_not(manager):
    claimed(manager, "scrutiny-meeting", date(2023, 1, 26))
    claimed(manager, "scrutiny-meeting", date(2024, 1, 26))
    assert Against.GAP not in against(manager, "scrutiny-meeting", date(2024, 1, 27))
    claimed(manager, "scrutiny-meeting", date(2025, 1, 27))
    assert Against.GAP in against(manager, "scrutiny-meeting", date(2025, 1, 28))


def test_a_clock_that_runs_from_an_event_is_answered_by_a_claim_and_runs_again_when_that_is_taken_back(manager):
    duty, here = "review-decision", manager.hat.partnership
    assert stood(manager, duty).stand.state is DutyState.QUIET
    with pytest.raises(Clash, match="event"):
        claimed(manager, duty, date(2025, 12, 1))
    started = changes.start_clock(
        partnership=here, duty=duty, on=date(2025, 1, 31), words="notified", at=NOW, by=manager
    )
    found = stood(manager, duty).stand
    assert (found.state, found.due_on) == (DutyState.LATE, date(2025, 2, 28))
    made = claimed(manager, duty, date(2025, 2, 20), occasion=started)
    assert stood(manager, duty).stand.state is DutyState.QUIET
    changes.take_back_claim(claim=made, reason="not decided", at=NOW, by=manager)
    assert stood(manager, duty).stand.state is DutyState.LATE
    with pytest.raises(Clash, match="already"):
        changes.take_back_claim(claim=made, reason="again", at=NOW, by=manager)


def test_a_checklist_is_met_when_every_point_is_and_says_how_many_are_until_then(manager):
    keys = [item.key for item in duties.table()["prevent"].items(TODAY)]
    for n, item in enumerate(keys[:5]):
        claimed(manager, "prevent", date(2025, 6, 1 + n), item=item)
    claimed(manager, "prevent", date(2025, 6, 20), item=keys[5], rating=Rating.IN_PART)
    found = stood(manager, "prevent").stand
    assert (found.state, found.in_place, found.items) == (DutyState.SHORT, 5, 7)
    claimed(manager, "prevent", date(2025, 7, 1))
    assert Against.POINTS in against(manager, "prevent")
    for item in keys[5:]:
        claimed(manager, "prevent", date(2025, 8, 1), item=item)
    found = stood(manager, "prevent")
    assert (found.stand.state, found.stand.in_place) == (DutyState.MET, 7)
    assert Against.POINTS not in {doubt.against for doubt in found.doubts}
    with pytest.raises(Clash, match="checklist"):
        claimed(manager, "prevent", date(2025, 8, 1), item="nothing")


def test_whether_a_duty_falls_here_is_said_with_a_reason_and_dated(manager):
    common = {"partnership": manager.hat.partnership, "duty": "public-meeting", "at": NOW, "by": manager}
    changes.set_reach(falls=False, reason="It went in 2011.", valid_from=date(2025, 1, 1), **common)
    with pytest.raises(Clash, match="later day"):
        changes.set_reach(falls=True, reason="It did not.", valid_from=date(2025, 1, 1), **common)
    changes.set_reach(falls=True, reason="The board wants it.", valid_from=date(2025, 6, 1), **common)
    found = {
        on: stood(manager, "public-meeting", on).stand
        for on in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 1))
    }
    assert [one.state for one in found.values()] == [DutyState.NEVER, DutyState.NOT_HERE, DutyState.NEVER]
    assert found[date(2025, 1, 1)].reason == "It went in 2011."


# Claims against the evidence


def test_a_claim_without_evidence_is_said_and_so_is_evidence_from_another_time(manager):
    made = claimed(manager, "protocol", date(2025, 6, 1), last=date(2025, 6, 30))
    assert against(manager, "protocol") == {Against.NO_EVIDENCE}
    evidenced(manager, "protocol", date(2025, 7, 1))
    assert against(manager, "protocol") == {Against.EVIDENCE_ELSEWHEN}
    kept = evidenced(manager, "protocol", date(2025, 6, 30), link="/governance/duties/protocol?x=1")
    assert against(manager, "protocol") == set()
    changes.take_back_evidence(evidence=kept, reason="another protocol", at=NOW, by=manager)
    assert against(manager, "protocol") == {Against.EVIDENCE_ELSEWHEN}
    changes.take_back_claim(claim=made, reason="not signed", at=NOW, by=manager)
    assert stood(manager, "protocol").stand.state is DutyState.NEVER


def test_evidence_for_one_point_of_a_checklist_is_none_for_another_and_some_for_the_whole(manager):
    first, second = (item.key for item in duties.table()["prevent"].items(TODAY)[:2])
    evidenced(manager, "prevent", date(2025, 6, 1), item=first)
    for item in (first, second, ""):
        claimed(manager, "prevent", date(2025, 6, 1), item=item)
    found = {
        one.said.item: {doubt.against for doubt in one.doubts} for one in queries.claims_of(manager, "prevent", TODAY)
    }
    assert Against.NO_EVIDENCE not in found[first]
    assert Against.NO_EVIDENCE in found[second]
    assert Against.NO_EVIDENCE not in found[""]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//elsewhere.example/x", "/nowhere/at/all", "minutes.doc"])
def test_an_address_that_leads_nowhere_is_no_evidence(manager, link):
    with pytest.raises(Clash, match="https"):
        evidenced(manager, "protocol", TODAY, link=link)


@pytest.fixture
def three_meetings(manager):
    """The statutory group met three times; the police came each time, the probation service never; a company joined after the last."""
    here = manager.hat.partnership
    common = {"partnership": here, "at": NOW, "by": manager}
    bodies = {
        name: changes.add_body(name=name, kind=kind, role=StatutoryRole.RESPONSIBLE, votes=True, valid_from=since, **common)
        for name, kind, since in (
            ("Police", "police", SINCE), ("National Probation Service", "nps", SINCE), ("Late", "fire", date(2017, 3, 31) + timedelta(days=1)),
        )
    }  # fmt: skip
    group = changes.found_group(
        shape=Shape("Executive", GroupKind.EXECUTIVE, statutory=True), valid_from=SINCE, **common
    )
    for at in THREE:
        meeting = Meeting.objects.create(
            partnership_id=here,
            group_id=group,
            state="held",
            starts_at=at,
            ends_at=at + timedelta(hours=2),
            recorded_at=NOW,
        )
        came = {"Police": Presence.PRESENT, "National Probation Service": Presence.APOLOGIES}
        for name, presence in came.items():
            Attendance.objects.create(
                partnership_id=here, meeting=meeting, body_id=bodies[name], presence=presence, recorded_at=NOW
            )
    return bodies


def test_in_34_a_claim_that_all_took_part_is_held_against_a_body_at_none_of_three_meetings(manager, three_meetings):
    # the period ends after a body joined that was at no meeting, for there was none while it was a member
    claimed(manager, "plan", date(2017, 3, 31), first=date(2016, 4, 1), last=date(2017, 4, 30), all_took_part=True)
    evidenced(manager, "plan", date(2017, 3, 31))
    (said,) = stood(manager, "plan", date(2017, 6, 1)).doubts
    assert said.against is Against.ABSENT
    assert "National Probation Service" in said.words
    assert "(0 of 3)" in said.words
    Attendance.objects.filter(body=three_meetings["National Probation Service"], meeting__starts_at=THREE[1]).update(
        presence=Presence.SUBSTITUTE
    )
    assert stood(manager, "plan", date(2017, 6, 1)).doubts == ()


def test_in_34_without_a_meeting_in_the_period_nobody_can_have_taken_part(manager, three_meetings):
    claimed(manager, "plan", date(2018, 3, 31), first=date(2017, 4, 1), last=date(2018, 3, 31), all_took_part=True)
    assert Against.NO_MEETING in against(manager, "plan", date(2018, 6, 1))


def test_a_claim_of_a_day_to_come_or_of_a_period_that_ends_before_it_begins_clashes(manager):
    with pytest.raises(Clash, match="to come"):
        claimed(manager, "protocol", date(2026, 1, 6))
    with pytest.raises(Clash, match="before it begins"):
        claimed(manager, "protocol", TODAY, first=TODAY, last=date(2026, 1, 4))


def test_another_partnership_and_who_does_not_run_the_business_claim_nothing(cast, manager):
    for who in (cast.reader, cast.outsider, cast.analyst):
        with pytest.raises(Refused):
            changes.claim_duty(
                partnership=cast.southfold.pk, duty="protocol", rating=Rating.IN_PLACE, done_on=TODAY, first=TODAY, last=TODAY,
                at=NOW, by=cast.standing(who),
            )  # fmt: skip
    assert not Claim.objects.exists()


def test_the_calendar_asks_the_register_as_often_for_many_claims_as_for_few(manager, three_meetings):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            queries.duties_calendar(manager, TODAY)
        return len(found)

    claimed(manager, "plan", date(2017, 3, 31), first=date(2016, 4, 1), last=date(2017, 3, 31), all_took_part=True)
    few = asked()
    for duty in ("plan", "plan-refresh", "public-meeting", "section-6", "protocol"):
        for year in range(2015, 2026):
            claimed(manager, duty, date(year, 3, 31), all_took_part=True)
            evidenced(manager, duty, date(year, 3, 31))
    assert asked() <= few <= 8
