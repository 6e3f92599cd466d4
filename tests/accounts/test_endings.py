"""A letter before vetting, training or a signature ends: once, to whom it concerns, and it says nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from tests.accounts.asking import TODAY, asking, at_the_same_moment, events, post
from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes, queries
from wardmote.accounts.changes.endings import tell_of_endings as tell
from wardmote.accounts.models import Credential, CredentialNotice, Grant
from wardmote.accounts.queries.persons import NOTICES, SOON
from wardmote.accounts.states import CredentialKind
from wardmote.platform import clock, outbox
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web.jobs import tell_of_endings

MORNING = Asking(purpose="tell-of-endings", origin="job")
HOLDER, ADMINISTRATOR = "reader@southfold.example", "administrator@southfold.example"


def credential(cast, days: int, *, member=None, name="NPPV level 2", since=SINCE, kind=CredentialKind.VETTING) -> None:
    standing = cast.standing(cast.administrator, on=TODAY)
    with asking(standing):
        changes.record_credential(
            member=(member or cast.reader).pk, kind=kind, name=name, valid_from=since,
            valid_to=TODAY + timedelta(days=days), at=NOW, by=standing,
        )  # fmt: skip


def told(as_owner, days_on: int = 0) -> list[str]:
    """To whom letters go when the installation looks on a day."""
    as_owner.execute("DELETE FROM platform_outbox")
    for partnership in as_owner.execute("SELECT id FROM accounts_partnership").fetchall():
        with acting_as(MORNING):
            tell(partnership=partnership[0], on=TODAY + timedelta(days=days_on), at=clock.now())
    return sorted(letter.to for letter in outbox.waiting())


@pytest.mark.parametrize(
    ("days", "expected"), [(31, []), (30, [ADMINISTRATOR, HOLDER]), (1, [ADMINISTRATOR, HOLDER]), (0, []), (-1, [])]
)
def test_the_holder_and_the_administrators_are_told_before_the_end_and_not_after(cast, as_owner, days, expected):
    credential(cast, days)
    assert told(as_owner) == expected


def test_they_are_told_once_30_days_before_and_once_7_days_before(cast, as_owner):
    credential(cast, 40)
    days = [day for day in range(45) if told(as_owner, day)]
    assert days == [40 - notice.days for notice in sorted(NOTICES, reverse=True)] == [10, 33]
    assert CredentialNotice.objects.count() == 2


def test_a_day_on_which_nobody_looked_is_made_good_and_two_notices_are_never_sent_at_once(cast, as_owner):
    credential(cast, 40)
    assert told(as_owner, 12) == [ADMINISTRATOR, HOLDER]
    assert told(as_owner, 35) == [ADMINISTRATOR, HOLDER]
    credential(cast, 3, member=cast.manager)
    assert told(as_owner) == [ADMINISTRATOR, "manager@southfold.example"]
    assert told(as_owner) == []


def test_another_end_is_told_anew(cast, as_owner):
    credential(cast, 20)
    assert told(as_owner) == [ADMINISTRATOR, HOLDER]
    Credential.objects.update(valid_to=TODAY + timedelta(days=25))
    assert told(as_owner) == [ADMINISTRATOR, HOLDER]


def test_what_was_renewed_in_time_is_not_told(cast, as_owner):
    credential(cast, 20)
    credential(cast, 400, name=" nppv LEVEL 2", since=TODAY + timedelta(days=20))
    assert told(as_owner) == []
    credential(cast, 20, kind=CredentialKind.TRAINING, name="DASH")
    credential(cast, 400, kind=CredentialKind.TRAINING, name="Data protection")
    assert told(as_owner) == [ADMINISTRATOR, HOLDER], "another training is no renewal"


def test_many_endings_are_one_letter_to_each(cast, as_owner):
    credential(cast, 20)
    credential(cast, 5, kind=CredentialKind.AGREEMENT, name="Agreement 2025")
    credential(cast, 20, member=cast.manager)
    assert told(as_owner) == [ADMINISTRATOR, "manager@southfold.example", HOLDER]


def test_an_administrator_is_told_once_of_their_own(cast, as_owner):
    Credential.objects.create(
        member=cast.administrator, partnership=cast.southfold, kind="vetting", name="NPPV", valid_from=SINCE,
        valid_to=TODAY + timedelta(days=5), recorded_at=NOW,
    )  # fmt: skip
    assert told(as_owner) == [ADMINISTRATOR]


def test_nobody_is_told_of_somebody_who_has_left(cast, as_owner):
    credential(cast, 20)
    standing = cast.standing(cast.administrator, on=TODAY)
    with asking(standing):
        changes.mark_left(member=cast.reader.pk, on=TODAY, at=clock.now(), by=standing)
    assert told(as_owner) == []


def test_who_has_left_the_partnership_and_works_on_in_another_is_not_told(cast, as_owner):
    credential(cast, 20, member=cast.coordinator)
    standing = cast.standing(cast.administrator, on=TODAY)
    with asking(standing):
        changes.mark_left(member=cast.coordinator.pk, on=TODAY, at=clock.now(), by=standing)
    assert told(as_owner) == []


def test_two_who_look_at_the_same_moment_write_once(cast, as_owner):
    credential(cast, 20)

    def look() -> int:
        return tell(partnership=cast.southfold.pk, on=TODAY, at=clock.now())

    def look_too() -> int:
        with acting_as(MORNING):
            return look()

    assert at_the_same_moment(as_owner, look, look_too, asking=MORNING) == (2, 0)
    assert sorted(letter.to for letter in outbox.waiting()) == [ADMINISTRATOR, HOLDER]


def test_what_was_taken_back_is_not_told(cast, as_owner):
    credential(cast, 20, since=TODAY + timedelta(days=20))
    assert told(as_owner) == []


def test_the_letter_says_neither_what_nor_whose(cast, as_owner):
    credential(cast, 5)
    told(as_owner)
    for letter in outbox.waiting():
        said = letter.subject + letter.body
        assert not any(word in said for word in ("NPPV", "etting", "Ray", "Southfold", "http"))
        assert "within 7 days" in said
        assert "Sign in as you always do" in said


def test_each_is_told_of_the_first_end_that_is_their_business(cast, as_owner):
    """The holder of what ends in five days is not told of 30, though something of somebody else's ends later; nor the other way round."""
    credential(cast, 5)
    credential(cast, 20, kind=CredentialKind.TRAINING, name="DASH")
    credential(cast, 20, member=cast.manager)
    Credential.objects.create(
        member=cast.administrator, partnership=cast.southfold, kind="vetting", name="NPPV", valid_from=SINCE,
        valid_to=TODAY + timedelta(days=20), recorded_at=NOW,
    )  # fmt: skip
    told(as_owner)
    said = {(letter.to, letter.subject): letter.body for letter in outbox.waiting()}
    within = {key: body.split(" within ")[1].split(" days")[0] for key, body in said.items()}
    own, theirs = "Something of yours in Wardmote ends soon", "Something in your partnership ends soon"
    assert within == {
        (HOLDER, own): "7", ("manager@southfold.example", own): "30", (ADMINISTRATOR, own): "30", (ADMINISTRATOR, theirs): "7",
    }  # fmt: skip


def test_the_first_page_shows_whatever_a_letter_was_written_about(cast, as_owner, client_for):
    assert max(NOTICES) == SOON
    credential(cast, max(NOTICES).days)
    assert told(as_owner) == [ADMINISTRATOR, HOLDER]
    assert "Your NPPV level 2" in client_for(cast.reader).get("/").content.decode()
    assert "NPPV level 2 of Ray Reader" in client_for(cast.administrator).get("/").content.decode()
    assert "NPPV level 2" in client_for(cast.reader).get("/account").content.decode()


def test_the_first_page_shows_it_whichever_hat_is_worn(cast, as_owner, client_for):
    """The reader, who also chairs in Northwick for another agency, and had vetting there: one click on the line puts that hat on."""
    given = {"member": cast.reader, "partnership": cast.northwick, "valid_from": SINCE, "recorded_at": NOW}
    Grant.objects.create(agency=agency("northwick-council"), role_id="chair", **given)
    Credential.objects.create(kind="vetting", name="NPPV level 3", valid_to=TODAY + timedelta(days=20), **given)
    assert told(as_owner) == ["outsider@northwick.example", HOLDER]
    client, hats = client_for(cast.reader), queries.hats_of(cast.reader, on=TODAY)
    assert len({hat.agency for hat in hats}) == 2
    for worn in hats:
        post(client, "/working-as", hat=worn.key)
        page = client.get("/").content.decode()
        assert "Your NPPV level 3" in page, worn.words
        assert page.count('aria-hidden="true">Northwick Community Safety Partnership</span>') == (
            worn.partnership != cast.northwick.pk
        )
    post(client, "/working-as", hat=next(hat.key for hat in hats if hat.partnership == cast.southfold.pk))
    hat, onward = re.search(
        r'name="hat" value="([^"]+)"><input type="hidden" name="next" value="([^"]+)"', client.get("/").content.decode()
    ).groups()
    assert post(client, "/working-as", hat=hat, next=onward).url == "/account"
    assert "NPPV level 3" in client.get("/account").content.decode()


def test_an_administrator_who_acts_for_several_agencies_is_told_where_to_look(cast, as_owner):
    credential(cast, 20)
    told(as_owner)
    (letter,) = (letter for letter in outbox.waiting() if letter.to == ADMINISTRATOR)
    assert "If you act for more than one agency, look at the first page of each" in letter.body


def test_the_job_tells_every_partnership_and_the_log_says_whom_it_was_about(cast, as_owner):
    credential(cast, 20)
    tell_of_endings.run(MORNING, {})
    tell_of_endings.run(MORNING, {})
    assert sorted(letter.to for letter in outbox.waiting()) == [ADMINISTRATOR, HOLDER]
    (event,) = events("tell-of-ending")
    assert event["ids"] == [cast.reader.pk]
    assert (event["member"], event["partnership"]) == (None, cast.southfold.pk)


def test_what_ends_is_listed_for_the_installation_alone(cast):
    credential(cast, 20)
    functions = {
        "credentials_ending(%s, %s, ARRAY[30, 7])": [cast.southfold.pk, TODAY],
        "administrators_of(%s)": [cast.southfold.pk],
    }
    for who, found in (
        (MORNING, 1), (Asking(member=cast.administrator.pk), 0), (Asking(), 0), (Asking(member=cast.reader.pk, origin="job"), 0),
    ):  # fmt: skip
        for function, arguments in functions.items():
            with acting_as(who), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {function}", arguments)
                assert cursor.fetchone() == (found,), (function, who)


def test_that_a_letter_was_posted_is_seen_by_the_installation_alone(cast, as_owner):
    credential(cast, 20)
    told(as_owner)
    for who, found in ((MORNING, 1), (Asking(member=cast.reader.pk), 0), (Asking(member=cast.administrator.pk), 0)):
        with acting_as(who):
            assert CredentialNotice.objects.count() == found
