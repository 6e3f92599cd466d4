"""A form that is sent while its sender has to prove themselves once more is not done yet: afterwards it is sent again, with the same key, and done."""

import pytest

from tests.accounts.asking import grant_of
from wardmote.accounts.models import Grant
from wardmote.accounts.states import Role
from wardmote.platform import clock, drafts, once
from wardmote.platform.transaction import Asking, acting_as


@pytest.fixture
def role(cast):
    """A role for the reader, as its form sends it."""
    today = clock.today()
    days = {"valid_from-day": today.day, "valid_from-month": today.month, "valid_from-year": today.year}
    return {"once": once.fresh(), "role": Role.ANALYST.value, "agency": str(grant_of(cast.reader).agency_id)} | days


def roles_of(member) -> list[str]:
    return sorted(Grant.objects.filter(member=member).values_list("role_id", flat=True))


def test_a_form_that_had_to_wait_for_a_proof_is_done_when_it_is_sent_again(client_for, cast, role, travel):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/role"
    before = roles_of(cast.reader)
    travel(client, minutes=11)
    assert client.post(address, role).url == f"/your-sign-in/prove?next={address.replace('/', '%2F')}"
    assert roles_of(cast.reader) == before
    travel(client, minutes=-11)  # as if the proof was given
    assert 'value="analyst" checked' in client.get(address).content.decode()
    assert client.post(address, role).url == f"/people/{cast.reader.pk}?done=role-given"
    assert roles_of(cast.reader) == sorted([*before, "analyst"])


def test_a_form_that_had_to_wait_for_a_proof_keeps_its_draft(client_for, cast, role, travel):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/role"
    with acting_as(Asking(member=cast.administrator.pk)):
        drafts.keep(member=cast.administrator.pk, address=address, values={"role": ["analyst"]})
    for minutes, left in ((11, [address]), (-11, [])):
        travel(client, minutes=minutes)
        client.post(address, role | {"draft": address})
        with acting_as(Asking(member=cast.administrator.pk)):
            assert [found for found, _at in drafts.waiting(member=cast.administrator.pk)] == left


def test_after_the_proof_one_is_on_the_page_of_the_form_wherever_the_form_is_sent(client_for, cast, travel):
    client, page = client_for(cast.administrator), f"/people/{cast.reader.pk}"
    travel(client, minutes=11)
    sent = {"once": once.fresh(), "role": "analyst"}
    answer = client.post(f"{page}/role", sent, headers={"referer": f"http://testserver{page}"})
    assert answer.url == f"/your-sign-in/prove?next={page.replace('/', '%2F')}"
