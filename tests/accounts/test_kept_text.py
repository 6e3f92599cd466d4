"""When a session ends while somebody types, signing in again brings the text back: to them, and to nobody else."""

import pytest
from django.contrib.sessions.models import Session

from tests.accounts.test_signing_in import come_in
from wardmote.accounts import entry, kept
from wardmote.accounts.models import KeptText
from wardmote.accounts.queries import kept_text as queries

LONG = "A long note about a meeting.\nWith a second line & a “quotation”."
NOTE = {"title": "Minutes", "note": LONG}


@pytest.fixture
def typing(client_for, cast, writing, travel):
    """The manager, whose session has run out while they wrote."""
    client = client_for(cast.manager)
    assert client.get("/note").status_code == 200
    travel(client, minutes=16)
    return client


def test_what_was_typed_is_in_the_form_again(typing, cast, writing):
    answer = typing.post("/note", NOTE)
    assert answer.url == "/sign-in?next=%2Fnote&kept=1"
    assert "It is kept: sign in" in typing.get(answer.url).content.decode()
    assert come_in(typing, cast.manager, next="/note").url == "/note"
    page = typing.get("/note").content.decode()
    assert 'value="Minutes"' in page
    assert "A long note about a meeting.\nWith a second line &amp; a “quotation”." in page
    assert "is in the form again" in page
    assert writing == []


@pytest.fixture
def ended_elsewhere(client_for, cast, writing):
    """The manager, who ended this session in another browser while they wrote here."""
    client, other = client_for(None), client_for(None)
    come_in(client, cast.manager)
    come_in(other, cast.manager, 1)
    assert client.get("/note").status_code == 200
    other.post("/your-sign-in/sessions/end-others")
    return client


@pytest.fixture
def signed_out_in_another_tab(client_for, cast, writing):
    client = client_for(cast.manager)
    assert client.post("/sign-out").url == "/sign-in"
    return client


@pytest.mark.parametrize("how", ["ended_elsewhere", "signed_out_in_another_tab"])
def test_what_was_typed_in_a_session_that_was_ended_by_hand_is_kept_for_its_member_alone(how, request, cast, writing):
    client = request.getfixturevalue(how)
    assert client.get("/note").status_code == 302, "it opens nothing"
    answer = client.post("/note", NOTE)
    assert answer.url == "/sign-in?next=%2Fnote&kept=1"
    assert client.get("/people").url.startswith("/sign-in"), "it opens nothing"
    assert writing == []
    come_in(client, cast.reader, next="/note")
    assert "Minutes" not in client.get("/note").content.decode()
    client.post("/sign-out")
    come_in(client, cast.manager, -1, next="/note")
    assert 'value="Minutes"' in client.get("/note").content.decode()


def test_whose_an_ended_session_was_is_forgotten_after_a_while_and_opens_nothing(ended_elsewhere, cast, as_owner):
    cookie = ended_elsewhere.cookies["wardmote"].value
    remembered = Session.objects.get(pk=entry.place_of_ended(cookie))
    assert remembered.get_decoded().keys() == {"ended"}
    ended_elsewhere.cookies["wardmote"] = remembered.pk
    assert ended_elsewhere.get("/people").url.startswith("/sign-in")
    ended_elsewhere.cookies["wardmote"] = cookie
    as_owner.execute("UPDATE django_session SET expire_date = now() - interval '1 second'")
    assert ended_elsewhere.post("/note", NOTE).url == "/sign-in?next=/note"


def test_a_session_that_a_new_password_ended_is_remembered_as_nobodys(client_for, cast, writing):
    """Somebody else may have been there: what they send is no text of the member's."""
    client = client_for(None)
    come_in(client, cast.manager)
    client_for(cast.manager).post("/your-sign-in/password", {"password": "purple wombat ladder"})
    assert client.post("/note", NOTE).url == "/sign-in?next=/note"


def test_it_is_forgotten_once_the_form_was_taken(typing, cast, writing):
    typing.post("/note", NOTE)
    come_in(typing, cast.manager, next="/note")
    assert typing.post("/note", NOTE).url == "/"
    assert [sent["title"] for sent in writing] == ["Minutes"]
    assert "in the form again" not in typing.get("/note").content.decode()
    assert 'value="stored"' in typing.get("/note").content.decode()
    assert not rows(cast)


def test_another_person_who_signs_in_there_never_sees_it(typing, cast):
    typing.post("/note", NOTE)
    come_in(typing, cast.reader, next="/note")
    page = typing.get("/note").content.decode()
    assert "Minutes" not in page
    assert "Kept for you" not in page
    assert 'value="stored"' in page


def test_the_register_shows_it_to_its_owner_alone_and_sealed(typing, cast, as_owner):
    typing.post("/note", NOTE)
    (sealed, member) = as_owner.execute("SELECT sealed, member_id FROM accounts_kept_text").fetchone()
    assert member == cast.manager.pk
    assert b"Minutes" not in bytes(sealed)
    assert b"meeting" not in bytes(sealed)


def test_a_page_that_does_not_fill_its_form_shows_the_text_to_be_copied(client_for, cast, writing, travel):
    client = client_for(cast.manager)
    travel(client, minutes=16)
    client.post("/plain", NOTE)
    come_in(client, cast.manager, next="/plain")
    page = client.get("/plain").content.decode()
    assert "copy it into the form" in page
    assert "A long note about a meeting." in page
    client.post("/your-sign-in/kept/forget", {"page": "/plain"})
    assert "copy it into the form" not in client.get("/plain").content.decode()


def test_a_form_that_is_sent_elsewhere_comes_back_to_its_own_page(client_for, cast, writing, travel):
    client = client_for(cast.manager)
    travel(client, minutes=16)
    answer = client.post("/working-as", {"hat": "x"}, headers={"referer": "http://testserver/plain?a=1"})
    assert answer.url == "/sign-in?next=%2Fplain%3Fa%3D1&kept=1"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/note", "http://testserver//elsewhere.example/x"])
def test_one_is_never_sent_to_another_site(typing, elsewhere):
    assert typing.post("/note", NOTE, headers={"referer": elsewhere}).url == "/sign-in?next=%2Fnote&kept=1"


def test_no_password_and_no_code_is_ever_kept(typing, cast, as_owner):
    typing.post("/note", {"password": "typed", "code": "123456", "once": "x"})
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)


def test_what_is_larger_than_a_long_report_is_not_kept_and_the_page_does_not_promise_it(typing, as_owner):
    answer = typing.post("/note", {"title": "x", "note": "y" * (kept.LARGEST + 1)})
    assert answer.url == "/sign-in?next=%2Fnote"
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)


def test_it_does_not_live_long(typing, cast, as_owner):
    typing.post("/note", NOTE)
    as_owner.execute("UPDATE accounts_kept_text SET expires_at = now() - interval '1 second'")
    come_in(typing, cast.manager, next="/note")
    assert "Minutes" not in typing.get("/note").content.decode()
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)


def test_nobody_fills_the_register_with_a_session_that_ended(typing, as_owner):
    answers = [typing.post("/note", NOTE).url for _time in range(queries.MOST + 1)]
    assert {*answers[:-1]} == {"/sign-in?next=%2Fnote&kept=1"}
    assert answers[-1] == "/sign-in?next=%2Fnote"  # and does not promise it
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (queries.MOST,)


def test_a_form_from_another_site_plants_nothing(cast, client_for, writing, travel, as_owner):
    client = client_for(cast.manager)
    travel(client, minutes=16)
    client.handler.enforce_csrf_checks = True
    assert client.post("/note", NOTE, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)


def test_a_form_that_was_open_while_its_reader_signed_in_anew_keeps_its_text(cast, client_for, writing):
    client = client_for(cast.manager)
    client.handler.enforce_csrf_checks = True
    client.get("/note")
    ours = {"sec-fetch-site": "same-origin"}
    stale = {"csrfmiddlewaretoken": "x" * 64, "whose": str(cast.manager.pk)}
    assert client.post("/note", NOTE | stale, headers=ours).url == "/note"
    page = client.get("/note").content.decode()
    assert 'value="Minutes"' in page
    assert writing == []


def test_a_form_that_somebody_else_left_open_keeps_its_text_for_nobody(cast, client_for, writing, as_owner):
    client = client_for(cast.auditor)
    client.handler.enforce_csrf_checks = True
    client.get("/note")
    for whose in ({"whose": str(cast.manager.pk)}, {}):
        sent = NOTE | {"csrfmiddlewaretoken": "x" * 64} | whose
        assert client.post("/note", sent, headers={"sec-fetch-site": "same-origin"}).status_code == 403
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)
    assert writing == []


def test_a_form_says_for_whom_it_was_written(cast, client_for, writing):
    page = client_for(cast.manager).get("/note").content.decode()
    assert f'name="whose" value="{cast.manager.pk}"' in page


def test_what_a_visitor_sends_is_not_kept(client_for, cast, writing, as_owner):
    assert client_for(None).post("/note", NOTE).status_code == 302
    assert as_owner.execute("SELECT count(*) FROM accounts_kept_text").fetchone() == (0,)


def rows(cast) -> list:
    return list(KeptText.objects.filter(member_id=cast.manager.pk))
