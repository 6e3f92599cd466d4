"""The log as its owner reads it, for tests."""

from typing import Any

import psycopg
from psycopg.rows import dict_row


def events(owner: psycopg.Connection) -> list[dict[str, Any]]:
    """All events, in the order in which they were written."""
    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute("SELECT * FROM audit_event ORDER BY serial").fetchall()


def verbs(owner: psycopg.Connection) -> list[str]:
    return [event["verb"] for event in events(owner)]
