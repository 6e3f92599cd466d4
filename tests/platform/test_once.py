"""A form that is sent twice is done once, and the second sending gets the first one's outcome."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from tests.platform import oncesite
from wardmote.platform import clock, once
from wardmote.platform.transaction import Asking, acting_as

PAIRS, THREADS = 1000, 8
KEY = re.compile(r'name="once" value="([0-9a-f-]{36})"')


@pytest.fixture(autouse=True)
def lines(settings, as_owner):
    settings.ROOT_URLCONF = "tests.platform.oncesite"
    as_owner.execute(oncesite.TABLE)
    return oncesite.lines


def keys(as_owner) -> list[tuple]:
    as_owner.execute("SET wardmote.upkeep = 'on'")
    return as_owner.execute("SELECT status, location FROM platform_idempotency_key ORDER BY at").fetchall()


def send(client, key, text="words", path="/once/line"):
    return client.post(path, {"once": key, "text": text})


def test_every_form_of_a_page_carries_a_key_of_its_own(client_for, cast):
    found = KEY.findall(client_for(cast.manager).get("/once/line").content.decode())
    assert len(found) >= 2
    assert len(set(found)) == len(found)


def test_the_second_sending_gets_the_outcome_of_the_first(client_for, cast, lines, as_owner):
    client, key = client_for(cast.manager), once.fresh()
    first, second = send(client, key), send(client, key)
    assert lines() == ["words"]
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/once/line?said=5")
    assert keys(as_owner) == [(302, "/once/line?said=5")]


def test_a_thousand_forms_sent_twice_at_the_same_time_give_a_thousand_records(client_for, cast, lines):
    """Each pair is sent by two threads that wait for each other."""
    clients = [client_for(cast.manager) for _thread in range(THREADS)]
    barriers = [threading.Barrier(2, timeout=60) for _pair in range(THREADS // 2)]
    sets = [[once.fresh() for _form in range(PAIRS // (THREADS // 2))] for _pair in barriers]

    def worker(place: int) -> list[str]:
        pair, answers = place // 2, []
        try:
            for number, key in enumerate(sets[pair]):
                barriers[pair].wait()
                answers.append(send(clients[place], key, f"form {pair} {number}").url)
        finally:
            connections.close_all()
        return answers

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(worker, range(THREADS)))
    written = lines()
    assert len(written) == len(set(written)) == PAIRS
    assert all(answers[place] == answers[place + 1] for place in range(0, THREADS, 2))


def test_other_words_under_the_same_key_are_refused_and_said(client_for, cast, lines):
    client, key = client_for(cast.manager), once.fresh()
    send(client, key)
    second = send(client, key, "other words")
    assert second.status_code == 409
    assert "You have sent this form before" in second.content.decode()
    assert lines() == ["words"]


def test_files_are_part_of_what_was_sent(client_for, cast, lines):
    client, key = client_for(cast.manager), once.fresh()
    codes = [
        client.post("/once/upload", {"once": key, "file": SimpleUploadedFile("a.txt", text)}).status_code
        for text in (b"one", b"one", b"two")
    ]
    assert codes == [204, 204, 409]
    assert lines() == ["one"]


def test_the_same_key_of_another_member_or_at_another_address_is_another_form(client_for, cast, lines):
    key = once.fresh()
    send(client_for(cast.manager), key)
    send(client_for(cast.reader), key)
    client_for(cast.manager).post("/once/shown", {"once": key, "text": "words"})
    assert lines() == ["words", "words", "shown"]


def test_a_form_with_a_mistake_may_be_sent_again_with_its_key(client_for, cast, lines):
    client, key = client_for(cast.manager), once.fresh()
    assert send(client, key, "").status_code == 400
    assert send(client, key, "words").status_code == 302
    assert lines() == ["words"]


def test_a_form_that_ended_in_a_defect_may_be_sent_again_with_its_key(client_for, cast, lines, as_owner):
    client, key = client_for(cast.manager), once.fresh()
    client.raise_request_exception = False
    assert client.post("/once/broken", {"once": key, "break": "1"}).status_code == 500
    assert (lines(), keys(as_owner)) == ([], [])
    assert client.post("/once/broken", {"once": key}).status_code == 302
    assert lines() == ["broken"]


def test_a_page_that_a_form_ended_in_is_not_kept_and_the_second_is_told_so(client_for, cast, lines, as_owner):
    client, key = client_for(cast.manager), once.fresh()
    assert b"shown once" in client.post("/once/shown", {"once": key}).content
    second = client.post("/once/shown", {"once": key})
    assert "This was done already" in second.content.decode()
    assert lines() == ["shown"]
    assert keys(as_owner) == [(200, "")]


@pytest.mark.parametrize("key", [None, "", "not-a-key"])
def test_a_form_without_a_key_is_refused_in_life(client_for, cast, lines, key):
    client = client_for(cast.manager)
    client.handler.enforce_csrf_checks = True
    token = client.get("/once/line").cookies["wardmote-form"].value
    sent = {"csrfmiddlewaretoken": token, "text": "words"} | ({} if key is None else {"once": key})
    answer = client.post("/once/line", sent)
    assert answer.status_code == 400
    assert "This form cannot be sent" in answer.content.decode()
    assert client.post("/once/again", sent).status_code == 204
    assert client.post("/once/line", sent | {"once": once.fresh()}).status_code == 302
    assert lines() == ["again", "words"]


def test_a_key_may_come_in_a_header(client_for, cast, lines):
    client, header = client_for(cast.manager), {"X-Once": once.fresh()}
    for _time in range(2):
        client.post("/once/line", {"text": "words"}, headers=header)
    assert lines() == ["words"]


def test_what_was_sent_cannot_be_guessed_from_what_is_kept(client_for, cast, as_owner, settings):
    key, kept = once.fresh(), []
    for secret in ("one signing key", "another"):
        settings.SECRET_KEY = secret
        send(client_for(cast.manager), key)
        as_owner.execute("SET wardmote.upkeep = 'on'")
        kept += as_owner.execute("DELETE FROM platform_idempotency_key RETURNING digest").fetchall()
    assert kept[0] != kept[1]


def test_a_member_sees_the_keys_of_their_own_forms_alone(client_for, cast):
    send(client_for(cast.manager), once.fresh())
    count = "SELECT count(*) FROM platform_idempotency_key"
    found = []
    for asking in (Asking(member=cast.manager.pk), Asking(member=cast.reader.pk), Asking(), Asking(origin="job")):
        with acting_as(asking), connection.cursor() as cursor:
            cursor.execute(count)
            found.append(cursor.fetchone()[0])
    assert found == [1, 0, 0, 1]


def test_keys_are_swept_by_their_age(client_for, cast):
    send(client_for(cast.manager), once.fresh())
    with acting_as(Asking(origin="job")):
        assert once.sweep(before=clock.now() - once.KEPT) == 0
        assert once.sweep(before=clock.now() + timedelta(seconds=1)) == 1
