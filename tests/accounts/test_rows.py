"""Whose the rows of accounts are, asked of PostgreSQL itself: no policy of Python's is between."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError, connection

from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes
from wardmote.accounts.changes import second_factor, signing_in
from wardmote.accounts.models import Credential, Grant, Invitation, Member
from wardmote.accounts.rows import in_my_partnerships_as
from wardmote.accounts.states import CredentialKind, LostFactors, Role
from wardmote.platform import clock, register
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, Asking, acting_as


@contextmanager
def asked_by(cast, member: Member, *, partnership: str = "") -> Iterator[None]:
    asking = cast.standing(member, partnership=partnership).asking
    with acting_as(asking):
        yield


def people() -> set[str]:
    """Whose grants are seen."""
    return {grant.member.email.split("@")[0] for grant in Grant.objects.select_related("member")}


def asked(call: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}")
        return cursor.fetchone()[0]


def test_colleagues_see_who_works_in_their_partnerships_and_nobody_elses(cast):
    with asked_by(cast, cast.reader):
        assert people() == {"manager", "administrator", "auditor", "coordinator", "analyst", "reader"}
    with asked_by(cast, cast.outsider):
        assert people() == {"outsider", "coordinator", "analyst"}


def test_who_acts_for_one_agency_in_two_partnerships_sees_both_at_once(cast):
    with asked_by(cast, cast.coordinator):
        assert people() == {"manager", "administrator", "auditor", "coordinator", "analyst", "reader", "outsider"}


def test_nobody_sees_no_row(cast):
    for asking in (Asking(), cast.standing(cast.nobody).asking):
        with acting_as(asking):
            assert people() == set()
    with psycopg.connect(register.urls().application) as plain:
        assert plain.execute("SELECT count(*) FROM accounts_grant").fetchone() == (0,)


def test_an_agency_that_is_only_claimed_shows_nothing(cast):
    claimed = Asking(member=cast.outsider.pk, agency=agency("southfold-council").pk, partnership=cast.southfold.pk)
    with acting_as(claimed):
        assert people() == {"outsider"}
        assert asked("asking_agency()") is None


def test_the_hat_of_an_agency_opens_nothing_in_a_partnership_where_its_wearer_has_no_role(cast, as_owner, ask_in):
    """Southfold's administrator names a body of Northwick, and gives a guest its hat with every role there is: what is Northwick's stays Northwick's."""
    of_northwick = {"partnership": cast.northwick, "recorded_at": NOW}
    Credential.objects.create(member=cast.outsider, kind="vetting", name="NPPV", valid_from=SINCE, **of_northwick)
    Invitation.objects.create(member=cast.outsider, secret_digest="x", expires_at=NOW, **of_northwick)
    ask_in(agency="another", agency_name="Northwick Council", agency_kind="council", roles=list(Role))
    standing = cast.standing(Member.objects.get(email="nia@police.example"), on=clock.today())
    assert [(hat.agency, hat.partnership) for hat in standing.hats] == [
        (agency("northwick-council").pk, cast.southfold.pk)
    ]
    tables = as_owner.execute(
        "SELECT relname, attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE relrowsecurity AND relkind IN ('r', 'p') AND attname IN ('partnership', 'partnership_id')"
    ).fetchall()
    there, seen, here = {}, {}, {}
    for table, column in tables:
        count = f"SELECT count(*) FROM {table} WHERE {column} = %s"
        there[table] = as_owner.execute(count, [cast.northwick.pk]).fetchone()[0]
        with acting_as(standing.asking), connection.cursor() as cursor:
            for found, partnership in ((seen, cast.northwick), (here, cast.southfold)):
                cursor.execute(count, [partnership.pk])
                found[table] = cursor.fetchone()[0]
    filled = {"accounts_grant", "accounts_credential", "accounts_invitation", "audit_event"}
    assert filled <= {table for table, rows in there.items() if rows}, "what is not there cannot be seen"
    assert {table for table, rows in seen.items() if rows} == {"accounts_partnershipareahistory"}, (
        "districts are public"
    )
    assert here["accounts_grant"] > 1
    assert here["audit_event"] > 1


def test_no_table_asks_for_the_agency_worn_and_not_for_the_partnership(database, as_owner):
    asked = as_owner.execute("SELECT tablename, concat(qual, with_check) FROM pg_policies").fetchall()
    assert asked
    assert not [table for table, text in asked if "asking_agency()" in text and "my_partnerships" not in text]


@pytest.mark.parametrize(
    "changed",
    [
        {"left_at": NOW},
        {"is_active": False},
        {"signed_in_at": clock.now() - timedelta(days=31)},
    ],
)
def test_who_left_or_sleeps_sees_nothing_not_even_their_own(cast, changed):
    standing = cast.standing(cast.manager)
    Member.objects.filter(pk=cast.manager.pk).update(**changed)
    with acting_as(standing.asking):
        assert people() == set()
        assert asked("asking_member()") is None


def test_who_was_woken_is_awake(cast):
    long_ago = clock.now() - timedelta(days=31)
    Member.objects.filter(pk=cast.manager.pk).update(signed_in_at=long_ago, woken_at=clock.now())
    with asked_by(cast, cast.manager):
        assert asked("asking_member()") == cast.manager.pk


def test_a_grant_that_ended_today_holds_no_more(cast):
    standing = cast.standing(cast.reader)
    Grant.objects.filter(member=cast.reader).update(valid_to=clock.today())
    with acting_as(standing.asking):
        assert people() == {"reader"}  # their own stays on file for them


def given(cast, by, **more) -> None:
    with asked_by(cast, by, partnership="southfold"):
        values = {"member": cast.nobody, "agency": agency("county-police"), "partnership": cast.southfold}
        Grant.objects.create(**values | more, role_id="analyst", valid_from=SINCE, recorded_at=NOW)


def test_only_an_administrator_of_the_partnership_gives_a_role(cast):
    given(cast, cast.administrator)
    for by, more in (
        (cast.manager, {}),
        (cast.auditor, {}),
        (cast.outsider, {}),
        (cast.administrator, {"partnership": cast.northwick}),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"):
            given(cast, by, **more)


def test_only_an_administrator_ends_a_role_and_nobody_deletes_one(cast):
    for by, changed in ((cast.manager, 0), (cast.outsider, 0), (cast.administrator, 1)):
        with asked_by(cast, by, partnership="southfold"):
            assert Grant.objects.filter(member=cast.reader).update(valid_to=date(2030, 1, 1)) == changed
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM accounts_grant")
                assert cursor.rowcount == 0


def test_a_role_cannot_be_moved_to_a_partnership_of_others(cast):
    with pytest.raises(ProgrammingError, match="row-level security"), asked_by(cast, cast.administrator):
        Grant.objects.filter(member=cast.reader).update(partnership=cast.northwick)


def test_credentials_are_seen_by_their_holder_and_administrators(cast):
    Credential.objects.create(
        member=cast.coordinator, partnership=cast.southfold, kind=CredentialKind.VETTING, name="", valid_from=SINCE, recorded_at=NOW,
    )  # fmt: skip
    seen = {}
    for name in ("coordinator", "administrator", "manager", "analyst", "outsider"):
        with asked_by(cast, getattr(cast, name), partnership="southfold"):
            seen[name] = Credential.objects.count()
    assert seen == {"coordinator": 1, "administrator": 1, "manager": 0, "analyst": 0, "outsider": 0}
    with asked_by(cast, cast.coordinator):
        assert asked("array(SELECT my_credentials('vetting'))") == [cast.southfold.pk]
        assert asked("array(SELECT my_credentials('training'))") == []


def test_the_operator_keeps_accounts(cast):
    with acting_as(AT_THE_COMMAND_LINE):
        assert len(people()) == 7
    with acting_as(Asking(member=cast.nobody.pk, origin="command")):
        assert people() == set()


def test_no_role_is_not_every_role():
    with pytest.raises(ValueError, match="no role is not every role"):
        in_my_partnerships_as()


# Whose an account is


def invited_elsewhere(cast) -> None:
    """The reader of Southfold, asked into Northwick by its administrator as well."""
    changes.grant(
        member=cast.reader, agency=agency("northwick-council"), partnership=cast.northwick, role=Role.SCRUTINY,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip


def looked_after(cast, by) -> set[str]:
    with asked_by(cast, by), connection.cursor() as cursor:
        cursor.execute("SELECT email FROM accounts_member WHERE id IN (SELECT members_looked_after())")
        return {email.split("@")[0] for (email,) in cursor.fetchall()}


def test_only_who_administers_all_of_an_account_looks_after_it(cast):
    assert looked_after(cast, cast.administrator) == {"manager", "administrator", "auditor", "reader"}
    assert looked_after(cast, cast.outsider) == {"outsider"}
    invited_elsewhere(cast)
    assert "reader" not in looked_after(cast, cast.administrator) | looked_after(cast, cast.outsider)
    Grant.objects.filter(member=cast.reader, partnership=cast.northwick).update(valid_to=clock.today())
    assert "reader" in looked_after(cast, cast.administrator), "what has ended binds nobody"
    assert "reader" not in looked_after(cast, cast.outsider)


def test_an_invitation_gives_no_hold_of_somebodys_factors_name_or_sleep(cast):
    invited_elsewhere(cast)
    for who in (cast.outsider, cast.administrator):
        by = cast.standing(who)
        with asked_by(cast, who):
            removed, _by_model = Authenticator.objects.filter(user=cast.reader).delete()
        assert removed == 0
        for tried in (
            lambda by=by: second_factor.forget_factors(member=cast.reader, why=LostFactors.LOST, by=by),
            lambda by=by: signing_in.wake(member=cast.reader, at=NOW, by=by),
            lambda by=by: changes.correct_name(member=cast.reader.pk, name="Mallory", version=1, by=by),
        ):
            with asked_by(cast, who), pytest.raises(Refused):
                tried()
    kept = Member.objects.get(pk=cast.reader.pk)
    assert (kept.name, kept.woken_at) == ("Ray Reader", None)


def test_who_looks_after_somebody_takes_factors_away_and_gives_or_changes_none(cast):
    with asked_by(cast, cast.administrator):
        assert Authenticator.objects.filter(user=cast.reader).update(data={}) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), asked_by(cast, cast.administrator):
        Authenticator.objects.create(user=cast.reader, type="webauthn", data={})
    with asked_by(cast, cast.administrator):
        removed, _by_model = Authenticator.objects.filter(user=cast.reader).delete()
    assert removed > 0


def test_nobody_who_asks_nothing_sees_factors_or_invitations(cast):
    Invitation.objects.create(
        member=cast.nobody, partnership=cast.southfold, secret_digest="d", expires_at=NOW, recorded_at=NOW
    )
    with acting_as(Asking(origin="web")):
        assert Authenticator.objects.count() == 0
        assert Invitation.objects.count() == 0
        assert Invitation.objects.update(expires_at=clock.now()) == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('wardmote.invitation', 'd', true)")
        assert Invitation.objects.count() == 1, "whoever holds the link sees what it opens"


def test_nobody_grants_to_themselves_whatever_python_says(cast):
    with pytest.raises(ProgrammingError, match="row-level security"):
        given(cast, cast.administrator, member=cast.administrator)
    with asked_by(cast, cast.administrator):
        assert Grant.objects.filter(member=cast.administrator).update(valid_to=date(2040, 1, 1)) == 0
