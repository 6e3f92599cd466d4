"""Guessing is slowed down, for an account and for an address of the network; and it never keeps the right person out for long."""

import pytest
from django.http import HttpRequest, HttpResponse

from tests.accounts.test_signing_in import come_in, give_password
from tests.cast import PASSWORD, code
from wardmote.accounts import known


def guess(client, member, times=5) -> list[int]:
    return [give_password(client, member, password=f"guess {n}").status_code for n in range(times)]


@pytest.fixture
def attacker(client_for):
    client = client_for(None)
    client.defaults["REMOTE_ADDR"] = "192.0.2.66"
    return client


def test_the_sixth_wrong_password_is_not_even_looked_at(attacker, cast, events):
    assert guess(attacker, cast.manager, 6) == [400] * 5 + [429]
    page = give_password(attacker, cast.manager)
    assert page.status_code == 429
    assert "There were too many tries" in page.content.decode()
    assert [event["facts"]["why"] for event in events("sign-in-failed")] == ["password"] * 5 + ["too-often"] * 2


def test_an_unknown_address_is_slowed_down_alike(attacker, cast):
    answers = [attacker.post("/sign-in", {"email": "who@nowhere.example", "password": "x"}) for _n in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]


def test_what_was_typed_is_in_no_event(attacker, cast, as_owner):
    attacker.post("/sign-in", {"email": "who@nowhere.example", "password": "typed-in-vain"})
    text = str(as_owner.execute("SELECT * FROM audit_event").fetchall())
    assert "nowhere.example" not in text
    assert "typed-in-vain" not in text


def test_a_browser_that_came_in_before_is_not_held_up_by_guessing_elsewhere(client_for, attacker, cast):
    own = client_for(None)
    come_in(own, cast.manager)
    own.post("/sign-out")
    guess(attacker, cast.manager, 8)
    assert give_password(own, cast.manager).status_code == 302
    assert give_password(client_for(None), cast.manager).status_code == 429


def test_that_browser_is_slowed_down_for_its_own_guesses(client_for, cast):
    own = client_for(None)
    come_in(own, cast.manager)
    own.post("/sign-out")
    assert guess(own, cast.manager, 6) == [400] * 5 + [429]


def test_the_sign_of_a_known_browser_cannot_be_made_up(client_for, attacker, cast):
    attacker.cookies[known.COOKIE] = "eyJhIjoiYiJ9:1abc:forged"
    assert guess(attacker, cast.manager, 6)[-1] == 429


def test_many_accounts_from_one_address_are_slowed_down_too(attacker, cast):
    answers = [
        attacker.post("/sign-in", {"email": f"a{n}@nowhere.example", "password": "x"}).status_code for n in range(62)
    ]
    assert answers[59:] == [400, 429, 429]


def test_a_council_behind_one_address_is_not_locked_out_by_one_who_guesses_there(client_for, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed": "3/5m/ip,5/5m/key",
        "second_factor": "0/5m/ip,5/5m/key",
    }
    own = client_for(None)
    known.remember(HttpRequest(), answered := HttpResponse(), cast.manager.email)
    own.cookies.update(answered.cookies)
    for n in range(4):
        answer = client_for(None).post("/sign-in", {"email": f"a{n}@nowhere.example", "password": "x"})
    assert answer.status_code == 429
    assert give_password(client_for(None), cast.manager).status_code == 429
    assert give_password(own, cast.manager).status_code == 302
    assert own.post("/sign-in/code", {"code": code()}).status_code == 302


def test_who_gets_it_right_uses_up_nothing(client_for, cast):
    for _n in range(7):
        assert give_password(client_for(None), cast.manager).status_code == 302


def test_the_sixth_wrong_code_is_not_looked_at(client_for, cast, events):
    client = client_for(None)
    give_password(client, cast.manager)
    answers = [client.post("/sign-in/code", {"code": "000000"}).status_code for _n in range(5)]
    assert answers == [400] * 5
    page = client.post("/sign-in/code", {"code": code()})
    assert page.status_code == 400
    assert "too many tries" in page.content.decode()
    assert client.get("/").status_code == 302
    assert events("sign-in-failed")[-1]["facts"] == {"why": "too-often"}


def test_a_link_by_e_mail_ends_the_wait_on_a_new_browser(client_for, attacker, cast, link_in_mail):
    guess(attacker, cast.manager, 8)
    own = client_for(None)
    own.post("/sign-in/forgotten", {"email": cast.manager.email})
    assert own.post(link_in_mail(), {"password": "purple wombat ladder"}).url == "/sign-in"
    assert give_password(own, cast.manager, password="purple wombat ladder").status_code == 302
    assert give_password(client_for(None), cast.manager, password=PASSWORD).status_code == 429
