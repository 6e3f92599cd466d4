"""The installation throws away kept texts that nobody came back for; and how many a member has can be asked before one more is kept."""

from django.db import migrations

from wardmote.platform.rows import Function, Guard

MINE = "member_id = (SELECT asking_member())"
MINE_OR_SWEPT = (
    "(member_id = (SELECT asking_member()) OR (SELECT current_setting('wardmote.origin', true) IN ('job', 'command') "
    "AND coalesce(current_setting('wardmote.member', true), '') = ''))"
)
ADD = "((SELECT nobody_asks()) OR member_id = (SELECT asking_member()))"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_guards_of_allauth"), ("platform", "0002_once_only")]

    operations = [
        Function(
            "kept_texts_of(member uuid)",
            returns="bigint",
            body="SELECT count(*) FROM accounts_kept_text t WHERE t.member_id = member",
        ),
        Guard(
            "accounts_kept_text",
            see=MINE_OR_SWEPT,
            add=ADD,
            change="false",
            remove=MINE_OR_SWEPT,
            former=Guard("accounts_kept_text", see=MINE, add=ADD, change="false", remove=MINE),
        ),
    ]
