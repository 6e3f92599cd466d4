"""One's own ways in: what was done is said, what is taken away is asked about first, and a button says which of several things it is for."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from tests.accounts.test_signing_in import come_in, give_password
from wardmote.accounts import factors
from wardmote.accounts.changes import second_factor
from wardmote.platform import drafts
from wardmote.platform.models import Draft
from wardmote.platform.once import fresh


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def app_beside_passkey(cast):
    second_factor.add_passkey(member=cast.manager, name="Laptop", credential={}, by=None)
    return Authenticator.objects.get(user=cast.manager, type="totp").pk


def test_ending_one_session_or_all_others_is_said(client_for, cast):
    here, there, third = (client_for(None) for _n in range(3))
    for step, client in zip((0, 1, -1), (here, there, third), strict=True):
        come_in(client, cast.manager, step)
    other = UserSession.objects.get(session_key=there.session.session_key)
    answer = here.post(f"/your-sign-in/sessions/{other.pk}/end")
    assert answer.url == "/your-sign-in?done=session-ended"
    assert "That session is ended" in text(here.get(answer.url))
    answer = here.post("/your-sign-in/sessions/end-others")
    assert "All the others are ended" in text(here.get(answer.url))
    assert here.post("/your-sign-in/sessions/end-others").url == "/your-sign-in", "there was nothing to end"


def test_no_two_buttons_of_a_page_have_the_same_name(client_for, cast):
    here = client_for(None)
    for step, client in zip((0, 1, -1), (here, client_for(None), client_for(None)), strict=True):
        come_in(client, cast.manager, step)
    page = text(here.get("/your-sign-in"))
    names = [re.sub(r"<[^>]+>", "", found) for found in re.findall(r'wm-link-button">(End.*?)</button>', page)]
    assert len(names) == len(set(names)) == 2


def test_taking_a_factor_away_is_asked_about_first_and_said_afterwards(client_for, cast, app_beside_passkey):
    client, page = client_for(cast.manager), f"/your-sign-in/factors/{app_beside_passkey}/remove"
    assert f'href="{page}"' in client.get("/your-sign-in").content.decode()
    asked = text(client.get(page))
    assert "Remove the authenticator app?" in asked
    assert factors.kinds(cast.manager) == {"totp", "webauthn"}, "looking takes nothing away"
    answer = client.post(page)
    assert answer.url == "/your-sign-in?done=factor-removed"
    assert "It is removed, and opens nothing any more" in text(client.get(answer.url))
    assert factors.kinds(cast.manager) == {"webauthn"}


def test_neither_the_last_factor_nor_somebody_elses_is_asked_about(client_for, cast, app_beside_passkey):
    (only,) = Authenticator.objects.filter(user=cast.reader, type="totp")
    client = client_for(cast.reader)
    for key in (only.pk, app_beside_passkey, 2**63):
        assert client.get(f"/your-sign-in/factors/{key}/remove").url == "/your-sign-in"
        assert client.post(f"/your-sign-in/factors/{key}/remove").url == "/your-sign-in"


def test_a_moment_is_not_broken_before_its_time(client_for, cast):
    client = client_for(None)
    come_in(client, cast.manager)
    page = client.get("/your-sign-in").content.decode()
    assert re.search(r"last used \d+\u00a0[A-Z][a-z]+\u00a0\d{4},\u00a0\d\d:\d\d", page)


def test_a_recovery_code_that_was_used_already_is_not_told_to_wait_for_an_app(client_for, cast):
    spare = factors.recovery_codes(cast.manager).get_unused_codes()[0]
    first, again = client_for(None), client_for(None)
    give_password(first, cast.manager)
    assert first.post("/sign-in/code", {"code": spare}).status_code == 302
    give_password(again, cast.manager)
    page = text(again.post("/sign-in/code", {"code": f"{spare[:5]} {spare[5:]}"}))
    assert "That recovery code is not right, or was used already: each works once. Try another one of yours" in page
    assert "Wait for the app" not in page
    assert "Wait for the app" in text(again.post("/sign-in/code", {"code": "000 000"}))


def test_what_was_typed_is_offered_once_and_thrown_away_at_once(client_for, cast, travel):
    client = client_for(cast.administrator)
    assert client.get("/partnership").status_code == 200
    address = drafts.address_of("/partnership", cast.standing(cast.administrator).hat.key)
    typed = {"contact": "Ask Sanjay", "notice": "", "version": "1"}
    client.post("/drafts/keep", typed | {"draft": address, "once": fresh()})
    travel(client, minutes=16)
    client.post(
        "/partnership",
        typed | {"draft": address, "once": fresh()},
        headers={"referer": "http://testserver/partnership"},
    )
    come_in(client, cast.administrator, next="/partnership")
    page = text(client.get("/partnership"))
    assert "Ask Sanjay" in page
    assert len(re.findall("[Tt]hrow it away", page)) == 1
    sent = re.search(r'name="draft" value="([^"]+)"', page.split("data-kept")[1].split("</form>")[0])[1]
    client.post("/your-sign-in/kept/forget", {"page": "/partnership", "draft": sent})
    page = text(client.get("/partnership"))
    assert "Ask Sanjay" not in page
    assert not re.findall("[Tt]hrow it away", page)
    assert not Draft.objects.exists()


def test_the_printed_codes_say_whose_they_are_where_and_from_when(client_for, cast):
    client = client_for(cast.manager)
    client.post("/your-sign-in/recovery-codes", {"fresh": "yes"})
    page = text(client.get("/your-sign-in/recovery-codes"))
    assert re.search(
        r"For manager@southfold.example at Wardmote, http://testserver, made on \d+ [A-Z][a-z]+ \d{4}", page
    )
