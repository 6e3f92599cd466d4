"""Coming in with a second factor, being here, and being put out: as a person meets it, in a real browser."""

import re
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from tests.cast import PASSWORD, agency
from tests.journeys.conftest import elsewhere
from wardmote.accounts import changes, entry
from wardmote.accounts.changes.invitations import Guest
from wardmote.accounts.models import Member
from wardmote.accounts.states import Role
from wardmote.platform import clock

pytestmark = pytest.mark.journey


def give_password(page, member) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def app_code(page) -> str:
    secret = page.locator(".wm-secret").inner_text().replace(" ", "")
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[1]))


def confirm_codes(page, axe, picture) -> None:
    page.get_by_role("heading", level=1, name="Print your recovery codes").wait_for()
    assert len(set(re.findall(r"\d{5} \d{5}", page.locator(".wm-codes").inner_text()))) == 10
    assert page.get_by_role("button", name="Print").is_visible()
    assert axe(page) == []
    picture(page, "recovery-codes")
    page.get_by_label("I have printed these codes").check()
    page.get_by_role("button", name="Continue").click()


def put_out(member) -> None:
    """A quarter of an hour passes in which the member does nothing."""
    move_back(member, seen_at=entry.IDLE.total_seconds() + 1)


def move_back(member, **seconds: float) -> None:
    """Let times of the member's sessions be longer ago."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    for row in Session.objects.all():
        session = SessionStore(row.pk)
        found = entry.read(session)
        if session.get("_auth_user_id") == str(member.pk) and found:
            entry.write(session, replace(found, **{name: getattr(found, name) - n for name, n in seconds.items()}))
            session.save()


def test_an_invitation_leads_to_a_second_factor_and_the_first_page(page, cast, axe, picture):
    secrets: list[str] = []
    guest = Guest("Nia New", "new@southfold.example", agency("southfold-council").pk, (Role.ANALYST,), clock.today())
    changes.invite(
        guest=guest, link=lambda secret: secrets.append(secret) or "https://x.example/", home="https://x.example/",
        at=clock.now(), by=cast.standing(cast.administrator),
    )  # fmt: skip
    page.goto(f"/invitation/{secrets[0]}", timeout=60_000)  # the first page of a fresh site
    assert axe(page) == []
    page.get_by_label("New password").fill("purple wombat ladder")
    page.locator("main button[type=submit]").click()
    page.get_by_role("heading", level=1, name="Set up a second way to show that it is you").wait_for()
    assert axe(page) == []
    picture(page, "enrol")
    page.get_by_role("button", name="Use an app").click()
    assert axe(page) == []
    picture(page, "enrol-app")
    page.get_by_label("Code").fill(app_code(page))
    page.get_by_role("button", name="Continue").click()
    confirm_codes(page, axe, picture)
    page.get_by_role("heading", level=1, name="Southfold Community Safety Partnership").wait_for()


def test_a_passkey_is_made_and_lets_in(page, site, cast, axe, picture):
    Authenticator.objects.filter(user=cast.manager).delete()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    give_password(page, cast.manager)
    page.get_by_role("button", name="Use a passkey").click()
    assert axe(page) == []
    assert not page.locator("[data-passkey-failed]").is_visible()
    picture(page, "enrol-passkey")
    page.get_by_label("What you call it").fill("Work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    confirm_codes(page, axe, picture)
    page.get_by_role("button", name="Sign out").click()

    give_password(page, cast.manager)
    page.get_by_role("button", name="Use a passkey").wait_for()
    assert axe(page) == []
    picture(page, "second-factor")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.goto("/your-sign-in")
    assert page.get_by_text("Work laptop", exact=True).is_visible()


def test_what_was_typed_comes_back_after_signing_in_again(page, cast, sign_in, axe, picture):
    sign_in(page, cast.administrator)
    page.goto("/people/invite")
    page.get_by_label("Email address").fill("typed@southfold.example")
    put_out(cast.administrator)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_text("It is kept: sign in, and it will be in its place again").wait_for()
    assert axe(page) == []
    picture(page, "signed-out-while-typing")
    sign_in(page, cast.administrator, at=page.url)
    page.get_by_text("What you had typed is in the form again").wait_for()
    assert page.get_by_label("Email address").input_value() == "typed@southfold.example"
    assert axe(page) == []
    picture(page, "typed-text-is-back")


def test_another_session_is_ended_from_here(page, chromium, site, cast, sign_in, axe, picture):
    there = chromium.new_context(
        base_url=site, user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"
    )
    telephone = there.new_page()
    sign_in(telephone, cast.manager)
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Your account").click()
    page.goto("/your-sign-in")
    page.get_by_text("Safari on iPhone").first.wait_for()
    assert axe(page) == []
    picture(page, "your-sign-in")
    page.get_by_role("button", name="End Safari on iPhone").click()
    page.get_by_role("heading", level=1, name="How you sign in").wait_for()
    assert page.get_by_text("Safari on iPhone").count() == 0
    telephone.goto("/")
    assert telephone.url == f"{site}/sign-in?next=/"
    there.close()


def test_every_step_is_done_without_javascript(chromium, site, cast):
    Authenticator.objects.filter(user=cast.manager).delete()
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    left = []
    page.on("request", lambda asked: left.append(asked.url) if elsewhere(asked.url, site) else None)
    give_password(page, cast.manager)
    page.get_by_role("button", name="Use an app").click()
    page.get_by_label("Code").fill(app_code(page))
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("I have printed these codes").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Sign out").wait_for()
    put_out(Member.objects.get(pk=cast.manager.pk))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", level=1, name="Sign in").wait_for()
    assert left == []
    context.close()
