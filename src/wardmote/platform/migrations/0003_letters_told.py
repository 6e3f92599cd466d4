"""How a letter stands, for whoever knows its key; and how many were tried in vain and wait."""

from django.db import migrations

from wardmote.platform.rows import Function


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_once_only")]
    operations = [
        # A key is told to whoever may see what the letter is about, such as an invitation. Nothing of the letter itself is told.
        Function(
            "letters_stand(keys uuid[])",
            returns="TABLE (id uuid, tries smallint, sent_at timestamptz, dead_at timestamptz)",
            body="SELECT m.id, m.tries, m.sent_at, m.dead_at FROM platform_outbox m WHERE m.id = ANY (keys)",
        ),
        Function(
            "letters_tried()",
            returns="bigint",
            body="SELECT count(*) FROM platform_outbox WHERE sent_at IS NULL AND dead_at IS NULL AND tries > 0",
        ),
    ]
