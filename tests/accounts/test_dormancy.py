"""An account that is not used for long sleeps, and wakes by an administrator's word and its own second factor."""

from datetime import timedelta

import pytest

from tests.accounts.test_signing_in import come_in, give_password
from wardmote.accounts.changes import signing_in
from wardmote.accounts.models import Member
from wardmote.platform import clock
from wardmote.platform.refusals import Refused


def last_seen(member, days: float) -> None:
    Member.objects.filter(pk=member.pk).update(signed_in_at=clock.now() - timedelta(days=days))


@pytest.mark.parametrize(("person", "days"), [("manager", 30), ("coordinator", 30), ("reader", 400), ("auditor", 400)])
def test_each_role_sleeps_after_its_own_time(client_for, cast, person, days):
    member = getattr(cast, person)
    for seen, page in ((days - 0.1, "/sign-in/code"), (days + 0.1, "/sign-in/asleep")):
        last_seen(member, seen)
        client = client_for(None)
        give_password(client, member)
        assert client.get("/sign-in/next").url == page


def test_the_strictest_role_counts(client_for, cast):
    last_seen(cast.analyst, 31)  # scrutiny in Northwick (400 days), analyst in Southfold (30)
    client = client_for(None)
    give_password(client, cast.analyst)
    assert client.get("/sign-in/next").url == "/sign-in/asleep"


def test_who_sleeps_is_told_and_asks_once(client_for, cast, events):
    last_seen(cast.manager, 31)
    client = client_for(None)
    give_password(client, cast.manager)
    for _time in range(2):
        assert "Your agency has to confirm your account" in client.get("/sign-in/asleep").content.decode()
    assert Member.objects.get(pk=cast.manager.pk).wake_asked_at is not None
    assert [event["ids"] for event in events("ask-to-wake")] == [[cast.manager.pk]]
    assert client.get("/sign-in/code").url == "/sign-in/next"
    assert client.get("/").url == "/sign-in/next?next=%2F"


def test_an_administrator_wakes_and_the_second_factor_is_still_asked(client_for, cast, events):
    last_seen(cast.manager, 31)
    signing_in.ask_to_wake(member=cast.manager, at=clock.now())
    signing_in.wake(member=cast.manager, at=clock.now(), by=cast.standing(cast.administrator))
    woken = Member.objects.get(pk=cast.manager.pk)
    assert (woken.woken_by_id, woken.wake_asked_at) == (cast.administrator.pk, None)
    client = client_for(None)
    assert come_in(client, cast.manager).url == "/"
    assert client.get("/").status_code == 200
    assert [event["ids"] for event in events("wake")] == [[cast.manager.pk]]


@pytest.mark.parametrize("person", ["manager", "auditor", "coordinator", "outsider", "nobody"])
def test_nobody_else_wakes(cast, person):
    with pytest.raises(Refused):
        signing_in.wake(member=cast.reader, at=clock.now(), by=cast.standing(getattr(cast, person)))
    assert Member.objects.get(pk=cast.reader.pk).woken_at is None


def test_nobody_wakes_themselves(cast):
    with pytest.raises(Refused):
        signing_in.wake(member=cast.administrator, at=clock.now(), by=cast.standing(cast.administrator))


def test_an_account_that_was_never_used_does_not_sleep(client_for, cast):
    Member.objects.filter(pk=cast.manager.pk).update(signed_in_at=None)
    assert come_in(client_for(None), cast.manager).url == "/"
