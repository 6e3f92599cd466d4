"""A form that is sent while its sender has to prove themselves once more is not done yet: afterwards it is sent again, with the same key, and done."""

import re

import pytest
from django.urls import get_resolver

from tests.accounts.asking import credential, grant_of
from tests.cast import NOW, SINCE, agency
from tests.web.test_doors import address, patterns
from wardmote.accounts import changes
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


def test_what_was_typed_to_end_something_or_to_take_factors_away_is_in_the_form_again(client_for, cast, travel):
    today, client = clock.today(), client_for(cast.administrator)
    held = credential(cast, cast.reader, runs_out=None)
    last = {"when": "day", "last-day": "17", "last-month": "5", "last-year": str(today.year + 1)}
    for page_of, sent in (
        (f"/people/roles/{grant_of(cast.reader).pk}/end", last),
        (f"/people/credentials/{held.pk}/end", last),
        (f"/people/{cast.reader.pk}/second-factor", {"why": "replaced"}),
    ):
        travel(client, minutes=11)
        assert client.post(page_of, {"once": once.fresh()} | sent).url.startswith("/your-sign-in/prove?"), page_of
        travel(client, minutes=-11)
        page = client.get(page_of).content.decode()
        chosen = re.findall(r'type="radio" value="([^"]+)" checked', page)
        assert chosen == [sent.get("when") or sent["why"]], page_of
        assert "It is kept" not in page
        if "when" in sent:
            typed = dict(re.findall(r'name="(last-[a-z]+)" type="text" value="([^"]*)"', page))
            assert typed == {name: value for name, value in sent.items() if name != "when"}, page_of


def test_what_a_page_takes_in_no_case_is_refused_before_a_proof_is_asked_for(client_for, cast, travel):
    """Whoever types the address of what is only ever sent would prove themselves, and be told then that it cannot be done."""
    for role in (Role.AUDITOR, Role.MANAGER):  # between them and the administrator every such page
        changes.grant(
            member=cast.administrator, agency=agency("southfold-council"), partnership=cast.southfold, role=role,
            valid_from=SINCE, at=NOW, by=None,
        )  # fmt: skip
    client = client_for(cast.administrator)
    travel(client, minutes=11)
    assert client.get(f"/people/{cast.reader.pk}/wake").status_code == 405
    asked = [p for p in patterns(get_resolver().url_patterns) if getattr(p.callback, "recently_proved", False)]
    assert len(asked) > 10
    assert {p.name: client.put(address(p)).status_code for p in asked} == {p.name: 405 for p in asked}
