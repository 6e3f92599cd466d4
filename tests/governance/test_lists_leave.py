"""Every list of governance has a way out: a page that shows one links to its file, or says here why it does not."""

import re

import psycopg
from bench.governance import paths
from bench.governance_rows import fill
from django.urls import get_resolver

from tests.cast import NOW
from tests.governance.test_bounded import FEW, _founded

WITHOUT = {
    "partnership-area": "districts and links of the partnership: its own description, which leaves with the complete exit",
    "handovers": "what came of a reorganisation, told once in words; it leaves with the complete exit",
    "risk-scale": "a definition, which stands beside each score",
    "risk-pictures": "pictures of the register, with their own files",
    "compare-risks": "a comparison of two days that somebody chose; the register is the list",
    "registers": "an index: each register has its file, and so have all of them in order of days",
    "imports": "the last files that were handed in, and what came of them; the log has all of it",
    "waiting-actions": "what waits for one member: actions, which have their file",
    "search-governance": "what was found for words that are written down nowhere",
    "meeting-calendar": "the address of one member’s calendar, which is a file itself",
    "letters": "one member’s wish",
    "proposed-roles": "roles of people, which have their own export",
}
LINKED = re.compile(r'href="/governance/lists/')
POSTS = re.compile(r'<main.*<form method="post"', re.DOTALL)


def read_only(client, address: str) -> str | None:
    """The page, if it is one, is there and is no form."""
    answer = client.get(address)
    page = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
    return page if page.startswith("<!DOCTYPE html>") and not POSTS.search(page) else None


def without_arguments() -> set[str]:
    return {one.name for one in get_resolver("wardmote.governance.urls").url_patterns if not one.pattern.converters}


def test_every_page_that_shows_a_list_links_to_its_file(database, register_server, client_for):
    with psycopg.connect(register_server.address("postgres", database), autocommit=True) as superuser:
        member, place = _founded(0)
        fill(superuser, [place], FEW, now=NOW, first=0)
        addresses = paths(superuser, place)
    client = client_for(member)
    shown = {name: read_only(client, addresses[name][0]) for name in sorted({*without_arguments(), "group", "register"} & set(addresses))}  # fmt: skip
    pages = {name: page for name, page in shown.items() if page}
    bare = {name for name, page in pages.items() if not LINKED.search(page)}
    assert len(pages) > 20, sorted(pages)
    assert bare == set(WITHOUT) & set(pages)
    of_group = LINKED.search(pages["group"]) and re.search(
        r'href="(/governance/lists/seats\.csv\?group=[^"]+)"', pages["group"]
    )
    assert of_group
    assert client.get(of_group[1]).status_code == 200
