"""Every column of every installed table is classified, and whatever the register says is there."""

import csv
import io
import json

import pytest
from django.apps import apps
from typer.testing import CliRunner

from wardmote.cli.options import app
from wardmote.definitions import BadDefinition, parse
from wardmote.platform import field_register
from wardmote.platform.field_register import Access, AppTables, Field, Level, Rows, Table
from wardmote.platform.rows import Open


@pytest.fixture
def altered(monkeypatch):
    """altered({"accounts.Member": table}): what is wrong once the register has these tables in place of its own; None takes one out."""
    before = field_register.faults()

    def made(tables: dict[str, Table | None]) -> list[str]:
        written = field_register.written() | tables
        there = {label: table for label, table in written.items() if table is not None}
        monkeypatch.setattr(field_register, "written", lambda: there)
        return [fault for fault in field_register.faults() if fault not in before]

    return made


def a_table(**changed) -> Table:
    said = {
        "label": "Roles", "purpose": "x", "activity": "reference", "basis": "none", "retention": "software", "rows": "open",
        "open": ["key", "name", "description", "sees_cases", "dormant_after_days"],
    }  # fmt: skip
    return parse(said | changed, Table, where="a test")


def test_every_field_of_every_installed_model_is_classified_and_nothing_else_is():
    assert field_register.faults() == []


def test_the_untouched_example_has_no_fault(altered):
    assert altered({"accounts.RoleDefinition": a_table()}) == []


def test_a_model_that_is_not_in_the_register_is_found(altered):
    assert "accounts.Invitation: not in the register" in altered({"accounts.Invitation": None})


def test_a_field_that_is_not_classified_is_found(altered):
    found = altered({"accounts.RoleDefinition": a_table(open=["key", "name", "description", "sees_cases"])})
    assert "accounts.RoleDefinition.dormant_after_days: not classified" in found
    assert all(fault.endswith("dormant_after_days: not classified") for fault in found)


def test_a_field_that_does_not_exist_is_found(altered):
    colour = {"colour": {"level": "open", "access": "no"}}
    assert altered({"accounts.RoleDefinition": a_table(fields=colour)}) == [
        "accounts.RoleDefinition.colour: no such field"
    ]


def test_a_model_that_does_not_exist_is_found(altered):
    assert altered({"accounts.Ghost": a_table()}) == ["accounts.Ghost: no such model"]


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("retention", "no retention class 'for ever'"),
        ("activity", "no activity 'for ever'"),
        ("basis", "no lawful basis 'for ever'"),
    ],
)
def test_a_word_that_nothing_explains_is_found(altered, key, fault):
    assert altered({"accounts.RoleDefinition": a_table(**{key: "for ever"})}) == [f"accounts.RoleDefinition: {fault}"]


def test_personal_data_cannot_be_open_to_all_or_without_a_lawful_basis(altered):
    personal = {
        "open": ["key", "description", "sees_cases", "dormant_after_days"],
        "fields": {"name": {"level": "personal", "access": "yes"}},
    }
    assert altered({"accounts.RoleDefinition": a_table(**personal)}) == [
        "accounts.RoleDefinition: holds personal data, so its rows cannot be open",
        "accounts.RoleDefinition: holds personal data, so it needs a lawful basis",
    ]


def test_an_exemption_says_why(altered):
    assert altered({"accounts.RoleDefinition": a_table(rows="exempt")}) == [
        "accounts.RoleDefinition: is exempt without saying why"
    ]


def test_a_field_is_classified_once(altered):
    twice = {"name": {"level": "open", "access": "no"}}
    assert altered({"accounts.RoleDefinition": a_table(fields=twice)}) == [
        "accounts.RoleDefinition: classified twice: name"
    ]


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"rows": "some"}])
def test_an_unknown_key_or_word_in_a_file_is_refused(wrong):
    with pytest.raises(BadDefinition):
        parse({"models": {"Thing": {"label": "x", **wrong}}}, AppTables, where="a test")


def test_earlier_versions_are_as_dangerous_as_the_table_they_are_versions_of():
    followed = [model for model in field_register.models() if hasattr(model, "pgh_tracked_model")]
    assert followed
    for model in followed:
        original = field_register.classes_of(model.pgh_tracked_model)
        for name, field in field_register.classes_of(model).items():
            assert name in field_register.VERSION or field == original[name]
        assert field_register.table_of(model).rows is Rows.GUARDED


def test_every_personal_field_is_kept_for_a_time_that_is_said():
    for table in field_register.register().values():
        assert field_register.retention()[table.retention].period
        assert field_register.retention()[table.retention].afterwards


def test_who_recorded_a_row_is_personal_wherever_it_is_kept():
    for model in field_register.models():
        for field in model._meta.local_fields:
            if field.related_model is apps.get_model("accounts.Member"):
                assert field_register.classes_of(model)[field.name].level is not Level.OPEN, model


def test_personal_tables_are_named_as_the_database_names_them():
    found = field_register.personal_tables()
    assert found["accounts_member"] is Rows.EXEMPT
    assert found["accounts_grant"] is Rows.GUARDED
    assert "accounts_role" not in found
    assert Rows.OPEN not in found.values()


def test_a_model_that_the_register_does_not_know_has_no_classes(monkeypatch):
    monkeypatch.setattr(field_register, "written", dict)
    with pytest.raises(KeyError):
        field_register.classes_of(apps.get_model("accounts.Member"))


def test_the_register_is_printed_for_people_spreadsheets_and_programs():
    printed = {option: CliRunner().invoke(app, ["fields", *option]) for option in ((), ("--json",), ("--csv",))}
    assert {result.exit_code for result in printed.values()} == {0}
    rows = json.loads(printed["--json",].stdout)
    assert rows == list(csv.DictReader(io.StringIO(printed["--csv",].stdout)))
    password = next(row for row in rows if (row["table"], row["field"]) == ("accounts.Member", "password"))
    assert (password["level"], password["access"]) == (Level.PROTECTED, Access.NO)
    assert "protected  no           accounts.Member.password" in printed[()].stdout


def test_the_command_ends_with_status_1_when_something_is_not_classified(altered):
    altered({"accounts.Invitation": None})
    result = CliRunner().invoke(app, ["fields"])
    assert result.exit_code == 1
    assert "accounts.Invitation" in result.stderr


def test_a_field_that_says_nothing_about_a_person_is_no_answer_to_a_subject_access_request():
    assert Field(level=Level.OPEN, access=Access.NO) == field_register.OPEN


def test_no_table_of_the_database_is_left_out(as_owner):
    found = as_owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {name for (name,) in found} == set(field_register.tables())


def test_the_columns_of_a_table_without_a_model_are_all_classified(as_owner):
    for name, table in field_register.modelless().items():
        found = as_owner.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [name])
        assert {column for (column,) in found} == set(table.columns), name


def test_what_the_register_says_of_rows_is_what_the_database_enforces(as_owner):
    found = as_owner.execute(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class "
        "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    forced = {name for name, is_forced in found if is_forced}
    guarded = {name for name, table in field_register.tables().items() if table.rows is Rows.GUARDED}
    assert guarded == forced


def test_what_the_register_says_of_rows_is_what_the_model_declares():
    declared = {model: model.rows for model in field_register.models() if hasattr(model, "rows")}
    assert len(declared) > 5
    for model, rows in declared.items():
        guarded = field_register.table_of(model).rows is Rows.GUARDED
        assert guarded is not isinstance(rows, Open), model
