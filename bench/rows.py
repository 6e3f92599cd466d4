"""What row-level security costs: the same list over two tables with the same rows, one guarded, one not; in one run, turn by turn.

    python -m bench.rows [ROWS]

Three declarations: rows of my partnerships; rows as casework declares them (role, agreement, a seat on the panel with the clearance, vetting); and the same by one number for a row's audience, which the index on status holds as well (both tables have it). The member who asks sits on every panel and is cleared for all, so that both answers are the same rows: what differs is the asking. The list is a page of 50 with the count
beside it, as on a page of the site.
"""

import os
import shutil
import statistics
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

import psycopg

from bench.timing import took

ROWS, QUICK_ROWS, RUNS, PAGES = 300_000, 5_000, 31, 200
GOAL = 1.20
LEVELS = ("open", "audited", "protected", "closed")
TABLES = """
    CREATE TABLE bench_seat (panel_id uuid, member_id uuid, agency_id uuid, clearance int);
    CREATE TABLE bench_case (id uuid PRIMARY KEY, partnership_id uuid NOT NULL, panel_id uuid NOT NULL, agency_id uuid NOT NULL, assigned_id uuid,
                             level text NOT NULL, status text NOT NULL, title text NOT NULL, opened_on date NOT NULL, audience integer);
    CREATE INDEX ON bench_case (opened_on DESC, id);
    CREATE INDEX ON bench_case (panel_id, opened_on DESC);
    CREATE INDEX ON bench_case (status, audience) INCLUDE (assigned_id, agency_id);
    CREATE TABLE bench_case_bare (LIKE bench_case INCLUDING ALL);
"""
FILL = """
    INSERT INTO {table}
    SELECT gen_random_uuid(), (%(partnerships)s::uuid[])[1 + n %% 2], (%(panels)s::uuid[])[1 + n %% 12], %(agency)s, NULL,
           (%(levels)s::text[])[1 + n %% 4], CASE WHEN n %% 3 = 0 THEN 'closed' ELSE 'open' END, 'case ' || n, date '2020-04-01' + n %% 2000
      FROM generate_series(1, %(rows)s) n
"""
LIST = "SELECT id, title, level, opened_on FROM {table} WHERE status = 'open' ORDER BY opened_on DESC, id LIMIT 50"
DECLARE = "SELECT set_config('wardmote.member', %s, true), set_config('wardmote.agency', %s, true)"
GUARDED, BARE = "bench_case", "bench_case_bare"
COUNT = "SELECT count(*) FROM {table} WHERE status = 'open'"
STATEMENTS = {"page of 50": LIST, "count": COUNT}


def bench(rows: int, runs: int = RUNS) -> dict[str, Any]:
    """Medians in milliseconds, and what the guarded list costs in parts of the bare one."""
    folder = Path(tempfile.mkdtemp(prefix="wardmote-bench-rows-"))
    folder.chmod(0o755)
    home = os.environ.get("WARDMOTE_HOME")
    os.environ["WARDMOTE_HOME"] = str(folder / "home")
    try:
        return _measured(folder, rows, runs)
    finally:
        os.environ.pop("WARDMOTE_HOME")
        if home is not None:
            os.environ["WARDMOTE_HOME"] = home
        shutil.rmtree(folder, ignore_errors=True)


def _measured(folder: Path, rows: int, runs: int) -> dict[str, Any]:
    from wardmote.platform import embedded, register, roles

    server = embedded.start(folder / "data", throwaway=True)
    try:
        embedded.prepare(server, "bench")
        address = {
            name: embedded.address(server, user=name, database="bench")
            for name in (roles.APPLICATION, roles.OWNER, "postgres")
        }
        register.use(register.Urls(address[roles.APPLICATION], address[roles.OWNER]))
        _migrate()
        with psycopg.connect(address["postgres"], autocommit=True) as superuser:
            asking = _fill(superuser, address[roles.OWNER], rows)
        with psycopg.connect(address[roles.APPLICATION]) as application:
            return _compared(application, address[roles.OWNER], asking, rows, runs)
    finally:
        from django.db import connections  # noqa: TID251 - migrating opened one

        connections.close_all()
        register.use(None)
        server.cleanup()


def _migrate() -> None:
    import django

    from wardmote.platform import register

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()
    register.migrate()


def _fill(superuser: psycopg.Connection, owner: str, rows: int) -> tuple[str, str]:
    """The tables with their guards, the rows, and a member who sees them all: their key and their agency's."""
    from wardmote.platform import register

    member, agency = str(uuid.uuid4()), str(uuid.uuid4())
    partnerships, panels = ([str(uuid.uuid4()) for _ in range(count)] for count in (2, 12))
    with psycopg.connect(register.at_upkeep(owner), autocommit=True) as connection:
        connection.execute(TABLES)
        for statement in (*_panels().made(), *_audiences()):
            connection.execute(statement)
    now = "2020-04-01T09:00:00Z"
    superuser.execute(
        "INSERT INTO accounts_agency (id, name, slug, kind, recorded_at) VALUES (%s, 'a', 'a', 'other', %s)",
        [agency, now],
    )
    superuser.execute(
        "INSERT INTO accounts_member (id, email, name, password, is_active, recorded_at) VALUES (%s, 'b@bench.example', 'b', '!', true, %s)",
        [member, now],
    )
    for place, partnership in enumerate(partnerships):
        superuser.execute(
            "INSERT INTO accounts_partnership (id, name, slug, recorded_at) VALUES (%s, %s, %s, %s)",
            [partnership, f"p{place}", f"p{place}", now],
        )
        superuser.execute(
            "INSERT INTO accounts_grant (id, member_id, agency_id, partnership_id, role, valid_from, recorded_at) VALUES (%s, %s, %s, %s, 'coordinator', %s, %s)",
            [str(uuid.uuid4()), member, agency, partnership, now[:10], now],
        )
        for kind in ("agreement", "vetting"):
            superuser.execute(
                "INSERT INTO accounts_credential (id, member_id, partnership_id, kind, name, valid_from, recorded_at) VALUES (%s, %s, %s, %s, '', %s, %s)",
                [str(uuid.uuid4()), member, partnership, kind, now[:10], now],
            )
    for panel in panels:
        superuser.execute("INSERT INTO bench_seat VALUES (%s, %s, %s, 4)", [panel, member, agency])
    values = {"partnerships": partnerships, "panels": panels, "agency": agency, "levels": list(LEVELS), "rows": rows}
    superuser.execute(FILL.format(table="bench_case"), values)
    superuser.execute("INSERT INTO bench_case_bare SELECT * FROM bench_case")
    superuser.execute("VACUUM ANALYZE")
    return member, agency


def _declarations() -> dict[str, Any]:
    from wardmote.accounts.rows import in_my_partnerships, in_my_partnerships_as, mine, of_my_agency, with_credential
    from wardmote.accounts.states import CredentialKind, Role
    from wardmote.platform.rows import among, says

    seated = [among("panel_id", f"bench_panels('{rank}')", "cleared") for rank in range(1, 5)]
    cleared = [says("level", level, words=level) & seat for level, seat in zip(LEVELS, seated, strict=True)]
    work = (
        in_my_partnerships_as(Role.COORDINATOR, Role.CHAIR, Role.REPRESENTATIVE)
        | in_my_partnerships_as(Role.CASEWORKER) & mine("assigned_id")
        | in_my_partnerships_as(Role.PROVIDER) & of_my_agency()
    )
    vetted = says("level", "open", "audited", words="ordinary") | with_credential(CredentialKind.VETTING)
    signed = with_credential(CredentialKind.AGREEMENT)
    casework = seated[0] & work & signed & (cleared[0] | cleared[1] | cleared[2] | cleared[3]) & vetted
    audiences = (
        among("audience", "bench_audiences('coordinator', 'chair', 'representative')", "whose work it is")
        | among("audience", "bench_audiences('caseworker')", "caseworkers") & mine("assigned_id")
        | among("audience", "bench_audiences('provider')", "providers") & of_my_agency()
    )
    return {"partnership": in_my_partnerships(), "casework": casework, "audiences": audiences}


def _audiences() -> Any:
    """The same as casework's declaration, asked of the few audiences there are instead of every row."""
    from wardmote.platform.rows import Audiences, Function

    mine = Function(
        "bench_audiences(VARIADIC roles text[])",
        returns="SETOF integer",
        body="""
            SELECT a.number FROM bench_case_audience a
              JOIN bench_seat s ON s.panel_id = a.panel_id
               AND s.clearance >= array_position(ARRAY['open', 'audited', 'protected', 'closed'], a.level)
             WHERE s.member_id = (SELECT asking_member()) AND s.agency_id = (SELECT asking_agency())
               AND a.partnership_id = ANY (ARRAY(SELECT my_partnerships_as(VARIADIC roles)))
               AND a.partnership_id = ANY (ARRAY(SELECT my_credentials('agreement')))
               AND (a.level IN ('open', 'audited') OR a.partnership_id = ANY (ARRAY(SELECT my_credentials('vetting'))))
        """,
    )
    return [*Audiences("bench_case", "partnership_id", "panel_id", "level").made(), *mine.made()]


def _panels() -> Any:
    from wardmote.platform.rows import Function

    return Function(
        "bench_panels(clearance text)",
        returns="SETOF uuid",
        body="SELECT s.panel_id FROM bench_seat s WHERE s.member_id = asking_member() AND s.agency_id = asking_agency() AND s.clearance >= bench_panels.clearance::int",
    )


def _guard(owner: psycopg.Connection, see: Any) -> None:
    from wardmote.platform.rows import NOBODY, Rows, statements

    for statement in statements("bench_case", **Rows(see=see, add=NOBODY, change=NOBODY).sql()):
        owner.execute(statement)


def _compared(
    application: psycopg.Connection, owner: str, asking: tuple[str, str], rows: int, runs: int
) -> dict[str, Any]:
    from wardmote.platform import register

    found = {}
    with psycopg.connect(register.at_upkeep(owner), autocommit=True) as connection:
        for name, see in _declarations().items():
            application.rollback()  # or its last question would stand in the way of the new guard
            _guard(connection, see)
            found[name] = _costs(application, asking, runs)
    return {"rows": rows, "runs": runs, "goal": GOAL, "declarations": found}


def _costs(application: psycopg.Connection, asking: tuple[str, str], runs: int) -> dict[str, Any]:
    cursor = application.cursor()

    def ask(statement: str, table: str) -> list[Any]:
        return cursor.execute(statement.format(table=table)).fetchall()

    def declare() -> None:
        application.rollback()
        cursor.execute(DECLARE, asking)

    def timed(statement: str, table: str) -> float:
        declare()
        return took(lambda: ask(statement, table))

    times: dict[str, dict[str, list[float]]] = {}
    for name, statement in STATEMENTS.items():
        declare()
        assert ask(statement, GUARDED) == ask(statement, BARE)
        turns = [(timed(statement, GUARDED), timed(statement, BARE)) for _run in range(runs)]
        times[name] = {"guarded": [turn[0] for turn in turns], "bare": [turn[1] for turn in turns]}
    medians = {name: {which: statistics.median(found) for which, found in one.items()} for name, one in times.items()}
    whole = {which: sum(one[which] for one in medians.values()) for which in ("guarded", "bare")}
    pages = sorted(timed(LIST, GUARDED) for _run in range(PAGES if runs == RUNS else runs))
    return {
        "medians": medians,
        "list": whole,
        "cost": whole["guarded"] / whole["bare"],
        "page_p95": pages[int(len(pages) * 0.95)],
    }


def table(found: dict[str, Any]) -> str:
    """The lines to print."""
    lines = [f"row-level security over {found['rows']:,} rows (milliseconds, medians of {found['runs']})"]
    for kind, costs in found["declarations"].items():
        for name, one in (*costs["medians"].items(), ("both", costs["list"])):
            lines.append(
                f"  {kind:12} {name:11} guarded {one['guarded']:8.2f}  bare {one['bare']:8.2f}  {one['guarded'] / one['bare']:.2f} times"
            )
        met = "met" if costs["cost"] <= found["goal"] else "MISSED"
        lines.append(
            f"  {kind:12} the list costs {100 * (costs['cost'] - 1):+.0f} % (goal {100 * (found['goal'] - 1):.0f} %: {met}); 95 of 100 pages within {costs['page_p95']:.1f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(bench(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))
