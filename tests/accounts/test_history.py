"""What rows were before is kept by triggers: whoever changes them, however, and whatever they tell the triggers."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from wardmote.accounts import changes
from wardmote.accounts.models import Credential, Grant, Invitation, Member
from wardmote.audit.history import Kept
from wardmote.audit.queries import history_of
from wardmote.platform.keys import new_key
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, Asking, acting_as

TRACKED = ("agency", "credential", "grant", "invitation", "member", "partnership", "partnershiparea", "roledefinition")
OPERATOR = AT_THE_COMMAND_LINE


def run(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def states(owner, table: str, key, *columns: str) -> list[tuple]:
    names = ", ".join(("pgh_label", *columns))
    return owner.execute(
        f"SELECT {names} FROM accounts_{table}history WHERE pgh_obj_id = %s ORDER BY pgh_id", [key]
    ).fetchall()


def test_every_state_of_a_row_is_kept_with_who_made_it_and_in_which_request(cast, as_owner):
    standing = cast.standing(cast.administrator)
    request = new_key()
    with acting_as(Asking(standing.member, standing.hat.agency, standing.hat.partnership, request=request)):
        grant = Grant.objects.get(member=cast.reader)
        changes.end_grant(grant=grant, valid_to=date(2026, 2, 1), by=standing)
    first, second = states(as_owner, "grant", grant.pk, "valid_to", "asked_by", "asked_in")
    assert first[:2] == ("insert", None)
    assert second == ("update", date(2026, 2, 1), cast.administrator.pk, request)


def test_bulk_changes_and_sql_by_hand_are_kept(cast, as_owner):
    with acting_as(OPERATOR):
        keys = list(Grant.objects.filter(member=cast.coordinator).values_list("pk", flat=True))
        Grant.objects.filter(pk__in=keys).update(valid_to=date(2026, 3, 1))
        run("UPDATE accounts_grant SET valid_to = '2026-04-01' WHERE id = ANY (%s)", keys)
    assert len(keys) == 2
    for key in keys:
        kept = states(as_owner, "grant", key, "valid_to")
        assert kept == [("insert", None), ("update", date(2026, 3, 1)), ("update", date(2026, 4, 1))]


def test_a_row_that_is_deleted_leaves_its_last_state(cast, as_owner):
    key = as_owner.execute("SELECT id FROM accounts_grant LIMIT 1").fetchone()[0]
    as_owner.execute("DELETE FROM accounts_grant WHERE id = %s", [key])
    assert [label for (label,) in states(as_owner, "grant", key)] == ["insert", "delete"]


def test_a_change_that_is_taken_back_leaves_nothing(cast, as_owner):
    def broken() -> None:
        with acting_as(OPERATOR):
            Grant.objects.filter(member=cast.reader).update(valid_to=date(2026, 3, 1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert as_owner.execute("SELECT count(*) FROM accounts_granthistory WHERE pgh_label = 'update'").fetchone() == (0,)


def test_no_password_and_no_secret_of_an_invitation_is_ever_kept():
    for model, secret in ((Member, "password"), (Invitation, "secret_digest")):
        kept = model._meta.get_field("history").related_model
        assert secret not in {field.name for field in kept._meta.get_fields()}


def test_a_new_password_alone_makes_no_state(cast, as_owner):
    before = states(as_owner, "member", cast.reader.pk)
    with acting_as(OPERATOR):
        Member.objects.filter(pk=cast.reader.pk).update(password="another")
        Member.objects.filter(pk=cast.reader.pk).update(name="Ray Another")
    assert len(states(as_owner, "member", cast.reader.pk)) == len(before) + 1


@pytest.mark.parametrize("look_away", ["{accounts.Grant:update_update}", "{pgtrigger_update_update_0}", "all"])
def test_the_triggers_cannot_be_told_to_look_away(cast, as_owner, look_away):
    import pgtrigger

    names = as_owner.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'").fetchall()
    told = "{" + ",".join(name for (name,) in names) + "}" if look_away == "all" else look_away
    with pgtrigger.ignore(), acting_as(OPERATOR):
        run("SELECT set_config('pgtrigger.ignore', %s, true)", told)
        Grant.objects.filter(member=cast.reader).update(valid_to=date(2026, 3, 1))
    kept = as_owner.execute("SELECT count(*) FROM accounts_granthistory WHERE pgh_label = 'update'").fetchone()
    assert kept == (1,)


@pytest.mark.parametrize("table", TRACKED)
@pytest.mark.parametrize(
    "statement", ["INSERT INTO {} DEFAULT VALUES", "UPDATE {} SET pgh_label = ''", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_the_application_writes_no_history_itself(database, table, statement):
    with pytest.raises(DatabaseError, match="permission denied"):
        run(statement.format(f"accounts_{table}history"))


def test_every_trigger_of_history_runs_as_the_owner_on_a_path_of_its_own(as_owner):
    rows = as_owner.execute("SELECT prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'pgtrigger\\_%'").fetchall()
    assert len(rows) == 3 * sum(issubclass(model, Kept) for model in apps.get_models())
    assert set(map(str, rows)) == {"(True, ['search_path=pg_catalog, public, pg_temp'])"}
    body = as_owner.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'").fetchone()[0]
    assert body.strip() == "SELECT false", "a migration that makes triggers is followed by KeptByTriggers"


def test_who_changed_what_and_when_is_told_newest_first(cast):
    standing = cast.standing(cast.administrator)
    with acting_as(standing.asking):
        grant = Grant.objects.get(member=cast.reader)
        changes.end_grant(grant=grant, valid_to=date(2026, 2, 1), by=standing)
        last, first = history_of(standing.asking, Grant, grant.pk)
    assert (last.what, last.by, last.fields) == (
        "update",
        cast.administrator.pk,
        {"valid_to": (None, date(2026, 2, 1))},
    )
    assert first.what == "insert"
    assert first.fields["member_id"] == (None, cast.reader.pk)


def test_looking_back_is_recorded_and_others_see_nothing(cast, as_owner):
    for member, seen in ((cast.auditor, 1), (cast.reader, 1), (cast.outsider, 0), (cast.manager, 0)):
        asking = cast.standing(member).asking
        with acting_as(asking):
            grant = as_owner.execute("SELECT id FROM accounts_grant WHERE member_id = %s", [cast.reader.pk]).fetchone()[
                0
            ]
            assert len(history_of(asking, Grant, grant)) == seen, member
        row = as_owner.execute("SELECT verb, ids, member FROM audit_event ORDER BY serial DESC LIMIT 1").fetchone()
        assert row == ("see-history", [grant], member.pk)


def test_every_table_of_accounts_that_people_write_has_a_history():
    for model in (Grant, Member, Credential, Invitation):
        assert model._meta.get_field("history").related_model._meta.db_table.endswith("history")
