"""Reading the log: auditors see what happened in their partnership, everybody what they did and who looked at their own record; and looking is recorded."""

from datetime import timedelta

import pytest

from tests.audit.reading import events as written
from wardmote.audit.changes import record
from wardmote.audit.queries import Filters, about, events
from wardmote.audit.states import Outcome
from wardmote.platform import clock
from wardmote.platform.keys import new_key
from wardmote.platform.transaction import Asking, acting_as

THING = new_key()


@pytest.fixture
def happened(cast, as_owner):
    """What three people did, in two partnerships: the verbs tell who."""
    for member, verb, partnership in (
        (cast.manager, "by-manager", ""),
        (cast.outsider, "by-outsider", ""),
        (cast.coordinator, "by-coordinator", "northwick"),
    ):
        with acting_as(cast.standing(member, partnership=partnership).asking):
            record(verb, kind="thing", ids=[THING, cast.reader.pk] if member == cast.manager else [THING])
    with acting_as(Asking()):
        record("sign-in", kind="member", ids=[cast.analyst.pk], outcome=Outcome.FAILED)


def seen(cast, member, filters=None, **told) -> list[str]:
    """The verbs that somebody sees, newest first, without what came with the cast."""
    asking = cast.standing(member).asking
    with acting_as(asking):
        page = events(asking, filters or Filters(), **told)
    return [entry.verb for entry in page.entries if entry.verb.startswith("by-") or entry.verb == "sign-in"]


def test_an_auditor_sees_what_happened_in_the_partnership_and_the_sign_ins_of_its_people(cast, happened):
    assert seen(cast, cast.auditor) == ["sign-in", "by-manager"]


def test_the_one_who_did_it_sees_it(cast, happened):
    assert seen(cast, cast.manager) == ["by-manager"]
    assert seen(cast, cast.outsider) == ["by-outsider"]


def test_a_member_sees_who_looked_at_their_own_record(cast, happened):
    assert seen(cast, cast.reader) == ["by-manager"]


def test_nobody_else_sees_anything(cast, happened):
    assert seen(cast, cast.nobody) == []
    assert seen(cast, cast.administrator) == []


def test_who_looked_at_a_record_is_found_by_its_key(cast, happened):
    asking = cast.standing(cast.auditor).asking
    with acting_as(asking):
        page = about(asking, [THING])
        assert [entry.verb for entry in page.entries] == ["by-manager"]
        (entry,) = page.entries
        assert (entry.member, entry.partnership, list(entry.ids)) == (
            cast.manager.pk,
            cast.southfold.pk,
            [THING, cast.reader.pk],
        )
        assert about(asking, [new_key()]).entries == []


def test_reading_the_log_is_recorded_with_the_events_that_were_shown(cast, happened, as_owner):
    asking = cast.standing(cast.auditor).asking
    with acting_as(asking):
        page = about(asking, [THING])
        shown = events(asking, Filters())
    first, second = written(as_owner)[-2:]
    assert (first["verb"], first["member"]) == ("see-log-of-record", cast.auditor.pk)
    assert first["ids"] == [page.entries[0].id, THING]
    assert (second["verb"], second["ids"]) == ("see-log", [entry.id for entry in shown.entries])


def test_filters_narrow_what_is_seen(cast, happened):
    now = clock.now()
    assert seen(cast, cast.auditor, Filters(member=cast.manager.pk)) == ["by-manager"]
    assert seen(cast, cast.auditor, Filters(outcome=Outcome.FAILED)) == ["sign-in"]
    assert seen(cast, cast.auditor, Filters(verbs=["by-manager"])) == ["by-manager"]
    assert seen(cast, cast.auditor, Filters(verbs=[])) == [], "no verb is not every verb"
    assert seen(cast, cast.auditor, Filters(about=cast.analyst.pk)) == ["sign-in"]
    assert seen(cast, cast.auditor, Filters(since=now + timedelta(minutes=1))) == []
    assert seen(cast, cast.auditor, Filters(until=now - timedelta(minutes=5))) == []
    assert seen(cast, cast.auditor, Filters(partnership=cast.northwick.pk)) == []


def test_pages_go_on_where_the_one_before_ended(cast, as_owner):
    asking = cast.standing(cast.auditor).asking
    for number in range(7):
        with acting_as(asking):
            record("by-auditor", facts={"number": number})
    found, before = [], None
    with acting_as(asking):
        filters = Filters(verbs=["by-auditor"])
        while True:
            page = events(asking, filters, before=before, size=3)
            found += [entry.facts["number"] for entry in page.entries]
            if (before := page.older) is None:
                break
    assert found == [6, 5, 4, 3, 2, 1, 0]


def test_the_records_that_an_event_speaks_of_are_noted_by_the_register_itself(cast, happened, as_owner):
    noted = as_owner.execute("SELECT count(*) FROM audit_about WHERE record = %s", [THING]).fetchone()
    assert noted == (3,)
