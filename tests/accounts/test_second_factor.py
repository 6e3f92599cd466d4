"""A second factor for every account: made at the first sign-in, proved at each, and looked after."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from tests.accounts.test_signing_in import come_in, give_password
from tests.cast import APP_SECRET, NOW, SINCE, code
from wardmote.accounts import factors
from wardmote.accounts.changes import second_factor
from wardmote.accounts.models import Credential, Grant, Member
from wardmote.accounts.states import LostFactors
from wardmote.platform.once import fresh
from wardmote.platform.refusals import Refused

PAGES = ["/", "/working-as", "/your-sign-in", "/evidence/", "/publications/", "/your-sign-in/app", "/still-here"]


@pytest.fixture
def bare(cast):
    """A member who has no second factor yet."""
    Authenticator.objects.filter(user=cast.manager).delete()
    return cast.manager


@pytest.fixture
def half_way(client_for, cast):
    """A browser in which the manager's password was given, and nothing else."""
    client = client_for(None)
    give_password(client, cast.manager)
    return client


def set_up(client, **more) -> str:
    """Set an app up, as its page says: the secret that was shown."""
    secret = re.search(r'wm-secret"><strong>([A-Z2-7 ]+)<', client.get("/sign-in/set-up/app").content.decode())[1]
    secret = secret.replace(" ", "")
    value = totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + 1)
    assert client.post("/sign-in/set-up/app", {"code": totp.format_hotp_value(value)}).url == "/sign-in/next"
    return secret


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li>(\d{5} \d{5})</li>", page)


@pytest.mark.parametrize("address", PAGES)
def test_a_password_alone_opens_nothing(half_way, address):
    assert half_way.get(address).url.startswith("/sign-in/next?next=")
    assert half_way.get("/sign-in/next").url == "/sign-in/code"


def test_a_password_alone_changes_nothing(half_way, cast):
    assert half_way.post("/your-sign-in/password", {"password": "a-new-one-of-mine"}).url.startswith("/sign-in/next")
    assert Member.objects.get(pk=cast.manager.pk).password == cast.manager.password


def test_a_password_alone_adds_no_factor_to_an_account_that_has_one(half_way, cast):
    for page in ("/sign-in/set-up", "/sign-in/set-up/app", "/sign-in/set-up/passkey", "/sign-in/recovery-codes"):
        assert half_way.get(page).url == "/sign-in/next"
    half_way.post("/sign-in/set-up/app", {"code": "123456"})
    half_way.post("/sign-in/set-up/passkey", {"credential": "{}"})
    assert Authenticator.objects.filter(user=cast.manager).count() == 2


def test_half_way_in_no_page_names_the_partnership(half_way):
    page = half_way.get("/sign-in/code").content.decode()
    assert "Southfold" not in page
    assert "Mo Manager" not in page


def test_the_first_sign_in_makes_a_factor_and_ends_with_recovery_codes(client_for, bare, events):
    client = client_for(None)
    give_password(client, bare, next="/working-as")
    assert client.get("/").url == "/sign-in/next?next=%2F"
    assert client.get("/sign-in/next?next=/working-as").url == "/sign-in/set-up"
    set_up(client)
    assert client.get("/sign-in/next").url == "/sign-in/recovery-codes"
    page = client.get("/sign-in/recovery-codes").content.decode()
    assert len(set(codes_on(page))) == 10
    assert client.get("/").url == "/sign-in/next?next=%2F"
    client.get("/sign-in/next?next=/working-as")
    assert client.post("/sign-in/recovery-codes", {}).status_code == 400
    assert client.post("/sign-in/recovery-codes", {"kept": "on"}).url == "/working-as"
    assert client.get("/").status_code == 200
    assert [event["facts"]["factor"] for event in events("add-factor") if event["member"] == bare.pk] == ["app"]
    assert [event["ids"] for event in events("sign-in")] == [[bare.pk]]


def test_who_leaves_before_confirming_the_codes_is_asked_again(client_for, bare):
    client = client_for(None)
    give_password(client, bare)
    secret = set_up(client)
    again = client_for(None)
    give_password(again, bare)
    assert again.get("/sign-in/next").url == "/sign-in/code"
    value = totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    assert again.post("/sign-in/code", {"code": totp.format_hotp_value(value)}).url == "/sign-in/recovery-codes"
    assert len(codes_on(again.get("/sign-in/recovery-codes").content.decode())) == 10


def test_the_secret_is_a_picture_and_letters_and_stays_the_same(client_for, bare):
    client = client_for(None)
    give_password(client, bare)
    first, second = (client.get("/sign-in/set-up/app").content.decode() for _time in range(2))
    assert 'src="data:image/svg+xml;base64,' in first
    assert re.search(r'wm-secret">.*?<', first)[0] == re.search(r'wm-secret">.*?<', second)[0]


def test_a_wrong_first_code_sets_nothing_up(client_for, bare):
    client = client_for(None)
    give_password(client, bare)
    client.get("/sign-in/set-up/app")
    page = client.post("/sign-in/set-up/app", {"code": "000000"})
    assert page.status_code == 400
    assert "That is not the code" in page.content.decode()
    assert not Authenticator.objects.filter(user=bare).exists()


def test_a_wrong_code_is_said_and_noted(half_way, cast, events):
    page = half_way.post("/sign-in/code", {"code": "000000"})
    assert page.status_code == 400
    assert "That code is not right" in page.content.decode()
    assert half_way.get("/").status_code == 302
    (event,) = events("sign-in-failed")
    assert (event["ids"], event["facts"], event["outcome"]) == ([cast.manager.pk], {"why": "factor"}, "failed")


def test_a_code_is_taken_once_even_while_the_clocks_tolerance_leaves_it_valid(client_for, cast):
    come_in(client_for(None), cast.manager, step=1)
    again = client_for(None)
    give_password(again, cast.manager)
    from django.core.cache import cache

    cache.delete(f"allauth.mfa.totp.used?user={cast.manager.pk}&code={code(1)}")  # as it is after half a minute
    assert again.post("/sign-in/code", {"code": code(1)}).status_code == 400
    assert again.post("/sign-in/code", {"code": code(0)}).status_code == 302


def test_somebody_elses_code_is_no_use(half_way, cast):
    other = totp.generate_totp_secret()
    Authenticator.objects.filter(user=cast.reader, type="totp").delete()
    second_factor.add_app(member=cast.reader, secret=other, by=None)
    value = totp.hotp_value(other, next(totp.yield_hotp_counters_from_time()))
    assert half_way.post("/sign-in/code", {"code": totp.format_hotp_value(value)}).status_code == 400


def test_a_recovery_code_lets_in_once(client_for, cast, events):
    spare = factors.recovery_codes(cast.manager).get_unused_codes()[3]
    printed = f"{spare[:5]} {spare[5:]}"
    client = client_for(None)
    give_password(client, cast.manager)
    assert client.post("/sign-in/code", {"code": printed}).url == "/your-sign-in/by-recovery-code?next=%2F"
    assert client.get("/").status_code == 200
    assert len(events("use-recovery-code")) == 1
    again = client_for(None)
    give_password(again, cast.manager)
    assert again.post("/sign-in/code", {"code": printed}).status_code == 400


def test_the_secrets_are_sealed_in_the_register(cast, as_owner):
    kept = as_owner.execute(
        "SELECT type, data::text FROM mfa_authenticator WHERE user_id = %s", [cast.manager.pk]
    ).fetchall()
    assert {kind for kind, _data in kept} == {"totp", "recovery_codes"}
    assert all(APP_SECRET not in data for _kind, data in kept)
    refers = {json.loads(data).get("secret") or json.loads(data)["seed"] for _kind, data in kept}
    asked = "SELECT id, secret FROM accounts_factor_secret WHERE member_id = %s"
    held = dict(as_owner.execute(asked, [cast.manager.pk]).fetchall())
    assert {str(key) for key in held} == refers
    assert all(APP_SECRET.encode() not in bytes(sealed) for sealed in held.values())


def test_fresh_recovery_codes_make_the_old_ones_worthless(client_for, cast):
    old = factors.recovery_codes(cast.manager).get_unused_codes()[0]
    client = client_for(cast.manager)
    assert "10 of your printed codes are still good" in client.get("/your-sign-in/recovery-codes").content.decode()
    client.post("/your-sign-in/recovery-codes", {"fresh": "1"})
    shown = codes_on(client.get("/your-sign-in/recovery-codes").content.decode())
    assert len(shown) == 10
    assert old not in {one.replace(" ", "") for one in shown}
    assert client.post("/your-sign-in/recovery-codes", {"kept": "on"}).url == "/your-sign-in"
    assert codes_on(client.get("/your-sign-in/recovery-codes").content.decode()) == []
    again = client_for(None)
    give_password(again, cast.manager)
    assert again.post("/sign-in/code", {"code": old}).status_code == 400


def test_the_last_factor_cannot_be_taken_away(client_for, cast):
    (only,) = Authenticator.objects.filter(user=cast.manager, type="totp")
    client = client_for(cast.manager)
    client.post(f"/your-sign-in/factors/{only.pk}/remove")
    assert Authenticator.objects.filter(pk=only.pk).exists()
    second_factor.add_passkey(member=cast.manager, name="Laptop", credential={}, by=None)
    client.post(f"/your-sign-in/factors/{only.pk}/remove")
    assert not Authenticator.objects.filter(pk=only.pk).exists()


def test_nobody_takes_away_somebody_elses_factor(client_for, cast):
    second_factor.add_passkey(member=cast.reader, name="Laptop", credential={}, by=None)
    theirs = Authenticator.objects.get(user=cast.reader, type="totp")
    client_for(cast.manager).post(f"/your-sign-in/factors/{theirs.pk}/remove")
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
    with pytest.raises(Refused):
        second_factor.add_app(member=cast.nobody, secret=APP_SECRET, by=cast.standing(cast.manager))


def test_an_administrator_lets_somebody_who_lost_everything_enrol_anew(client_for, cast, events):
    second_factor.forget_factors(member=cast.manager, why=LostFactors.LOST, by=cast.standing(cast.administrator))
    client = client_for(None)
    give_password(client, cast.manager)
    assert client.get("/sign-in/next").url == "/sign-in/set-up"
    assert [event["ids"] for event in events("forget-factors")] == [[cast.manager.pk]]


@pytest.mark.parametrize("person", ["manager", "outsider", "auditor", "nobody"])
def test_nobody_else_makes_somebody_enrol_anew(cast, person):
    with pytest.raises(Refused):
        second_factor.forget_factors(member=cast.reader, why=LostFactors.LOST, by=cast.standing(getattr(cast, person)))
    with pytest.raises(Refused):
        second_factor.forget_factors(
            member=cast.administrator, why=LostFactors.LOST, by=cast.standing(cast.administrator)
        )
    assert factors.kinds(cast.reader) == {"totp"}


def test_what_is_sensitive_asks_for_the_factor_once_more(client_for, cast, travel):
    client = client_for(cast.manager)
    assert client.get("/your-sign-in/app").url == "/your-sign-in"
    assert client.get("/your-sign-in/passkey").status_code == 200
    travel(client, minutes=11)
    assert client.get("/your-sign-in/passkey").url == "/your-sign-in/prove?next=%2Fyour-sign-in%2Fpasskey"
    answer = client.post(
        "/your-sign-in/prove?next=/your-sign-in/passkey", {"code": code(), "next": "/your-sign-in/passkey"}
    )
    assert answer.url == "/your-sign-in/passkey"
    assert client.get("/your-sign-in/passkey").status_code == 200


def test_a_proof_that_was_given_again_makes_the_session_a_new_one_in_the_same_place(client_for, cast, travel, settings):
    client = client_for(None)
    come_in(client, cast.manager)
    (line,) = UserSession.objects.all()
    travel(client, minutes=11)
    before = client.session.session_key
    assert client.post("/your-sign-in/prove", {"code": code(1), "next": "/your-sign-in"}).status_code == 302
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    assert list(UserSession.objects.values_list("pk", "session_key")) == [(line.pk, client.session.session_key)]
    assert client.get("/your-sign-in").content.decode().count("This one") == 1
    stolen = client_for(None)
    stolen.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stolen.get("/").status_code == 302


def test_giving_roles_and_exports_ask_once_more_and_what_was_typed_is_back(client_for, cast, travel):
    client = client_for(cast.administrator)
    travel(client, minutes=11)
    assert client.get("/people/export").url.startswith("/your-sign-in/prove?")
    answer = client.post("/people/invite", {"email": "typed@southfold.example", "name": "Tilda Typed"})
    assert answer.url == "/your-sign-in/prove?next=%2Fpeople%2Finvite"
    assert client.post("/your-sign-in/prove", {"code": code(), "next": "/people/invite"}).url == "/people/invite"
    assert 'value="typed@southfold.example"' in client.get("/people/invite").content.decode()


def test_what_lets_somebody_in_or_locks_them_out_asks_once_more_and_nothing_is_done_before(client_for, cast, travel):
    held = Credential.objects.create(
        member=cast.reader, partnership=cast.southfold, kind="vetting", name="NPPV2", valid_from=SINCE, recorded_at=NOW
    )
    client = client_for(cast.administrator)
    travel(client, minutes=11)
    person = f"/people/{cast.reader.pk}"
    for path in (f"{person}/credential", f"/people/credentials/{held.pk}/end", f"{person}/left"):
        assert client.get(path).url.startswith("/your-sign-in/prove?"), path
    recording = {
        "kind": "vetting",
        "name": "NPPV3",
        "valid_from-day": "1",
        "valid_from-month": "4",
        "valid_from-year": "2025",
    }
    for path, fields in (
        (f"{person}/credential", recording),
        (f"/people/credentials/{held.pk}/end", {"when": "now"}),
        (f"{person}/left", {}),
        (f"{person}/wake", {}),
    ):
        sent = client.post(path, {"once": fresh()} | fields, headers={"referer": f"http://testserver{person}"})
        assert sent.url.startswith(f"/your-sign-in/prove?next=%2Fpeople%2F{cast.reader.pk}"), path
    assert list(Credential.objects.values_list("name", "valid_to")) == [("NPPV2", None)]
    assert Grant.objects.get(member=cast.reader).valid_to is None
    assert Member.objects.get(pk=cast.reader.pk).woken_at is None


def test_a_credential_that_was_typed_is_back_in_its_form_after_the_proof(client_for, cast, travel):
    client, page = client_for(cast.administrator), f"/people/{cast.reader.pk}/credential"
    travel(client, minutes=11)
    client.post(page, {"kind": "vetting", "name": "NPPV level 3"})
    assert client.post("/your-sign-in/prove", {"code": code(), "next": page}).url == page
    assert 'value="NPPV level 3"' in client.get(page).content.decode()


def test_a_name_is_corrected_without_a_further_proof(client_for, cast, travel):
    client = client_for(cast.administrator)
    travel(client, minutes=11)
    assert client.get(f"/people/{cast.reader.pk}/name").status_code == 200


def test_a_wrong_code_does_not_count_as_proof(client_for, cast, travel):
    client = client_for(cast.manager)
    travel(client, minutes=11)
    assert client.post("/your-sign-in/prove", {"code": "000000"}).status_code == 400
    assert client.get("/your-sign-in/passkey").status_code == 302


@pytest.mark.parametrize("sent", ["", "not json", "[]", "{}", '{"id": "x", "response": {}}', "null", '"x"'])
def test_nonsense_for_a_passkey_is_refused_and_never_a_defect(half_way, cast, client_for, sent):
    second_factor.add_passkey(member=cast.reader, name="Laptop", credential={}, by=None)
    assert half_way.post("/sign-in/code", {"credential": sent}).status_code == 400
    Authenticator.objects.filter(user=cast.manager).delete()
    assert half_way.post("/sign-in/set-up/passkey", {"credential": sent, "name": "x"}).status_code == 400
    assert not Authenticator.objects.filter(user=cast.manager).exists()
