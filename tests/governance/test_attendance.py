"""Attendance as pages say it: the South Gloucestershire meetings of 2016/17, with what the report printed put right."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.accounts.asking import asking
from tests.cast import NOW
from wardmote.demo.governance.south_gloucestershire import south_gloucestershire
from wardmote.governance import changes, queries, recurrence
from wardmote.governance.changes import When
from wardmote.governance.changes.groups import Shape
from wardmote.governance.queries.attending import attended_in
from wardmote.governance.states import GroupKind, MeetingKind, Presence, StatutoryRole
from wardmote.platform import clock


@pytest.fixture
def said(cast, client_for):
    """The attendance page of 2016/17, as a councillor reads it."""
    south_gloucestershire(cast.southfold.pk, at=NOW)
    answer = client_for(cast.reader).get("/governance/attendance?year=f2016")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_ac_66_in_24_three_meetings_are_counted_the_circulation_apart_and_the_sentence_says_the_figure(said):
    assert "3 meetings were held. Bodies attended 14 of the 21 times that they were due: 66.7 %." in said
    assert "1 written procedure besides, which is no meeting and is not counted." in said
    assert "high" not in said.split("</h1>")[1].split("</table>")[0].lower()  # a figure, and no praise


def test_ac_86_ac_87_in_42_shares_are_rounded_half_up_and_a_commissioner_is_no_responsible_authority(said):
    rows = {row.split("<br>")[0].split(">")[-1]: row for row in said.split('<tr role="row"')[1:]}
    shares = {name: row.split("</svg>")[1].split("<")[0].strip() for name, row in rows.items()}
    assert shares == {
        "Avon Fire and Rescue": "67 %", "Avon and Somerset Police": "67 %", "Avon and Somerset Police and Crime Commissioner": "100 %",
        "Bristol, Gloucestershire, Somerset and Wiltshire CRC": "33 %", "National Probation Service (South West)": "0 %",
        "South Gloucestershire Clinical Commissioning Group": "100 %", "South Gloucestershire Council": "100 %",
    }  # fmt: skip
    assert "Invited to take part" in rows["Avon and Somerset Police and Crime Commissioner"]
    assert "Responsible authority" in rows["National Probation Service (South West)"]


def test_the_page_opens_on_the_latest_year_in_which_somebody_met_and_any_other_can_be_asked_for(cast, client_for):
    reader = client_for(cast.reader)
    nothing = " ".join(reader.get("/governance/attendance").content.decode().split())
    assert "no meeting is on file as held" in nothing
    assert f'value="{opened_on(clock.today())}" selected' in nothing
    south_gloucestershire(cast.southfold.pk, at=NOW)
    page = " ".join(reader.get("/governance/attendance").content.decode().split())
    assert "From 1 April 2016 to 31 March 2017, 3 meetings were held." in page
    assert 'value="f2016" selected' in page
    with_group = " ".join(reader.get("/governance/attendance?year=&group=").content.decode().split())
    assert 'value="f2016" selected' in with_group
    assert "no meeting is on file as held" in reader.get("/governance/attendance?year=c2018").content.decode()
    assert (
        b"South Gloucestershire Council,Responsible authority,3,3,100"
        in reader.get("/governance/lists/attendance.csv").content
    )


def opened_on(today) -> str:
    return f"f{today.year if today.month >= 4 else today.year - 1}"


def test_a_claim_is_held_against_the_same_meetings_that_the_attendance_page_counts(cast):
    """A public meeting of the group counts on both; one from before the law required the group counts on neither."""
    on = date(2025, 6, 4)
    with asking(cast.standing(cast.manager)) as manager:
        shared = {"at": NOW, "by": manager}
        body = changes.add_body(
            partnership=cast.southfold.pk, name="Police", kind="police", role=StatutoryRole.RESPONSIBLE, votes=True,
            valid_from=date(2020, 1, 1), **shared,
        )  # fmt: skip
        shape = Shape("Executive", GroupKind.EXECUTIVE)
        group = changes.found_group(partnership=cast.southfold.pk, shape=shape, valid_from=date(2020, 1, 1), **shared)
        changes.give_seat(group=group, body=body, votes=True, valid_from=date(2020, 1, 1), **shared)
        changes.reshape_group(group=group, shape=replace(shape, statutory=True), valid_from=date(2025, 6, 1), **shared)
        for day, kind in ((date(2025, 5, 7), MeetingKind.MEETING), (on, MeetingKind.MEETING), (date(2025, 7, 2), MeetingKind.PUBLIC)):  # fmt: skip
            starts, ends = recurrence.moments(day, time(10), 60)
            came = {body: Presence.PRESENT}
            changes.file_past_meeting(group=group, when=When(starts, ends), came=came, kind=kind, **shared)
        year = date(2025, 4, 1), date(2026, 4, 1)
        counted = queries.attendance_over(manager, first=year[0], end=year[1], group=None)
        (held,) = attended_in(manager, [year])[year]
    assert (held.came, held.held) == (2, 2) == (counted.all.attended, counted.all.held)
