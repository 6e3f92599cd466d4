"""The partnership itself: its area out of the lookups, and with which others it stands."""

from datetime import date

import pytest

from tests.cast import NOW
from tests.governance.test_pages import text
from wardmote.governance import changes, places, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import GroupKind, Merger
from wardmote.platform.refusals import Refused

SINCE = date(2020, 4, 1)
TODAY = date(2026, 11, 22)
LANCASHIRE, CONSTABULARY = "E10000017", "E23000003"
FIRST = {"valid_from-day": "1", "valid_from-month": "4", "valid_from-year": "2020"}


@pytest.fixture
def manager(cast):
    return cast.standing(cast.manager)


def covered(by, on=TODAY) -> set[str]:
    return {one.code for one in queries.area_on(by, on)}


def cover(by, area, since=SINCE):
    districts = [(one.code, one.vintage) for one in places.found(area).districts]
    return changes.cover(partnership=by.hat.partnership, districts=districts, valid_from=since, at=NOW, by=by)


def test_ac_01_a_group_for_the_county_works_for_twelve_districts_and_one_for_the_police_area_for_fourteen(
    client_for, cast, manager
):
    """South Ribble's report of 2017/18 has a group for "the twelve districts of Lancashire"; the constabulary's area has two councils more."""
    assert len(places.found(LANCASHIRE).districts) == 12
    assert len(places.found(CONSTABULARY).districts) == 14
    for name, area, districts in (
        ("County forum", LANCASHIRE, "12 districts"),
        ("Force forum", CONSTABULARY, "14 districts"),
    ):
        shape = Shape(name, GroupKind.THEMATIC, area=area)
        made = changes.found_group(partnership=cast.southfold.pk, shape=shape, valid_from=SINCE, at=NOW, by=manager)
        assert districts in text(client_for(cast.reader).get(f"/governance/groups/{made}"))


def test_a_county_adds_every_district_in_it_and_what_is_there_already_once(manager):
    before = covered(manager)
    assert cover(manager, "E07000121") == 1
    assert cover(manager, LANCASHIRE) == 9
    assert len(covered(manager) - before) == 10
    with pytest.raises(Clash, match="covers that already"):
        cover(manager, LANCASHIRE)
    assert covered(manager, date(2020, 3, 31)) <= before


def test_a_district_that_left_is_still_in_a_report_about_the_time_before(manager):
    cover(manager, "E07000121")
    changes.uncover(
        partnership=manager.hat.partnership, code="E07000121", valid_to=date(2025, 4, 1), at=NOW, by=manager
    )
    assert "E07000121" not in covered(manager)
    assert "E07000121" in covered(manager, date(2025, 3, 31))
    with pytest.raises(Refused):
        changes.uncover(partnership=manager.hat.partnership, code="E07000121", valid_to=TODAY, at=NOW, by=manager)


def test_the_page_says_what_the_districts_make_together(client_for, cast, manager):
    for one in covered(manager):
        changes.uncover(partnership=manager.hat.partnership, code=one, valid_to=TODAY, at=NOW, by=manager)
    cover(manager, LANCASHIRE)
    page = text(client_for(cast.reader).get("/governance/partnership"))
    assert "It covers all 12 districts of Lancashire (county)." in page
    assert "South Ribble" in page
    assert "/area/add" not in page, "a councillor only reads"


def test_a_name_of_several_areas_is_asked_about_in_the_form(client_for, cast):
    page = text(client_for(cast.manager).post("/governance/partnership/area/add", FIRST | {"area": "Lancashire"}))
    assert "E10000017" in page
    assert "E23000003" in page
    page = text(client_for(cast.manager).post("/governance/partnership/area/add", FIRST | {"area": "Sowth Ribble"}))
    assert "close to it: South Ribble" in page
    done = client_for(cast.manager).post("/governance/partnership/area/add", FIRST | {"area": "Pendle"})
    assert done["Location"] == "/governance/partnership?done=covered"


def test_an_informal_merger_and_a_county_s_cluster_are_said_and_end(client_for, cast, manager):
    form = FIRST | {"kind": "informal", "with_partnership": str(cast.northwick.pk), "cluster": "North"}
    assert client_for(cast.manager).post("/governance/partnership/links/add", form)["Location"].endswith("done=linked")
    page = text(client_for(cast.reader).get("/governance/partnership"))
    assert "Northwick Community Safety Partnership" in page
    assert "The duties of each partnership stay with it." in page
    [link] = queries.links_on(manager, TODAY)
    assert link.kind is Merger.INFORMAL
    changes.end_link(link=link.key, valid_to=date(2024, 4, 1), at=NOW, by=manager)
    assert queries.links_on(manager, TODAY) == []
    assert len(queries.links_on(manager, date(2023, 1, 1))) == 1


def test_nobody_of_another_partnership_changes_the_area(cast, manager):
    other = {"partnership": cast.northwick.pk, "at": NOW, "by": manager}
    for refused in (
        lambda: changes.cover(districts=[("E07000121", "2024")], valid_from=SINCE, **other),
        lambda: changes.uncover(code="E07000121", valid_to=TODAY, **other),
    ):
        with pytest.raises(Refused):
            refused()
