"""One person, as an administrator sees and keeps them: credentials, leaving, the name, waking."""

import re
from datetime import date, timedelta

import pytest

from tests.accounts.asking import TODAY, TOMORROW, YESTERDAY, asking, credential, day, events, grant_of, post, text_of
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, queries
from wardmote.accounts.models import Credential, Grant, Member
from wardmote.accounts.presenters import dates
from wardmote.accounts.states import CredentialKind, Role
from wardmote.platform import clock, versions
from wardmote.platform.refusals import Refused

PATHS = (
    "", "/role", "/credential", "/name", "/left",
)  # fmt: skip


# A person


def test_a_persons_page_says_what_they_hold_held_and_who_put_it_on_file(cast, client_for, administrator):
    with asking(administrator):
        changes.give_role(
            member=cast.reader.pk, agency=agency("southfold-council").pk, role=Role.ANALYST, valid_from=date(2024, 1, 1),
            valid_to=date(2025, 1, 1), at=NOW, by=administrator,
        )  # fmt: skip
    credential(cast, cast.reader, runs_out=None)
    page = text_of(client_for(cast.administrator).get(f"/people/{cast.reader.pk}"))
    assert "Analyst" in page
    assert "1 January 2024 to 31 December 2024" in page, "the last day is the last on which it held"
    assert "since 1 April 2020" in page
    assert "by Addy Administrator" in page
    assert "by the installation’s operator" in page
    assert "NPPV level 2" in page
    assert page.count("<h1") == 1
    assert events("see-person")[-1]["ids"] == [cast.reader.pk]


@pytest.mark.parametrize("path", PATHS)
def test_a_person_of_another_partnership_is_not_there(cast, client_for, path):
    client = client_for(cast.administrator)
    assert client.get(f"/people/{cast.outsider.pk}{path}").status_code == 404
    assert client.get(f"/people/{cast.nobody.pk}{path}").status_code == 404
    assert client.get(f"/people/{cast.reader.pk}{path}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("person", ["manager", "auditor", "reader", "outsider", "nobody"])
def test_nobody_else_opens_a_person(cast, client_for, path, person):
    client = client_for(getattr(cast, person))
    assert client.get(f"/people/{cast.reader.pk}{path}").status_code == 404


def test_only_what_is_of_this_partnership_is_told_of_somebody_who_serves_two(cast, client_for):
    page = text_of(client_for(cast.administrator).get(f"/people/{cast.coordinator.pk}"))
    assert "Northwick" not in page
    assert len(re.findall(r'role="rowheader"[^>]*>Panel coordinator<', page)) == 1


def test_a_person_can_be_looked_at_but_not_changed_by_themselves(cast, client_for):
    client = client_for(cast.administrator)
    page = text_of(client.get(f"/people/{cast.administrator.pk}"))
    assert "This is you" in page
    assert "Give a role" not in page
    own = f"/people/{cast.administrator.pk}"
    sent = {"role": "manager", "agency": str(agency("southfold-council").pk)} | day(TODAY, "valid_from")
    assert post(client, f"{own}/role", **sent).status_code == 404
    assert post(client, f"{own}/name", name="Boss", version=1).status_code == 404
    assert post(client, f"{own}/left").status_code == 404
    assert post(client, f"/people/roles/{grant_of(cast.administrator).pk}/end", when="now").status_code == 404
    assert Grant.objects.filter(member=cast.administrator).count() == 1
    assert Member.objects.get(pk=cast.administrator.pk).name == "Addy Administrator"


# Credentials


def test_a_credential_is_recorded_and_ended_and_stays_on_file(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"kind": "training", "name": "Safeguarding level 3"} | day(SINCE, "valid_from")
    post(client, f"/people/{cast.reader.pk}/credential", **sent)
    held = Credential.objects.get(member=cast.reader)
    assert (held.kind, held.name, held.valid_to) == ("training", "Safeguarding level 3", None)
    post(client, f"/people/credentials/{held.pk}/end", when="now")
    held.refresh_from_db()
    assert held.valid_to == TODAY
    assert [(e["verb"], e["ids"], e["facts"]) for e in events() if "credential" in e["verb"]] == [
        ("record-credential", [cast.reader.pk], {"credential": "training"}),
        ("end-credential", [cast.reader.pk], {"credential": "training"}),
    ]
    assert "Safeguarding level 3" in text_of(client.get(f"/people/{cast.reader.pk}"))


def test_how_long_something_still_holds_is_counted_to_its_last_day_wherever_it_is_told(cast, client_for):
    """“Until the 27th” is gone on the 28th: on the 22nd there are five days, and it ran out on the 27th."""
    last = TODAY + timedelta(days=5)
    credential(cast, cast.reader, runs_out=last + timedelta(days=1))
    client = client_for(cast.administrator)
    page = text_of(client.get(f"/people/{cast.reader.pk}"))
    assert f"to {dates.day(last)}" in page
    assert "runs out in 5 days" in page
    Credential.objects.update(valid_to=TODAY)
    for path in ("/", "/people"):
        assert f"ran out on {dates.day(YESTERDAY)}" in text_of(client.get(path)), path


def test_the_page_of_who_left_says_who_ended_what_and_warns_of_nothing(cast, client_for):
    credential(cast, cast.reader, runs_out=TODAY + timedelta(days=6))
    client = client_for(cast.administrator)
    before = text_of(client.get(f"/people/{cast.reader.pk}"))
    assert "runs out in 5 days" in before
    assert "End put on file" not in before
    post(client, f"/people/{cast.reader.pk}/left")
    page = text_of(client.get(f"/people/{cast.reader.pk}"))
    assert "runs out" not in page
    assert page.count("End put on file") == 1
    assert re.search(r"End put on file [^<]+, by Addy Administrator", page)


def test_who_ended_a_credential_is_told_and_an_end_that_came_with_it_is_nobodys_ending(cast, client_for):
    held = credential(cast, cast.reader, runs_out=TODAY + timedelta(days=200))
    client = client_for(cast.administrator)
    assert "End put on file" not in text_of(client.get(f"/people/{cast.reader.pk}"))
    post(client, f"/people/credentials/{held.pk}/end", when="now")
    assert re.search(r"End put on file [^<]+, by Addy Administrator", text_of(client.get(f"/people/{cast.reader.pk}")))


def test_nobody_records_their_own_credential(cast, administrator):
    with asking(administrator), pytest.raises(Refused):
        changes.record_credential(
            member=cast.administrator.pk, kind=CredentialKind.VETTING, name="x", valid_from=SINCE, valid_to=None,
            at=NOW, by=administrator,
        )  # fmt: skip


# Leaving


def test_a_leaver_is_out_at_the_next_request_and_nothing_of_theirs_is_deleted(cast, client_for):
    reader, client = client_for(cast.reader), client_for(cast.administrator)
    assert "Has Ray Reader left?" in text_of(client.get(f"/people/{cast.reader.pk}/left"))
    assert reader.get("/").status_code == 200
    post(client, f"/people/{cast.reader.pk}/left")
    assert reader.get("/").status_code == 302
    gone = Member.objects.get(pk=cast.reader.pk)
    assert (gone.is_active, gone.left_by_id) == (False, cast.administrator.pk)
    assert gone.left_at is not None
    assert Grant.objects.filter(member=gone).count() == 1
    (event,) = events("mark-left")
    assert (event["ids"], event["facts"]) == ([cast.reader.pk], {"roles": 1})


def test_who_leaves_one_partnership_keeps_the_account_that_another_needs(cast, client_for):
    post(client_for(cast.administrator), f"/people/{cast.coordinator.pk}/left")
    still = Member.objects.get(pk=cast.coordinator.pk)
    assert still.is_active
    hats = queries.hats_of(still, on=TODAY)
    assert [hat.partnership for hat in hats] == [cast.northwick.pk]


def test_a_role_that_was_to_begin_is_not_left_to_a_leaver(cast, client_for):
    client = client_for(cast.administrator)
    sent = {"role": "analyst", "agency": str(agency("county-police").pk)} | day(TOMORROW, "valid_from")
    post(client, f"/people/{cast.reader.pk}/role", **sent)
    post(client, f"/people/{cast.reader.pk}/left")
    assert queries.hats_of(cast.reader, on=TOMORROW + timedelta(days=1)) == ()
    assert not Member.objects.get(pk=cast.reader.pk).is_active


# Names, waking


def test_a_name_is_corrected_and_the_log_does_not_repeat_it(cast, client_for):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/name"
    page = client.get(address).content.decode()
    assert 'value="Ray Reader"' in page
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    assert post(client, address, name="Rae Reader", version=version).status_code == 302
    assert Member.objects.get(pk=cast.reader.pk).name == "Rae Reader"
    assert "Rae" not in str(events("correct-name"))


def test_two_administrators_who_correct_one_name_see_both_and_the_second_chooses(cast, client_for):
    client, address = client_for(cast.administrator), f"/people/{cast.reader.pk}/name"
    opened = versions.of("Ray Reader")
    post(client, address, name="Rae Reader", version=opened)
    seen = len(events("see-person"))
    answer = post(client, address, name="Raymond Reader", version=opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rae Reader" in page
    assert "Raymond Reader" in page
    assert Member.objects.get(pk=cast.reader.pk).name == "Rae Reader"
    assert [event["ids"] for event in events("see-person")[seen:]] == [[cast.reader.pk]]
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    mine = {"differs": "name", "theirs.name": "Rae Reader", "yours.name": "Raymond Reader", "keep.name": "yours"}
    assert post(client, address, version=version, **mine).status_code == 302
    assert Member.objects.get(pk=cast.reader.pk).name == "Raymond Reader"


def test_an_account_that_sleeps_is_woken_by_an_administrator(cast, client_for):
    Member.objects.filter(pk=cast.reader.pk).update(signed_in_at=clock.now() - timedelta(days=401))
    client = client_for(cast.administrator)
    assert "Wake this account" in text_of(client.get(f"/people/{cast.reader.pk}"))
    post(client, f"/people/{cast.reader.pk}/wake")
    assert "Wake this account" not in text_of(client.get(f"/people/{cast.reader.pk}"))
    assert Member.objects.get(pk=cast.reader.pk).woken_by_id == cast.administrator.pk
    assert [event["ids"] for event in events("wake")] == [[cast.reader.pk]]


def test_a_credential_is_called_what_was_typed_braces_and_all(cast, client_for):
    held = credential(cast, cast.reader, runs_out=None, name="Level {2} of {name.x}")
    page = text_of(client_for(cast.administrator).get(f"/people/credentials/{held.pk}/end"))
    assert "When does Level {2} of {name.x} of Ray Reader end?" in page
