"""People are told what is kept about them before they sign in, and whoever finds a weakness is told where to go."""

from html import unescape

import pytest

from wardmote.platform import field_register
from wardmote.web import privacy


def test_a_visitor_reads_what_is_kept_for_how_long_and_who_sees_it(client_for):
    page = unescape(client_for(None).get("/privacy").content.decode())
    for one in privacy.told():
        assert one.label in page
        assert one.recipients in page
        for kept in one.kept:
            assert kept.period in page
            assert all(purpose in page for purpose in kept.purposes)


def test_every_table_about_people_who_sign_in_is_told_of(database):
    told = {purpose for one in privacy.told() for kept in one.kept for purpose in kept.purposes}
    about = [table for table in field_register.register().values() if table.told and table.activity in privacy.TOLD]
    assert about
    assert {table.purpose for table in about} == told


def test_only_reference_data_is_told_of_nowhere():
    assert set(field_register.activities()) - set(privacy.TOLD) == {"reference"}


def test_who_answers_is_said_when_the_operator_has_said_it(client_for, monkeypatch):
    assert "The agencies of your partnership together" in client_for(None).get("/privacy").content.decode()
    monkeypatch.setenv("WARDMOTE_CONTROLLER", "Southfold Borough Council <dpo@southfold.example>")
    page = client_for(None).get("/privacy").content.decode()
    assert "Southfold Borough Council &lt;dpo@southfold.example&gt;" in page
    assert "The agencies of your partnership together" not in page


def test_every_page_leads_to_it(client_for):
    assert 'href="/privacy"' in client_for(None).get("/sign-in").content.decode()


def test_weaknesses_are_reported_where_the_operator_says(client_for, monkeypatch):
    monkeypatch.setenv("WARDMOTE_SECURITY_CONTACT", "mailto:security@southfold.example")
    answer = client_for(None).get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@southfold.example"
    assert lines["Expires"].endswith("Z")


def test_without_a_contact_there_is_no_file(client_for, monkeypatch):
    monkeypatch.delenv("WARDMOTE_SECURITY_CONTACT", raising=False)
    assert client_for(None).get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "wrong", ["security@southfold.example", "http://southfold.example", "mailto:a@b.example\nX: y"]
)
def test_a_contact_that_a_program_could_not_use_is_said(monkeypatch, wrong):
    monkeypatch.setenv("WARDMOTE_SECURITY_CONTACT", wrong)
    with pytest.raises(privacy.BadContact):
        privacy.security_contact()
