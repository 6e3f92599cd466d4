"""What a session is good for, and for how long; and the sessions that somebody has elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession

from tests.accounts.test_signing_in import come_in
from tests.cast import NOW
from wardmote.accounts import changes, devices, entry
from wardmote.accounts.models import Grant, Member
from wardmote.platform import clock
from wardmote.platform.clock import LONDON

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Safari/604.1"


def test_a_session_ends_when_nothing_is_done_for_a_quarter_of_an_hour(client_for, cast, travel):
    client = client_for(cast.manager)
    travel(client, minutes=14, seconds=55)
    assert client.get("/").status_code == 200
    travel(client, minutes=15)
    assert client.get("/").url == "/sign-in?next=/"
    assert "signed out because nothing was done for 15 minutes" in client.get("/sign-in").content.decode()


def test_each_request_counts_as_being_busy(client_for, cast, travel):
    client = client_for(cast.manager)
    for _quarter in range(5):
        travel(client, minutes=14)
        assert client.get("/").status_code == 200


def test_a_session_ends_after_ten_hours_however_busy(client_for, cast, travel):
    client = client_for(cast.manager)
    session = client.session
    found = entry.read(session)
    entry.write(session, replace(found, began_at=found.began_at - timedelta(hours=10).total_seconds()))
    session.save()
    assert client.get("/").status_code == 302


def test_being_still_here_is_told_and_does_not_reach_past_the_ten_hours(client_for, cast, travel):
    client = client_for(cast.manager)
    travel(client, minutes=14)
    assert client.get("/still-here?quiet").json()["idle"] <= 60
    assert client.get("/still-here").json()["idle"] >= 890
    session = client.session
    found = entry.read(session)
    entry.write(session, replace(found, began_at=found.began_at - timedelta(hours=9, minutes=42).total_seconds()))
    session.save()
    assert client.get("/still-here").json()["idle"] <= 240


def test_the_end_of_the_ten_hours_is_told_apart_from_being_idle_with_its_time_of_day(client_for, cast, travel):
    client = client_for(cast.manager)
    far = client.get("/still-here").json()
    assert 895 < far["idle"] <= 900
    assert far["who"] == str(cast.manager.pk)
    assert far["absolute"] > far["idle"] + far["finish"], "nothing is said of it all day"
    session = client.session
    found = entry.read(session)
    entry.write(session, replace(found, began_at=found.began_at - timedelta(hours=9, minutes=55).total_seconds()))
    session.save()
    near = client.get("/still-here").json()
    assert near["idle"] == near["absolute"] <= 300 < near["finish"], "being busy does not help"
    over = (clock.now() + timedelta(seconds=near["absolute"])).astimezone(LONDON)
    assert near["until"] in {f"{over:%H:%M}", f"{over + timedelta(seconds=2):%H:%M}"}


def test_who_is_put_out_by_the_ten_hours_is_not_told_that_nothing_was_done(client_for, cast):
    client = client_for(cast.manager)
    session = client.session
    found = entry.read(session)
    entry.write(session, replace(found, began_at=found.began_at - timedelta(hours=10).total_seconds()))
    session.save()
    page = client.get("/sign-in").content.decode()
    assert "You were signed out because your 10 hours were over" in page
    assert "nothing was done" not in page
    assert "after 10 hours in any case" in page


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_too_large_for_any_column_is_nobodys(client_for, cast, number):
    client = client_for(cast.manager)
    assert client.post(f"/your-sign-in/sessions/{number}/end").url == "/your-sign-in"
    assert client.post(f"/your-sign-in/factors/{number}/remove").url == "/your-sign-in"


def test_asking_quietly_does_not_count_as_being_busy(client_for, cast, travel):
    client = client_for(cast.manager)
    for _time in range(3):
        travel(client, minutes=5)
        client.get("/still-here?quiet")
    assert client.get("/").status_code == 302


def test_an_ended_session_never_comes_back_by_being_asked(client_for, cast, travel):
    client = client_for(cast.manager)
    travel(client, minutes=16)
    for _time in range(3):
        assert client.get("/still-here").status_code == 302
    assert client.get("/").status_code == 302


def test_half_way_in_one_is_idle_too(client_for, cast, travel):
    client = client_for(None)
    client.post("/sign-in", {"email": cast.manager.email, "password": "correct-horse-battery"})
    travel(client, minutes=16)
    assert client.get("/sign-in/code").url == "/sign-in?next=/sign-in/code"


@pytest.mark.parametrize("how", ["left_at", "is_active"])
def test_a_leaver_is_out_at_the_next_request(client_for, cast, how):
    client = client_for(cast.manager)
    assert client.get("/").status_code == 200
    Member.objects.filter(pk=cast.manager.pk).update(**{how: NOW if how == "left_at" else False})
    assert client.get("/").status_code == 302
    assert (
        client_for(None)
        .post("/sign-in", {"email": cast.manager.email, "password": "correct-horse-battery"})
        .status_code
        == 400
    )


def test_whose_last_role_has_ended_is_out_at_the_next_request(client_for, cast):
    client = client_for(cast.manager)
    assert client.get("/").status_code == 200
    changes.end_grant(grant=Grant.objects.get(member=cast.manager), valid_to=clock.today(), by=None)
    assert client.get("/").status_code == 302
    page = client_for(None).post("/sign-in", {"email": cast.manager.email, "password": "correct-horse-battery"})
    assert page.status_code == 400
    assert "The email address or the password is not right" in page.content.decode()


def test_who_serves_two_partnerships_stays_when_one_ends(client_for, cast):
    client = client_for(cast.coordinator)
    one = Grant.objects.get(member=cast.coordinator, partnership=cast.southfold)
    changes.end_grant(grant=one, valid_to=clock.today(), by=None)
    assert client.get("/").status_code == 200


def test_everybody_sees_where_they_are_signed_in_and_nobody_elses(client_for, cast):
    here, there, other = client_for(None), client_for(None), client_for(None)
    for client, agent, member, step in (
        (here, FIREFOX, cast.manager, 0),
        (there, TELEPHONE, cast.manager, 1),
        (other, FIREFOX, cast.reader, 0),
    ):
        client.defaults["HTTP_USER_AGENT"] = agent
        come_in(client, member, step)
    page = here.get("/your-sign-in").content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert page.count("This one") == 1
    assert page.count("from 127.0.0.1") == 2


def test_another_session_is_ended_from_here(client_for, cast, events):
    here, there = client_for(None), client_for(None)
    come_in(here, cast.manager)
    come_in(there, cast.manager, 1)
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"/your-sign-in/sessions/{other.pk}/end").url == "/your-sign-in?done=session-ended"
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert events("end-session")[0]["facts"] == {"sessions": 1, "why": "by-hand"}


def test_nobody_ends_somebody_elses_session(client_for, cast):
    victim, attacker = client_for(None), client_for(cast.manager)
    come_in(victim, cast.reader)
    theirs = UserSession.objects.get(user=cast.reader)
    attacker.post(f"/your-sign-in/sessions/{theirs.pk}/end")
    attacker.post("/your-sign-in/sessions/end-others")
    assert victim.get("/").status_code == 200


def test_all_others_end_at_once_and_with_a_new_password(client_for, cast):
    clients = [client_for(None) for _n in range(3)]
    for step, client in zip((0, 1, -1), clients, strict=True):
        come_in(client, cast.manager, step)
    clients[0].post("/your-sign-in/sessions/end-others")
    assert [client.get("/").status_code for client in clients] == [200, 302, 302]


def test_a_new_password_leaves_this_session_alone(client_for, cast, events):
    here, there = client_for(cast.manager), client_for(cast.manager)
    assert here.post("/your-sign-in/password", {"password": "purple wombat ladder"}).url == "/your-sign-in"
    assert [client.get("/").status_code for client in (here, there)] == [200, 302]
    assert [event["ids"] for event in events("change-password")] == [[cast.manager.pk]]


def test_a_session_that_ran_out_is_not_listed(client_for, cast, travel):
    here, there = client_for(None), client_for(None)
    come_in(here, cast.manager)
    come_in(there, cast.manager, 1)
    travel(there, minutes=16)
    assert here.get("/your-sign-in").content.decode().count("from 127.0.0.1") == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox on Windows"), (TELEPHONE, "Safari on iPhone"), ("", "A browser that does not say what it is"),
     ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux")],
)  # fmt: skip
def test_a_browser_is_said_in_words(agent, words):
    assert devices.words(agent) == words
