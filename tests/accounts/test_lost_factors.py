"""A lost second factor, taken away on its owner's page; and the letter to whoever's way in was changed."""

import pytest

from tests.accounts.asking import post
from tests.accounts.test_signing_in import come_in, give_password
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, factors
from wardmote.accounts.models import Member
from wardmote.accounts.states import Role

TELLS_NOTHING = ("Manager", "Southfold", "Addy", "authenticator", "http")


def lost(client, member, **sent):
    return post(client, f"/people/{member.pk}/second-factor", **sent)


def test_an_administrator_takes_lost_factors_away_and_every_session_ends(client_for, cast, events, letters):
    inside, administrator = client_for(None), client_for(cast.administrator)
    come_in(inside, cast.manager)
    assert inside.get("/").status_code == 200
    assert "Has Mo Manager lost" in administrator.get(f"/people/{cast.manager.pk}/second-factor").content.decode()
    assert lost(administrator, cast.manager, why="lost").url == f"/people/{cast.manager.pk}?done=factors-forgotten"
    assert inside.get("/").status_code == 302
    client = client_for(None)
    give_password(client, cast.manager)
    assert client.get("/sign-in/next").url == "/sign-in/set-up"
    (event,) = events("forget-factors")
    assert (event["member"], event["ids"]) == (cast.administrator.pk, [cast.manager.pk])
    assert event["facts"] == {"why": "lost", "sessions": 1}
    ((to, body),) = letters()
    assert to == cast.manager.email
    assert not any(word in body for word in TELLS_NOTHING)


def test_after_that_the_page_says_so_and_offers_to_take_nothing_more_away(client_for, cast):
    administrator = client_for(cast.administrator)
    page = administrator.get(f"/people/{cast.manager.pk}").content.decode()
    assert "Comes in with a password and a second factor." in page
    assert "Lost second factor" in page
    lost(administrator, cast.manager, why="lost")
    page = administrator.get(f"/people/{cast.manager.pk}").content.decode()
    assert "Comes in with" not in page
    assert "Has no second factor now" in page
    assert "Lost second factor" not in page


def test_who_has_never_come_in_has_no_factor_to_lose(client_for, cast, newcomer):
    member = Member.objects.get(email="nia@police.example")
    assert "Lost second factor" not in client_for(cast.administrator).get(f"/people/{member.pk}").content.decode()


def test_without_saying_what_happened_nothing_is_taken(client_for, cast):
    answer = lost(client_for(cast.administrator), cast.manager)
    assert answer.status_code == 400
    assert "Choose what happened" in answer.content.decode()
    assert factors.kinds(cast.manager) == {"totp"}


def test_the_administrators_own_factor_is_asked_for_first(client_for, cast, travel):
    client = client_for(cast.administrator)
    travel(client, minutes=11)
    assert lost(client, cast.manager, why="lost").url.startswith("/your-sign-in/prove")
    assert factors.kinds(cast.manager) == {"totp"}


@pytest.mark.parametrize("person", ["manager", "auditor", "outsider", "nobody"])
def test_nobody_else_takes_them(client_for, cast, person):
    assert lost(client_for(getattr(cast, person)), cast.reader, why="lost").status_code == 404
    assert factors.kinds(cast.reader) == {"totp"}


def test_an_account_of_two_partnerships_is_the_operators_to_look_after(client_for, cast):
    """Whoever invites somebody of another partnership gets no hold of the account, and is told whom to ask."""
    changes.grant(
        member=cast.reader, agency=agency("northwick-council"), partnership=cast.northwick, role=Role.SCRUTINY,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip
    for person in (cast.outsider, cast.administrator):
        client = client_for(person)
        assert lost(client, cast.reader, why="lost").status_code == 404
        page = client.get(f"/people/{cast.reader.pk}").content.decode()
        assert "Lost second factor" not in page
        assert "Correct the name" not in page
        assert "Can sign in." in page
        assert "the installation’s operator" in page
    assert factors.kinds(cast.reader) == {"totp"}


def test_a_letter_goes_to_whoever_changes_password_or_factors(client_for, cast, letters):
    client = client_for(cast.manager)
    client.post("/your-sign-in/password", {"password": "purple wombat ladder"})
    assert [to for to, _body in letters()] == [cast.manager.email]
    client.post("/your-sign-in/recovery-codes", {"fresh": "yes"})
    told = letters()
    assert len(told) == 2
    assert not any(word in body for _to, body in told for word in TELLS_NOTHING)


def test_where_there_is_nothing_to_forget_the_button_does_nothing_and_no_letter_goes_out(client_for, cast, letters):
    administrator = client_for(cast.administrator)
    assert lost(administrator, cast.manager, why="lost").status_code == 302
    posted = len(letters())
    assert lost(administrator, cast.manager, why="lost").status_code == 404
    assert len(letters()) == posted
