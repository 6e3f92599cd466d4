"""Whether somebody comes in by an agency's own sign-in: asked before they are invited, also by an administrator who may not see the account itself."""

from django.db import migrations

from wardmote.platform.rows import Function


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_credential_notices"), ("socialaccount", "0006_alter_socialaccount_extra_data")]
    operations = [
        Function(
            "comes_by_any(member uuid, providers text[])",
            returns="boolean",
            body="""
                SELECT EXISTS (SELECT FROM socialaccount_socialaccount a
                                WHERE a.user_id = comes_by_any.member AND a.provider = ANY (providers))
            """,
        )
    ]
