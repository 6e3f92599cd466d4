"""The frame around every page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from wardmote import words
from wardmote.accounts.navigation import Entry
from wardmote.accounts.policies import may_manage_members
from wardmote.platform import installation
from wardmote.web import navigation, templating

SRC = Path(__file__).resolve().parents[2] / "src/wardmote"
TEMPLATES = sorted(SRC.glob("*/jinja2/**/*.html"))


def test_home_names_the_member_the_agency_and_the_partnership(client_for, cast):
    page = client_for(cast.manager).get("/").content.decode()
    assert "Mo Manager" in page
    assert "Southfold Borough Council in Southfold Community Safety Partnership" in page
    assert "<title>Home – Southfold Community Safety Partnership – Wardmote</title>" in page


def test_the_footer_carries_the_attribution_that_the_licence_asks_for(client_for):
    page = client_for(None).get("/sign-in").content.decode()
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in page
    assert "Contains OS data © Crown copyright and database right." in page


def test_not_found_and_not_allowed_say_the_same(client_for, cast, settings):
    settings.ROOT_URLCONF = "tests.platform.probe"
    client = client_for(cast.reader)
    missing, refused = client.get("/no-such-page"), client.get("/probe/managers_only")
    assert (missing.status_code, refused.status_code) == (404, 404)
    bodies = [
        re.sub(r'(csrfmiddlewaretoken" value=|once" value=|X-CSRFToken": )"[^"]*"', "", page.content.decode())
        for page in (missing, refused)
    ]
    assert bodies[0] == bodies[1]
    assert "There is no page here for you" in bodies[0]


def test_a_host_that_is_not_ours_gets_a_plain_refusal(client_for):
    assert client_for(None).get("/sign-in", headers={"host": "elsewhere.example"}).status_code == 400


def test_the_health_page_says_ok_only_with_a_register(client_for):
    first, second = client_for(None).get("/healthz").content.decode().splitlines()
    assert first == "ok"
    assert second == f"installation {installation.name()}"


def test_an_entry_of_the_navigation_is_shown_to_those_who_may_go_there(client_for, cast, monkeypatch):
    entry = Entry("Members", "hats", 5, may_manage_members, "Who is in it")
    monkeypatch.setattr(navigation, "entries", lambda: (navigation.HOME, entry))
    manager, reader = (client_for(m).get("/").content.decode() for m in (cast.administrator, cast.reader))
    assert "Who is in it" in manager
    assert "Who is in it" not in reader
    page = client_for(cast.administrator).get("/working-as").content.decode()
    assert re.search(r'href="/working-as"\s+aria-current="page"', page)


def test_an_entry_is_marked_on_the_pages_below_it(cast):
    entry = Entry("Members", "hats", 5, may_manage_members)
    below = navigation._place(entry, "/working-as/somebody")
    assert (below.here, below.exact) == (True, False)
    assert navigation._place(entry, "/working-assembly").here is False
    assert navigation._place(navigation.HOME, "/working-as").here is False


TURNS = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)  # what the template engine does, between what it writes


class Inline(HTMLParser):
    """What the Content-Security-Policy would stop: style attributes, handlers, script and style text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        self.found += [f"{tag} {v}" for v in names.values() if v and v.strip().lower().startswith("javascript:")]
        if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != "application/json"):
            self.found.append(tag)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_no_template_holds_inline_script_or_style(template):
    parser = Inline()
    parser.feed(TURNS.sub("", template.read_text()))
    assert parser.found == []


def words_of(template: str) -> list[str]:
    """Words that stand in a template outside `_()`: in text and in attributes that people hear."""
    environment = templating.environment(loader=None, autoescape=True)
    text = "".join(
        n.data
        for o in environment.parse(template).find_all(nodes.Output)
        for n in o.nodes
        if isinstance(n, nodes.TemplateData)
    )
    heard = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"{]*[A-Za-z]{2}[^"{]*)"', text)
    bare = re.sub(r"<[^>]*>?|[^<]*>", " ", text)
    return heard + [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in {"Wardmote", "DOCTYPE", "html"}]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_every_word_of_a_template_can_be_translated(template):
    assert words_of(template.read_text()) == []


def test_a_word_that_cannot_be_translated_is_found():
    assert words_of('<p class="x">Hello {{ name }}</p><img alt="A map">') == ["A map", "Hello"]


def test_pages_speak_the_language_in_force(client_for, monkeypatch):
    class Shouting:
        def gettext(self, message: str) -> str:
            return re.sub(r"(\{\w*\})|[^{]+", lambda part: part[1] or part[0].upper(), message)

    monkeypatch.setattr(
        words, "_catalogue", lambda language: Shouting() if language == "cy" else words._gettext.NullTranslations()
    )
    with words.speaking("cy"):
        page = client_for(None).get("/sign-in").content.decode()
    assert '<html lang="cy"' in page
    assert "EMAIL ADDRESS" in page
    assert "Email address" not in page
    assert "Email address" in client_for(None).get("/sign-in").content.decode()


def test_a_sparkline_lifts_the_pen_where_a_month_is_missing():
    assert templating.spark_path([5, None, 10, 0]) == "M0.0 10.0h0M66.7 1.0h0L100.0 19.0"
    assert templating.spark_path([]) == ""


def test_the_address_of_a_file_changes_with_its_bytes():
    assert re.fullmatch(r"/static/wardmote/site\.css\?v=[0-9a-f]{10}", templating.static("wardmote/site.css"))
    assert templating.static("wardmote/site.css") != templating.static("wardmote/site.js")
