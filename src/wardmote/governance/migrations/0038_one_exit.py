# fmt: off
"""One exit at a time for each who asks. When the work on it began was written by nobody."""

from django.conf import settings
from django.db import migrations, models

# Of those that somebody asked for at once the last is written; the others are in its place.
LAST = """
    UPDATE governance_exit e SET state = 'broken' WHERE state = 'asked' AND EXISTS (
        SELECT FROM governance_exit l WHERE l.partnership_id = e.partnership_id AND l.member_id = e.member_id AND l.state = 'asked' AND (l.recorded_at, l.id) > (e.recorded_at, e.id))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0037_exits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name='exit',
            name='began_at',
        ),
        migrations.RunSQL(LAST, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='exit',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('partnership', 'member'), name='exit_asked_once'),
        ),
    ]
