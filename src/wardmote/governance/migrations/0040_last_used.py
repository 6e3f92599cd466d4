"""The last number of a partnership is asked of all its rows, also by whoever sees some of them; and is written down where a reorganisation did not."""

from django.db import migrations

from wardmote.platform.rows import Function

# The number alone, and to its own people: whoever gives the next one is told it with that.
LAST_USED = Function(
    "governance_last_used(place uuid, counted text)",
    returns="integer",
    body="""
        SELECT CASE counted
               WHEN 'action' THEN (SELECT max(number) FROM governance_action WHERE partnership_id = place)
               WHEN 'decision' THEN (SELECT max(number) FROM governance_decision WHERE partnership_id = place)
               WHEN 'recommendation' THEN (SELECT max(number) FROM governance_recommendation WHERE partnership_id = place)
               WHEN 'matter' THEN (SELECT max(number) FROM governance_matter WHERE partnership_id = place) END
         WHERE place = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line())
    """,
)


CAUGHT_UP = """
    INSERT INTO governance_last_number AS given (id, partnership_id, counts, last)
    SELECT gen_random_uuid(), partnership_id, counts, max(number)
      FROM (SELECT partnership_id, 'action' AS counts, number FROM governance_action
            UNION ALL SELECT partnership_id, 'decision', number FROM governance_decision
            UNION ALL SELECT partnership_id, 'recommendation', number FROM governance_recommendation
            UNION ALL SELECT partnership_id, 'matter', number FROM governance_matter) numbered
     GROUP BY partnership_id, counts
        ON CONFLICT (partnership_id, counts) DO UPDATE SET last = excluded.last WHERE given.last < excluded.last
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0039_ongoing_held")]
    operations = [LAST_USED, migrations.RunSQL(CAUGHT_UP, migrations.RunSQL.noop)]
