# fmt: off
from django.db import migrations, models


class Migration(migrations.Migration):
    """The list of meetings asks for those that are still to end, and for those that have."""

    dependencies = [
        ('governance', '0027_searched'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['partnership', 'ends_at'], name='meeting_by_end'),
        ),
    ]
