"""Numbers that people quote: each partnership counts its own decisions, actions, recommendations and matters, from one, and gives none twice."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from wardmote.platform.keys import new_key

COUNTED = """
    INSERT INTO governance_last_number AS given (id, partnership_id, counts, last) VALUES (%(id)s, %(partnership)s, %(counts)s, %(there)s + 1)
    ON CONFLICT (partnership_id, counts) DO UPDATE SET last = greatest(given.last, %(there)s) + 1 RETURNING last
"""


def next_number(model: Any, partnership: UUID) -> int:
    """The next number in a partnership, never one that was given before, not even to what was removed since. Two who ask at once get two: the second waits until the
    first has committed. Only for whoever sees every row."""
    there = model.objects.filter(partnership=partnership).aggregate(last=Max("number"))["last"] or 0
    asked = {"id": new_key(), "partnership": partnership, "counts": model._meta.model_name, "there": there}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked)
        return int(cursor.fetchone()[0])
