"""A chart is drawn, copied, and shown as a picture where it cannot be drawn; and the watch that every journey keeps does see what it should."""

import pytest

pytestmark = pytest.mark.journey


@pytest.fixture
def charts(page, settings):
    settings.ROOT_URLCONF = "tests.journeys.chart_page"
    page.goto("/charts")
    page.locator("#carried[data-drawn=live]").wait_for()
    page.locator("#fetched[data-drawn=live]").wait_for()
    page.locator("#broken[data-drawn=still]").wait_for()
    page.wrong[:] = [line for line in page.wrong if "A chart is shown as a picture" not in line]
    return page


def clipboard(page, kind: str) -> str:
    return page.evaluate(
        "async (kind) => { const [item] = await navigator.clipboard.read(); const blob = await item.getType(kind);"
        " return kind.startsWith('text') ? blob.text() : blob.type + ' ' + blob.size; }",
        kind,
    )


def test_charts_are_drawn_without_any_breach_of_the_policy(charts, axe, picture):
    assert charts.locator("#carried svg").count() == 1
    assert charts.locator("#fetched svg").count() == 1
    assert axe(charts) == []
    picture(charts, "charts")


def test_a_chart_that_cannot_be_drawn_is_shown_as_a_picture_with_its_summary(charts):
    still = charts.locator("#broken img")
    assert still.get_attribute("src") == "/picture.svg"
    assert still.get_attribute("alt").startswith("Crimes by month in a made-up place")


def test_a_sentence_is_copied_with_its_source(charts):
    charts.get_by_role("button", name="Copy sentence").click()
    charts.get_by_role("button", name="Copied").wait_for()
    assert clipboard(charts, "text/plain") == "Crime rose by 18 % & more.\nSource: a made-up lake"
    assert "18 % &amp; more" in clipboard(charts, "text/html")


def test_a_chart_is_copied_as_a_picture_with_its_source(charts):
    charts.locator("#carried").get_by_role("button", name="Copy chart with its source").click()
    charts.get_by_role("button", name="Copied").wait_for()
    kind, size = clipboard(charts, "image/png").split()
    assert kind == "image/png"
    assert int(size) > 5000
    html = clipboard(charts, "text/html")
    assert "data:image/png;base64," in html
    assert "Source: a made-up lake" in html


def test_without_javascript_the_page_shows_pictures_and_no_dead_buttons(chromium, site, cast, settings):
    settings.ROOT_URLCONF = "tests.journeys.chart_page"
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/charts")
    assert page.locator("#carried img").is_visible()
    assert page.get_by_role("button", name="Copy sentence").count() == 0
    context.close()


def test_the_watch_sees_inline_script_and_requests_to_other_hosts(page, settings):
    settings.ROOT_URLCONF = "tests.journeys.chart_page"
    page.goto("/breach")
    page.wait_for_timeout(200)
    assert page.title() == "x"
    seen = " ".join(page.wrong)
    assert "script-src" in seen
    assert "img-src" in seen
    page.wrong.clear()
