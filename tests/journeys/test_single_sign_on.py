"""An agency's own sign-in in a real browser: away to another origin by a button, and back."""

import re
import time
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.test_single_sign_on import known_there, provider, told  # noqa: F401 - `provider` is a fixture
from tests.accounts.test_single_sign_on import pytestmark as quiet
from tests.cast import code
from tests.journeys.test_signing_in import move_back

pytestmark = [pytest.mark.journey, *quiet]


@pytest.fixture
def browser(chromium, site):
    """A page that may leave the site for the agency's, as the `page` fixture's may not."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    context.route(
        re.compile(r"^https?://(?!localhost)"), lambda route: route.abort()
    )  # the provider's page wants its looks from elsewhere
    opened, wrong = context.new_page(), []

    def hear(said) -> None:
        if said.type in {"error", "warning"} and said.location["url"].startswith((site, "about:")):
            wrong.append(said.text)

    opened.on("console", hear)
    yield opened
    context.close()
    assert wrong == []


def at_the_agency(page, provider, subject: str) -> None:  # noqa: F811 - the fixture's value
    page.wait_for_url(f"{provider.issuer}/oauth2/authorize**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("input[name=sub]").press("Enter")


def test_a_button_leads_to_the_agency_and_back_to_the_second_factor(browser, site, cast, provider, axe, picture):  # noqa: F811
    known_there(provider, "u-1", email=cast.manager.email, email_verified=True)
    browser.goto("/sign-in", timeout=60_000)
    assert axe(browser) == []
    picture(browser, "sign-in-with-agency")
    browser.get_by_role("button", name="Sign in with Southfold Borough Council").click()
    at_the_agency(browser, provider, "u-1")
    browser.get_by_label("Code").fill(code())
    browser.get_by_role("button", name="Continue").click()
    browser.get_by_role("button", name="Sign out").wait_for()
    assert browser.url == f"{site}/"


def test_whoever_comes_that_way_alone_is_asked_there_again(browser, site, cast, provider, settings, axe, picture):  # noqa: F811
    Authenticator.objects.filter(user=cast.manager).delete()
    told(settings, replace(provider, amr=frozenset({"mfa"})))
    known_there(
        provider, "u-1", email=cast.manager.email, email_verified=True, amr=["mfa"], auth_time=int(time.time()) + 60
    )
    browser.goto("/sign-in", timeout=60_000)
    browser.get_by_role("button", name="Sign in with Southfold Borough Council").click()
    at_the_agency(browser, provider, "u-1")
    browser.get_by_role("button", name="Sign out").wait_for()
    move_back(cast.manager, proved_at=660)
    browser.goto("/your-sign-in/app")
    browser.get_by_role("heading", level=1, name="Show once more that it is you").wait_for()
    assert axe(browser) == []
    picture(browser, "prove-with-agency")
    browser.get_by_role("button", name="Sign in with Southfold Borough Council once more").click()
    at_the_agency(browser, provider, "u-1")
    browser.wait_for_url(f"{site}/your-sign-in/app")
    browser.get_by_label("Code").wait_for()
