"""Files are made in a process beside the site: the same bytes through the same doors; one that ends in the middle is a sentence and no more."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from wsgiref.util import setup_testing_defaults

import psutil
import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import URLPattern, get_resolver

from tests.cast import NOW, SINCE
from tests.web.test_server import environment
from tests.web.test_worker import ended, until
from wardmote.governance import changes
from wardmote.governance.states import StatutoryRole
from wardmote.platform import apart, register
from wardmote.web import files

__all__ = ["environment"]
LIST = "/governance/lists/bodies.csv"
FILES = {
    "take-list", "take-register", "popolo", "minutes-file", "framework-file", "risk-document", "risk-picture", "structure-picture", "report-file", "log-export", "exit-file",
}  # fmt: skip


def every(patterns):
    for one in patterns:
        yield from [one] if isinstance(one, URLPattern) else every(one.url_patterns)


def test_these_addresses_are_files_and_no_others():
    found = {one.name for one in every(get_resolver().url_patterns) if hasattr(one.callback, "made_apart")}
    assert found == FILES


class Asked:
    """An answer, as the server would have it."""

    def __init__(self, site, path: str, cookie: str) -> None:
        environ = {"HTTP_COOKIE": cookie, "HTTP_HOST": "localhost", "PATH_INFO": path, "SERVER_NAME": "localhost"}
        setup_testing_defaults(environ)
        self.headers: dict[str, str] = {}
        try:
            self.body = b"".join(site(environ, self._start))
        finally:
            connections.close_all()

    def _start(self, status, headers, *_):
        self.status, self.headers = int(status[:3]), dict(headers)


@pytest.fixture
def site(database, monkeypatch):
    monkeypatch.setattr(files, "PLACES", 1)
    monkeypatch.setattr(files, "LONGEST", 60.0)
    monkeypatch.setenv("DATABASE_OWNER_URL", register.urls().owner)
    monkeypatch.setenv("DATABASE_KEEPER_URL", register.urls().owner)
    with files.beside(get_wsgi_application()) as found:
        yield found
    assert not makers()


@pytest.fixture
def ask(site, client_for, cast):
    """Have somebody, the manager if nobody is named, ask the site for a page, in a thread as the server does. What comes is still to be waited for."""

    def asked(path: str, who=cast.manager, cookie: str | None = None, site=site):
        return pool.submit(Asked, site, path, cookies(client_for(who)) if cookie is None else cookie)

    with ThreadPoolExecutor(4) as pool:
        yield asked


def cookies(client) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


def makers() -> list[psutil.Process]:
    found = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in found if one.cmdline()[1:3] == ["-m", files.MODULE]]


@pytest.fixture
def held_up(as_owner):
    """The list waits in the register while this goes on; it says when it does."""

    @contextmanager
    def held():
        waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'governance_body'::regclass AND NOT granted"
        with psycopg.connect(as_owner.info.dsn, password=as_owner.info.password) as other:
            other.execute("LOCK TABLE governance_body IN ACCESS EXCLUSIVE MODE")
            yield lambda lists=1: until(lambda: as_owner.execute(waiting).fetchone()[0] >= lists, "the list waits")

    return held


def test_a_file_is_the_same_from_beside_and_pages_stay_where_they_are(ask, client_for, cast):
    assert not makers()
    here, away = client_for(cast.manager).get(LIST), ask(LIST).result()
    assert (away.status, away.body) == (200, here.content)
    assert away.headers["Content-Disposition"] == here.headers["Content-Disposition"]
    (maker,) = makers()
    assert maker.nice() >= files.NICE
    assert not any(register.urls().application in word for word in maker.cmdline())
    assert not {"DATABASE_OWNER_URL", "DATABASE_KEEPER_URL"} & set(maker.environ())
    assert ask("/governance/bodies").result().status == 200
    assert ask("/governance/lists/nothing.csv").result().status == 404
    assert makers() == [maker]


def test_whoever_is_not_in_is_answered_where_they_are(ask, client_for, cast):
    half_way, long_gone = client_for(cast.manager), client_for(cast.manager)
    for client, change in ((half_way, {"proved_at": 0.0}), (long_gone, {"began_at": 0.0})):
        session = client.session
        session["entry"] |= change
        session.save()
    for cookie in ("", "wardmote=x", "wardmote=\0", f"wardmote={'a' * 32}", cookies(half_way), cookies(long_gone)):
        assert ask(LIST, cookie=cookie).result().status == 302, cookie
    turned_away = ask(LIST, cookie="").result()
    assert turned_away.headers["Location"] == f"/sign-in?next={LIST}"
    assert not makers(), "no process is begun for somebody from the street"


def test_a_member_has_one_place_and_nobody_from_the_street_has_any(ask, held_up, cast, monkeypatch):
    monkeypatch.setattr(files, "PLACES", 2)
    with held_up() as waits:
        first = ask(LIST)
        waits()
        again, street = ask(LIST).result(), ask(LIST, cookie="").result()
        other = ask(LIST, cast.coordinator)
        waits(2)
        full = ask(LIST, cast.analyst).result()
    assert (again.status, street.status, full.status) == (503, 302, 503)
    assert b"Another file of yours is still being made." in again.body
    assert b"Other files are being made just now." in full.body
    assert (first.result().status, other.result().status) == (200, 200)
    assert ask(LIST).result().status == 200, "the place is free again"


def test_a_file_whose_process_is_killed_is_a_sentence_and_the_next_one_is_made(ask, held_up, cast):
    with held_up() as waits:
        lost = ask(LIST)
        waits()
        busy = ask(LIST, cast.coordinator).result()
        (maker,) = makers()
        maker.kill()
        until(lambda: maker not in makers(), "its end")
    assert (busy.status, busy.headers["Retry-After"]) == (503, "30")
    assert b"Other files are being made just now." in busy.body
    assert lost.result().status == 503
    assert b"The file was not finished" in lost.result().body
    assert ask(LIST).result().status == 200
    (another,) = makers()
    assert another != maker


def test_a_file_that_never_ends_is_cut_off(ask, held_up, monkeypatch):
    assert ask(LIST).result().status == 200
    monkeypatch.setattr(files, "LONGEST", 1.0)
    with held_up() as waits:
        found = ask(LIST)
        waits()
        until(lambda: not makers(), "its end")
    assert b"The file took too long to make." in found.result().body


def test_a_process_whose_time_ends_with_its_last_byte_is_given_to_nobody_more(ask, monkeypatch):
    assert ask(LIST).result().status == 200
    cutting, heard, cut = threading.Event(), files._heard, files.Maker._cut

    def slowly(maker):
        cutting.set()
        time.sleep(0.5)  # the answer is whole meanwhile
        cut(maker)

    monkeypatch.setattr(files, "_heard", lambda stream: [heard(stream), cutting.wait()][0])
    monkeypatch.setattr(files.Maker, "_cut", slowly)
    monkeypatch.setattr(files, "LONGEST", 1.0)
    assert ask(LIST).result().status == 200, "it came whole"
    assert not makers()


def test_a_process_that_cannot_be_told_anything_is_ended_and_said_to_be_broken(ask, monkeypatch):
    def gone(maker, thing):
        raise BrokenPipeError

    monkeypatch.setattr(files.Maker, "_say", gone)
    assert b"The file was not finished" in ask(LIST).result().body
    assert not makers()


def test_two_who_ask_at_once_get_their_own_bytes_from_one_process_and_from_two(
    ask, held_up, client_for, cast, monkeypatch
):
    """And a process that has made as many as one may is followed by another."""
    for place, by in (("southfold", cast.manager), ("northwick", cast.outsider)):
        changes.add_body(
            partnership=getattr(cast, place).pk, name=f"Fire of {place}", kind="fire", role=StatutoryRole.RESPONSIBLE, votes=True,
            valid_from=SINCE, at=NOW, by=cast.standing(by, partnership=place),
        )  # fmt: skip
    own = [client_for(who).get(LIST).content for who in (cast.manager, cast.outsider)]
    assert [b"Fire of southfold" in own[0], b"Fire of southfold" in own[1], b"Fire of northwick" in own[1]] == [
        True,
        False,
        True,
    ]
    monkeypatch.setattr(files, "PLACES", 2)
    for most in (files.MOST, 1):
        monkeypatch.setattr(files, "MOST", most)
        with held_up() as waits:
            asked = [ask(LIST, who) for who in (cast.manager, cast.outsider)]
            waits(2)
            assert len(makers()) == 2
        assert [one.result().body for one in asked] == own
        assert len(makers()) == (0 if most == 1 else 2)
    monkeypatch.setattr(files, "MOST", 200)
    found = one_by_one(ask, held_up, cast, monkeypatch)
    assert found == own


def one_by_one(ask, held_up, cast, monkeypatch) -> list[bytes]:
    """What each gets when there is one process alone, and the second waits for its turn."""
    monkeypatch.setattr(files, "PROCESSES", 1)
    with files.beside(get_wsgi_application()) as site:
        with held_up() as waits:
            first = ask(LIST, site=site)
            waits()
            second = ask(LIST, cast.outsider, site=site)
            until(lambda: len(site._places) == 2, "both have places")
            assert len(makers()) == 1
        return [first.result().body, second.result().body]


def test_a_file_that_fails_is_the_page_for_defects_and_its_process_goes_on(ask, as_owner):
    assert ask(LIST).result().status == 200
    before = makers()
    as_owner.execute("ALTER TABLE governance_body RENAME TO governance_body_away")
    try:
        found = ask(LIST).result()
    finally:
        as_owner.execute("ALTER TABLE governance_body_away RENAME TO governance_body")
    assert found.status == 500
    assert b"Traceback" not in found.body
    assert ask(LIST).result().status == 200
    assert makers() == before


def test_why_there_is_no_file_is_told_to_whoever_may_have_it(client_for, cast):
    told = {apart.SAID: apart.NotMade.BUSY.value}
    assert client_for(cast.manager).get(LIST, **told).status_code == 503
    assert client_for(None).get(LIST, **told).status_code == 302
    assert "HTTP_" not in apart.SAID.upper()  # what a visitor says of a request begins so


SITE = """
import time
from wardmote.web.files import Maker
made = Maker()
print(made.process.pid, made.answer({"REQUEST_METHOD": "GET", "PATH_INFO": "/healthz", "HTTP_HOST": "localhost"})[0], flush=True)
time.sleep(600)
"""


def test_what_makes_files_ends_with_its_site_however_that_ends(environment):
    with subprocess.Popen([sys.executable, "-c", SITE], stdout=subprocess.PIPE, text=True) as site:
        pid, _space, status = site.stdout.readline().partition(" ")
        maker = psutil.Process(int(pid))
        site.kill()
    assert status == "200 OK\n"
    until(lambda: ended([maker]), "its end")
