"""What needs somebody now: one queue for all partnerships that they serve for one agency."""

import re
from datetime import timedelta

import pytest

from tests.accounts.asking import TODAY, TOMORROW, asking, events, post
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, waiting
from wardmote.accounts.models import Credential, Invitation, Member
from wardmote.accounts.states import CredentialKind, Role
from wardmote.platform import clock, drafts
from wardmote.web.gathered import contributors
from wardmote.web.waiting import queue


def items(client) -> list[tuple[str, str, str]]:
    """What the queue on Home says: words, whose, due."""
    page = re.sub(r"\s+", " ", client.get("/").content.decode())
    found = re.findall(r'<li class="wm-queue__item">(.*?)</li>', page)
    return [tuple(_texts(item)) for item in found]


def _texts(item: str) -> list[str]:
    what = re.search(r'(?:href="[^"]*">|wm-link-button">)([^<]+)<', item)[1]
    whose = re.search(r'wm-queue__whose"[^>]*>([^<]+)<', item)
    due = re.search(r'wm-queue__due[^"]*">([^<]+)<', item)[1]
    return [what, whose[1] if whose else "", due]


def credential(cast, member, by, days, name="NPPV level 2") -> None:
    standing = cast.standing(by, on=TODAY, partnership="northwick" if by == cast.outsider else "southfold")
    with asking(standing):
        changes.record_credential(
            member=member.pk, kind=CredentialKind.VETTING, name=name, valid_from=SINCE,
            valid_to=TODAY + timedelta(days=days), at=NOW, by=standing,
        )  # fmt: skip


def test_nothing_to_do_teaches_what_will_be_here(cast, client_for):
    page = client_for(cast.manager).get("/").content.decode()
    assert "Nothing is waiting for you" in page
    assert "each line says whose it is" not in page
    assert "each line says whose it is" in client_for(cast.coordinator).get("/").content.decode()


def test_who_serves_two_partnerships_has_one_queue_and_each_line_says_whose_it_is(cast, client_for):
    credential(cast, cast.coordinator, cast.administrator, 20, "Southfold vetting")
    credential(cast, cast.coordinator, cast.outsider, 10, "Northwick vetting")
    client = client_for(cast.coordinator)
    expected = [
        ("Your Northwick vetting", "Northwick Community Safety Partnership", "runs out in 9 days"),
        ("Your Southfold vetting", "Southfold Community Safety Partnership", "runs out in 19 days"),
    ]
    assert items(client) == expected, "the most urgent first"
    post(client, "/working-as", hat=cast.standing(cast.coordinator, on=TODAY, partnership="southfold").hat.key)
    assert items(client) == expected, "whichever of the two hats is worn"


def test_a_link_of_the_queue_says_by_itself_whose_it_is_where_the_lines_are_of_several(cast, client_for):
    credential(cast, cast.coordinator, cast.administrator, 20)
    credential(cast, cast.coordinator, cast.outsider, 20)
    page = re.sub(r"\s+", " ", client_for(cast.coordinator).get("/").content.decode())
    lines = re.findall(r'<div class="wm-queue__what">.*?<(?:a|button)[^>]*>(.*?)</(?:a|button)>', page)
    named = {re.sub("<[^>]+>", "", words) for words in lines}
    assert named == {
        "Your NPPV level 2, Northwick Community Safety Partnership", "Your NPPV level 2, Southfold Community Safety Partnership",
    }  # fmt: skip


def test_a_line_of_the_other_partnership_puts_its_hat_on_and_goes_there_in_one_step(cast, client_for):
    credential(cast, cast.coordinator, cast.administrator, 20)
    client = client_for(cast.coordinator)
    page = client.get("/").content.decode()
    hat, onward = re.search(
        r'name="hat" value="([^"]+)"><input type="hidden" name="next" value="([^"]+)"', page
    ).groups()
    assert post(client, "/working-as", hat=hat, next=onward).url == "/account"
    assert "Southfold Community Safety Partnership</h1>" in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_changing_hats_leads_nowhere_else(cast, client_for, elsewhere):
    assert post(client_for(cast.coordinator), "/working-as", hat="", next=elsewhere).url == "/"


def test_a_partnership_served_for_another_agency_is_no_part_of_the_queue(cast, client_for):
    """The outsider, given a role in Southfold for the police, sees that work under that hat alone."""
    changes.grant(
        member=cast.outsider, agency=agency("county-police"), partnership=cast.southfold, role=Role.ADMINISTRATOR,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip
    credential(cast, cast.reader, cast.administrator, 5)
    client = client_for(cast.outsider)
    assert items(client) == []
    post(client, "/working-as", hat=cast.standing(cast.outsider, on=TODAY, partnership="southfold").hat.key)
    assert [words for words, _whose, _due in items(client)] == ["NPPV level 2 of Ray Reader"]


def test_an_administrator_is_told_of_their_people_and_the_log_says_of_whom(cast, client_for):
    credential(cast, cast.reader, cast.administrator, 5)
    asked = clock.now() - timedelta(hours=1)
    Member.objects.filter(pk=cast.auditor.pk).update(wake_asked_at=asked)
    newcomer = changes.welcome(email="n@southfold.example", name="Nia Newcomer", password="x", at=NOW, by=None)
    Member.objects.filter(pk=newcomer.pk).update(password="!")
    changes.grant(
        member=newcomer, agency=agency("county-police"), partnership=cast.southfold, role=Role.ANALYST,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip
    sent = Invitation.objects.create(
        member=newcomer, partnership=cast.southfold, secret_digest="x", recorded_at=NOW,
        expires_at=clock.now() + timedelta(hours=30),
    )  # fmt: skip
    words = [found[0] for found in items(client_for(cast.administrator))]
    assert words == [
        "Audrey Auditor asks to be let in again: the account sleeps",
        "Nia Newcomer has not taken up the invitation",
        "NPPV level 2 of Ray Reader",
    ]
    (event,) = events("see-queue")
    assert set(event["ids"]) == {cast.auditor.pk, newcomer.pk, cast.reader.pk}
    for days, told in ((3, False), (-29, True), (-31, False)):
        Invitation.objects.filter(pk=sent.pk).update(expires_at=clock.now() + timedelta(days=days))
        found = [due for text, _whose, due in items(client_for(cast.administrator)) if "taken up" in text]
        assert bool(found) == told, days
        assert not found or found[0].startswith("the link ran out")


def test_nobody_else_is_told_of_other_people(cast, client_for):
    credential(cast, cast.reader, cast.administrator, 5)
    for member in (cast.manager, cast.auditor, cast.analyst, cast.outsider):
        assert not any("Ray Reader" in text for text, _whose, _due in items(client_for(member)))
    assert [text for text, _whose, _due in items(client_for(cast.reader))] == ["Your NPPV level 2"]


def test_a_form_that_was_begun_is_in_the_queue_until_it_is_sent(cast, client_for):
    with asking(cast.standing(cast.manager, on=TODAY)):
        drafts.keep(member=cast.manager.pk, address="/people/invite", values={"name": ["Nia"]})
        drafts.keep(member=cast.manager.pk, address="/partnership", values={"notice": ["Half a sen"]})
    first, second = items(client_for(cast.manager))
    assert first[:2] == ("A form that you began and have not sent", "")
    assert second[:2] == ("What members are told", "")
    assert first[2].startswith("not sent, last saved")
    assert items(client_for(cast.reader)) == []


def test_an_auditor_is_told_when_the_log_is_not_sealed(cast, client_for, as_owner):
    assert items(client_for(cast.auditor)) == []
    as_owner.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    as_owner.execute("UPDATE audit_event SET at = now() - interval '16 minutes'")
    ((words, _whose, due),) = items(client_for(cast.auditor))
    assert words.startswith("The log is not sealed")
    assert due == "never sealed"
    assert items(client_for(cast.manager)) == []


def test_every_app_can_put_itself_into_the_queue(cast):
    assert set(waiting.WAITING) <= set(contributors("waiting"))
    with asking(cast.standing(cast.manager, on=TODAY)) as standing:
        assert queue(standing, now=clock.now()) == []


def test_a_credential_that_ends_today_is_late(cast, client_for):
    credential(cast, cast.reader, cast.administrator, 0)
    assert 'wm-queue__due--late">ran out on' in client_for(cast.reader).get("/").content.decode()
    assert Credential.objects.count() == 1
    assert TOMORROW > TODAY
