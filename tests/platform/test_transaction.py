"""The transaction of a request: who is asking is known inside it, and nothing of it is left behind."""

import pytest
from django.db import connection, transaction

from tests.platform.probe import settings_now
from wardmote.accounts.models import Agency
from wardmote.platform.transaction import Asking, acting_as, declare


@pytest.fixture(autouse=True)
def probe(settings):
    settings.ROOT_URLCONF = "tests.platform.probe"


def written() -> bool:
    return Agency.objects.filter(slug="probe").exists()


def test_a_view_runs_with_the_member_the_agency_and_the_partnership_declared(client_for, cast):
    found = client_for(cast.manager).get("/probe/look").json()
    hat = cast.standing(cast.manager).hat
    assert found == {
        "member": str(cast.manager.pk),
        "agency": str(hat.agency),
        "partnership": str(cast.southfold.pk),
        "purpose": "",
    }


@pytest.mark.parametrize(("page", "purpose"), [("why", "see-evidence"), ("why_exactly", "prepare-hearing")])
def test_the_purpose_is_what_the_page_is_for(client_for, cast, page, purpose):
    assert client_for(cast.manager).get(f"/probe/{page}").json()["purpose"] == purpose


def test_a_visitor_is_declared_as_nobody(client_for, cast):
    assert set(client_for(None).get("/probe/look").json().values()) == {""}


def test_nothing_of_a_member_is_left_on_the_connection_for_the_next_request(client_for, cast):
    client_for(cast.manager).get("/probe/look")
    assert not any(settings_now().values())
    assert set(client_for(None).get("/probe/look").json().values()) == {""}


def test_what_a_view_writes_is_kept(client_for, cast):
    assert client_for(None).get("/probe/write").status_code == 200
    assert written()


def test_what_a_refused_view_wrote_is_not_kept(client_for, cast):
    page = client_for(None).get("/probe/write_then_refuse")
    assert page.status_code == 404
    assert not written()


def test_what_a_broken_view_wrote_is_not_kept_and_its_page_says_so(client_for, cast):
    client = client_for(None)
    client.raise_request_exception = False
    page = client.get("/probe/write_then_break")
    assert page.status_code == 500
    assert "Nothing of what you sent was kept" in page.content.decode()
    assert not written()


def test_a_server_error_that_a_view_answers_itself_keeps_nothing(client_for, cast):
    assert client_for(None).get("/probe/write_then_fail").status_code == 503
    assert not written()


def test_an_error_for_people_is_shown_as_its_sentence_and_keeps_nothing(client_for, cast):
    page = client_for(None).get("/probe/write_then_explain")
    assert page.status_code == 400
    assert "There is no such month: 2021-13." in page.content.decode()
    assert not written()


def test_a_download_that_streams_is_read_inside_the_transaction(client_for, cast):
    download = client_for(cast.manager).get("/probe/stream")
    assert not download.streaming
    assert download.content.decode() == f"{cast.manager.pk};" * 2
    assert download["Content-Disposition"] == "attachment"


def test_who_is_asking_cannot_be_declared_outside_a_transaction(database):
    with pytest.raises(transaction.TransactionManagementError):
        declare(Asking())


def test_a_command_acts_as_somebody_for_one_transaction(cast):
    with acting_as(Asking(member=cast.manager.pk, purpose="report")):
        assert settings_now()["member"] == str(cast.manager.pk)
        assert settings_now()["purpose"] == "report"
    assert not any(settings_now().values())


def test_the_connection_survives_a_broken_view(client_for, cast):
    client = client_for(None)
    client.raise_request_exception = False
    client.get("/probe/write_then_break")
    assert not connection.in_atomic_block
    assert client.get("/probe/write").status_code == 200
