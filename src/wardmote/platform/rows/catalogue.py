"""What PostgreSQL itself says about rows: which tables are guarded, and what would let somebody round the guards."""

from collections.abc import Collection
from dataclasses import dataclass, field

import psycopg

from wardmote.platform.rows.guarding import POLICIES
from wardmote.words import gettext as _

TABLES = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
POLICIES_OF = """
    SELECT tablename, policyname, cmd, roles::text[], permissive, coalesce(qual, ''), coalesce(with_check, '')
      FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname
"""
FUNCTIONS = """
    SELECT p.oid::regprocedure::text, coalesce(p.proconfig::text, '') LIKE '%search_path=%pg_temp%',
           has_function_privilege('public', p.oid, 'EXECUTE'),
           p.prorettype = 'trigger'::regtype AND has_function_privilege(current_user, p.oid, 'EXECUTE')
             AND NOT pg_has_role(current_user, p.proowner, 'MEMBER')
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1
"""
VIEWS = """
    SELECT c.relname FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace
       AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce(c.reloptions::text[] && ARRAY['security_invoker=true', 'security_invoker=on'], false))
"""


@dataclass(frozen=True)
class Policy:
    """One policy, as the catalogue prints it."""

    name: str
    command: str
    roles: tuple[str, ...]
    permissive: str
    using: str
    check: str


@dataclass(frozen=True)
class Table:
    """A table and its guards."""

    name: str
    enabled: bool
    forced: bool
    policies: tuple[Policy, ...] = field(default=())

    @property
    def guarded(self) -> bool:
        """Bound for everybody, and every verb answered by exactly one policy of ours."""
        commands = sorted(policy.command for policy in self.policies)
        return self.enabled and self.forced and commands == sorted([*POLICIES.values(), "ALL"])


def tables(connection: psycopg.Connection) -> dict[str, Table]:
    """Every table of the register, by name."""
    policies: dict[str, list[Policy]] = {}
    for name, policy, command, roles, permissive, using, check in connection.execute(POLICIES_OF).fetchall():
        found = Policy(policy, command, tuple(roles), permissive, using, check)
        policies.setdefault(name, []).append(found)
    return {
        name: Table(name, enabled, forced, tuple(policies.get(name, ())))
        for name, enabled, forced in connection.execute(TABLES).fetchall()
    }


def faults(connection: psycopg.Connection, exempt: Collection[str]) -> list[str]:
    """What lets rows out, a sentence each: for a connection as the application, and the tables that are declared to need no guard."""
    found = [
        _("the table {table} is neither guarded nor exempt").format(table=table.name)
        for table in tables(connection).values()
        if not table.guarded and table.name not in exempt
    ]
    for name, fixed_path, public, attachable in connection.execute(FUNCTIONS).fetchall():
        if not fixed_path:
            found.append(_("{function} runs as its owner with whatever search path").format(function=name))
        if public:
            found.append(_("anybody may call {function}, which runs as its owner").format(function=name))
        elif attachable:
            found.append(_("the application could hang {function} on a table of its own").format(function=name))
    views = connection.execute(VIEWS).fetchall()
    return found + [_("the view {view} reads as its owner").format(view=view) for (view,) in views]
