"""Letters: posted with what they tell of or not at all, sent once by a real SMTP server's account, and content-free."""

import ast
import re
import socket
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import ValidationError
from django.db import connection
from procrastinate.contrib.django import app

from wardmote.platform import clock, jobs, key_ring, mail, outbox, vault
from wardmote.platform.models import Mail
from wardmote.platform.transaction import Asking, acting_as

SOURCES = sorted((Path(__file__).resolve().parents[2] / "src/wardmote").rglob("*.py"))
BY_ITSELF = Asking(origin="job")


class Post:
    """What a mail server does with a letter: `answers` is used up one by one, then it takes everything."""

    def __init__(self) -> None:
        self.letters, self.answers = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        answer = self.answers.pop(0) if self.answers and self.answers[0].startswith(("RCPT", "drop")) else ""
        if answer == "drop":
            server.transport.abort()
        if answer.startswith("RCPT"):
            return answer.removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.letters.append(envelope)
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == "taken, then silence":
            server.transport.abort()
        return answer


@pytest.fixture(autouse=True)
def no_clock(monkeypatch):
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


@pytest.fixture
def post(monkeypatch):
    """A mail server on this machine."""
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        controller.port = found.getsockname()[1]
    controller.start()
    monkeypatch.setenv("WARDMOTE_SMTP_URL", f"smtp://127.0.0.1:{controller.port}?tls=none")
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", "Wardmote <wardmote@council.example>")
    yield handler
    controller.stop()


def posted(by=None, to="ana@police.example", body="Sign in to see it."):
    with acting_as(Asking(member=by)):
        return outbox.post(to=to, subject="There is something new", body=body, kind="notice")


def tried(minutes: int = 0):
    with acting_as(BY_ITSELF):
        return outbox.send_next(at=clock.now() + timedelta(minutes=minutes))


def row(key) -> Mail:
    with acting_as(BY_ITSELF):
        return Mail.objects.get(pk=key)


def test_a_letter_goes_out_by_the_worker_after_the_transaction_that_posted_it(cast, post):
    key = posted(cast.manager.pk)
    assert post.letters == []
    jobs.work(until_empty=True)
    (letter,) = post.letters
    text = letter.content.decode()
    assert letter.rcpt_tos == ["ana@police.example"]
    assert letter.mail_from == "wardmote@council.example"
    assert f"Message-ID: <{key}@council.example>" in text
    assert "Auto-Submitted: auto-generated" in text
    assert 'Content-Type: text/plain; charset="utf-8"' in text
    assert "Sign in to see it." in text


def test_a_letter_of_a_transaction_that_came_to_nothing_is_not_there(cast, post):
    def fail() -> None:
        with acting_as(Asking(member=cast.manager.pk)):
            outbox.post(to="ana@police.example", subject="s", body="b")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    jobs.work(until_empty=True)
    assert post.letters == []
    with acting_as(BY_ITSELF):
        assert outbox.troubles().waiting == 0


def test_a_visitor_may_post_a_letter_and_see_none(database, post):
    posted()
    with acting_as(Asking()):
        assert Mail.objects.count() == 0
        assert outbox.troubles().waiting == 1
    assert tried() is outbox.Outcome.SENT


def test_the_address_and_the_text_are_sealed_and_emptied_once_sent(cast, post, as_owner):
    as_owner.execute("SET wardmote.upkeep = 'on'")
    key = posted(body="https://localhost/invitation/secret")
    kept = as_owner.execute('SELECT "to", body FROM platform_outbox').fetchone()
    assert not any(word in bytes(value) for value in kept for word in (b"ana", b"secret"))
    tried()
    assert as_owner.execute('SELECT "to", body FROM platform_outbox WHERE id = %s', [key]).fetchone() == (None, None)


def test_a_server_that_asks_to_try_again_is_tried_again_and_the_letter_is_the_same(cast, post):
    key = posted()
    post.answers[:] = ["451 busy", "RCPT 450 greylisted", "drop"]
    outcomes = [tried(minutes) for minutes in (0, 2, 5, 10)]
    assert outcomes == ["put off", "put off", "put off", "sent"]
    assert row(key).tries == 4
    ids = {re.search(rb"Message-ID: (\S+)", letter.content)[1] for letter in post.letters}
    assert len(ids) == 1


def test_a_letter_that_was_put_off_is_not_tried_before_its_time(cast, post):
    posted()
    post.answers[:] = ["451 busy"]
    assert tried() is outbox.Outcome.PUT_OFF
    assert tried() is None


def test_a_connection_that_breaks_after_the_server_took_the_letter_sends_it_again_with_the_same_id(cast, post):
    """The one case in which a letter goes out twice."""
    posted()
    post.answers[:] = ["taken, then silence"]
    assert [tried(), tried(2)] == ["put off", "sent"]
    first, second = post.letters
    assert re.search(rb"Message-ID: \S+", first.content)[0] == re.search(rb"Message-ID: \S+", second.content)[0]
    assert re.search(rb"Date: .*", first.content)[0] == re.search(rb"Date: .*", second.content)[0]


@pytest.mark.parametrize("answer", ["RCPT 550 nobody here", "554 no"])
def test_a_server_that_refuses_for_good_is_not_asked_again(cast, post, answer):
    key = posted()
    post.answers[:] = [answer]
    assert [tried(), tried(60 * 24)] == ["dead", None]
    assert row(key).problem in {"refused 550", "refused 554"}
    with acting_as(Asking(member=cast.administrator.pk)):
        assert outbox.troubles().dead == 1


def test_a_letter_that_nobody_takes_is_given_up_after_days(cast, post, monkeypatch):
    key = posted()
    monkeypatch.setattr(outbox, "TRIES", 3)
    post.answers[:] = ["451 busy"] * 3
    assert [tried(60 * n) for n in range(4)] == ["put off", "put off", "dead", None]
    assert row(key).tries == 3


def test_letters_wait_twice_as_long_each_time_and_four_hours_at_most():
    waits = [outbox.wait_after(tries) / timedelta(minutes=1) for tries in range(1, 12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]


def test_a_server_that_is_not_there_is_tried_again(cast, monkeypatch):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    monkeypatch.setenv("WARDMOTE_SMTP_URL", f"smtp://127.0.0.1:{port}?tls=none")
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", "wardmote@council.example")
    posted()
    assert tried() is outbox.Outcome.PUT_OFF


def test_a_server_without_tls_is_not_trusted_unless_that_was_said(cast, post, monkeypatch):
    plain = mail.server()
    monkeypatch.setenv("WARDMOTE_SMTP_URL", f"smtp://127.0.0.1:{plain.port}")
    posted()
    assert tried() is outbox.Outcome.PUT_OFF
    assert post.letters == []


@pytest.fixture
def spoilt(cast, as_owner):
    """A letter whose text was sealed for another row, and one posted after it."""
    as_owner.execute("SET wardmote.upkeep = 'on'")
    first, second = posted(to="first@police.example"), posted(to="second@police.example")
    moved = "UPDATE platform_outbox SET body = (SELECT body FROM platform_outbox WHERE id = %s) WHERE id = %s"
    as_owner.execute(moved, [second, first])
    return first


def test_a_letter_that_does_not_open_is_given_up_and_those_behind_it_go_out(post, spoilt):
    assert [tried(), tried(), tried(60 * 24)] == ["dead", "sent", None]
    assert [letter.rcpt_tos for letter in post.letters] == [["second@police.example"]]
    assert row(spoilt).problem == "does not open"


@pytest.mark.parametrize("address", ['"=?utf-8?q?=0a?="@council.example', '"\x0b"@council.example'])
def test_a_letter_that_cannot_be_written_is_given_up_and_those_behind_it_go_out(cast, post, address):
    key = posted(to=address)
    posted(to="second@police.example")
    assert [tried(), tried(), tried(60 * 24)] == ["dead", "sent", None]
    assert row(key).problem == "cannot be written"


def test_a_letter_whose_key_is_not_there_is_tried_again_until_it_is(cast, post, as_owner):
    as_owner.execute("SET wardmote.upkeep = 'on'")
    key = posted()
    ring = key_ring.read(key_ring.VAULT)
    as_owner.execute(
        "UPDATE platform_outbox SET body = overlay(body PLACING %s FROM %s)",
        [b"x" * len(ring.current.name), len(vault.MAGIC) + 2],
    )
    posted(to="second@police.example")
    assert [tried(), tried(), tried()] == ["put off", "sent", None]
    assert row(key).problem == "its key is missing"
    as_owner.execute(
        "UPDATE platform_outbox SET body = overlay(body PLACING %s FROM %s) WHERE id = %s",
        [ring.current.name.encode(), len(vault.MAGIC) + 2, key],
    )
    assert tried(2) is outbox.Outcome.SENT


def test_a_letter_that_does_not_open_is_told_of_as_one(spoilt):
    with acting_as(Asking(origin="command")):
        told = [outbox.told(letter) for letter in outbox.waiting()]
    assert [(letter["to"], letter["body"]) for letter in told] == [
        ("first@police.example", "[does not open]"),
        ("second@police.example", "Sign in to see it."),
    ]


def test_without_a_server_letters_wait(cast, monkeypatch):
    monkeypatch.delenv("WARDMOTE_SMTP_URL", raising=False)
    posted()
    assert tried() is None
    with acting_as(Asking(origin="command")):
        assert [letter.to for letter in outbox.waiting()] == ["ana@police.example"]


def test_two_workers_do_not_try_one_letter_at_once(cast, post, database):
    posted()
    held, go_on = threading.Event(), threading.Event()
    original = mail.send

    def slow(letter, to) -> None:
        held.set()
        assert go_on.wait(20)
        original(letter, to)

    outcomes = []

    def first() -> None:
        try:
            outcomes.append(tried())
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(mail, "send", slow)
        thread.start()
        assert held.wait(20)
        outcomes.append(tried())
        go_on.set()
        thread.join()
    assert outcomes == [None, "sent"]
    assert len(post.letters) == 1


def test_what_is_no_address_is_refused_before_it_is_posted(cast):
    for wrong in ("", "nobody", "a@b.example\nBcc: everybody@c.example"):
        with pytest.raises(ValidationError):
            posted(to=wrong)


@pytest.mark.parametrize(
    ("url", "sender"), [("http://x", "a@b.c"), ("smtp://", "a@b.c"), ("smtp://h?tls=off", "a@b.c"), ("smtp://h", "")]
)
def test_settings_that_are_no_mail_server_are_said(monkeypatch, url, sender):
    monkeypatch.setenv("WARDMOTE_SMTP_URL", url)
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", sender)
    with pytest.raises(mail.BadMailSettings):
        mail.server()


def test_a_mail_servers_password_does_not_show(monkeypatch):
    monkeypatch.setenv("WARDMOTE_SMTP_URL", "smtps://user:hid%40den@host")
    monkeypatch.setenv("WARDMOTE_MAIL_FROM", "wardmote@council.example")
    found = mail.server()
    assert (found.tls, found.port, found.password) == ("begin", 465, "hid@den")
    assert "hid@den" not in repr(found)


def test_old_letters_are_swept(cast, post):
    posted()
    posted()
    tried()
    with acting_as(BY_ITSELF):
        assert outbox.sweep(before=clock.now() - outbox.KEPT) == 0
        assert outbox.sweep(before=clock.now() + timedelta(days=1)) == 1  # what still waits is not swept
        assert outbox.troubles().waiting == 1


MAY_FILL = {"address", "anchor", "link", "until", "hours", "days", "minutes"}


def letters() -> list[tuple[str, ast.FunctionDef]]:
    """Every function that posts a letter."""
    return [
        (f"{path.name}:{node.name}", node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and any(_posts(call) for call in ast.walk(node))
    ]


def _posts(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"outbox.post", "post_letter"}


def unfit(function: ast.FunctionDef) -> list[str]:
    """What a function that posts letters puts into words beyond a link and a day; and subjects or texts that are not whole sentences of the catalogue."""
    wrong = []
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr) and not all(
            isinstance(part, ast.Constant) or ast.unparse(part.value) in MAY_FILL for part in node.values
        ):
            wrong.append(ast.unparse(node))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            wrong += [word.arg for word in node.keywords if word.arg not in MAY_FILL]
        if _posts(node):
            wrong += [
                ast.unparse(word.value)
                for word in node.keywords
                if word.arg in {"subject", "body"} and not _plain(word.value)
            ]
    return wrong


def _plain(value: ast.expr) -> bool:
    """A name (whose making is looked at with the rest of the function), a sentence of the catalogue, or one that is filled in."""
    said = ast.unparse(value)
    return isinstance(value, ast.Name) or bool(re.fullmatch(r"_\(.*\)(\.format\(.*\))?", said, re.DOTALL))


def test_no_letter_says_more_than_that_there_is_something_and_where():
    assert {name: unfit(function) for name, function in letters() if unfit(function)} == {}


@pytest.mark.parametrize(
    "code",
    [
        "def f(m):\n    outbox.post(to=m.email, subject=_('New'), body=_('For {name}').format(name=m.name))",
        "def f(m):\n    outbox.post(to=m.email, subject=f'New for {m.name}', body=_('See it'))",
        "def f(m):\n    outbox.post(to=m.email, subject=m.case_title, body=_('See it'))",
    ],
)
def test_a_letter_that_says_more_is_found(code):
    assert unfit(ast.parse(code).body[0])
