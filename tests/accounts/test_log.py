"""The log as auditors and members read it."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests.accounts.asking import TODAY, asking, day, events, post, text_of
from tests.cast import NOW
from wardmote import accounts
from wardmote.accounts import policies, words
from wardmote.accounts.models import Member
from wardmote.accounts.presenters import log as presenters
from wardmote.accounts.queries.log import Integrity, about, looked
from wardmote.audit import verified
from wardmote.audit.changes import record
from wardmote.audit.findings import Fault, Finding, Verdict
from wardmote.platform import clock

SRC = Path(accounts.__file__).resolve().parents[1]


def told(answer) -> list[str]:
    """What the lines of a page say was done, the newest first."""
    return [what.strip() for what in re.findall(r'data-label="What"><div>([^<]+)', text_of(answer))]


def asked(**fields) -> str:
    return "&".join(f"{name}={value}" for name, value in fields.items())


def test_an_auditor_finds_who_did_what_and_the_reading_itself(cast, client_for):
    client_for(cast.administrator).get("/people?role=scrutiny")
    auditor = client_for(cast.auditor)
    page = auditor.get("/log?" + asked(verb="see-people"))
    assert told(page) == ["Looked at the list of people"]
    assert "Addy Administrator" in text_of(page)
    assert "Ray Reader" in text_of(page)
    assert page.content.decode().count("<h1") == 1
    searched = events("search-log")
    assert [event["member"] for event in searched] == [cast.auditor.pk]
    assert "Searched the log" in told(auditor.get("/log?" + asked(member=cast.auditor.pk)))


@pytest.mark.parametrize("person", ["administrator", "manager", "analyst", "reader", "outsider", "nobody"])
def test_nobody_but_an_auditor_reads_the_log(cast, client_for, person):
    client = client_for(getattr(cast, person))
    assert client.get("/log").status_code == 404
    assert client.get("/log/export").status_code == 404


def test_an_auditor_reads_what_was_done_in_their_partnership_alone(cast, client_for):
    client_for(cast.outsider).get("/people")
    client_for(cast.administrator).get("/people")
    page = text_of(client_for(cast.auditor).get("/log?" + asked(verb="see-people")))
    assert "Addy Administrator" in page
    assert "Orla Outsider" not in page


def test_a_refusal_is_found_by_how_it_ended(cast, client_for):
    client_for(cast.reader).get("/people/invite")
    page = client_for(cast.auditor).get("/log?" + asked(outcome="refused"))
    assert "Ray Reader" in text_of(page)
    assert len(told(page)) == 1


def test_the_log_is_searched_by_record_request_and_days(cast, client_for):
    client_for(cast.administrator).get(f"/people/{cast.reader.pk}")
    auditor = client_for(cast.auditor)
    (event,) = events("see-person")
    assert told(auditor.get("/log?" + asked(about=cast.reader.pk, verb="see-person"))) == [
        "Looked at a person’s account"
    ]
    assert told(auditor.get("/log?" + asked(about=cast.manager.pk, verb="see-person"))) == []
    assert told(auditor.get("/log?" + asked(request=event["request"]))) == ["Looked at a person’s account"]
    today = asked(verb="see-person", **day(TODAY, "since"), **day(TODAY, "until"))
    assert len(told(auditor.get("/log?" + today))) == 1
    before = asked(verb="see-person", **day(TODAY - timedelta(days=1), "until"))
    assert told(auditor.get("/log?" + before)) == []
    assert "No event fits" in text_of(auditor.get("/log?" + before))


def test_a_key_that_is_none_is_said_and_nothing_is_searched(cast, client_for):
    answer = client_for(cast.auditor).get("/log?about=nonsense")
    assert answer.status_code == 400
    assert "Key of a record: copy the whole key" in text_of(answer)
    assert events("search-log") == []


def test_an_auditor_finds_who_looked_at_somebody_by_their_name(cast, client_for):
    client_for(cast.administrator).get(f"/people/{cast.reader.pk}")
    client_for(cast.administrator).get(f"/people/{cast.manager.pk}")
    auditor = client_for(cast.auditor)
    page = text_of(auditor.get("/log"))
    choices = re.search(r'<select[^>]* name="whose"[^>]*>(.*?)</select>', page)[1]
    assert f'<option value="{cast.reader.pk}">Ray Reader</option>' in choices
    assert "Orla Outsider" not in choices
    found = auditor.get("/log?" + asked(whose=cast.reader.pk, verb="see-person"))
    assert told(found) == ["Looked at a person’s account"]
    assert events("search-log")[-1]["ids"][-1] == cast.reader.pk
    rows = list(
        csv.DictReader(
            io.StringIO(auditor.get(f"/log/export?whose={cast.reader.pk}&verb=see-person").content.decode("utf-8-sig"))
        )
    )
    assert [row["ids"] for row in rows] == [str(cast.reader.pk)]


def test_a_person_and_the_key_of_another_record_are_not_searched_for_at_once(cast, client_for):
    auditor = client_for(cast.auditor)
    answer = auditor.get("/log?" + asked(whose=cast.reader.pk, about=cast.manager.pk))
    assert (answer.status_code, events("search-log")) == (400, [])
    assert "Key of a record: choose a person or give a key, not both" in text_of(answer)
    assert auditor.get("/log?" + asked(whose=cast.reader.pk, about=cast.reader.pk)).status_code == 200


def test_days_the_wrong_way_round_are_said_and_nothing_is_searched(cast, client_for):
    auditor = client_for(cast.auditor)
    reversed_days = asked(**day(TODAY, "since"), **day(TODAY - timedelta(days=1), "until"))
    answer = auditor.get("/log?" + reversed_days)
    assert (answer.status_code, events("search-log")) == (400, [])
    assert "To: choose a day that is not before the one in “From”" in text_of(answer)
    assert auditor.get("/log/export?" + reversed_days).status_code == 400


def test_older_events_are_a_page_further_and_none_is_lost_or_told_twice(cast, client_for):
    administrator, auditor = client_for(cast.administrator), client_for(cast.auditor)
    for _time in range(60):
        administrator.get("/people/export?role=scrutiny")
    first = auditor.get("/log?verb=export-people")
    assert len(told(first)) == 50
    older = re.search(r'href="\?(verb=export-people&amp;before=[0-9a-f-]{36})"', first.content.decode())[1].replace(
        "&amp;", "&"
    )
    administrator.get("/people/export?role=scrutiny")  # what comes meanwhile does not move the pages
    second = auditor.get(f"/log?{older}")
    assert len(told(second)) == 10
    assert "Older events" not in text_of(second)
    assert "Back to the newest" in text_of(second)


def test_what_was_found_can_be_taken_away_and_that_is_recorded(cast, client_for):
    client_for(cast.administrator).get("/people?role=scrutiny")
    answer = client_for(cast.auditor).get("/log/export?verb=see-people")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["verb"], row["name"], row["ids"]) for row in rows] == [
        ("see-people", "Addy Administrator", str(cast.reader.pk))
    ]
    (event,) = events("export-log")
    assert event["facts"] == {"count": 1}


def test_the_page_says_how_far_the_log_is_sealed(cast, client_for):
    page = text_of(client_for(cast.auditor).get("/log"))
    assert "Nothing is sealed yet." in page
    assert "wait for their seal" in page
    found = Integrity(NOW, 7, (7, 6), open_events=2, late=False)
    said = presenters.state(found)
    assert said.sealed == "Sealed until 5 January 2026, 09:30 (seal 7)."
    assert said.anchored == "The last seal is anchored in 1 place outside the register."
    assert said.open == "2 events are newer than that: whether they are complete cannot be proven yet."
    assert (
        presenters.state(replace(found, anchored=())).anchored
        == "The last seal is anchored nowhere outside the register."
    )
    assert presenters.state(replace(found, late=True)).tag.text == "Sealing is late"


def test_the_page_says_what_verifying_found_the_last_time(cast, client_for, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    auditor = client_for(cast.auditor)
    assert "It was not verified here yet." in text_of(auditor.get("/log"))
    verified.remember(Verdict(), NOW)
    assert "Verified on 5 January 2026, 09:30: unaltered." in text_of(auditor.get("/log"))
    verified.remember(Verdict(findings=[Finding(Fault.EDITED, 3)]), NOW)
    assert "Verified on 5 January 2026, 09:30: altered." in text_of(auditor.get("/log"))


def test_everybody_sees_who_looked_at_their_own_record(cast, client_for):
    client_for(cast.administrator).get(f"/people/{cast.reader.pk}")
    client = client_for(cast.reader)
    page = text_of(client.get("/account"))
    assert "Addy Administrator" in page
    assert "Looked at a person’s account" in page
    assert "Mo Manager" not in page
    full = client.get(f"/log/about/{cast.reader.pk}")
    assert "Looked at a person’s account" in told(full)
    assert "Who looked at your record" in text_of(full)


def test_who_is_one_of_many_learns_no_name_of_the_others(cast, client_for):
    """Neither of their own partnership nor, by the operator's list, of another: an event that is about them tells how many more."""
    client_for(cast.administrator).get("/people")
    with transaction.atomic():
        accounts.queries.everybody(on=TODAY)
        record("list-people", kind="member", ids=[cast.outsider.pk, cast.reader.pk, cast.manager.pk])  # as it once was
    client = client_for(cast.reader)
    for path in ("/account", f"/log/about/{cast.reader.pk}"):
        page = text_of(client.get(path))
        assert "you and 5 others" in page
        assert "you and 2 others" in page
        for name in ("Orla", "Mo Manager", "Audrey", "Ana"):
            assert name not in page


def test_an_auditor_learns_no_name_of_another_partnership(cast, client_for):
    with transaction.atomic():
        record("list-people", kind="member", ids=[cast.outsider.pk, cast.reader.pk, cast.coordinator.pk])
    auditor = client_for(cast.auditor)
    page = text_of(auditor.get("/log?" + asked(verb="list-people")))
    assert "Ray Reader, Cory Coordinator and 1 other" in page
    assert "Orla" not in page
    assert str(cast.outsider.pk) not in text_of(auditor.get("/log/export?" + asked(verb="list-people")))


def test_ones_own_looking_is_not_told_as_somebody_elses(cast, client_for):
    client = client_for(cast.reader)
    client.get("/account")
    page = text_of(client.get("/account"))
    assert "Looked up who saw a record" not in page
    assert "Looked up who saw a record" in text_of(client.get(f"/log/about/{cast.reader.pk}"))


@pytest.mark.parametrize(
    ("person", "status"),
    [("auditor", 200), ("administrator", 200), ("manager", 404), ("analyst", 404), ("outsider", 404), ("nobody", 404)],
)
def test_who_looked_is_for_the_person_their_administrator_and_auditors(cast, client_for, person, status):
    assert client_for(getattr(cast, person)).get(f"/log/about/{cast.reader.pk}").status_code == status


def heading(answer) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", text_of(answer))[1]


def test_who_looked_at_a_record_says_whose_and_leads_back(cast, client_for):
    """To one's own account, to the person's page, or to the log; an auditor is told no name of another partnership."""
    path = f"/log/about/{cast.reader.pk}"
    for who, said, back in (
        (cast.reader, "Who looked at your record", "/account"),
        (cast.administrator, "Who looked at the record of Ray Reader", f"/people/{cast.reader.pk}"),
        (cast.auditor, "Who looked at the record of Ray Reader", "/log"),
    ):
        answer = client_for(who).get(path)
        assert heading(answer) == said
        assert re.search(r'<a href="([^"]+)" class="govuk-back-link"', text_of(answer))[1] == back
    other = client_for(cast.auditor).get(f"/log/about/{cast.outsider.pk}")
    assert heading(other) == "Who looked at this record"
    assert "Orla" not in text_of(other)


def test_every_verb_that_the_code_records_has_words():
    """A verb without words would be shown as its key."""
    text = "".join(path.read_text() for path in SRC.rglob("*.py"))
    recorded = set(re.findall(r'\brecord\(\s*"([a-z-]+)"', text)) | set(re.findall(r'verb: str = "([a-z-]+)"', text))
    assert recorded
    assert recorded - {verb for verb, _words in words.events()} == set()


def test_every_verb_that_the_log_keeps_of_what_was_refused_or_failed_has_words():
    """What is refused is recorded under the verb that was asked, and there is no other record of it."""
    text = "".join(path.read_text() for path in SRC.rglob("*.py"))
    asked = re.findall(r'(?:Refused|record_unanswered|may_in|may)\(\s*"([a-z-]+)"', text)
    assert {"look-for", "fail", "enter", *policies.MAY} <= {*asked}
    assert {*asked} - {verb for verb, _words in words.events()} == set()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("role", "analyst", "role: Analyst"),
        ("narrowed", True, "a narrowed list"),
        ("narrowed", False, "the whole list"),
        ("count", 2, "how many: 2"),
        ("why", "lost", "reason: The telephone or key is lost or stolen"),
        ("why", "too-often", "reason: tried too often"),
        ("why", "idle", "reason: nothing was done for a while"),
        ("why", "by-hand", "reason: ended by hand"),
        ("how", "password", "came in by: password"),
        ("factor", "totp", "second factor: authenticator app"),
        ("asked", "read-log", "asked: Asked for the log"),
        ("new", "x", "new: x"),
    ],
)
def test_what_an_event_says_beside_is_told_in_words(name, value, said):
    assert words.fact(name, value) == said


def test_no_line_of_the_log_gives_two_whys(cast, client_for):
    post(client_for(cast.administrator), f"/people/{cast.manager.pk}/second-factor", why="lost")
    page = text_of(client_for(cast.auditor).get("/log?" + asked(verb="forget-factors")))
    assert "reason: The telephone or key is lost or stolen" in page
    assert page.count("why: ") == 1


def test_opening_ones_own_invitation_is_nobody_elses_looking(cast, client_for, ask_in):
    client_for(None).get(ask_in())
    (event,) = events("open-invitation")
    member = Member.objects.get(pk=event["ids"][0])
    with asking(cast.standing(member, on=TODAY)) as standing:
        assert [entry.verb for entry in looked(standing, member.pk, most=10)] == ["invite"]
        assert "open-invitation" in [entry.verb for entry in about(standing, member.pk, before=None).entries]
    page = text_of(client_for(cast.auditor).get("/log?" + asked(verb="open-invitation")))
    assert "whoever opened the link" in page


def test_a_refusal_is_told_in_words(cast, client_for):
    client_for(cast.reader).get("/log")
    client_for(cast.reader).get("/people/invite")
    page = text_of(client_for(cast.auditor).get("/log?" + asked(outcome="refused")))
    assert "Asked for the log" in page
    assert "Asked for what is kept about members, or to change it" in page


def test_a_long_list_of_people_is_cut_and_counted(cast, client_for):
    client_for(cast.administrator).get("/people")
    page = text_of(client_for(cast.auditor).get("/log?verb=see-people"))
    assert "and 3 others" in page


def test_the_account_says_what_is_held_everywhere(cast, client_for):
    page = text_of(client_for(cast.coordinator).get("/account"))
    for said in (
        "Cory Coordinator",
        "coordinator@southfold.example",
        "Northwick Community Safety Partnership",
        "How you sign in",
    ):
        assert said in page
    assert page.count("Panel coordinator") == 2
    assert "No partnership has given you a role yet" in text_of(client_for(cast.nobody).get("/account"))
    assert post(client_for(cast.reader), "/account").status_code == 405
    assert clock.today() == TODAY
