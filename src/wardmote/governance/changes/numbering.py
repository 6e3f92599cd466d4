"""Numbers that people quote: each partnership counts its own actions, recommendations and matters, from one."""

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

ONE_COUNTER = 726_198_504  # an advisory lock of our own, for each partnership


def next_number(model: Any, partnership: UUID) -> int:
    """The next free number in a partnership. Two who ask at once get two: the second waits until the first has committed. Only for whoever sees every row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ONE_COUNTER, str(partnership)])
    last = model.objects.filter(partnership=partnership).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
