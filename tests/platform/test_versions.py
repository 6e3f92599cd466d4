"""Two people edit the same thing: neither overwrites the other, and whoever comes second sees both texts and chooses."""

import datetime as dt
import re
import threading
from copy import copy
from html import unescape

import pytest
from django import forms
from django.db import connections
from django.http import QueryDict

from wardmote.accounts.models import PartnershipNotice
from wardmote.platform import once, versions
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import acting_as

WRITERS = 50


def version_on(page: str) -> int:
    return int(re.search(r'name="version" value="(\d+)"', page)[1])


def hidden(page: str, name: str) -> str:
    return unescape(re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)[1])


def send(client, **fields):
    return client.post("/partnership", {"once": once.fresh(), "contact": "", "notice": ""} | fields)


def row(cast) -> PartnershipNotice:
    with acting_as(cast.standing(cast.administrator).asking):
        return PartnershipNotice.objects.get(partnership=cast.southfold)


def test_a_form_carries_the_version_that_it_was_opened_with(client_for, cast):
    client = client_for(cast.administrator)
    assert version_on(client.get("/partnership").content.decode()) == 1
    assert send(client, contact="The desk", version=1).status_code == 302
    assert version_on(client.get("/partnership").content.decode()) == 2


def test_whoever_comes_second_sees_both_texts_and_overwrites_nothing(client_for, cast):
    client = client_for(cast.administrator)
    send(client, contact="The desk", notice="Closed on Friday", version=1)
    second = send(client, contact="The front desk", notice="Closed on Friday", version=1)
    page = second.content.decode()
    assert second.status_code == 409
    assert "Somebody else changed this too" in page
    assert (hidden(page, "theirs.contact"), hidden(page, "yours.contact")) == ("The desk", "The front desk")
    assert version_on(page) == 2
    assert "keep.notice" not in page  # in which they agree
    assert hidden(page, "notice") == "Closed on Friday"
    assert row(cast).contact == "The desk"


@pytest.mark.parametrize(
    ("kept", "text"), [("theirs", "The desk"), ("yours", "The front desk"), ("both", "Both desks")]
)
def test_what_is_chosen_is_saved(client_for, cast, kept, text):
    client = client_for(cast.administrator)
    send(client, contact="The desk", version=1)
    sides = {"theirs.contact": "The desk", "yours.contact": "The front desk", "both.contact": "Both desks"}
    answer = send(client, **sides, **{"differs": "contact", "keep.contact": kept, "version": 2})
    assert answer.status_code == 302
    assert row(cast).contact == text


def test_a_field_that_was_not_chosen_is_asked_for_again_and_nothing_typed_is_lost(client_for, cast):
    client = client_for(cast.administrator)
    send(client, contact="The desk", notice="Theirs", version=1)
    sides = {
        "theirs.contact": "The desk", "yours.contact": "The front desk", "both.contact": "Both desks",
        "theirs.notice": "Theirs", "yours.notice": "Mine", "both.notice": "Begun",
    }  # fmt: skip
    answer = client.post(
        "/partnership",
        {"once": once.fresh(), "version": 2, "differs": ["contact", "notice"], "keep.contact": "yours"} | sides,
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'href="#keep-notice"' in page
    assert 'href="#keep-contact"' not in page
    assert "Begun" in page
    assert hidden(page, "yours.notice") == "Mine"
    assert re.search(r'id="keep-contact-yours"[^>]* checked', page)
    assert row(cast).notice == "Theirs"


def test_a_third_person_who_is_quicker_is_seen_too(client_for, cast):
    client = client_for(cast.administrator)
    send(client, contact="First", version=1)
    send(client, contact="Second", version=2)
    sides = {"theirs.contact": "First", "yours.contact": "Mine", "both.contact": ""}
    answer = send(client, **sides, **{"differs": "contact", "keep.contact": "yours", "version": 2})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (hidden(page, "theirs.contact"), hidden(page, "yours.contact")) == ("Second", "Mine")
    assert version_on(page) == 3


def test_only_its_administrators_and_managers_change_what_a_partnership_tells(client_for, cast):
    for member in (cast.analyst, cast.auditor, cast.reader):
        assert client_for(member).get("/partnership").status_code == 404
        assert send(client_for(member), contact="x", version=1).status_code == 404
    assert send(client_for(cast.manager), contact="The manager’s desk", version=1).status_code == 302
    assert row(cast).contact == "The manager’s desk"


def test_fifty_writers_at_once_lose_nothing(client_for, cast):
    """Each adds a line. Whoever is told that somebody was quicker takes both texts, until theirs is saved."""
    send(client_for(cast.administrator), version=1)
    signed_in = client_for(cast.administrator)
    clients = [
        copy(signed_in) for _writer in range(WRITERS)
    ]  # as many tabs of one browser: what is raced for is the row
    start, told, again = threading.Barrier(WRITERS, timeout=60), [], threading.Semaphore(3)

    def attempt(number: int, line: str, seen: str, version: int):
        return send(clients[number], notice=f"{seen}\n{line}".strip(), version=version)

    def write(number: int) -> None:
        try:
            line, seen, version = f"line {number}", "", 2
            start.wait()
            answer = attempt(number, line, seen, version)
            with again:  # people do not all come back in the same moment; three at a time do
                while answer.status_code == 409:
                    page = answer.content.decode()
                    seen, version = hidden(page, "theirs.notice"), version_on(page)
                    told.append(number)
                    answer = attempt(number, line, seen, version)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = row(cast)
    assert sorted(after.notice.split()[1::2], key=int) == [str(number) for number in range(WRITERS)]
    assert after.version == WRITERS + 2
    assert len(set(told)) > WRITERS / 2  # it was a race


def test_a_row_that_is_not_there_or_not_theirs_to_change_is_refused(cast):
    with acting_as(cast.standing(cast.outsider).asking), pytest.raises(Refused):
        versions.expect(PartnershipNotice.objects.filter(partnership=cast.southfold), 1, contact="mine")


class Every(forms.Form):
    word = forms.CharField(label="Word")
    tick = forms.BooleanField(label="Tick", required=False)
    one = forms.ChoiceField(label="One", choices=[("a", "Apple"), ("b", "Bread")])
    many = forms.MultipleChoiceField(label="Many", choices=[("a", "Apple"), ("b", "Bread")])
    day = forms.DateField(label="Day")


def test_every_kind_of_field_is_read_as_a_person_reads_it_and_sent_as_the_form_sends_it():

    data = QueryDict("word=mine&one=a&many=a&many=b&day=2026-01-05&version=1")
    form = Every(data)
    assert form.is_valid()
    theirs = {"word": "theirs", "tick": True, "one": "b", "many": ["b"], "day": dt.date(2026, 2, 1)}
    found = {each.name: each for each in versions.differences(form, versions.Stale(2, theirs), data)}
    assert {name: (each.theirs_said, each.yours_said) for name, each in found.items()} == {
        "word": ("theirs", "mine"),
        "tick": ("Yes", "No"),
        "one": ("Bread", "Apple"),
        "many": ("Bread", "Apple, Bread"),
        "day": ("2026-02-01", "2026-01-05"),
    }
    assert [each.name for each in found.values() if each.writable] == ["word"]
    chosen = QueryDict(mutable=True)
    for each in found.values():
        chosen.appendlist("differs", each.name)
        chosen[f"keep.{each.name}"] = "theirs"
        chosen.setlist(f"theirs.{each.name}", each.theirs)
        chosen.setlist(f"yours.{each.name}", each.yours)
    again = Every(versions.sent(chosen))
    assert again.is_valid()
    assert again.cleaned_data == theirs
