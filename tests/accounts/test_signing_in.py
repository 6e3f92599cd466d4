"""Coming in and going out."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.contrib.sessions.models import Session

from tests.cast import NOW, PASSWORD, code
from wardmote.accounts import changes
from wardmote.accounts.models import Member


def give_password(client, member, password=PASSWORD, **more):
    return client.post("/sign-in", {"email": member.email, "password": password} | more)


def come_in(client, member, step=0, **more):
    """All the way: password, then the code of an app."""
    assert give_password(client, member, **more).url == "/sign-in/next"
    assert client.get("/sign-in/next").url == "/sign-in/code"
    return client.post("/sign-in/code", {"code": code(step)})


def test_the_right_password_lets_in_and_is_noted(client_for, cast):
    client = client_for(None)
    answer = come_in(client, cast.manager)
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/").status_code == 200
    assert Member.objects.get(pk=cast.manager.pk).signed_in_at is not None


def test_an_address_may_be_written_in_capitals(client_for, cast):
    client = client_for(None)
    assert client.post("/sign-in", {"email": "MANAGER@Southfold.example", "password": PASSWORD}).status_code == 302
    assert client.get("/sign-in/next").url == "/sign-in/code"


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client_for, cast):
    client = client_for(None)
    wrong = client.post("/sign-in", {"email": "manager@southfold.example", "password": "no"})
    unknown = client.post("/sign-in", {"email": "nobody@nowhere.example", "password": "no"})
    assert wrong.status_code == unknown.status_code == 400
    for page in (wrong, unknown):
        assert "The email address or the password is not right" in page.content.decode()
    assert client.get("/").status_code == 302


def test_an_unknown_address_costs_a_hash_too(client_for, cast, monkeypatch):
    hashed = []
    monkeypatch.setattr("wardmote.accounts.signin.make_password", hashed.append)
    client_for(None).post("/sign-in", {"email": "nobody@nowhere.example", "password": "guess"})
    assert hashed == ["guess"]


def test_a_member_who_has_left_is_not_let_in_and_is_out_at_once(client_for, cast):
    client = client_for(cast.manager)
    assert client.get("/").status_code == 200
    Member.objects.filter(pk=cast.manager.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    assert give_password(client_for(None), cast.manager).status_code == 400


def test_a_session_that_was_planted_before_signing_in_is_worth_nothing(client_for, cast):
    client = client_for(None)
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    come_in(client, cast.manager)
    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_signing_out_ends_the_session_in_the_register(client_for, cast):
    client = client_for(None)
    come_in(client, cast.manager)
    key = client.session.session_key
    assert client.post("/sign-out").url == "/sign-in"
    assert not Session.objects.filter(pk=key).exists()
    assert client.get("/").status_code == 302


def test_signing_out_is_not_a_link_that_a_page_could_load(client_for, cast):
    client = client_for(cast.manager)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/").status_code == 200


def test_a_new_password_ends_the_sessions_of_the_old_one(client_for, cast):
    client = client_for(None)
    come_in(client, cast.manager)
    changes.set_password(member=cast.manager, password="another-long-one")
    assert client.get("/").status_code == 302


def test_after_signing_in_one_goes_where_one_wanted_to(client_for, cast):
    client = client_for(None)
    assert client.get("/working-as").url == "/sign-in?next=/working-as"
    assert come_in(client, cast.manager, next="/working-as").url == "/working-as"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example"]
)
def test_after_signing_in_one_is_never_sent_to_another_site(client_for, cast, elsewhere):
    assert come_in(client_for(None), cast.manager, next=elsewhere).url == "/"


def test_a_form_from_another_site_is_refused(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    page = client.post("/sign-in", {"email": cast.manager.email, "password": PASSWORD})
    assert page.status_code == 403
    assert "This form can no longer be sent" in page.content.decode()


def test_the_password_is_kept_as_an_argon2_hash(cast, settings):
    from wardmote.web import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS
    member = changes.welcome(email="new@southfold.example", name="New", password="a long one", at=NOW, by=None)
    assert member.password.startswith("argon2$argon2id$")
    assert identify_hasher(member.password).memory_cost >= 64 * 1024
    assert "a long one" not in member.password


def test_the_page_never_repeats_a_password(client_for, cast):
    page = client_for(None).post("/sign-in", {"email": "manager@southfold.example", "password": "my-secret-typed"})
    assert "my-secret-typed" not in page.content.decode()


def test_what_is_missing_is_said_beside_each_field(client_for, cast):
    page = client_for(None).post("/sign-in", {"email": "not an address", "password": ""}).content.decode()
    assert 'href="#id_email">Enter an email address in the correct format' in page
    assert 'href="#id_password">Enter your password' in page
