"""The link of an invitation opens once, for whom it was sent to."""

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import resolve

from tests.accounts.asking import TODAY, events, post
from tests.accounts.inviting import CHOSEN, LINK
from wardmote.accounts import queries
from wardmote.accounts.models import Invitation, Member
from wardmote.platform import clock, jobs
from wardmote.platform.models import Mail


def test_the_link_says_who_invites_whom_into_what_and_the_account_opens_with_a_password(cast, client_for, newcomer):
    visitor = client_for(None)
    page = visitor.get(newcomer).content.decode()
    assert "Addy Administrator invites you, Nia Newcomer, to work in Southfold Community Safety Partnership." in page
    answer = visitor.post(newcomer, {"password": CHOSEN})
    assert answer.url == "/sign-in/next"
    assert visitor.get("/people").url.startswith("/sign-in/next"), "a password alone opens nothing"
    member = Member.objects.get(email="nia@police.example")
    assert member.check_password(CHOSEN)
    (event,) = events("accept-invitation")
    assert (event["member"], event["ids"]) == (member.pk, [member.pk])


@pytest.mark.parametrize("password", ["short", "password1234", "nia-newcomer1"])
def test_a_weak_password_is_refused_and_the_link_still_opens(cast, client_for, newcomer, password):
    visitor = client_for(None)
    assert visitor.post(newcomer, {"password": password}).status_code == 400
    assert not Member.objects.get(email="nia@police.example").has_usable_password()
    assert visitor.get(newcomer).status_code == 200


def spoil_used(cast, client_for, link):
    client_for(None).post(link, {"password": CHOSEN})


def spoil_old(cast, client_for, link):
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))


def spoil_withdrawn(cast, client_for, link):
    post(client_for(cast.administrator), f"/people/{Invitation.objects.get().member_id}/withdraw")


def spoil_replaced(cast, client_for, link):
    post(client_for(cast.administrator), f"/people/{Invitation.objects.get().member_id}/invite")


def spoil_left(cast, client_for, link):
    post(client_for(cast.administrator), f"/people/{Invitation.objects.get().member_id}/left")


def spoil_signed_in_another_way(cast, client_for, link):
    Member.objects.filter(email="nia@police.example").update(signed_in_at=clock.now())


def spoil_forgotten(cast, client_for, link):
    """Withdrawn or too old, and then the other way to a password is tried."""
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    before = Mail.objects.count()
    answer = client_for(None).post("/sign-in/forgotten", {"email": "nia@police.example"})
    assert answer.status_code == 200
    jobs.work(until_empty=True)
    assert Mail.objects.count() == before, "no second way in"


SPOILT = (
    spoil_used,
    spoil_old,
    spoil_withdrawn,
    spoil_replaced,
    spoil_left,
    spoil_signed_in_another_way,
    spoil_forgotten,
)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_link_that_opens_nothing_gets_one_plain_answer_whatever_the_reason(cast, client_for, newcomer, spoil):
    unknown = client_for(None).get("/invitation/" + "x" * 43)
    spoil(cast, client_for, newcomer)
    before = Member.objects.get(email="nia@police.example").password
    visitor = client_for(None)
    looked, tried = visitor.get(newcomer), visitor.post(newcomer, {"password": "another-good-long-one"})
    assert looked.status_code == tried.status_code == unknown.status_code == 404
    assert looked.content == tried.content == unknown.content
    assert Member.objects.get(email="nia@police.example").password == before


def test_no_link_of_a_forgotten_password_gives_a_first_one(cast, client_for, newcomer):
    """Not even one that was made somehow: who was asked in has the invitation, who comes by their agency's sign-in has no password."""
    member = Member.objects.get(email="nia@police.example")
    made = f"/sign-in/new-password/{member.pk}/{default_token_generator.make_token(member)}"
    assert resolve(made).url_name == "choose-password"
    visitor = client_for(None)
    assert visitor.get(made).status_code == 404
    assert visitor.post(made, {"password": CHOSEN}).status_code == 404
    assert not Member.objects.get(pk=member.pk).has_usable_password()


def test_withdrawing_ends_what_somebody_who_never_came_in_was_given(cast, client_for, newcomer):
    member = Member.objects.get(email="nia@police.example")
    post(client_for(cast.administrator), f"/people/{member.pk}/withdraw")
    left = Member.objects.get(pk=member.pk)
    assert (left.is_active, queries.hats_of(left, on=TODAY)) == (False, ())
    assert [event["ids"] for event in events("withdraw-invitation")] == [[member.pk]]
    assert not events("mark-left"), "one change, one event"


def test_withdrawing_takes_nothing_from_somebody_who_has_come_in(cast, client_for, newcomer):
    client_for(None).post(newcomer, {"password": CHOSEN})
    member = Member.objects.get(email="nia@police.example")
    post(client_for(cast.administrator), f"/people/{member.pk}/withdraw")
    assert len(queries.hats_of(member, on=TODAY)) == 1
    assert Member.objects.get(pk=member.pk).is_active


def test_a_new_link_opens_where_the_old_one_does_not(cast, client_for, newcomer):
    member = Member.objects.get(email="nia@police.example")
    post(client_for(cast.administrator), f"/people/{member.pk}/invite")
    newest = LINK.search(Mail.objects.order_by("posted_at").last().body)[1]
    assert newest != newcomer
    assert client_for(None).get(newest).status_code == 200
    assert [event["ids"] for event in events("resend-invitation")] == [[member.pk]]


def test_whoever_is_signed_in_is_asked_to_sign_out_first(cast, client_for, newcomer):
    page = client_for(cast.reader).get(newcomer).content.decode()
    assert "You are signed in as Ray Reader" in page
    assert "Nia" not in page
    client_for(cast.reader).post(newcomer, {"password": CHOSEN})
    assert not Member.objects.get(email="nia@police.example").has_usable_password()
