"""Commands about what is done in the background: what they say, and refuse in one line."""

import json

import pytest

from tests.test_cli import run
from tests.test_site_commands import refused, told
from wardmote.platform import outbox, register
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web import doctor

__all__ = ["run", "told"]


@pytest.fixture
def mailless(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", register.urls().application)
    monkeypatch.delenv("WARDMOTE_SMTP_URL", raising=False)


@pytest.mark.parametrize("command", ["work", "mail"])
def test_a_register_that_does_not_answer_is_one_line(run, told, command):
    told("postgresql://app:hidden@127.0.0.1:1/none")
    said = refused(run(command))
    assert "the register that DATABASE_URL names does not answer" in said
    assert "hidden" not in said


@pytest.mark.parametrize("command", ["work", "mail"])
def test_where_there_is_no_register_none_is_made(run, monkeypatch, tmp_path, command):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    register.use(None)
    assert "there is no register to take jobs from" in refused(run(command))
    assert list(tmp_path.iterdir()) == []


def test_letters_that_wait_are_shown_to_the_operator(run, cast, mailless):
    with acting_as(Asking(member=cast.manager.pk)):
        outbox.post(to="ana@police.example", subject="Something new", body="Sign in.", kind="notice")
    status, out, _err = run("mail")
    assert status == 0
    assert "To: ana@police.example\nSubject: Something new\n\nSign in." in out
    assert json.loads(run("mail", "--json")[1])["letters"][0]["to"] == "ana@police.example"


def test_where_no_letter_waits_that_is_said(run, database, mailless):
    assert run("mail")[:2] == (0, "No letter waits.\n")


def found() -> dict[str, str]:
    return {check.name: check.state for check in doctor.checks() if check.name in {"worker", "mail"}}


def test_doctor_says_how_work_and_letters_stand(cast, as_owner, monkeypatch, mailless):
    as_owner.execute("SET wardmote.upkeep = 'on'")
    assert found() == {"worker": "stopped", "mail": "missing"}
    as_owner.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    monkeypatch.setenv("WARDMOTE_SMTP_URL", "smtp://localhost")
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", "wardmote@council.example")
    assert found() == {"worker": "ok", "mail": "ok"}
    with acting_as(Asking()):
        outbox.post(to="ana@police.example", subject="s", body="b")
    as_owner.execute("UPDATE platform_outbox SET dead_at = now()")
    as_owner.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    assert found() == {"worker": "broken", "mail": "broken"}


def test_no_job_is_done_over_tables_of_another_release(run, as_owner, mailless):
    as_owner.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0001_initial', now())")
    assert "are newer than this Wardmote (they have casework 0001_initial)" in refused(run("work"))
