"""Somebody who lost the telephone comes in by a recovery code, is told of it, and puts a new app in the place of the old one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from tests.accounts.test_lost_factors import TELLS_NOTHING
from tests.accounts.test_signing_in import come_in, give_password
from tests.cast import APP_SECRET, code
from wardmote.accounts import factors
from wardmote.accounts.changes import second_factor
from wardmote.accounts.models import FactorSecret
from wardmote.platform.refusals import Refused

NEW = "/your-sign-in/app/replace"
TOLD = "/your-sign-in/by-recovery-code"


def a_recovery_code(member, place: int = 3) -> str:
    return factors.recovery_codes(member).get_unused_codes()[place]


@pytest.fixture
def without_telephone(client_for, cast):
    """The manager, who came in by a recovery code and wanted to go to their account."""
    client = client_for(None)
    give_password(client, cast.manager, next="/account")
    client.get("/sign-in/next?next=/account")
    assert client.post("/sign-in/code", {"code": a_recovery_code(cast.manager)}).status_code == 302
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def shown(client) -> str:
    """The secret that the page shows for the new app."""
    return re.search(r'wm-secret"><strong>([A-Z2-7 ]+)<', client.get(NEW).content.decode())[1].replace(" ", "")


def code_of(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time()) + 1
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_who_came_by_a_recovery_code_is_told_so_and_what_to_do_before_going_on(client_for, cast):
    client = client_for(None)
    give_password(client, cast.manager, next="/account")
    client.get("/sign-in/next?next=/account")
    answer = client.post("/sign-in/code", {"code": a_recovery_code(cast.manager)})
    assert answer.url == f"{TOLD}?next=%2Faccount"
    page = text(client.get(answer.url))
    assert "You came in by a recovery code" in page
    assert "9 of your printed codes are still good" in page
    assert f'href="{NEW}"' in page
    assert 'href="/account"' in page


def test_who_has_no_app_is_offered_one_and_not_to_replace_it(client_for, cast):
    second_factor.add_passkey(member=cast.manager, name="Laptop", credential={}, by=None)
    Authenticator.objects.filter(user=cast.manager, type="totp").delete()
    client = client_for(None)
    give_password(client, cast.manager)
    page = text(client.get(client.post("/sign-in/code", {"code": a_recovery_code(cast.manager)}).url))
    assert f'href="{NEW}"' not in page
    assert 'href="/your-sign-in/app"' in page


def test_nowhere_else_is_gone_on_to_than_this_site(without_telephone):
    page = without_telephone.get(f"{TOLD}?next=https://evil.example/").content.decode()
    assert "evil" not in page


def test_who_came_by_an_app_is_told_nothing_of_it(client_for, cast):
    client = client_for(cast.manager)
    assert client.get(TOLD).url == "/your-sign-in"
    assert "You came in by a recovery code" not in client.get("/your-sign-in").content.decode()
    assert NEW in client.get("/your-sign-in").content.decode()


def test_how_you_sign_in_says_it_until_there_is_a_new_app(without_telephone):
    assert "You came in by a recovery code" in text(without_telephone.get("/your-sign-in"))
    assert without_telephone.post(NEW, {"code": code_of(shown(without_telephone))}).status_code == 302
    assert "You came in by a recovery code" not in text(without_telephone.get("/your-sign-in"))


def test_a_new_app_takes_the_place_of_the_old_one_at_once(without_telephone, client_for, cast, events, letters):
    secret = shown(without_telephone)
    assert secret != APP_SECRET
    answer = without_telephone.post(NEW, {"code": code_of(secret)})
    assert answer.url == "/your-sign-in?done=app-replaced"
    page = text(without_telephone.get(answer.url))
    assert "The new app is set up. The old one opens nothing any more" in page
    assert Authenticator.objects.filter(user=cast.manager, type="totp").count() == 1
    assert FactorSecret.objects.filter(member=cast.manager).count() == 2, "of the new app and of the recovery codes"
    again = client_for(None)
    give_password(again, cast.manager)
    assert again.post("/sign-in/code", {"code": code()}).status_code == 400, "the old app"
    assert again.post("/sign-in/code", {"code": code_of(secret)}).status_code == 302
    (event,) = events("replace-factor")
    assert (event["member"], event["ids"], event["facts"]) == (cast.manager.pk, [cast.manager.pk], {"factor": "app"})
    assert [to for to, _body in letters()] == [cast.manager.email] * 2, "of the code, and of the app"


def test_a_wrong_code_of_the_new_app_leaves_the_old_one(without_telephone, cast):
    shown(without_telephone)
    answer = without_telephone.post(NEW, {"code": "000000"})
    assert answer.status_code == 400
    assert "That is not the code" in answer.content.decode()
    without_telephone.post(NEW, {"code": code()})
    assert FactorSecret.objects.filter(member=cast.manager).count() == 2


def test_it_asks_who_is_there_once_more_and_a_recovery_code_is_an_answer(client_for, cast, travel):
    client = client_for(cast.manager)
    travel(client, minutes=11)
    assert client.get(NEW).url == "/your-sign-in/prove?next=%2Fyour-sign-in%2Fapp%2Freplace"
    before = Authenticator.objects.get(user=cast.manager, type="totp").pk
    assert client.post(NEW, {"code": "123456"}).url.startswith("/your-sign-in/prove?")
    assert Authenticator.objects.get(user=cast.manager, type="totp").pk == before
    assert client.post("/your-sign-in/prove", {"code": a_recovery_code(cast.manager), "next": NEW}).url == NEW
    assert client.get(NEW).status_code == 200


def test_who_has_no_app_replaces_none(client_for, cast):
    second_factor.add_passkey(member=cast.manager, name="Laptop", credential={}, by=None)
    Authenticator.objects.filter(user=cast.manager, type="totp").delete()
    client = client_for(cast.manager)
    assert client.get(NEW).url == "/your-sign-in"
    assert client.post(NEW, {"code": "123456"}).url == "/your-sign-in"
    assert factors.kinds(cast.manager) == {"webauthn"}


def test_nobody_replaces_somebody_elses_app(cast):
    with pytest.raises(Refused):
        second_factor.replace_app(member=cast.reader, secret=APP_SECRET, by=cast.standing(cast.manager))


@pytest.mark.parametrize("where", ["at the door", "inside"])
def test_a_letter_says_that_a_recovery_code_was_used(client_for, cast, letters, travel, where):
    if where == "inside":
        client = client_for(cast.manager)
        travel(client, minutes=11)
        client.post("/your-sign-in/prove", {"code": a_recovery_code(cast.manager), "next": "/"})
    else:
        client = client_for(None)
        give_password(client, cast.manager)
        client.post("/sign-in/code", {"code": a_recovery_code(cast.manager)})
    ((to, body),) = letters()
    assert to == cast.manager.email
    assert "a recovery code was used" in body
    assert not any(word in body for word in TELLS_NOTHING)


def test_a_new_app_ends_every_other_session_and_what_was_shown_before_a_proof_is_no_secret_after_it(
    client_for, cast, without_telephone
):
    elsewhere = client_for(None)
    come_in(elsewhere, cast.manager)
    assert elsewhere.get("/").status_code == 200
    before = shown(without_telephone)
    without_telephone.post("/your-sign-in/prove", {"code": a_recovery_code(cast.manager, 5), "next": NEW})
    secret = shown(without_telephone)
    assert secret != before
    assert without_telephone.post(NEW, {"code": code_of(secret)}).status_code == 302
    assert without_telephone.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
