"""What a council signs off is true: made from the code and current, or pointing at what is there."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import get_resolver
from scripts import assurance

from wardmote import words
from wardmote.platform import field_register

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((ROOT / "docs/assurance").glob("*.md"))
LINES = assurance.asvs_lines()
NEEDED = {  # requirements of ASVS 5.0.0 by level; of level 3 those of the chapters that promise S8 names
    ("1", "V1"): 8, ("1", "V2"): 4, ("1", "V3"): 8, ("1", "V4"): 2, ("1", "V5"): 4, ("1", "V6"): 13, ("1", "V7"): 6, ("1", "V8"): 4,
    ("1", "V9"): 4, ("1", "V10"): 5, ("1", "V11"): 3, ("1", "V12"): 3, ("1", "V13"): 1, ("1", "V14"): 2, ("1", "V15"): 3,
    ("2", "V1"): 19, ("2", "V2"): 7, ("2", "V3"): 11, ("2", "V4"): 8, ("2", "V5"): 5, ("2", "V6"): 22, ("2", "V7"): 12, ("2", "V8"): 3,
    ("2", "V9"): 3, ("2", "V10"): 24, ("2", "V11"): 11, ("2", "V12"): 6, ("2", "V13"): 12, ("2", "V14"): 7, ("2", "V15"): 10, ("2", "V16"): 16, ("2", "V17"): 7,
    ("3", "V6"): 12, ("3", "V7"): 1, ("3", "V8"): 6, ("3", "V14"): 4, ("3", "V16"): 1,
}  # fmt: skip
POINTER = re.compile(r"`((?:src|tests|docs|scripts|requirements|package)[\w./*-]*?)(?:::(test_\w+))?`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@cache
def made() -> dict[str, str]:
    """The documents as the code would have them, made once for all tests here."""
    return assurance.made()


def missing(pointer: str) -> str:
    """What a pointer such as ``tests/x.py::test_y`` names and is not there; empty when all is."""
    name, _colons, test = pointer.partition("::")
    path = ROOT / name
    if not path.exists():
        return f"{name} is not there"
    return f"no {test} in {name}" if test and f"def {test}(" not in path.read_text() else ""


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS if path.read_text().startswith(assurance.MADE)))
def test_every_document_made_from_the_code_is_current(name):
    assert (ROOT / "docs/assurance" / name).read_text() == made()[name], "run 'python scripts/assurance.py'"


def test_every_document_that_can_be_made_is_kept():
    assert {path.name for path in DOCUMENTS} >= made().keys()


def test_every_address_stands_among_the_routes():
    text = made()["routes.md"]
    there = [address for address, _pattern in assurance.patterns(get_resolver().url_patterns)]
    assert len(there) > 20
    assert [address for address in there if f"| `{address}` |".replace("|", "|") not in text.replace("\\|", "|")] == []


def test_no_address_stands_there_without_a_door():
    assert "| none |" not in made()["routes.md"]


def test_every_command_stands_there_with_whom_it_believes():
    assert "not said" not in made()["routes.md"]
    assert "| `wardmote doctor` | anybody |" in made()["routes.md"]


def test_what_a_page_writes_into_the_log_is_found_behind_it():
    from tests.assurance import pages

    assert assurance.verbs_of(pages.silent) == set()
    assert assurance.verbs_of(pages.direct) == {"see-people"}
    assert assurance.verbs_of(pages.deep) >= {"grant-role"}


def test_every_table_and_every_field_stands_in_the_register():
    text = made()["fields.md"]
    for label, table in field_register.register().items():
        section = text.split(f"(`{label}`)")[1].split("\n## ")[0]
        assert [name for name in table.columns if f"| {name} |" not in section] == []


def test_every_table_about_people_stands_in_the_record_of_processing():
    text = made()["processing.md"]
    personal = [table for table in field_register.register().values() if table.personal]
    assert [table.label for table in personal if f"| {table.label} |" not in text] == []
    assert all(activity.label in text for activity in field_register.activities().values())


def test_every_table_about_people_says_who_sees_its_rows():
    text = made()["rows.md"]
    assert [
        label for label, table in field_register.register().items() if table.personal and f"| `{label}` |" not in text
    ] == []


def test_the_map_holds_every_requirement_that_was_promised():
    found = [(line["level"], line["id"].partition(".")[0]) for line in LINES]
    assert {key: found.count(key) for key in set(found)} == NEEDED
    assert len({line["id"] for line in LINES}) == len(LINES)
    assert sum(number for (level, _chapter), number in NEEDED.items() if level in "12") == 253


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_each_line_of_the_map_has_an_honest_state_and_points_at_what_is_there(line):
    assert line["state"] in assurance.STATES
    assert [fault for pointer in line["proof"].split() if (fault := missing(pointer))] == []
    if line["state"] in {"met", "partly"}:
        assert line["proof"], "says it is met and points at nothing"
    if line["state"] in {"partly", "not met", "not applicable"}:
        assert line["answer"], "does not say why"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_whatever_a_document_points_at_is_there(path):
    text = path.read_text()
    faults = [missing(f"{name}::{test}" if test else name) for name, test in POINTER.findall(text) if "*" not in name]
    faults += [f"{link} is not there" for link in LINK.findall(text) if not (path.parent / link).exists()]
    assert [fault for fault in faults if fault] == []


@pytest.mark.parametrize("pointer", ["src/nowhere.py", "tests/web/test_doors.py::test_nothing_of_the_kind"])
def test_a_pointer_at_nothing_is_found(pointer):
    assert missing(pointer)


def test_the_index_leads_to_every_document():
    linked = {Path(link).name for link in LINK.findall((ROOT / "docs/assurance/README.md").read_text())}
    assert {path.name for path in DOCUMENTS} - {"README.md"} - linked == set()


def test_the_statement_and_the_sites_own_page_say_the_same_about_accessibility():
    page = (ROOT / "src/wardmote/web/jinja2/accessibility.html").read_text()
    statement = (ROOT / "docs/assurance/accessibility.md").read_text()
    said = [text for text in re.findall(r'_\("(.+?)"\)', page) if len(text) > 40]
    assert len(said) > 5
    assert [text for text in said if text not in statement] == []


def test_every_promise_has_its_place_in_the_impact_assessment():
    text = (ROOT / "docs/assurance/dpia.md").read_text()
    assert [f"S{n}" for n in range(1, 12) if f"| S{n} |" not in text] == []


def test_documents_are_the_same_in_every_run():
    assert assurance.made() == made()
    assert words.language() == "en-gb"


def test_the_map_is_a_table_that_a_spreadsheet_reads():
    with (ROOT / "docs/assurance/asvs.csv").open(newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {6}
