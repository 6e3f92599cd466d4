"""The two partnerships of the demonstration that stand on a report each: Lincolnshire with its boards and votes, South Gloucestershire with its meetings of 2016/17."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from tests.accounts.asking import asking
from tests.cast import NOW
from tests.charts.test_structure import SPACE, overlapping, rectangles, sizes
from wardmote.accounts import changes
from wardmote.accounts import queries as accounts
from wardmote.demo import governance, people
from wardmote.demo.governance import structure as west_lancashire
from wardmote.engine import geography
from wardmote.engine.geography import Level
from wardmote.governance import presenters, queries
from wardmote.governance.models import Seat
from wardmote.governance.states import Capacity, Merger, StatutoryRole

REPORTED = date(2015, 10, 14)


@pytest.fixture
def hats(database) -> dict[str, object]:
    """Whoever runs the business of all three, by the short name of the partnership."""
    for sample in (people.SOUTH_RIBBLE, people.LINCOLNSHIRE, people.SOUTH_GLOUCESTERSHIRE):
        changes.welcome_sample(sample, passwords={}, valid_from=people.SINCE, at=NOW)
    west_lancashire.build("south-ribble", at=NOW)
    for _twice in range(2):  # the second time, all is there
        governance.build_reported("lincolnshire", "south-gloucestershire", at=NOW)
    member = accounts.member_signing_in(people.ACROSS[0])
    hats = accounts.hats_of(member, on=NOW.date())
    return {hat.partnership_name: accounts.standing_of(member, hat.key, on=NOW.date()) for hat in hats}


def test_the_county_votes_as_its_report_says_and_the_south_met_as_its_report_says(hats):
    assert list(hats) == [people.LINCOLNSHIRE.name, people.SOUTH_GLOUCESTERSHIRE.name, people.SOUTH_RIBBLE.name]
    county, south, ribble = hats.values()
    with asking(county):
        the_county_is_informally_merged_and_fourteen_bodies_vote(county)
        its_boards_answer_to_it_and_their_chairs_attend_without_a_vote(county)
    with asking(south):
        the_south_met_three_times_and_a_body_was_at_none(south)
    with asking(ribble):
        whoever_votes_in_the_borough_sits_at_its_top_while_it_is_there(ribble)
    everybody_is_made_up_and_says_so()
    for standing in hats.values():
        with asking(standing):
            its_picture_names_every_group_at_every_width(standing)


def the_county_is_informally_merged_and_fourteen_bodies_vote(county) -> None:
    """AC-43, IN-23: the commissioner votes and is no responsible authority; the local partnerships attend and do not vote."""
    bodies = queries.bodies_on(county, REPORTED)
    voting = {body.name for body in bodies if body.votes}
    assert len(voting) == 14
    assert sum("Council" in name for name in voting) == 8
    (commissioner,) = (body for body in bodies if body.kind == "pcc")
    assert commissioner.votes
    assert commissioner.role is StatutoryRole.INVITED
    assert [body.doubts for body in bodies if body.doubts] == []
    assert {body.kind for body in bodies if not body.votes} == {
        "partnership", "prison", "court", "criminal-justice-board", "government",
    }  # fmt: skip
    assert [link.kind for link in queries.links_on(county, REPORTED)] == [Merger.INFORMAL]
    atlas = geography.load()
    codes = {area.code for area in atlas.within(atlas.find("E10000019"), Level.DISTRICT)}
    assert {district.code for district in accounts.districts(county, on=REPORTED)} == codes
    assert [
        body.doubts for body in queries.bodies_on(county, NOW.date()) if body.doubts
    ] == []  # what ended has an heir


def its_boards_answer_to_it_and_their_chairs_attend_without_a_vote(county) -> None:
    """AC-44: what the boards are called, to whom they answer, and that they report each quarter."""
    groups = {group.name: group for group in queries.groups_on(county, REPORTED)}
    top = groups["Lincolnshire Community Safety Partnership"]
    boards = [group for group in groups.values() if group.parent == top.key]
    assert len(boards) == 6
    assert all(group.chair.endswith("(demonstration)") for group in boards)
    assert len({group.lead for group in boards}) > 2
    assert "Reducing Offending Strategic Management Board" in groups
    before = {group.name for group in queries.groups_on(county, date(2015, 4, 1))}
    assert "Reducing Reoffending Strategic Management Board" in before
    seats = queries.seats_of(county, top.key, REPORTED)
    chairs = [seat for seat in seats if seat.who.endswith("(demonstration)")]
    assert len(chairs) == 6
    assert not any(seat.votes for seat in chairs)
    assert all(seat.capacity is Capacity.ADVISER for seat in seats if not seat.votes)


def the_south_met_three_times_and_a_body_was_at_none(south) -> None:
    """IN-34: the report claims that all took part; its own attendance speaks against it."""
    claimed = {one.stand.key: one for one in queries.duties_calendar(south, date(2017, 6, 1))}
    assert any("0 of 3" in doubt.words for doubt in claimed["plan"].doubts)
    assert {group.name for group in queries.groups_on(south, date(2017, 3, 31))} == {
        "Safer and Stronger Communities Strategic Partnership", "Senior Officer Group", "Strategic Assessment Project",
    }  # fmt: skip


def whoever_votes_in_the_borough_sits_at_its_top_while_it_is_there(ribble) -> None:
    """A meeting can be quorate, a letter reaches somebody, and attendance is counted of those who have a seat."""
    for day in (date(2019, 6, 1), NOW.date()):
        top = next(group for group in queries.groups_on(ribble, day) if group.statutory)
        seats = queries.seats_of(ribble, top.key, day)
        voting = {body.name for body in queries.bodies_on(ribble, day) if body.votes}
        assert {seat.body for seat in seats if seat.votes} == voting
        assert [seat.who for seat in seats if seat.capacity is Capacity.SECRETARY] == ["Morgan Sample"]


def its_picture_names_every_group_at_every_width(standing) -> None:
    """As a page, a sheet of paper and a telephone have room: no box on another, every name to be read, letters of their full size."""
    groups = queries.groups_on(standing, NOW.date())
    pictures = presenters.pictures(groups, standing, NOW.date())
    for where, width in (("wide", presenters.WIDE), ("paper", presenters.PAPER), ("narrow", presenters.NARROW)):
        (drawing,) = pictures[where]  # each of the three finds room on one sheet of paper
        assert overlapping(rectangles(drawing)) == []
        assert len(rectangles(drawing)) == len(groups)
        assert sizes(drawing)[0] <= width
        said = " ".join(text.text for text in ET.fromstring(drawing).iter(f"{SPACE}text"))
        assert all(group.name in said for group in groups)
        assert min(float(text.get("font-size")) for text in ET.fromstring(drawing).iter(f"{SPACE}text")) >= 12
        if where == "paper":
            assert sizes(drawing)[1] <= presenters.SHEET


def everybody_is_made_up_and_says_so() -> None:
    names = set(Seat.objects.exclude(name="").values_list("name", flat=True))
    assert names
    assert all(name.endswith(("(demonstration)", "(the post)")) for name in names)
