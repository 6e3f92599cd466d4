"""An agency's own sign-in, against a real provider on loopback: the whole way there and back."""

import re
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import oidc_provider_mock
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from markupsafe import escape

from tests.cast import code
from wardmote.accounts import providers
from wardmote.accounts.models import Member
from wardmote.accounts.providers import BadProvider, Provider

DOMAINS = frozenset({"southfold.example", "oversight.example", "nowhere.example"})

pytestmark = [
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),  # the provider's own, in its thread
    pytest.mark.filterwarnings("ignore:authlib.jose module is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The httpx module is deprecated:DeprecationWarning"),
]


@pytest.fixture
def provider(settings):
    """The agency's sign-in, and Wardmote told of it."""
    with oidc_provider_mock.run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        yield told(
            settings, Provider("southfold", "Southfold Borough Council", issuer, "wardmote", "a-secret", DOMAINS)
        )


def told(settings, found: Provider) -> Provider:
    settings.WARDMOTE_PROVIDERS = (found,)
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth((found,))
    return found


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_more):
        return None


def known_there(provider, subject: str, **claims) -> None:
    """Make an account at the provider."""
    import json

    body = json.dumps(claims).encode()
    asked = Request(f"{provider.issuer}/users/{subject}", body, {"Content-Type": "application/json"}, method="PUT")
    build_opener().open(asked).read()


def there_and_back(client, provider, subject: str, *, wanted: str = "/"):
    """Press the button, sign in at the provider as a person would, and come back."""
    return answered(client, provider, subject, way_there(client, provider, wanted=wanted))


def way_there(client, provider, *, wanted: str = "/", at: str = "/sign-in/with") -> str:
    """Press a button: the address at the provider that the page leads on to."""
    page = client.post(f"{at}/{provider.key}", {"next": wanted})
    assert page.status_code == 200
    address = page["Refresh"].removeprefix("0; url=")
    assert address.startswith(f"{provider.issuer}/oauth2/authorize?")
    assert escape(address) in page.content.decode()
    return address


def answered(client, provider, subject: str, address: str):
    """Sign in at the provider, and come back."""
    opener = build_opener(Stay)
    try:
        opener.open(Request(address, f"sub={subject}".encode(), method="POST"))
    except OSError as answer:
        back = answer.headers["Location"]
    assert back.startswith("http://testserver/sign-in/with/southfold/back?")
    return client.get(back.removeprefix("http://testserver"))


def test_the_button_names_the_agency(client_for, cast, provider):
    page = client_for(None).get("/sign-in").content.decode()
    assert "Sign in with Southfold Borough Council" in page
    assert 'action="/sign-in/with/southfold?next=' in page


def test_the_request_is_bound_to_the_browser(client_for, cast, provider):
    asked = parse_qs(urlsplit(way_there(client_for(None), provider)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert asked["nonce"]
    assert "openid" in asked["scope"][0]


def test_a_member_comes_in_by_their_verified_address_and_our_second_factor(client_for, cast, provider, events):
    known_there(provider, "u-1", email="Manager@Southfold.example", email_verified=True)
    client = client_for(None)
    assert there_and_back(client, provider, "u-1", wanted="/working-as").url == "/sign-in/next"
    assert client.get("/").url == "/sign-in/next?next=%2F"
    client.get("/sign-in/next?next=/working-as")
    assert client.post("/sign-in/code", {"code": code()}).url == "/working-as"
    assert client.get("/").status_code == 200
    assert events("sign-in")[0]["facts"] == {"factor": "totp", "how": "openid"}


def come_all_the_way(client, provider, subject: str, at: int = 0) -> None:
    there_and_back(client, provider, subject)
    assert client.post("/sign-in/code", {"code": code(at)}).status_code == 302


def test_an_account_there_is_a_members_once_they_gave_their_own_factor_and_that_is_recorded_once(
    client_for, cast, provider, settings, events
):
    provider = told(settings, replace(provider, amr=frozenset({"mfa"})))
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True, amr=["mfa"])
    first = client_for(None)
    there_and_back(first, provider, "u-1")
    assert first.get("/sign-in/next").url == "/sign-in/code"
    assert not SocialAccount.objects.exists()
    assert first.post("/sign-in/code", {"code": code()}).status_code == 302
    again = client_for(None)
    there_and_back(again, provider, "u-1")
    assert again.get("/sign-in/next").url == "/"
    assert [event["ids"] for event in events("link-provider")] == [[cast.manager.pk]]
    assert [event["facts"]["factor"] for event in events("sign-in")] == ["totp", "provider"]


def test_a_letter_goes_to_whoever_an_account_there_becomes_theirs_and_no_second_one(
    client_for, cast, provider, letters
):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    there_and_back(client_for(None), provider, "u-1")
    assert letters() == [], "half-way in nothing has changed yet"
    come_all_the_way(client_for(None), provider, "u-1")
    ((to, body),) = letters()
    assert to == cast.manager.email
    assert "your agency’s own sign-in" in body
    assert not any(word in body for word in ("Manager", "Southfold", "http"))
    come_all_the_way(client_for(None), provider, "u-1", 1)
    assert len(letters()) == 1


def without_password(member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(password=make_password(None))


def test_whoever_comes_by_their_agencys_sign_in_and_has_no_password_gets_none_beside_it(
    client_for, cast, provider, events
):
    without_password(cast.manager)
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    client = client_for(None)
    come_all_the_way(client, provider, "u-1")
    page = client.get("/your-sign-in").content.decode()
    assert "You come in by the sign-in of Southfold Borough Council: there is no password of yours here" in page
    assert "/your-sign-in/password" not in page
    assert client.get("/your-sign-in/password").status_code == 404
    assert client.post("/your-sign-in/password", {"password": "purple wombat ladder"}).status_code == 404
    assert not Member.objects.get(pk=cast.manager.pk).has_usable_password()
    assert [event["outcome"] for event in events("change-password")] == ["refused", "refused"]


def test_whoever_has_a_password_too_may_change_it_and_so_may_who_never_came_by_an_agency(client_for, cast, provider):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    client = client_for(None)
    come_all_the_way(client, provider, "u-1")
    assert client.post("/your-sign-in/password", {"password": "purple wombat ladder"}).url == "/your-sign-in"
    without_password(cast.reader)
    assert client_for(Member.objects.get(pk=cast.reader.pk)).get("/your-sign-in/password").status_code == 200


def test_an_agencys_sign_in_that_the_operator_took_away_forbids_nobody_a_password(client_for, cast, provider, settings):
    without_password(cast.manager)
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    client = client_for(None)
    come_all_the_way(client, provider, "u-1")
    settings.WARDMOTE_PROVIDERS = ()
    assert client.get("/your-sign-in/password").status_code == 200


def test_an_agency_speaks_for_its_own_addresses_alone(client_for, cast, provider, settings):
    provider = told(settings, replace(provider, domains=frozenset({"elsewhere.example"})))
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    assert there_and_back(client_for(None), provider, "u-1").url == "/sign-in?refused=1"


@pytest.mark.parametrize(
    "email", ["a@x.southfold.example", "a@southfold.example.evil", "a@evilsouthfold.example", "", "@"]
)
def test_an_address_below_a_domain_or_like_it_is_not_of_it(email):
    found = Provider("x", "X", "https://x.example", "c", "s", frozenset({"southfold.example"}))
    assert found.speaks_for("A@Southfold.example")
    assert not found.speaks_for(email)


@pytest.fixture
def without_factors(client_for, cast, provider, settings):
    """A client of somebody who is in by their agency's sign-in, which asks for both factors, and has no factor of their own here."""
    Authenticator.objects.filter(user=cast.manager).delete()
    told(settings, replace(provider, amr=frozenset({"mfa"})))
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True, amr=["mfa"])
    client = client_for(None)
    there_and_back(client, provider, "u-1")
    assert client.get("/sign-in/next").url == "/"
    return client


def ask_again(client, provider, subject="u-1"):
    """The button of the page that asks to prove again."""
    address = way_there(client, provider, wanted="/your-sign-in/app", at="/your-sign-in/prove/with")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    return answered(client, provider, subject, address)


def test_whoever_has_their_agencys_sign_in_alone_proves_again_there_and_may_add_a_factor_here(
    without_factors, cast, provider, travel
):
    client = without_factors
    travel(client, minutes=11)
    page = client.get(client.get("/your-sign-in/app").url).content.decode()
    assert "Sign in with Southfold Borough Council once more" in page
    assert 'action="/your-sign-in/prove/with/southfold"' in page
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True, amr=["mfa"], auth_time=int(time.time()))
    before = client.session.session_key
    assert ask_again(client, provider).url == "/your-sign-in/app"
    assert client.session.session_key != before
    assert client.get("/your-sign-in/app").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"auth_time": None},
        {"auth_time": 1},
        {"auth_time": True},
        {"amr": ["pwd"]},
        {"email": "reader@oversight.example"},
    ],
    ids=str,
)
def test_the_agencys_word_again_counts_only_when_it_asked_this_person_again(
    without_factors, cast, provider, travel, claims, events
):
    client = without_factors
    travel(client, minutes=11)
    said = {"email": cast.manager.email, "email_verified": True, "amr": ["mfa"], "auth_time": int(time.time())} | claims
    known_there(provider, "u-1", **said)
    answer = ask_again(client, provider)
    assert answer.url == "/your-sign-in/prove?refused=1&next=%2Fyour-sign-in%2Fapp"
    assert "did not show that it is you" in client.get(answer.url).content.decode()
    assert client.get("/your-sign-in/app").status_code == 302
    assert events("sign-in-failed")[-1]["facts"] == {"why": "openid"}


def test_another_persons_account_there_proves_nothing(without_factors, cast, provider, travel):
    client = without_factors
    travel(client, minutes=11)
    known_there(provider, "u-2", email=cast.reader.email, email_verified=True, amr=["mfa"], auth_time=int(time.time()))
    assert ask_again(client, provider, "u-2").url.startswith("/your-sign-in/prove?refused=1")
    assert client.get("/your-sign-in/app").status_code == 302


def test_an_answer_to_another_question_is_refused(client_for, cast, provider, monkeypatch):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    client = client_for(None)
    address = way_there(client, provider)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    assert answered(client, provider, "u-1", address.replace(nonce, "another")).url == "/sign-in?refused=1"


def test_an_agency_that_cannot_be_reached_gets_the_plain_answer(client_for, cast, settings):
    told(settings, Provider("southfold", "Southfold", "http://127.0.0.1:9", "wardmote", "a-secret", DOMAINS))
    page = client_for(None).post("/sign-in/with/southfold")
    assert page["Refresh"] == "0; url=/sign-in?refused=1"


def test_who_is_no_member_becomes_none_and_gets_the_plain_answer(client_for, cast, provider, events):
    known_there(provider, "u-2", email="stranger@southfold.example", email_verified=True)
    before = Member.objects.count()
    client = client_for(None)
    answer = there_and_back(client, provider, "u-2")
    assert answer.url == "/sign-in?refused=1"
    assert "did not bring you in" in client.get(answer.url).content.decode()
    assert client.get("/").url == "/sign-in?next=/"
    assert (Member.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert events("sign-in-failed")[0]["facts"] == {"why": "openid"}


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}, {"email_verified": "true"}], ids=str)
def test_an_address_that_the_agency_has_not_verified_is_nobodys(client_for, cast, provider, claims):
    known_there(provider, "u-3", email=cast.manager.email, **claims)
    assert there_and_back(client_for(None), provider, "u-3").url == "/sign-in?refused=1"


def test_another_account_there_with_the_same_address_does_not_become_the_member(client_for, cast, provider):
    known_there(provider, "first", email=cast.manager.email, email_verified=True)
    known_there(provider, "second", email=cast.manager.email, email_verified=True)
    come_all_the_way(client_for(None), provider, "first")
    assert there_and_back(client_for(None), provider, "second").url == "/sign-in?refused=1"
    known_there(provider, "first", email=cast.reader.email, email_verified=True)
    assert there_and_back(client_for(None), provider, "first").url == "/sign-in?refused=1"


def test_a_leaver_does_not_come_in_that_way_either(client_for, cast, provider):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    Member.objects.filter(pk=cast.manager.pk).update(is_active=False)
    assert there_and_back(client_for(None), provider, "u-1").url == "/sign-in?refused=1"


def test_what_the_agency_says_of_a_person_is_not_kept(client_for, cast, provider):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True, name="Mo", phone_number="01632 960001")
    come_all_the_way(client_for(None), provider, "u-1")
    there_and_back(client_for(None), provider, "u-1")
    assert [row.extra_data for row in SocialAccount.objects.all()] == [{}]


def test_an_answer_that_was_not_asked_for_is_refused(client_for, cast, provider):
    client = client_for(None)
    assert client.get("/sign-in/with/southfold/back?code=x&state=y").url == "/sign-in?refused=1"
    assert client.get("/sign-in/with/southfold/back?error=access_denied").url == "/sign-in?refused=1"


def test_an_agency_that_nobody_told_of_is_not_there(client_for, cast, provider):
    assert client_for(None).post("/sign-in/with/elsewhere").status_code == 404
    assert client_for(None).get("/sign-in/with/elsewhere/back").status_code == 404


def test_a_link_alone_starts_nothing(client_for, cast, provider):
    assert client_for(None).get("/sign-in/with/southfold").url == "/sign-in"


def test_the_agencys_word_for_a_second_factor_counts_only_where_the_installation_was_told_to_believe_it(
    client_for, cast, provider, settings
):
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True, amr=["pwd", "mfa"])
    doubting, believing = client_for(None), client_for(None)
    come_all_the_way(client_for(None), provider, "u-1")
    there_and_back(doubting, provider, "u-1")
    assert doubting.get("/sign-in/next").url == "/sign-in/code"
    there_and_back(believing, told(settings, replace(provider, amr=frozenset({"mfa"}))), "u-1")
    assert believing.get("/sign-in/next").url == "/"
    assert believing.get("/").status_code == 200


def test_another_word_than_the_one_configured_does_not_count():
    found = Provider("x", "X", "https://x.example", "c", "s", DOMAINS, amr=frozenset({"mfa"}), acr=frozenset({"high"}))
    assert not any(
        found.vouches(claims) for claims in ({}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": "low"}, {"acr": None})
    )
    assert all(found.vouches(claims) for claims in ({"amr": ["pwd", "mfa"]}, {"acr": "high"}))


GOOD = """
[[provider]]
key = "southfold"
name = "Southfold"
issuer = "https://login.southfold.example"
client_id = "wardmote"
domains = ["Southfold.example"]
secret_file = "{secret}"
"""


def test_providers_are_read_from_a_file(tmp_path):
    (tmp_path / "secret").write_text("s3cret\n")
    file = tmp_path / "openid.toml"
    file.write_text(GOOD.format(secret=tmp_path / "secret"))
    (found,) = providers.read(str(file))
    assert (found.secret, found.issuer, found.amr) == ("s3cret", "https://login.southfold.example", frozenset())
    assert found.domains == {"southfold.example"}
    assert providers.read(None) == ()


@pytest.mark.parametrize(
    ("from_", "to"),
    [
        ('key = "southfold"', 'key = "a/b"'),
        ("https:", "http:"),
        ('client_id = "wardmote"', ""),
        ("name", "nmae"),
        ("[[provider]]", "[["),
        (r'domains = ["Southfold.example"]', "domains = []"),
        (r'domains = ["Southfold.example"]', 'domains = "southfold.example"'),
        (r'domains = ["Southfold.example"]', 'domains = ["@southfold.example"]'),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, from_, to):
    (tmp_path / "secret").write_text("s")
    file = tmp_path / "openid.toml"
    file.write_text(re.sub(re.escape(from_), to, GOOD.format(secret=tmp_path / "secret"), count=1))
    with pytest.raises(BadProvider, match="WARDMOTE_OPENID"):
        providers.read(str(file))
