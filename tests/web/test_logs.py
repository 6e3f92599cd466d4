"""The server's log holds no address of a page."""

import http.client
import logging
import sys

import pytest

from tests.web.bare_server import serving
from wardmote.web.logs import PagesByName


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sign-in/new-password/01a202c0-e621-7b49-9b36-c9da3b0b92e7/the-secret", "page choose-password"),
        ("/no/such/the-secret?and=the-secret", "no page of ours"),
    ],
)
def test_a_request_that_went_wrong_is_logged_by_the_name_of_its_page(client_for, caplog, path, said):
    caplog.handler.addFilter(PagesByName())
    client_for(None).post(path, {"nonsense": "the-secret"})
    logged = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert logged
    assert all(said in line for line in logged), logged
    assert "the-secret" not in caplog.text


def test_a_refusal_is_one_line_without_where_in_the_code_it_was_decided(client_for, cast, caplog):
    caplog.handler.addFilter(PagesByName())
    assert client_for(cast.reader).get("/log").status_code == 404
    logged = [record for record in caplog.records if record.name == "django.request"]
    assert logged
    assert "Traceback" not in caplog.text


def test_where_in_the_code_a_defect_is_stays_in_the_log():
    try:
        raise RuntimeError("what went wrong")
    except RuntimeError:
        told = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal Server Error", (), told)
    assert PagesByName().filter(record)
    assert record.exc_info


def test_the_console_says_what_the_filter_leaves(settings):
    filters = settings.LOGGING["handlers"]["console"]["filters"]
    assert [settings.LOGGING["filters"][name]["()"] for name in filters] == ["wardmote.web.logs.PagesByName"]
    assert logging.getLogger("django.request").propagate


@pytest.fixture
def broken():
    """The server before an application that fails, as any may that Django does not wrap: its port."""

    def application(_environ, _answer):
        raise RuntimeError("what went wrong")

    with serving(application) as port:
        yield port


@pytest.mark.parametrize("path", ["/invitation/the-secret", "/invitation/%0Athe-secret%20the-secret"])
def test_the_server_itself_says_what_went_wrong_and_not_where(broken, caplog, path):
    caplog.handler.addFilter(PagesByName())
    connection = http.client.HTTPConnection("127.0.0.1", broken, timeout=20)
    connection.request("GET", path)
    assert connection.getresponse().status == 500
    connection.close()
    assert "Exception while serving a request" in caplog.text
    assert "what went wrong" in caplog.text
    assert "the-secret" not in caplog.text
