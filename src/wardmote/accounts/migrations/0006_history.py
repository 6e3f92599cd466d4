"""The history of accounts' rows: a table and three triggers for each, as makemigrations wrote them, with what they share said once."""

from typing import Any

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import DO_NOTHING

import wardmote.platform.keys
from wardmote.audit.history import Said


def kept(name: str, fields: list[tuple[str, Any]]) -> migrations.CreateModel:
    """A table of history: what its rows have beside the columns of the row that was."""
    said: list[tuple[str, Any]] = [
        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
        ("pgh_label", models.TextField(help_text="The event label.")),
        ("asked_by", models.UUIDField(db_default=Said("member"), null=True)),
        ("asked_in", models.UUIDField(db_default=Said("request"), null=True)),
    ]
    return migrations.CreateModel(name=name, fields=[*said, *fields], options={"abstract": False})


def trigger(model: str, name: str, **sql: str) -> pgtrigger.migrations.AddTrigger:
    """A trigger that writes a row of history after a row was written."""
    upsert = pgtrigger.compiler.UpsertTriggerSql(when="AFTER", **sql)
    return pgtrigger.migrations.AddTrigger(model_name=model, trigger=pgtrigger.compiler.Trigger(name=name, sql=upsert))


def kept_of(model: str, name: str, *, to: str) -> migrations.AddField:
    """Which row it was. The row may be gone."""
    return migrations.AddField(
        model, name, models.ForeignKey(db_constraint=False, on_delete=DO_NOTHING, related_name="history", to=to)
    )


def pointing(model: str, name: str, **more: Any) -> migrations.AddField:
    """What the row pointed at, which may be gone too."""
    key: Any = models.ForeignKey(
        db_constraint=False, on_delete=DO_NOTHING, related_name="+", related_query_name="+", **more
    )
    return migrations.AddField(model, name, key)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_signing_in")]
    # fmt: off
    operations = [
        kept("AgencyHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("name", models.TextField()),
            ("slug", models.SlugField(db_index=False)),
            ("kind", models.TextField()),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("CredentialHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("kind", models.TextField()),
            ("name", models.TextField()),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(null=True)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("GrantHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(null=True)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("InvitationHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("expires_at", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(null=True)),
            ("withdrawn_at", models.DateTimeField(null=True)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("MemberHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("email", models.EmailField(max_length=254)),
            ("name", models.TextField()),
            ("is_active", models.BooleanField(default=True)),
            ("wake_asked_at", models.DateTimeField(null=True)),
            ("woken_at", models.DateTimeField(null=True)),
            ("left_at", models.DateTimeField(null=True)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("PartnershipAreaHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("code", models.TextField()),
            ("vintage", models.TextField()),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(null=True)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("PartnershipHistory", [
            ("id", models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
            ("name", models.TextField()),
            ("slug", models.SlugField(db_index=False)),
            ("recorded_at", models.DateTimeField()),
        ]),
        kept("RoleDefinitionHistory", [
            ("key", models.TextField(serialize=False)),
            ("name", models.TextField()),
            ("description", models.TextField()),
            ("sees_cases", models.BooleanField()),
            ("dormant_after_days", models.PositiveIntegerField()),
        ]),
        trigger("agency", "insert_insert", hash="10e243553775ff96bd228fe290a2259cafb900e6", operation="INSERT", pgid="pgtrigger_insert_insert_67acf", table="accounts_agency", func='INSERT INTO "accounts_agencyhistory" ("id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."id", NEW."kind", NEW."name", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;'),
        trigger("agency", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="d922b3ede08249308539580b9256f0dff29a2a95", operation="UPDATE", pgid="pgtrigger_update_update_f30d7", table="accounts_agency", func='INSERT INTO "accounts_agencyhistory" ("id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."id", NEW."kind", NEW."name", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;'),
        trigger("agency", "delete_delete", hash="76fe74dafb2e4cdc5d697a21fcb4733e6e69c5e9", operation="DELETE", pgid="pgtrigger_delete_delete_d4253", table="accounts_agency", func='INSERT INTO "accounts_agencyhistory" ("id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (OLD."id", OLD."kind", OLD."name", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."slug"); RETURN NULL;'),
        trigger("credential", "insert_insert", hash="46d4bf65146e80784d9859d9ba603cfda795b233", operation="INSERT", pgid="pgtrigger_insert_insert_ad079", table="accounts_credential", func='INSERT INTO "accounts_credentialhistory" ("id", "kind", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."kind", NEW."member_id", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;'),
        trigger("credential", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="922c190a916a8dc5690f19a5724b5ea884a7c9d3", operation="UPDATE", pgid="pgtrigger_update_update_e157a", table="accounts_credential", func='INSERT INTO "accounts_credentialhistory" ("id", "kind", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."kind", NEW."member_id", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;'),
        trigger("credential", "delete_delete", hash="433ff1ff10d42fcc601444e47b7248efdf0cb8b8", operation="DELETE", pgid="pgtrigger_delete_delete_e02b9", table="accounts_credential", func='INSERT INTO "accounts_credentialhistory" ("id", "kind", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (OLD."id", OLD."kind", OLD."member_id", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;'),
        trigger("grant", "insert_insert", hash="de63a20bffe6c5513eeeeba75ded8d342d797ba4", operation="INSERT", pgid="pgtrigger_insert_insert_a8d42", table="accounts_grant", func='INSERT INTO "accounts_granthistory" ("agency_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;'),
        trigger("grant", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="1a4ba1b5673d0e86f375574167aab28dc11aa1e6", operation="UPDATE", pgid="pgtrigger_update_update_c6802", table="accounts_grant", func='INSERT INTO "accounts_granthistory" ("agency_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "valid_from", "valid_to") VALUES (NEW."agency_id", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;'),
        trigger("grant", "delete_delete", hash="54df04d4b729af971953b2692acb261339612b66", operation="DELETE", pgid="pgtrigger_delete_delete_505e5", table="accounts_grant", func='INSERT INTO "accounts_granthistory" ("agency_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "valid_from", "valid_to") VALUES (OLD."agency_id", OLD."id", OLD."member_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."role", OLD."valid_from", OLD."valid_to"); RETURN NULL;'),
        trigger("invitation", "insert_insert", hash="773395b712a8346939d83b8a8f64a5f9d10cade0", operation="INSERT", pgid="pgtrigger_insert_insert_8c354", table="accounts_invitation", func='INSERT INTO "accounts_invitationhistory" ("accepted_at", "expires_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."accepted_at", NEW."expires_at", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;'),
        trigger("invitation", "update_update", condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))', hash="ce1f4b28e7bccc9ed9f2732db147c85e9e858f6c", operation="UPDATE", pgid="pgtrigger_update_update_4e12d", table="accounts_invitation", func='INSERT INTO "accounts_invitationhistory" ("accepted_at", "expires_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."accepted_at", NEW."expires_at", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;'),
        trigger("invitation", "delete_delete", hash="f7247ee5be9add597143f635531d1793112ac844", operation="DELETE", pgid="pgtrigger_delete_delete_f2c14", table="accounts_invitation", func='INSERT INTO "accounts_invitationhistory" ("accepted_at", "expires_at", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."accepted_at", OLD."expires_at", OLD."id", OLD."member_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;'),
        trigger("member", "insert_insert", hash="a592e6d1308ec62755221c7c9436aa265fd3be19", operation="INSERT", pgid="pgtrigger_insert_insert_210ee", table="accounts_member", func='INSERT INTO "accounts_memberhistory" ("email", "id", "is_active", "left_at", "left_by_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "wake_asked_at", "woken_at", "woken_by_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."left_at", NEW."left_by_id", NEW."name", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."wake_asked_at", NEW."woken_at", NEW."woken_by_id"); RETURN NULL;'),
        trigger("member", "update_update", condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."left_at" IS DISTINCT FROM (NEW."left_at") OR OLD."left_by_id" IS DISTINCT FROM (NEW."left_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."wake_asked_at" IS DISTINCT FROM (NEW."wake_asked_at") OR OLD."woken_at" IS DISTINCT FROM (NEW."woken_at") OR OLD."woken_by_id" IS DISTINCT FROM (NEW."woken_by_id"))', hash="e8a9956aa3115c228c046b104efc6e8d640676a4", operation="UPDATE", pgid="pgtrigger_update_update_c4fcd", table="accounts_member", func='INSERT INTO "accounts_memberhistory" ("email", "id", "is_active", "left_at", "left_by_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "wake_asked_at", "woken_at", "woken_by_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."left_at", NEW."left_by_id", NEW."name", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."wake_asked_at", NEW."woken_at", NEW."woken_by_id"); RETURN NULL;'),
        trigger("member", "delete_delete", hash="80ad0f972dd2bf8543a2e43eda011a9783715555", operation="DELETE", pgid="pgtrigger_delete_delete_71729", table="accounts_member", func='INSERT INTO "accounts_memberhistory" ("email", "id", "is_active", "left_at", "left_by_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "wake_asked_at", "woken_at", "woken_by_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."left_at", OLD."left_by_id", OLD."name", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."wake_asked_at", OLD."woken_at", OLD."woken_by_id"); RETURN NULL;'),
        trigger("partnership", "insert_insert", hash="aba62af203880597a15140f6d83f80f8ee9b4140", operation="INSERT", pgid="pgtrigger_insert_insert_034dd", table="accounts_partnership", func='INSERT INTO "accounts_partnershiphistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;'),
        trigger("partnership", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="b4fc643eb43e990a66e90d3427283bdf70bda5f1", operation="UPDATE", pgid="pgtrigger_update_update_d251b", table="accounts_partnership", func='INSERT INTO "accounts_partnershiphistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;'),
        trigger("partnership", "delete_delete", hash="6f9f7f188ded8fcd4749f29f343a0352cf9cbef2", operation="DELETE", pgid="pgtrigger_delete_delete_73569", table="accounts_partnership", func='INSERT INTO "accounts_partnershiphistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."slug"); RETURN NULL;'),
        trigger("partnershiparea", "insert_insert", hash="283c745d24958f8433e57b82b2deea6b35baed9f", operation="INSERT", pgid="pgtrigger_insert_insert_feb90", table="accounts_partnershiparea", func='INSERT INTO "accounts_partnershipareahistory" ("code", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "vintage") VALUES (NEW."code", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."vintage"); RETURN NULL;'),
        trigger("partnershiparea", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="123357d7eb8bfde32139b3469bf7b2662fa85b9c", operation="UPDATE", pgid="pgtrigger_update_update_a209a", table="accounts_partnershiparea", func='INSERT INTO "accounts_partnershipareahistory" ("code", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "vintage") VALUES (NEW."code", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."vintage"); RETURN NULL;'),
        trigger("partnershiparea", "delete_delete", hash="a04dd748a95be425fea014347820f39f86d867d0", operation="DELETE", pgid="pgtrigger_delete_delete_e5d49", table="accounts_partnershiparea", func='INSERT INTO "accounts_partnershipareahistory" ("code", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "vintage") VALUES (OLD."code", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to", OLD."vintage"); RETURN NULL;'),
        trigger("roledefinition", "insert_insert", hash="d4ac6ba8eb88fe69adca0f0d3fca8280a6205e80", operation="INSERT", pgid="pgtrigger_insert_insert_7444e", table="accounts_role", func='INSERT INTO "accounts_roledefinitionhistory" ("description", "dormant_after_days", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sees_cases") VALUES (NEW."description", NEW."dormant_after_days", NEW."key", NEW."name", NOW(), \'insert\', NEW."key", NEW."sees_cases"); RETURN NULL;'),
        trigger("roledefinition", "update_update", condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', hash="c86814b71698f13d5aebb19047d9f8f4c7f7bf17", operation="UPDATE", pgid="pgtrigger_update_update_6a842", table="accounts_role", func='INSERT INTO "accounts_roledefinitionhistory" ("description", "dormant_after_days", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sees_cases") VALUES (NEW."description", NEW."dormant_after_days", NEW."key", NEW."name", NOW(), \'update\', NEW."key", NEW."sees_cases"); RETURN NULL;'),
        trigger("roledefinition", "delete_delete", hash="0f40d4ff874d343e6960a6f8edf358b757fb4d3e", operation="DELETE", pgid="pgtrigger_delete_delete_38dd0", table="accounts_role", func='INSERT INTO "accounts_roledefinitionhistory" ("description", "dormant_after_days", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sees_cases") VALUES (OLD."description", OLD."dormant_after_days", OLD."key", OLD."name", NOW(), \'delete\', OLD."key", OLD."sees_cases"); RETURN NULL;'),
        kept_of("agencyhistory", "pgh_obj", to="accounts.agency"),
        pointing("agencyhistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("credentialhistory", "member", to=settings.AUTH_USER_MODEL),
        pointing("credentialhistory", "partnership", to="accounts.partnership"),
        kept_of("credentialhistory", "pgh_obj", to="accounts.credential"),
        pointing("credentialhistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("granthistory", "agency", to="accounts.agency"),
        pointing("granthistory", "member", to=settings.AUTH_USER_MODEL),
        pointing("granthistory", "partnership", to="accounts.partnership"),
        kept_of("granthistory", "pgh_obj", to="accounts.grant"),
        pointing("granthistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("granthistory", "role", to="accounts.roledefinition", db_column="role"),
        pointing("invitationhistory", "member", to=settings.AUTH_USER_MODEL),
        pointing("invitationhistory", "partnership", to="accounts.partnership"),
        kept_of("invitationhistory", "pgh_obj", to="accounts.invitation"),
        pointing("invitationhistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("invitationhistory", "withdrawn_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("memberhistory", "left_by", to=settings.AUTH_USER_MODEL, null=True),
        kept_of("memberhistory", "pgh_obj", to=settings.AUTH_USER_MODEL),
        pointing("memberhistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("memberhistory", "woken_by", to=settings.AUTH_USER_MODEL, null=True),
        pointing("partnershipareahistory", "partnership", to="accounts.partnership"),
        kept_of("partnershipareahistory", "pgh_obj", to="accounts.partnershiparea"),
        pointing("partnershipareahistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        kept_of("partnershiphistory", "pgh_obj", to="accounts.partnership"),
        pointing("partnershiphistory", "recorded_by", to=settings.AUTH_USER_MODEL, null=True),
        kept_of("roledefinitionhistory", "pgh_obj", to="accounts.roledefinition"),
    ]
    # fmt: on
