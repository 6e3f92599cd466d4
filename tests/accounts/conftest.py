"""Fixtures of signing in.

travel     travel(client, minutes=14): the session's own times move back, as if that long had passed
writing    the site with a page that has a form (tests/accounts/writing_site.py)
letters    letters(): (address, text) of every letter in the outbox, after the worker has done what was asked of it; link_in_mail(): the last link in one of them, without the host
administrator  what the administrator of the cast is today, signed in
ask_in     ask_in(email=...): the administrator invites, and the link that the mail carries comes back ('' when it carries none)
newcomer   the link of somebody who was asked in
events     events("sign-in"): what the log says of a verb, oldest first, as dictionaries
"""

import copy
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import clear_url_caches


@pytest.fixture
def travel() -> Callable:
    from wardmote.accounts import entry

    def made(client, **back) -> None:
        session, seconds = client.session, timedelta(**back).total_seconds()
        found = entry.read(session)
        moved = {name: getattr(found, name) - seconds for name in ("began_at", "seen_at", "proved_at")}
        entry.write(session, replace(found, **moved))
        session.save()

    return made


@pytest.fixture
def writing(settings) -> Iterator:
    from tests.accounts import writing_site

    pages = copy.deepcopy(settings.TEMPLATES)
    pages[0]["DIRS"] = [Path(__file__).parent / "pages"]
    settings.TEMPLATES = pages
    settings.ROOT_URLCONF = "tests.accounts.writing_site"
    clear_url_caches()
    writing_site.SENT.clear()
    yield importlib.import_module("tests.accounts.writing_site").SENT
    clear_url_caches()


@pytest.fixture
def events(as_owner) -> Callable:
    def found(verb: str) -> list[dict]:
        asked = as_owner.execute(
            "SELECT member, ids, outcome, facts, origin FROM audit_event WHERE verb = %s ORDER BY serial", [verb]
        )
        names = [column.name for column in asked.description]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    return found


@pytest.fixture
def letters() -> Callable:
    from wardmote.platform import jobs
    from wardmote.platform.models import Mail

    def found() -> list[tuple[str, str]]:
        jobs.work(until_empty=True)
        return [(letter.to, letter.body) for letter in Mail.objects.order_by("posted_at", "pk")]

    return found


@pytest.fixture
def link_in_mail(letters) -> Callable:
    return lambda: re.findall(r"https?://[^/\s]+(/\S+)", letters()[-1][1])[-1]


@pytest.fixture
def administrator(cast):
    from tests.accounts.asking import TODAY, awake

    awake(cast.administrator)
    return cast.standing(cast.administrator, on=TODAY)


@pytest.fixture
def ask_in(cast, client_for) -> Callable:
    from tests.accounts.asking import post
    from tests.accounts.inviting import LINK, form
    from wardmote.platform.models import Mail

    def made(**more) -> str:
        answer = post(client_for(cast.administrator), "/people/invite", **form(**more))
        assert answer.status_code == 302, answer.content.decode()
        found = LINK.search(Mail.objects.order_by("posted_at").last().body)
        return found[1] if found else ""

    return made


@pytest.fixture
def newcomer(ask_in) -> str:
    return ask_in()
