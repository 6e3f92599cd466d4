"""What events are found by: who did it, what it was, and what was not done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_guarded"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="event",
            name="event_of_partnership",
        ),
        migrations.RemoveIndex(
            model_name="event",
            name="event_of_member",
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["member", "id"], name="event_of_member"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["verb", "id"], name="event_of_verb"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("outcome", "done"), _negated=True), fields=["id"], name="event_not_done"
            ),
        ),
    ]
