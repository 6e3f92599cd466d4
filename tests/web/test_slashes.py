"""An address without its last slash."""

import pytest

ADDRESSES = ["/evidence", "/evidence/area", "/evidence/area/map", "/evidence/ward/E05010226", "/publications"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_reader_is_sent_on_for_good_with_the_question(client_for, cast, address, method):
    answer = getattr(client_for(cast.manager), method)(f"{address}?area=E07000126&from=2021-10")
    assert (answer.status_code, answer["Location"]) == (301, f"{address}/?area=E07000126&from=2021-10")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_ends_at_sign_in(client_for, address):
    answer = client_for(None).get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"/sign-in?next={address}/")


def test_a_ward_that_is_not_there_is_answered_like_one_that_is(client_for):
    visitor = client_for(None)
    for code in ("E05010226", "E05999999"):
        assert visitor.get(f"/evidence/ward/{code}").status_code == 301


@pytest.mark.parametrize("address", ["/no-such-page", "/sign-in/x", "/evidence/area/x.y"])
def test_what_is_nowhere_is_sent_nowhere(client_for, cast, address):
    answer = client_for(cast.manager).get(address)
    assert answer.status_code == 404


def test_a_form_is_not_sent_on(client_for, cast):
    assert client_for(cast.manager).post("/publications", {"a": "b"}).status_code == 404
