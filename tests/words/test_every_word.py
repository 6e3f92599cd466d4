"""Every word that a person sees can be translated.

A language is made up in which each message stands in ⟦brackets⟧. Pages and the report are written in it; whatever letter is
left outside all brackets is either data (the name of a place or a person, a code) or a word that nobody can translate.
"""

import io
import re
import sys
from html.parser import HTMLParser

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from scripts import extract_messages

from tests.cast import NORTHWICK, SOUTHFOLD
from wardmote import documents, words
from wardmote.engine import geography
from wardmote.engine.geography import Level

MADE_UP = "xx"
ASKED = "area=E07000126&from=2021-10&to=2022-09"
PAGES = (
    "/",
    "/accessibility",
    "/nowhere",
    "/working-as",
    f"/evidence/area/?{ASKED}",
    f"/evidence/area/?{ASKED}&indicator=burglary",
    "/evidence/area/?area=nowhere",
    f"/evidence/area/made/?{ASKED}",
    f"/evidence/area/map/?{ASKED}",
    f"/evidence/ranking/?{ASKED}&level=ward",
    "/evidence/ward/",
    "/evidence/ward/E05010226/?from=2021-10&to=2022-09",
    "/evidence/quality/",
    "/publications/",
    f"/publications/?report=performance&{ASKED}",
)
OF_PEOPLE = (
    ("administrator", "/people"),
    ("administrator", "/people/invite"),
    ("administrator", "/account"),
    ("reader", "/people"),
    ("reader", "/roles"),
    ("auditor", "/log"),
    ("nobody", "/privacy"),
)
SHOWN = ("alt", "aria-label", "title", "placeholder")
CODE = re.compile(
    r"https?://\S+|\S+@\S+|\S+\.(?:csv|gz|py|docx|pdf|html|json|svg|png|parquet)\b|\b[a-z]+(?:[-_.@][\w@]+)+|\b\w*\d\w*\b"
)
NAMES = {
    # The product; who publishes the data and under what licence, as their licences have it; the cast of the tests.
    "Wardmote", "Southfold", "Northwick", "Community", "Safety", "Partnership", "Borough", "Council", "County",
    "Constabulary", "Mo", "Manager", "CSV", "PNG", "SVG", "PDF", "Word", "JSON", "HTML",
    "Contains", "public", "sector", "information", "licensed", "under", "the", "Open", "Government", "Licence", "Home",
    "Office", "Police", "UK", "open", "data", "v", "ONS", "LSOA", "mid", "ID",
}  # fmt: skip

CAST = {
    word
    for sample in (SOUTHFOLD, NORTHWICK)
    for text in (*(person.name for person in sample.members), *(name for name, _kind in sample.agencies.values()))
    for word in text.split()
} | {"Noah", "Nobody"}


class Seen(HTMLParser):
    """What a person sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs) -> None:
        self._hidden += tag in {"script", "style"}
        self.texts += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag) -> None:
        self._hidden -= tag in {"script", "style"}
        self.texts.append("\n")

    def handle_data(self, data) -> None:
        if not self._hidden:
            self.texts.append(data)


def outside_brackets(text: str) -> str:
    """What is left when brackets, and brackets within them, are taken away with what they hold."""
    left, depth = [], 0
    for letter in text:
        depth += letter == "⟦"
        left.append(letter if depth == 0 else " ")
        depth -= letter == "⟧"
    assert depth == 0, f"a bracket was cut off: words are taken apart after they were translated: {text[-300:]}"
    return "".join(left)


def untranslated(page: str, names: set[str]) -> list[str]:
    seen = Seen()
    seen.feed(page)
    left = [CODE.sub(" ", outside_brackets(text)) for text in seen.texts]
    return sorted(
        {
            f"{word} in: {' '.join(text.split())[:80]}"
            for text in left
            for word in re.findall(r"[^\W\d_]{2,}", text)
            if word not in names
        }
    )


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """A folder with the made-up language, from the template that translators get."""
    with extract_messages.TEMPLATE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if message.id:
            many = isinstance(message.id, tuple)
            message.string = tuple(f"⟦{one}⟧" for one in message.id) if many else f"⟦{message.id}⟧"
    folder = tmp_path_factory.mktemp("locales")
    written = io.BytesIO()
    write_mo(written, catalogue)
    home = folder / MADE_UP / "LC_MESSAGES"
    home.mkdir(parents=True)
    (home / "wardmote.mo").write_bytes(written.getvalue())
    return folder


@pytest.fixture
def speaking(locales, monkeypatch):
    """Everything inside the test is said in the made-up language; what was said before in another is forgotten."""
    monkeypatch.setattr(words, "LOCALES", locales)
    forget()
    with words.speaking(MADE_UP):
        yield
    forget()


def forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(
            ("wardmote.evidence", "wardmote.publications", "wardmote.words", "wardmote.engine.measures")
        ):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", lambda: None)()


@pytest.fixture(scope="module")
def names():
    """Words of the names of the sample's places, and the few others that are data."""
    atlas = geography.load()
    force = atlas.find("E23000003")
    inside = [
        force,
        *(area for level in Level if level not in (Level.FORCE, Level.CUSTOM) for area in atlas.within(force, level)),
    ]
    return NAMES | {word for area in inside for word in re.findall(r"[^\W\d_]+", area.name)}


def test_the_template_for_translators_holds_todays_words():
    assert extract_messages.TEMPLATE.read_bytes() == extract_messages.catalogue(), "run 'make messages'"


def test_words_outside_brackets_are_found():
    """Otherwise the tests below could not fail."""
    assert untranslated("<p>⟦Crime in ⟦Leyland⟧⟧ rose 12 %</p><img alt='Map'>", set()) == [
        "Map in: Map",
        "rose in: rose %",
    ]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_word_that_cannot_be_translated(client_for, cast, lake, speaking, names, address):
    answer = client_for(cast.manager).get(address, follow=True)
    text = answer.content.decode()
    assert text.count("⟦") > 5
    assert untranslated(text, names) == []


@pytest.mark.parametrize(("who", "address"), OF_PEOPLE)
def test_a_page_about_people_has_no_word_that_cannot_be_translated(client_for, cast, speaking, names, who, address):
    client = client_for(getattr(cast, who))
    client.get("/people")  # somebody looks, so that the log has a line
    text = client.get(address).content.decode().replace("<wbr>", "")  # addresses whole again
    assert text.count("⟦") > 5
    assert untranslated(text, names | CAST) == []


def test_signing_in_has_no_word_that_cannot_be_translated(client_for, cast, speaking, names):
    visitor = client_for(None)
    assert untranslated(visitor.get("/sign-in").content.decode(), names) == []
    refused = visitor.post("/sign-in", {"email": "nobody", "password": "wrong"}).content.decode()
    assert untranslated(refused, names) == []


def test_the_report_has_no_word_that_cannot_be_translated(lake, speaking, names):
    from wardmote.engine import open_lake
    from wardmote.engine.periods import Period
    from wardmote.publications import reports

    atlas = geography.load()
    made = reports.compose(
        "performance", open_lake(lake), atlas, atlas.find("E07000126"), Period.parse("2021-10", "2022-09")
    )
    assert untranslated(documents.html(made), names) == []
