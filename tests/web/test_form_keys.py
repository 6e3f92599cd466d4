"""Every form that is sent carries the key that lets it be done once; every route that asks for none was decided to."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.web.test_doors import PUBLIC, address, patterns
from wardmote.platform import once

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "src/wardmote").glob("*/jinja2/**/*.html"))
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL | re.IGNORECASE)
POSTS = re.compile(r"^<form\b[^>]*\bmethod=[\"']post[\"']", re.IGNORECASE)
KEY = re.compile(r'<input type="hidden" name="once" value="[0-9a-f-]{36}"')
# Asked twice they do what they did: saving what is typed replaces what was saved, throwing away what is gone changes nothing.
REPEATABLE = {"keep-draft", "drop-draft"}


def forms(page: str) -> list[str]:
    return [form for form in FORM.findall(page) if POSTS.match(form)]


def keyless(page: str) -> list[str]:
    return [form[:200] for form in forms(page) if not KEY.search(form)]


def test_every_form_of_every_template_is_written_with_its_keys():
    written = {path.name: forms(path.read_text()) for path in TEMPLATES}
    assert sum(map(len, written.values())) > 5
    assert [name for name, found in written.items() for form in found if "{{ csrf_input }}" not in form] == []


@pytest.mark.parametrize("who", ["administrator", "analyst", None])
def test_every_form_of_every_page_carries_a_key(client_for, cast, who):
    client, seen = client_for(getattr(cast, who) if who else None), 0
    for pattern in patterns(get_resolver().url_patterns):
        if pattern.name == "people-export":
            continue
        answer = client.get(address(pattern))
        if answer.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            seen += len(forms(page))
            assert keyless(page) == [], pattern.name
    assert seen


def test_a_form_without_a_key_is_found():
    assert keyless('<form method="post"><input name="x"></form><form method="get"></form>') == [
        '<form method="post"><input name="x"></form>'
    ]


def test_the_routes_that_ask_for_no_key_are_the_ones_that_were_decided():
    found = {p.name for p in patterns(get_resolver().url_patterns) if getattr(p.callback, "repeatable", False)}
    assert found == REPEATABLE
    assert not found & PUBLIC  # a visitor is asked for none anyway: nobody could tell one from another


def test_a_page_that_is_written_twice_has_two_keys():
    assert once.fresh() != once.fresh()
