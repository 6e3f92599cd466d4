"""How quick the pages of governance are for ten people at work, over a register as a busy county would have it.

    python -m bench.governance [--quick] [--seconds N] [--think SECONDS]

Five partnerships, 200 groups, 5,000 meetings, 50,000 actions. The site is the one that `wardmote serve` runs, in a process of its own; ten people with different roles, signed in, open every
page of the address table that a GET opens, one after another in an order of their own, and think between them (exponential, two seconds on average). A page that takes a row takes another
one each time. For each page: how often, milliseconds of the whole answer (median, 95 of 100, most), of the site's own processor (median: on a busy machine the first says how long the queue
was, this one what the page costs), and how many questions it asks of the register at most. Documents and downloads are told apart: the goal is for pages, and files are made in processes beside the site, whose own time and questions are not counted here.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import psycopg

from bench.governance_rows import FULL, QUICK, Place, Size, fill
from bench.timing import load

PEOPLE, THINK, SECONDS = 10, 2.0, 300.0
GOAL = 300.0
REFUSED = 3  # times, and whoever asked asks for the page no more
KEYS = 40  # rows of each kind that are asked for
FILES = (".pdf", ".docx", ".xlsx", ".csv", ".json", ".zip", ".svg", ".ics")
TABLES = {  # where the key of an address comes from, by what stands before it
    "bodies": "body", "groups": "group", "seats": "seat", "links": "link", "meetings": "meeting", "items": "item", "series": "series", "interests": "interest", "decisions": "decision",
    "actions": "action", "answers": "answer", "recommendations": "recommendation", "responses": "response", "scrutiny": "matter", "risks": "risk", "controls": "control",
    "reports": "report", "report-lines": "line", "report-duties": "duty", "begin": "duty", "themes": "theme", "claims": "claim", "evidence": "evidence", "entries": "entry", "framework": "framework",
}  # fmt: skip
MODELS = {
    "body": "Body", "group": "Group", "seat": "Seat", "link": "PartnershipLink", "meeting": "Meeting", "item": "AgendaItem", "series": "Series", "interest": "Interest", "decision": "Decision",
    "action": "Action", "answer": "ActionAnswer", "recommendation": "Recommendation", "response": "RecommendationAnswer", "matter": "Matter", "risk": "Risk", "control": "RiskControl",
    "report": "ExceptionReport", "line": "ReportLine", "duty": "ReportDuty", "theme": "Theme", "claim": "Claim", "evidence": "Evidence", "entry": "Entry", "framework": "Framework",
}  # fmt: skip
WORDS = {
    "ending": ("pdf", "docx", "xlsx", "csv", "json"), "name": ("heat", "movement", "actions", "bodies", "risks", "decisions", "attendance"), "code": ("E07000126",),
    "key": {"duties": ("plan", "prevent", "section-6"), "registers": ("data-gaps", "lessons", "milestones")},
}  # fmt: skip

SEARCHES = {  # for a word of nearly every text, for one of few, for a number
    "search for much": ["/search?q=figures+quarter", "/search?q=authority"],
    "search for little": ["/search?q=%22action+4711%22", "/search?q=protocol"],
    "search for a number": ["/search?q=action+4711", "/search?q=d12"],
    "search one kind": ["/search?q=figures&kind=action", "/search?q=quarter&kind=decision&page=3"],
}

LATELY = (
    "action",
    "agenda_item",
    "decision",
    "meeting",
    "risk_scoring",
    "risk_note",
    "seat",
    "recommendation",
    "entry",
)


@dataclass
class Page:
    """What was measured of one address."""

    whole: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    size: int = 0

    def p95(self) -> float:
        return sorted(self.whole)[max(0, int(len(self.whole) * 0.95 + 0.5) - 1)]


def sizes(*, quick: bool) -> tuple[Size, float, float]:
    """How much, for how long, with how much thought."""
    return (QUICK, 1.0, 0.0) if quick else (FULL, SECONDS, THINK)


def bench(size: Size, seconds: float, think: float, people: int = PEOPLE) -> dict[str, Any]:
    """Everything, over a register of `size`; `seconds` of work, with `think` seconds between two pages on average."""
    folder = Path(tempfile.mkdtemp(prefix="wardmote-bench-governance-"))
    folder.chmod(0o755)
    home = {"WARDMOTE_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "wardmote.web.settings"}
    with mock.patch.dict(os.environ, home):
        try:
            return {"load_before": load(), **_measured(folder, size, seconds, think, people), "load_after": load()}
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _measured(folder: Path, size: Size, seconds: float, think: float, people: int) -> dict[str, Any]:
    import django

    from wardmote.platform import embedded, register, roles

    django.setup()
    server = embedded.start(folder / "data", throwaway=True)
    site = None
    try:
        embedded.prepare(server, "bench")
        addresses = [
            embedded.address(server, user=user, database="bench")
            for user in (roles.APPLICATION, roles.OWNER, "postgres")
        ]
        register.use(register.Urls(addresses[0], addresses[1]))
        register.migrate()
        began = time.perf_counter()
        with psycopg.connect(addresses[2], autocommit=True) as superuser:
            hats = _filled(superuser, size, people)
            filled = time.perf_counter() - began
            site, port = _served(addresses[0])
            visitors = [Visitor(port, cookie, paths(superuser, place), think) for cookie, place in hats]
            pages, refused = _worked(visitors, seconds)
        return {"size": str(size), "people": people, "think": think, "seconds": seconds, "fill_seconds": filled, "goal": GOAL, **_told(pages), "refused": refused}  # fmt: skip
    finally:
        if site is not None:
            site.terminate()
            site.join(20)
        from django.db import connections  # noqa: TID251 - closed before their server goes

        connections.close_all()
        register.use(None)
        server.cleanup()


def _filled(superuser: psycopg.Connection, size: Size, people: int) -> list[tuple[str, Place]]:
    """The rows, and the people: a cookie that is signed in, and whose partnership it is."""
    from wardmote.accounts import changes, entry, queries
    from wardmote.accounts.sample import Sample, SampleMember
    from wardmote.accounts.states import AgencyKind, Role
    from wardmote.platform import clock
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    roles = (Role.MANAGER, Role.COORDINATOR, Role.SCRUTINY, Role.REPRESENTATIVE, Role.ANALYST)
    places, cookies = [], []
    with acting_as(AT_THE_COMMAND_LINE):
        for p in range(size.partnerships):
            emails = [f"p{n}@bench.example" for n in range(p, people, size.partnerships)] or [f"p{p}@bench.example"]
            members = tuple(
                SampleMember(email, f"Person {email[:2]} (demonstration)", f"council-{p}", roles[(p + n * 2) % 5])
                for n, email in enumerate(emails)
            )
            sample = Sample(f"Partnership {p}", f"place-{p}", "2024", (f"E0700012{p}",), {f"council-{p}": (f"Council {p}", AgencyKind.COUNCIL)}, members)  # fmt: skip
            changes.welcome_sample(sample, passwords={}, valid_from=date(2020, 4, 1), at=clock.now())
            found = [queries.member_signing_in(email) for email in emails]
            hat = queries.hats_of(found[0], on=clock.today())[0]
            place = Place(hat.partnership, hat.agency, found[0].pk)
            places.append(place)
            cookies += [(_cookie(member, entry, clock.now()), place) for member in found]
    fill(superuser, places, size, now=clock.now())
    _after_a_fortnight(superuser, clock.now())
    return cookies[:people]


def _after_a_fortnight(superuser: psycopg.Connection, now: datetime) -> None:
    """Everybody was at Home two weeks ago, and a little was written since: Home tells what."""
    superuser.execute("SET session_replication_role = replica")
    for table in LATELY:
        superuser.execute(
            f"UPDATE governance_{table} SET recorded_at = %s WHERE get_byte(uuid_send(id), 0) = 7",
            [now - timedelta(days=3)],
        )  # type: ignore[call-overload]
    superuser.execute(
        "INSERT INTO accounts_visit (id, member_id, partnership_id, began_at, seen_at, before_at) "
        "SELECT gen_random_uuid(), member_id, partnership_id, %(now)s, %(now)s, %(before)s FROM (SELECT DISTINCT member_id, partnership_id FROM accounts_grant) one",
        {"now": now, "before": now - timedelta(days=14)},
    )
    superuser.execute("RESET session_replication_role")


def _cookie(member: Any, entry: Any, now: datetime) -> str:
    """Signed in, as after the second factor."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(member)
    session = client.session
    entry.prove(session, now, factor="totp")
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


# The site, in a process of its own.


def _served(address: str) -> tuple[Any, int]:
    context = multiprocessing.get_context("spawn")
    told = context.SimpleQueue()
    process = context.Process(target=_serve, args=(address, told), daemon=True)
    process.start()
    return process, told.get()


def _serve(address: str, told: Any) -> None:
    with Path(os.devnull).open("w") as nowhere:  # its log is not what is measured
        os.dup2(nowhere.fileno(), 2)
    from wardmote.platform import register

    register.use(register.Urls(address, None))
    from wardmote.web import files, server
    from wardmote.web.wsgi import application

    with files.beside(application) as whole:
        site = server.listening(Counted(whole), "127.0.0.1", 0)  # type: ignore[arg-type]
        told.put(site.effective_port)
        server.serve(site)


class Counted:
    """The site, which says with each answer what it cost: the processor time of the thread, and the questions to the register."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        from django.db import connection  # noqa: TID251 - counted, not asked

        began, asked = time.thread_time(), [0]

        def count(execute: Any, *given: Any) -> Any:
            asked[0] += 1
            return execute(*given)

        def told(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            cost = [("X-Cost", f"{(time.thread_time() - began) * 1000:.2f} {asked[0]}")]
            return start(status, [*headers, *cost], *more)

        with connection.execute_wrapper(count):
            return self.application(environ, told)


# Addresses: every one of the address table that governance has, and home and search if there are such pages.


def paths(superuser: psycopg.Connection, place: Place) -> dict[str, list[str]]:
    """Addresses to ask for, by the name of the page."""
    from wardmote.governance.urls import urlpatterns

    keys = {
        kind: [str(found) for (found,) in superuser.execute(f"SELECT id FROM {_table(model)} WHERE partnership_id = %s ORDER BY id LIMIT {KEYS}", [place.partnership])]  # type: ignore[call-overload]
        for kind, model in MODELS.items()
    }  # fmt: skip
    held = superuser.execute("SELECT id FROM governance_meeting WHERE partnership_id = %s AND state = 'held' ORDER BY starts_at DESC LIMIT 20", [place.partnership])  # fmt: skip
    keys["meeting"] = [*keys["meeting"][: KEYS // 2], *(str(found) for (found,) in held)]
    found = {"home": ["/"], **SEARCHES}
    for pattern in urlpatterns:
        if filled := [f"/{address}" for address in addresses(str(pattern.pattern), keys, place)]:
            found[str(pattern.name)] = filled
    return found


def _table(model: str) -> str:
    from django.apps import apps

    return apps.get_model("governance", model)._meta.db_table


def addresses(pattern: str, keys: dict[str, list[str]], place: Place) -> Iterator[str]:
    """The address with a row, an ending or a name in each of its gaps; none for a gap that nobody has filled."""
    if "<" not in pattern:
        yield pattern
        return
    before, _sign, rest = pattern.partition("<")
    gap, _sign, after = rest.partition(">")
    kind, _sign, name = gap.partition(":")
    step = before.rstrip("/").rpartition("/")[2]
    fills: Any = WORDS.get(name, ()) if kind != "uuid" else keys.get(TABLES.get(step, ""), [])
    if name in ("partnership", "agency"):
        fills = [str(getattr(place, name))]
    if isinstance(fills, dict):
        fills = fills.get(step, ())
    for word in fills:
        yield from addresses(f"{before}{word}{after}", keys, place)


class Visitor(threading.Thread):
    """Somebody at work: every page in an order of their own, again and again, until the time is up."""

    lock: ClassVar = threading.Lock()

    def __init__(self, port: int, cookie: str, paths: dict[str, list[str]], think: float) -> None:
        super().__init__(daemon=True)
        self.port, self.cookie, self.paths, self.think = port, cookie, paths, think
        self.pages: dict[str, Page] = defaultdict(Page)
        self.refused: dict[str, int] = defaultdict(int)
        self.until = 0.0
        self.chance = random.Random(cookie)

    def run(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.until:
            names = [name for name in self.paths if self.refused[f"404 {name}"] + self.refused[f"405 {name}"] < REFUSED]
            self.chance.shuffle(names)
            for name in names:
                if time.monotonic() > self.until:
                    return
                if self.ask(name, self.chance.choice(self.paths[name])):
                    time.sleep(self.chance.expovariate(1 / self.think) if self.think else 0)

    def ask(self, name: str, address: str) -> bool:
        """Whether there is such a page for them."""
        began = time.perf_counter()
        self.connection.request("GET", address, headers={"Cookie": self.cookie, "Accept": "text/html"})
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            self.refused[f"{answer.status} {name}"] += 1
            if answer.status >= 500:
                raise SystemExit(f"{answer.status} at {address}")
            return False
        kind = answer.headers.get_content_type()
        page = self.pages[name if kind == "text/html" else f"{name} ({kind.rpartition('/')[2][:12]})"]
        own, asked = answer.headers["X-Cost"].split()
        page.whole.append(took)
        page.own.append(float(own))
        page.asked.append(int(asked))
        page.size = max(page.size, len(body))
        return True


def _worked(visitors: list[Visitor], seconds: float) -> tuple[dict[str, Page], list[str]]:
    warm = visitors[0]
    warm.until = time.monotonic() + 60
    warm.connection = http.client.HTTPConnection("127.0.0.1", warm.port, timeout=60)
    for name, addresses in warm.paths.items():  # what is read once by a process is read before anybody is timed
        warm.ask(name, addresses[0])
    warm.pages.clear()
    for one in visitors:
        one.until = time.monotonic() + seconds
        one.start()
    for one in visitors:
        one.join(seconds + 120)
    pages: dict[str, Page] = defaultdict(Page)
    for one in visitors:
        for name, page in one.pages.items():
            pages[name].whole += page.whole
            pages[name].own += page.own
            pages[name].asked += page.asked
            pages[name].size = max(pages[name].size, page.size)
    seen = {name.partition(" (")[0] for name in pages}
    everywhere = {said for one in visitors for said, times in one.refused.items() if times}
    return dict(pages), sorted(said for said in everywhere if said.partition(" ")[2] not in seen)


def _told(pages: dict[str, Page]) -> dict[str, Any]:
    lines = {
        name: {"n": len(page.whole), "p50": statistics.median(page.whole), "p95": page.p95(), "max": max(page.whole), "cpu": statistics.median(page.own), "cpu_max": max(page.own),
               "asked": max(page.asked), "kilobytes": page.size / 1024, "page": "(" not in name}
        for name, page in pages.items()
    }  # fmt: skip
    of_pages = [one for name, page in pages.items() if "(" not in name for one in page.whole]
    late = sorted(name for name, line in lines.items() if line["page"] and line["p95"] > GOAL)
    return {"pages": lines, "requests": len(of_pages), "p95": sorted(of_pages)[int(len(of_pages) * 0.95)] if of_pages else 0.0, "late": late, "met": not late}  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """The lines to print: the slowest first."""
    lines = [
        f"governance: {found['size']}; {found['people']} people, {found['think']:g} s of thought, {found['seconds']:g} s (made in {found['fill_seconds']:.1f} s)",
        f"  {'page':34}{'n':>6}{'p50':>9}{'p95':>9}{'most':>9}{'own p50':>9}{'own most':>9}{'asked':>7}{'kB':>7}",
    ]
    for name, one in sorted(found["pages"].items(), key=lambda pair: (not pair[1]["page"], -pair[1]["p95"])):
        missed = " MISSED" if one["page"] and one["p95"] > found["goal"] else ""
        lines.append(
            f"  {name:34}{one['n']:>6}{one['p50']:>9.1f}{one['p95']:>9.1f}{one['max']:>9.1f}{one['cpu']:>9.1f}{one['cpu_max']:>9.1f}{one['asked']:>7}{one['kilobytes']:>7.0f}{missed}"
        )
    met = "met" if found["met"] else f"MISSED by {', '.join(found['late'])}"
    lines += [
        f"  {found['requests']} pages: 95 of 100 within {found['p95']:.1f} ms; goal {found['goal']:.0f} ms for each: {met}",
        f"  opened by nobody of them: {', '.join(found['refused']) or 'none'}",
        f"  load {found['load_before']:.1f} before, {found['load_after']:.1f} after, on {os.cpu_count()} processors",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.governance", description="Measure the pages of governance.")
    parser.add_argument("--quick", action="store_true", help="few rows and seconds: to see that it runs, not how fast")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--think", type=float)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    size, seconds, think = sizes(quick=asked.quick)
    found = bench(size, asked.seconds or seconds, think if asked.think is None else asked.think)
    sys.stdout.write(f"{json.dumps(found, indent=2) if asked.json else table(found)}\n")


if __name__ == "__main__":
    main()
