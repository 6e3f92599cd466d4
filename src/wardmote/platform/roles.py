"""The three roles of the register, and the proof that the application is the weakest one.

The owner makes and changes tables (migrations). The application reads and writes rows, owns nothing, and can be bound by row-level security. The keeper takes
backups: it reads every row (BYPASSRLS, so that a backup can never be short of some without saying so) and writes none.
"""

from dataclasses import dataclass

import psycopg

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

OWNER = "wardmote_owner"
APPLICATION = "wardmote_app"
KEEPER = "wardmote_keeper"

ASK = """
    SELECT current_user, r.rolsuper,
           r.rolbypassrls OR EXISTS (SELECT FROM pg_roles o WHERE o.rolbypassrls AND pg_has_role(current_user, o.oid, 'MEMBER')),
           pg_has_role(current_user, d.datdba, 'MEMBER')
             OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER'))
      FROM pg_roles r, pg_database d
     WHERE r.rolname = current_user AND d.datname = current_database()
"""


class UnsafeRole(WardmoteError):
    """The application was about to run as a role that row-level security cannot hold."""


@dataclass(frozen=True)
class Standing:
    """What a role is, as PostgreSQL tells it."""

    name: str
    superuser: bool
    bypasses_rls: bool
    owns: bool


def standing(connection: psycopg.Connection) -> Standing:
    """What the role of an open connection is."""
    with connection.cursor() as cursor:
        row = cursor.execute(ASK).fetchone()
    assert row is not None
    return Standing(*tuple(row))


def objection(role: Standing) -> str | None:
    """Why the application may not run as this role, in one sentence; None when it may."""
    if role.superuser:
        what = _("is a superuser")
    elif role.bypasses_rls:
        what = _("may bypass row-level security, or belongs to a role that may")
    elif role.owns:
        what = _("owns the database or its tables, or belongs to a role that does")
    else:
        return None
    return _(
        "Wardmote does not start: the database role '{role}' {what}, so row-level security would not hold. "
        "Set DATABASE_URL to a role that owns nothing, and DATABASE_OWNER_URL to the owner."
    ).format(role=role.name, what=what)


def refuse_unsafe(connection: psycopg.Connection) -> None:
    """Raise UnsafeRole unless the connection's role is one that row-level security holds."""
    sentence = objection(standing(connection))
    if sentence:
        raise UnsafeRole(sentence)
