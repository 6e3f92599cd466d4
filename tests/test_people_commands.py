"""The operator's commands about people: the first administrator, and what cannot wait for one."""

import json
import sys

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.asking import events
from tests.accounts.test_signing_in import come_in
from wardmote import cli

FOUND = (
    "partnership", "found", "--name", "Westmere Community Safety Partnership", "--district", "E07000117",
    "--administrator", "fay@westmere.example", "--site", "https://westmere.example/",
)  # fmt: skip


@pytest.fixture
def run(cast, monkeypatch, capsys):
    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wardmote", *words])
        try:
            cli.main()
            status = 0
        except SystemExit as ended:
            status = ended.code or 0
        found = capsys.readouterr()
        return status, found.out, found.err

    return command


@pytest.fixture
def posted(as_owner):
    """How many letters were posted so far."""
    as_owner.execute("SET wardmote.upkeep = 'on'")
    return lambda: as_owner.execute("SELECT count(*) FROM platform_outbox").fetchone()[0]


def test_a_partnership_is_founded_and_its_administrators_link_is_printed_once(run, client_for):
    status, out, _err = run(*FOUND)
    link = out.splitlines()[-1]
    assert status == 0
    assert link.startswith("https://westmere.example/invitation/")
    assert client_for(None).get(link.removeprefix("https://westmere.example")).status_code == 200
    assert events("found-partnership")[0]["origin"] == "command"
    status, _out, err = run(*FOUND)
    assert (status, err) == (2, "wardmote: There is a partnership of that name already.\n")
    again = run("people", "invite-again", "fay@westmere.example")[1].splitlines()[-1]
    assert again.startswith("http://localhost:8000/invitation/")
    assert client_for(None).get(link.removeprefix("https://westmere.example")).status_code == 404


def test_people_are_listed_woken_and_put_out(run, cast, client_for):
    listed = json.loads(run("people", "list", "--json")[1])
    reader = next(line for line in listed if line["email"] == "reader@southfold.example")
    assert (reader["account"], reader["roles"]) == ("active", ["scrutiny for Southfold Borough Council"])
    client = client_for(cast.reader)
    assert client.get("/").status_code == 200
    assert run("people", "leave", "reader@southfold.example")[0] == 0
    assert client.get("/").status_code == 302
    assert run("people", "wake", cast.manager.email)[0] == 0
    assert [event["ids"] for event in events("wake")] == [[cast.manager.pk]]


def test_lost_factors_are_taken_away_when_no_administrator_can(run, cast, client_for):
    client = client_for(None)
    come_in(client, cast.administrator)
    forget = ("people", "forget-factors", cast.administrator.email, "--why", "replaced")
    status, out, err = run(*forget)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "make sure that it is really them, and add --yes" in err
    assert client.get("/").status_code == 200
    assert run(*forget, "--yes")[0] == 0
    assert client.get("/").status_code == 302
    (event,) = events("forget-factors")
    assert (event["ids"], event["facts"]) == ([cast.administrator.pk], {"why": "replaced", "sessions": 1})


def test_where_there_is_no_factor_nothing_is_taken_away_nor_told(run, cast, posted):
    Authenticator.objects.filter(user_id=cast.reader.pk).delete()
    before = posted()
    status, out, _err = run("people", "forget-factors", cast.reader.email, "--why", "lost", "--yes")
    assert (status, out) == (
        0,
        "reader@southfold.example has no second factor: there is nothing to take away, and nothing was done.\n",
    )
    assert events("forget-factors") == []
    assert posted() == before


@pytest.mark.parametrize(
    ("words", "says"), [((), "Missing option '--why'"), (("--why", "mislaid"), "--why is one of lost, replaced, other")]
)
def test_nobodys_factors_are_taken_away_without_a_reason(run, cast, words, says):
    status, _out, err = run("people", "forget-factors", cast.administrator.email, "--yes", *words)
    assert (status, says in err, err.count("\n")) == (2, True, 1)


@pytest.mark.parametrize(
    "words", [("leave",), ("wake",), ("invite-again",), ("forget-factors", "--why", "lost", "--yes")]
)
def test_an_address_that_is_nobodys_is_one_line(run, words):
    status, out, err = run("people", *words, "x@nowhere.example")
    assert (status, out, err) == (2, "", "wardmote: nobody has the address x@nowhere.example\n")


def test_what_is_no_address_founds_nothing(run):
    status, _out, err = run(*FOUND[:-4], "--administrator", "fay")
    assert status == 2
    assert "fay is no email address" in err
