"""What doctor says of row-level security."""

import pytest

from wardmote.platform import register
from wardmote.web import doctor


@pytest.fixture
def found(database, monkeypatch):
    monkeypatch.setattr(
        register, "is_embedded", lambda: False
    )  # this register is embedded, but not where an installation's is

    def look() -> doctor.Check:
        return next(check for check in doctor.checks() if check.name == "rows")

    return look


def test_doctor_counts_the_tables_that_are_guarded_and_those_that_need_no_guard(found):
    check = found()
    assert check.state == "ok"
    guarded, exempt = (int(word) for word in check.detail.split() if word.isdigit())
    assert guarded >= 15
    assert exempt >= 10


def test_doctor_names_a_table_whose_guard_was_opened(found, as_owner):
    as_owner.execute("ALTER TABLE accounts_grant NO FORCE ROW LEVEL SECURITY")
    check = found()
    assert check.state == "broken"
    assert "accounts_grant" in check.detail


def test_doctor_has_nothing_to_say_before_there_is_a_register():
    assert next(check for check in doctor.checks() if check.name == "rows").state == "missing"
