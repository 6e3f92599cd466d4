"""A real browser, and the site that it visits.

    site      the address of this test's own site: a server thread over the test's own database (with `cast`)
    page      a fresh Chromium page. At the end it must have seen no error, no breach of the Content-Security-Policy, no request to another host
    sign_in   sign_in(page, cast.manager): through the forms, as a person would, with a code of their app; at most three times a member and test (a code is taken once)
    axe       axe(page): what the axe rules find serious or critical, as lines; assert that there are none
    picture   picture(page, "home"): screenshots at 1280 and 320 pixels in build/pictures, to be looked at; fails when the page is wider than 320

Without Chromium the journeys are skipped, counted and named at the end; with CI=true they fail.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cast import PASSWORD, code
from tests.conftest import NO_BROWSER

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PICTURES = ROOT / "build/pictures"
CHROMIUM = shutil.which("chromium")
WITHOUT_A_SCREEN = ("--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{NO_BROWSER}: under CI the journeys must be made", pytrace=False)
        pytest.skip(NO_BROWSER)


@pytest.fixture(scope="package")
def chromium() -> Iterator:
    """One browser for all journeys. Playwright leaves an event loop in this thread, which Django would take for asynchronous code."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=WITHOUT_A_SCREEN)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def application():
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


@pytest.fixture
def site(chromium, database: str, application) -> Iterator[str]:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, site: str) -> Iterator:
    context = chromium.new_context(
        base_url=site, viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(10_000)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda problem: wrong.append(f"uncaught: {problem}"))
    opened.on(
        "request", lambda asked: wrong.append(f"left the site: {asked.url}") if elsewhere(asked.url, site) else None
    )
    opened.wrong = wrong
    yield opened
    context.close()
    assert wrong == []


def elsewhere(url: str, site: str) -> bool:
    return not url.startswith((f"{site}/", "data:", "blob:"))


@pytest.fixture
def sign_in() -> Callable:
    used: dict = {}

    def made(page, member, *, at: str = "/sign-in") -> None:
        steps = used.setdefault(member.pk, [0, 1, -1])
        page.goto(at)
        page.get_by_label("Email address").fill(member.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Code").fill(code(steps.pop(0)))
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Sign out").wait_for()

    return made


@pytest.fixture
def axe() -> Callable:
    def found(page) -> list[str]:
        page.evaluate(AXE.read_text())
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [v for v in result["violations"] if v["impact"] in {"serious", "critical"}]
        return [f"{v['id']} ({v['impact']}): {node['html'][:160]}" for v in grave for node in v["nodes"]]

    if not AXE.exists():
        pytest.fail("axe-core is not there: run 'npm ci' first")
    return found


@pytest.fixture
def picture() -> Callable:
    def taken(page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        size = page.viewport_size
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size(size)
        assert spill == 0, f"{name} is {spill} pixels too wide at 320"

    return taken
