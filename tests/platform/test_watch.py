"""What cannot be recorded is not shown; what was refused is recorded."""

from types import SimpleNamespace

import pytest
from django.db import connection

from tests.audit.reading import events, verbs
from wardmote.accounts.models import Agency, Grant
from wardmote.platform import watch
from wardmote.platform.keys import new_key
from wardmote.platform.transaction import Asking, acting_as


@pytest.fixture(autouse=True)
def probe(settings):
    settings.ROOT_URLCONF = "tests.platform.probe"


@pytest.fixture
def personal(monkeypatch):
    """Agencies and grants are about people, for once, and nothing else is."""
    monkeypatch.setattr(watch, "apps", SimpleNamespace(get_models=lambda: [Agency, Grant]))
    for model in (Agency, Grant):
        monkeypatch.setattr(model, "rows", SimpleNamespace(recorded=True), raising=False)
    watch._recorded_tables.cache_clear()
    yield
    watch._recorded_tables.cache_clear()


@pytest.fixture
def visitor(client_for, cast):
    client = client_for(None)
    client.raise_request_exception = False
    return client


@pytest.fixture
def since(cast, as_owner):
    """What was recorded since the cast was assembled."""
    before = len(events(as_owner))
    return lambda: events(as_owner)[before:]


def test_a_page_that_shows_people_and_records_nothing_is_not_shown(visitor, personal, since):
    page = visitor.get("/probe/read")
    assert page.status_code == 500
    assert "Southfold Borough Council" not in page.content.decode()
    assert since() == []


def test_a_page_that_shows_people_and_records_it_is_shown(visitor, personal, since):
    page = visitor.get("/probe/read_and_record")
    assert "Southfold Borough Council" in page.content.decode()
    (event,) = since()
    assert event["verb"] == "see-probe"
    assert set(event["ids"]) == set(Agency.objects.values_list("pk", flat=True))


def test_an_event_that_was_taken_back_does_not_count(visitor, personal, since):
    assert visitor.get("/probe/record_and_take_back").status_code == 500
    assert since() == []


def test_a_page_without_people_needs_no_event(visitor, since):
    assert visitor.get("/probe/read").status_code == 200
    assert since() == []


def test_writing_about_people_unrecorded_is_not_kept(visitor, personal, as_owner, monkeypatch):
    monkeypatch.setattr("tests.platform.probe._write", lambda: Agency.objects.update(name="Mallory"))
    assert visitor.get("/probe/write").status_code == 500
    assert as_owner.execute("SELECT count(*) FROM accounts_agency WHERE name = 'Mallory'").fetchone() == (0,)


def test_a_page_whose_event_cannot_be_written_is_not_shown_and_keeps_nothing(visitor, personal, as_owner):
    as_owner.execute("REVOKE INSERT ON audit_event FROM wardmote_app")
    page = visitor.get("/probe/read_and_record")
    assert page.status_code == 500
    assert "Southfold Borough Council" not in page.content.decode()
    assert not connection.in_atomic_block
    as_owner.execute("GRANT INSERT (id, verb, kind, ids, partnership, outcome, facts) ON audit_event TO wardmote_app")
    assert visitor.get("/probe/read_and_record").status_code == 200


def test_a_refusal_that_cannot_be_recorded_is_a_defect_and_no_refusal(visitor, as_owner):
    assert visitor.get("/probe/write_then_refuse").status_code == 404
    as_owner.execute("REVOKE INSERT ON audit_event FROM wardmote_app")
    assert visitor.get("/probe/write_then_refuse").status_code == 500


def test_a_refusal_is_recorded_with_who_asked_and_from_where(client_for, cast, since):
    assert client_for(cast.reader).get("/probe/managers_only").status_code == 404
    (event,) = since()
    said = {name: event[name] for name in ("verb", "outcome", "member", "partnership", "origin")}
    assert said == {
        "verb": "manage-members",
        "outcome": "refused",
        "member": cast.reader.pk,
        "partnership": cast.southfold.pk,
        "origin": "127.0.0.1",
    }
    assert event["request"] is not None


def test_looking_for_what_is_not_there_for_the_member_is_recorded_with_its_key(client_for, cast, since):
    key = new_key()
    assert client_for(cast.manager).get(f"/probe/look_for/{key}").status_code == 404
    (event,) = since()
    assert (event["verb"], event["kind"], event["ids"]) == ("look-for", "probe-look-for", [key])
    assert event["outcome"] == "refused"


def test_an_address_that_no_page_has_is_not_recorded(client_for, cast, since):
    assert client_for(cast.manager).get("/probe/nothing").status_code == 404
    assert since() == []


def test_what_failed_with_peoples_data_in_its_hands_is_recorded(visitor, personal, since):
    assert visitor.get("/probe/read_then_explain").status_code == 400
    assert [(event["verb"], event["outcome"]) for event in since()] == [("fail", "failed")]


def test_a_members_own_rows_need_no_event_and_others_do(cast, personal):
    with acting_as(Asking(cast.manager.pk)), watch.watching(cast.manager.pk) as seen:
        list(cast.manager.grants.all())
        assert seen.touched == set()
        list(cast.analyst.grants.all())
        assert seen.touched == {"accounts_grant"}


def test_everybody_but_oneself_is_others(cast, personal):
    with acting_as(Asking(cast.manager.pk)), watch.watching(cast.manager.pk) as seen:
        list(Grant.objects.exclude(member=cast.manager))
        assert seen.touched == {"accounts_grant"}


def test_a_job_that_reads_about_people_and_records_nothing_fails(cast, personal):
    def job() -> None:
        with acting_as(Asking(cast.manager.pk, origin="job")), watch.watched(cast.manager.pk):
            list(Grant.objects.all())

    with pytest.raises(watch.Unrecorded, match="accounts_grant"):
        job()


def test_rows_read_by_hand_written_sql_are_seen_too(cast, personal):
    with acting_as(Asking(cast.manager.pk)), watch.watching(cast.manager.pk) as seen:
        with connection.cursor() as cursor:
            cursor.execute("SELECT role FROM accounts_grant")
        assert seen.touched == {"accounts_grant"}


def test_every_request_of_a_refused_address_leaves_one_event(client_for, cast, as_owner, since):
    for _ in range(3):
        client_for(cast.reader).get("/probe/managers_only")
    assert verbs(as_owner)[-3:] == ["manage-members"] * 3
    assert len({event["request"] for event in since()}) == 3
