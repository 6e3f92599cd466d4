"""Registers are made from their definitions; what an entry was stays; strategies and places are dated. The framework holds from the day on which it was adopted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from tests.governance.test_duties import manager  # noqa: F401 - a fixture
from wardmote.definitions import BadDefinition, parse
from wardmote.governance import changes, presenters, queries, registers
from wardmote.governance.changes import Clash
from wardmote.governance.models import Entry
from wardmote.governance.states import Leads, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.platform.versions import Stale

TODAY = date(2026, 1, 5)


def entered(manager, register: str, **values):  # noqa: F811
    return changes.add_entry(partnership=manager.hat.partnership, register=register, values=values, at=NOW, by=manager)


def now(manager, key, on: date) -> str:  # noqa: F811
    line = queries.entry_of(manager, key).line
    found = presenters.entry_now(queries.register_named(line.register), line, on)
    return found.text if found else ""


def test_every_register_says_what_it_is_for_and_unknown_words_are_refused():
    assert set(registers.table()) >= {
        "data-gaps",
        "consultation",
        "lessons",
        "self-evaluation",
        "awards",
        "strategies",
        "places",
    }
    right = {
        "label": "X", "noun": "x", "purpose": "P", "by": "on",
        "fields": [{"key": "name", "label": "Name", "kind": "text", "required": True}, {"key": "on", "label": "On", "kind": "day", "required": True}],
    }  # fmt: skip
    parse({"registers": {"x": right}}, registers.Table, where="table")
    for wrong in (
        {"fileds": []},
        {"by": "when"},
        {"ends": "name"},
        {"years": "on"},
        {"fields": [{"key": "on", "label": "On", "kind": "day", "required": True}]},
        {"fields": [*right["fields"], {"key": "c", "label": "C", "kind": "choice"}]},
        {"fields": [*right["fields"], {"key": "c", "label": "C", "kind": "colour"}]},
    ):
        with pytest.raises(BadDefinition, match="table"):
            parse({"registers": {"x": right | wrong}}, registers.Table, where="table")


@pytest.mark.parametrize(
    ("text", "years"),
    [("2017-2020", (2017, 2020)), ("2017 to 2020", (2017, 2020)), ("2017/18", (2017, 2018)), ("2017", (2017, 2017)), ("2020-2017", None), ("soon", None), ("2017-", None)],
)  # fmt: skip
def test_a_period_is_two_years_or_one(text, years):
    assert registers.years_of(text) == years


def test_ac_02_a_strategy_2017_2020_has_expired_after_december_2020_or_after_march_2020_by_its_kind_of_years(manager):  # noqa: F811
    made = {
        kind: entered(manager, "strategies", name="Hate crime strategy", years="2017-2020", year_type=kind)
        for kind in ("calendar", "financial")
    }
    assert now(manager, made["calendar"], date(2020, 12, 31)) == "Expires today"
    assert now(manager, made["calendar"], date(2021, 1, 1)) == "Expired on 31 December 2020"
    assert now(manager, made["financial"], date(2020, 3, 31)) == "Expires today"
    assert now(manager, made["financial"], date(2020, 4, 1)) == "Expired on 31 March 2020"
    assert now(manager, made["financial"], date(2018, 1, 1)) == "Current"
    with pytest.raises(Clash, match="Which kind of years"):
        entered(manager, "strategies", name="X", years="2017-2020")


def test_an_accreditation_says_in_how_many_days_it_expires(manager):  # noqa: F811
    key = entered(manager, "awards", name="White Ribbon", awarded_on=date(2024, 2, 14), holds_until=date(2026, 2, 14))
    assert now(manager, key, TODAY) == "Expires in 40 days"
    assert now(manager, key, date(2026, 2, 15)) == "Expired on 14 February 2026"


def test_ac_88_a_neighbourhood_that_is_removed_keeps_the_day_on_which_it_was_and_what_it_was_before(manager):  # noqa: F811
    key = entered(manager, "places", place="Filton", programme="Priority Neighbourhoods", since=date(2008, 4, 1))
    changes.give_status(
        entry=key, status="removed", words="It improved.", valid_from=date(2017, 3, 31), at=NOW, by=manager
    )
    found = queries.entry_of(manager, key)
    assert [(one.status, one.first, one.end) for one in found.statuses] == [
        ("removed", date(2017, 3, 31), None), ("in", date(2008, 4, 1), date(2017, 3, 31)),
    ]  # fmt: skip
    assert queries.entries(manager, "places", status="removed").of == 1
    assert queries.entries(manager, "places", status="in").of == 0
    for again in (
        {"status": "removed", "valid_from": TODAY},
        {"status": "in", "valid_from": date(2017, 3, 31)},
        {"status": "x", "valid_from": TODAY},
    ):
        with pytest.raises(Clash):
            changes.give_status(entry=key, words="", at=NOW, by=manager, **again)


def test_ac_21_the_line_of_time_is_in_order_whatever_the_order_of_writing(manager):  # noqa: F811
    for what, on in (
        ("Decided: clusters", date(2021, 7, 1)),
        ("Commissioned", date(2020, 9, 1)),
        ("Reported", date(2021, 3, 1)),
    ):
        entered(manager, "milestones", what=what, on=on)
    gap = entered(manager, "data-gaps", missing="Youth figures", since=date(2020, 12, 1))
    changes.give_status(entry=gap, status="closed", words="They came.", valid_from=date(2021, 5, 1), at=NOW, by=manager)
    found, _number, _pages = queries.timeline(manager, register="milestones")
    assert [(one.title, one.on) for one in found] == [
        ("Commissioned", date(2020, 9, 1)), ("Reported", date(2021, 3, 1)), ("Decided: clusters", date(2021, 7, 1)),
    ]  # fmt: skip
    everything, _number, _pages = queries.timeline(manager)
    assert [one.status for one in everything] == ["", "", "", "closed", ""]


def test_a_change_stays_in_the_history_and_who_comes_second_is_told(manager, cast):  # noqa: F811
    key = entered(manager, "data-gaps", missing="Ambulance data", since=date(2024, 4, 1), effect="No picture of harm.")
    one = queries.entry_of(manager, key)
    values = {"missing": "Ambulance data", "since": date(2024, 4, 1), "effect": "Half a picture."}
    changes.change_entry(entry=key, version=one.version, values=values, by=manager)
    with pytest.raises(Stale) as stale:
        changes.change_entry(entry=key, version=one.version, values=values, by=manager)
    assert stale.value.theirs["effect"] == "Half a picture."
    assert stale.value.theirs["since"] == date(2024, 4, 1)
    (was,) = queries.entry_of(manager, key, history=True).changes
    assert (was.fields["effect"], was.by) == ("No picture of harm.", "Mo Manager")


def test_words_are_searched_in_every_field_and_a_page_holds_fifty(manager):  # noqa: F811
    here = manager.hat.partnership
    Entry.objects.bulk_create(
        Entry(partnership_id=here, register="lessons", title=f"Lesson {n}", fields={"lesson": f"Lesson {n}"}, search=f"lesson {n} housing", on=TODAY, recorded_at=NOW)
        for n in range(120)
    )  # fmt: skip

    def asked(**narrowed) -> tuple[queries.EntryPage, int]:
        with CaptureQueriesContext(connection) as found:
            page = queries.entries(manager, "lessons", **narrowed)
        return page, len(found)

    last, n = asked(page=99)
    assert (last.number, last.pages, last.of, len(last.lines)) == (3, 3, 120, 20)
    first, m = asked()
    assert len(first.lines) == 50
    assert n == m <= 4
    assert asked(words="HOUSING 119")[0].of == 1
    assert asked(words="housing nowhere")[0].of == 0


def test_an_entry_names_no_body_of_another_partnership(manager, cast):  # noqa: F811
    common = {"kind": "fire", "role": StatutoryRole.RESPONSIBLE, "votes": True, "valid_from": TODAY, "at": NOW}
    ours = changes.add_body(partnership=cast.southfold.pk, name="Ours", by=manager, **common)
    entered(manager, "data-gaps", missing="X", since=TODAY, holder=str(ours))
    with pytest.raises(Refused):
        entered(manager, "data-gaps", missing="X", since=TODAY, holder=str(cast.northwick.pk))
    with pytest.raises(Clash, match="What is missing"):
        entered(manager, "data-gaps", since=TODAY)


# The framework


def drafted(manager, text: str = "# Purpose\nTo keep people safe.", **more):  # noqa: F811
    said = {
        "title": "Terms of reference",
        "text": text,
        "link": "",
        "what_changed": "",
        "at": NOW,
        "by": manager,
    } | more
    return changes.draft_framework(partnership=manager.hat.partnership, **said)


def test_each_version_holds_from_its_adoption_until_the_next_and_is_changed_no_more(manager):  # noqa: F811
    first = drafted(manager)
    with pytest.raises(Clash, match="draft is open"):
        drafted(manager)
    changes.adopt_framework(framework=first, on=date(2020, 5, 1), where="the executive", at=NOW, by=manager)
    with pytest.raises(Clash, match="stands as it is"):
        changes.change_framework(framework=first, version=1, title="X", text="X", link="", what_changed="", by=manager)
    second = drafted(manager, "# Purpose\nTo keep people safer.", what_changed="One word.")
    with pytest.raises(Clash, match="later day"):
        changes.adopt_framework(framework=second, on=date(2020, 5, 1), where="", at=NOW, by=manager)
    changes.adopt_framework(framework=second, on=date(2024, 5, 1), where="", at=NOW, by=manager)
    held = {
        on: queries.framework_on(manager, on)
        for on in (date(2020, 4, 30), date(2020, 5, 1), date(2024, 4, 30), date(2024, 5, 1))
    }
    assert [one.number if one else None for one in held.values()] == [None, 1, 1, 2]
    assert held[date(2020, 5, 1)].until == date(2024, 5, 1)


def test_a_text_is_sections_and_becomes_a_document_with_the_structure_and_the_boards(manager):  # noqa: F811
    from wardmote.governance.changes.groups import Shape
    from wardmote.governance.states import GroupKind

    here = manager.hat.partnership
    top = changes.found_group(
        partnership=here,
        shape=Shape("Executive", GroupKind.EXECUTIVE, statutory=True),
        valid_from=date(2020, 1, 1),
        at=NOW,
        by=manager,
    )
    changes.found_group(
        partnership=here,
        shape=Shape("Board", GroupKind.BOARD, parent=top),
        valid_from=date(2020, 1, 1),
        at=NOW,
        by=manager,
    )
    given(manager, "Exploitation", "Safeguarding children", Leads.LEADS)
    key = drafted(manager, "Before all.\n\n# Purpose\nOne.\n\nTwo.\n# Members\nThree.")
    one = queries.framework_of(manager, key)
    assert [(found.heading, found.paragraphs) for found in presenters.framework_sections(one.text)] == [
        ("", ["Before all."]), ("Purpose", ["One.", "Two."]), ("Members", ["Three."]),
    ]  # fmt: skip
    made = presenters.framework_document(
        one, "Southfold", [], queries.groups_on(manager, TODAY), queries.board_parts_on(manager, TODAY), TODAY
    )
    word = presenters.FRAMEWORK_MAKERS["docx"](made)
    assert word[:2] == b"PK"
    kinds = [type(block).__name__ for block in made.blocks]
    assert "Figure" in kinds
    assert "Table" in kinds


def given(manager, topic: str, board: str, part: Leads | None, on: date = date(2024, 1, 1)) -> None:  # noqa: F811
    changes.give_board_part(
        partnership=manager.hat.partnership, topic=topic, board=board, part=part, valid_from=on, at=NOW, by=manager
    )


def test_one_board_leads_on_a_topic_at_a_time_and_each_day_shows_what_held_then(manager):  # noqa: F811
    given(manager, "Exploitation", "Safeguarding children", Leads.LEADS)
    given(manager, "Exploitation", "Health and wellbeing", Leads.INFORMED)
    with pytest.raises(Clash, match="Safeguarding children leads"):
        given(manager, "exploitation", "CSP", Leads.LEADS)
    given(manager, "EXPLOITATION", "Safeguarding children", Leads.CONTRIBUTES, date(2025, 1, 1))
    given(manager, "exploitation", "CSP", Leads.LEADS, date(2025, 1, 1))
    given(manager, "Exploitation", "Health and wellbeing", None, date(2025, 6, 1))
    for again in (Leads.LEADS,):
        with pytest.raises(Clash, match="already"):
            given(manager, "Exploitation", "CSP", again, date(2025, 7, 1))

    def on(day: date) -> dict[str, Leads]:
        return {one.board: one.part for one in queries.board_parts_on(manager, day)}

    assert on(date(2024, 6, 1)) == {"Safeguarding children": Leads.LEADS, "Health and wellbeing": Leads.INFORMED}
    assert on(date(2025, 7, 1)) == {"Safeguarding children": Leads.CONTRIBUTES, "CSP": Leads.LEADS}
    assert {one.topic for one in queries.board_parts_on(manager, TODAY)} == {"Exploitation"}
    assert presenters.topics_unled(queries.board_parts_on(manager, TODAY)) == []
