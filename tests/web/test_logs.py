"""The server's log holds no address of a page."""

import logging

import pytest

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


def test_the_console_says_what_the_filter_leaves(settings):
    filters = settings.LOGGING["handlers"]["console"]["filters"]
    assert [settings.LOGGING["filters"][name]["()"] for name in filters] == ["wardmote.web.logs.PagesByName"]
    assert logging.getLogger("django.request").propagate
