"""What became of the letter with the link is told on the person's page: looked up each time, never promised."""

from datetime import timedelta

import pytest

from tests.accounts.asking import post, text_of
from tests.platform.test_outbox import post as server
from wardmote.accounts.models import Invitation, Member
from wardmote.platform import clock, outbox
from wardmote.platform.models import Mail
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web import doctor

__all__ = ["server"]
NOWHERE = "smtp://127.0.0.1:1?tls=none"
ON_ITS_WAY, NOT_TAKEN = "The mail is on its way.", "the mail server did not take it"
GIVEN_UP = "The mail could not be delivered."


@pytest.fixture
def page(cast, client_for, newcomer):
    """The page that follows on inviting somebody, opened again."""
    key = Member.objects.get(email="nia@police.example").pk
    return lambda: text_of(client_for(cast.administrator).get(f"/people/{key}?done=invited"))


def sent(minutes: int = 0):
    with acting_as(Asking(origin="job")):
        return outbox.send_next(at=clock.now() + timedelta(minutes=minutes))


def test_the_letter_is_on_its_way_until_it_is_sent_and_then_the_page_says_when(page, server):
    assert page().count(ON_ITS_WAY) == 2, "above, and beside the invitation"
    assert sent() == "sent"
    assert ON_ITS_WAY not in page()
    assert page().count("The mail was sent on ") == 2


def test_a_letter_that_the_server_did_not_take_is_told_of_and_so_is_one_that_was_given_up(page, server):
    server.answers[:] = ["451 busy", "550 no such mailbox"]
    assert sent() == "put off"
    assert NOT_TAKEN in page()
    assert ON_ITS_WAY not in page()
    assert sent(minutes=5) == "dead"
    assert GIVEN_UP in page()
    assert NOT_TAKEN not in page()


def test_each_link_has_its_own_letter_and_a_letter_long_forgotten_is_not_spoken_of(cast, client_for, page, server):
    sent()
    key = Member.objects.get(email="nia@police.example").pk
    post(client_for(cast.administrator), f"/people/{key}/invite")
    assert page().count("The mail was sent on ") == 1
    assert page().count(ON_ITS_WAY) == 2
    assert set(Mail.objects.values_list("pk", flat=True)) == set(Invitation.objects.values_list("pk", flat=True))
    with acting_as(Asking(origin="job")):
        outbox.sweep(before=clock.now() + timedelta(days=1))
    assert "The mail was sent on " not in page()


def test_who_knows_a_letters_key_learns_how_it_stands_and_nothing_else(page):
    key = Invitation.objects.get().pk
    with acting_as(Asking()):
        assert Mail.objects.count() == 0
        assert outbox.standing_of([key]) == {key: outbox.HowItStands(tries=0, sent_at=None, dead_at=None)}


def test_the_doctor_is_not_content_while_letters_were_tried_in_vain(page, monkeypatch):
    monkeypatch.setattr("wardmote.platform.register.is_embedded", lambda: False)  # the tests' own server
    monkeypatch.setenv("WARDMOTE_SMTP_URL", NOWHERE)
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", "wardmote@council.example")
    assert doctor._mail() == doctor.Check("mail", "ok", "127.0.0.1:1; 1 letters wait")
    assert sent() == "put off"
    found = doctor._mail()
    assert (found.state, "did not take 1 of 1 letters that wait" in found.detail) == ("broken", True)
