"""A register of governance of a given size, made by the database itself: rows as a busy county would have them after years. Written as a superuser with the triggers asleep, so
that fifty thousand actions take seconds; the tables' own checks stay awake.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any

import psycopg

BODIES = 8  # of each partnership
SINCE = date(2015, 4, 1)


@dataclass(frozen=True)
class Size:
    """How much there is in each partnership."""

    partnerships: int
    groups: int
    meetings: int  # of each group
    actions: int
    risks: int
    entries: int

    def __str__(self) -> str:
        n = self.partnerships
        return f"{n} partnerships, {n * self.groups:,} groups, {n * self.groups * self.meetings:,} meetings, {n * self.actions:,} actions"


FULL = Size(partnerships=5, groups=40, meetings=25, actions=10_000, risks=60, entries=200)
QUICK = Size(partnerships=2, groups=6, meetings=4, actions=60, risks=6, entries=12)


@dataclass(frozen=True)
class Place:
    """A partnership that is there already, with the agency whose people act in it and one of them."""

    partnership: uuid.UUID
    agency: uuid.UUID
    member: uuid.UUID


def key(kind: str, *numbers: str) -> str:
    """SQL for the key of a row, the same wherever it is asked for."""
    parts = " || '-' || ".join(f"({number})" for number in numbers)
    return f"md5('{kind}' || {parts})::uuid"


def fill(superuser: psycopg.Connection, places: list[Place], size: Size, *, now: datetime, first: int = 0) -> None:
    """All of it. `superuser` commits by itself. `first` is the number of the first place: keys are made of it."""
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("DROP TABLE IF EXISTS bench_place")
    superuser.execute("CREATE TEMP TABLE bench_place (p int, id uuid, agency uuid, member uuid)")
    for place, one in enumerate(places, first):
        superuser.execute(
            "INSERT INTO bench_place VALUES (%s, %s, %s, %s)", [place, one.partnership, one.agency, one.member]
        )
    for model, source, columns in (
        *_structure(size),
        *_meetings(size),
        *_actions(size),
        *_risks(size),
        *_reports(size),
        *_accounts(size),
    ):
        _insert(superuser, model, source, columns, now)
    superuser.execute("RESET session_replication_role")
    _make_ready(superuser)
    superuser.execute("ANALYZE")


def _make_ready(superuser: psycopg.Connection) -> None:
    """The words of what was filled in, as the triggers that slept would have made them ready to be searched."""
    texts = import_module("wardmote.governance.migrations.0027_searched").TEXTS
    for table, columns in texts.items():
        said = "concat_ws(' ', " + ", ".join(f'"{column}"' for column in columns) + ")"
        superuser.execute(
            f"INSERT INTO governance_sought (id, partnership_id, kind, words) SELECT id, partnership_id, '{table}', to_tsvector('english', {said}) FROM {table} "
            "WHERE partnership_id IN (SELECT id FROM bench_place) ON CONFLICT (id) DO NOTHING"
        )  # type: ignore[call-overload]


def _insert(superuser: psycopg.Connection, model: str, source: str, columns: Mapping[str, str], now: datetime) -> None:
    """One statement: what `columns` (SQL by name) does not say is a field's default, or nothing. A source is numbered n, m, ... beside the partnership's own columns."""
    from django.apps import apps

    said = dict(columns)
    found = apps.get_model("governance", model)._meta
    for field in found.concrete_fields:
        name = field.column
        if name == "partnership_id":
            said.setdefault(name, "place.id")
        elif name == "id":
            said.setdefault(name, "gen_random_uuid()")
        elif name == "recorded_at":
            said.setdefault(name, f"timestamptz '{now:%Y-%m-%d %H:%M}Z' - interval '30 days'")
        elif name not in said:
            said[name] = _literal(field.get_default())
    names = ", ".join(f'"{name}"' for name in said)
    superuser.execute(
        f"INSERT INTO {found.db_table} ({names}) SELECT {', '.join(said.values())} FROM bench_place place {source}"
    )  # type: ignore[call-overload]


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, dict | list):
        return f"'{'{}' if isinstance(value, dict) else '[]'}'::jsonb"
    return f"'{value}'"


def _times(*ranges: str) -> str:
    return " ".join(
        f"CROSS JOIN generate_series(0, {most} - 1) {name}" for name, most in (one.split(":") for one in ranges)
    )


Rows = tuple[str, str, Mapping[str, str]]
GROUP, BODY = key("group", "p", "g"), key("body", "p", "b")
DAY = "current_date"
HELD = "date_trunc('day', now()) - (m - 3) * interval '29 days' + g * interval '7 minutes' + interval '10 hours'"  # three are still to come
WORDS = "' the figures of the quarter, and what each authority does about them before the next meeting (made up)'"


def _structure(size: Size) -> list[Rows]:
    since = f"date '{SINCE}'"
    bodies, groups = _times(f"b:{BODIES}"), _times(f"g:{size.groups}")
    kinds = "(ARRAY['district-council','county-council','police','fire','icb','probation','pcc','voluntary'])[1 + b]"
    return [
        ("Body", bodies, {"id": BODY, "agency_id": "CASE WHEN b < 2 THEN agency END", "name": "'Body ' || b || ' of ' || p", "kind": kinds, "valid_from": since}),
        ("BodyPart", bodies, {"body_id": BODY, "role": "CASE WHEN b < 6 THEN 'responsible' ELSE 'invited' END", "votes": "b < 7", "valid_from": since}),
        ("Group", groups, {"id": GROUP}),
        ("GroupShape", groups, {
            "group_id": GROUP, "parent_id": f"CASE WHEN g > 8 THEN {key('group', 'p', '1 + g % 8')} WHEN g > 0 THEN {key('group', 'p', '0')} END",
            "name": "CASE WHEN g = 0 THEN 'Executive Group' ELSE 'Thematic Delivery Group ' || g END", "kind": "CASE WHEN g = 0 THEN 'executive' WHEN g <= 8 THEN 'board' ELSE 'thematic' END",
            "statutory": "g = 0", "purpose": "'Oversees what the plan asks for under priority ' || g", "cadence": "'monthly'", "quorum": "4", "valid_from": since,
        }),
        ("Seat", f"{groups} {bodies}", {
            "id": key("seat", "p", "g", "b"), "group_id": GROUP, "body_id": BODY, "name": "'Member ' || b || ' (demonstration)'", "votes": "b < 7", "valid_from": since,
            "member_id": "CASE WHEN b = 0 THEN member END", "capacity": "CASE WHEN b = 0 THEN 'chair' ELSE 'member' END",
        }),
        ("Series", groups, {"id": key("series", "p", "g"), "group_id": GROUP, "cadence": "'monthly'", "starts": "time '10:00'", "valid_from": since}),
        ("PartnershipLink", _times("n:3"), {"id": key("link", "p", "n"), "kind": "'county'", "with_name": "'Another partnership ' || n", "valid_from": since}),
    ]  # fmt: skip


def _meetings(size: Size) -> list[Rows]:
    meetings, meeting = _times(f"g:{size.groups}", f"m:{size.meetings}"), key("meeting", "p", "g", "m")
    held = f"{meetings} CROSS JOIN generate_series(0, %s) %s"
    number = f"(g * {size.meetings} + m)"
    item = key("item", "p", "g", "m", "i")
    return [
        ("Meeting", meetings, {
            "id": meeting, "group_id": GROUP, "series_id": key("series", "p", "g"), "starts_at": HELD, "ends_at": f"{HELD} + interval '2 hours'",
            "state": "CASE WHEN m <= 3 THEN 'planned' ELSE 'held' END", "place": "'Civic Centre'", "chaired_by": "'Member 0 (demonstration)'",
        }),
        ("AgendaItem", held % (5, "i"), {
            "id": item, "meeting_id": meeting, "position": "i + 1", "title": f"'Point ' || i || {WORDS}",
            "minute": f"CASE WHEN m > 3 THEN 'The group heard' || {WORDS} || '. It asked for more.' ELSE '' END",
        }),
        ("Attendance", f"{held % (BODIES - 1, 'b')} WHERE m > 3", {"meeting_id": meeting, "body_id": BODY, "presence": "(ARRAY['present','present','substitute','apologies','absent'])[1 + (b + m * 3) % 5]", "name": "'Member ' || b || ' (demonstration)'"}),
        ("Interest", f"{meetings} WHERE m > 3 AND m % 5 = 0", {"id": key("interest", "p", "g", "m"), "meeting_id": meeting, "item_id": key("item", "p", "g", "m", "1"), "name": "'Member 3 (demonstration)'", "interest": "'Their agency is paid for it'"}),
        ("Decision", f"{held % (1, 'd')} WHERE m > 3", {
            "id": key("decision", "p", "g", "m", "d"), "meeting_id": meeting, "item_id": key("item", "p", "g", "m", "d"), "number": f"{number} * 2 + d + 1", "text": f"'To take up' || {WORDS}", "reasons": "'It costs least'",
        }),
    ]  # fmt: skip


def _actions(size: Size) -> list[Rows]:
    """One in seven is open, of which some are late; one in twenty is owned by all."""
    actions, all_own = _times(f"n:{size.actions}"), "n % 20 = 0"
    action, group = key("action", "p", "n"), key("group", "p", f"n % {size.groups}")
    due = f"({DAY} - n % 2000 + 60)"
    state = "CASE WHEN n % 2000 < 280 THEN 'open' ELSE 'done' END"
    answers = f"{actions} CROSS JOIN generate_series(0, {BODIES - 1}) b WHERE CASE WHEN {all_own} THEN b < 6 ELSE b = n % {BODIES} END"
    recommendations, recommendation = _times(f"n:{size.entries}"), key("recommendation", "p", "n")
    return [
        ("Action", actions, {
            "id": action, "group_id": group, "meeting_id": key("meeting", "p", f"n % {size.groups}", f"4 + n % {max(1, size.meetings - 4)}"),
            "item_id": key("item", "p", f"n % {size.groups}", f"4 + n % {max(1, size.meetings - 4)}", "2"), "number": "n + 1", "text": f"'Bring' || {WORDS}", "owned_by": f"CASE WHEN {all_own} THEN 'responsible' ELSE 'body' END",
            "due_on": due, "state": state, "ended_on": f"CASE WHEN {state} = 'open' THEN NULL ELSE {due} END", "recorded_at": f"{due} - interval '60 days'",
        }),
        ("ActionAnswer", answers, {
            "id": key("answer", "p", "n", "b"), "action_id": action, "body_id": BODY, "agency_id": "CASE WHEN b < 2 THEN agency END", "given_at": f"{due} - interval '60 days'", "state": state,
            "text": f"CASE WHEN {state} = 'open' THEN '' ELSE 'It was done, and the group told' END", "group_id": group,
        }),
        ("ActionEntry", f"{answers} AND n % 2000 >= 280", {"action_id": action, "body_id": BODY, "kind": "'answered'", "state": "'done'", "text": "'It was done'", "recorded_at": f"{due}::timestamptz"}),
        ("Escalation", f"{actions} WHERE n % 2000 BETWEEN 61 AND 279", {"action_id": action, "step": "'owner'", "told": "'owner'", "due_on": due, "reached_at": f"{due} + interval '1 day'"}),
        ("Recommendation", recommendations, {"id": recommendation, "number": "n + 1", "source": "'review'", "source_name": "'A review (made up)'", "made_on": f"{DAY} - n", "text": f"'Look at' || {WORDS}", "addressed_to": "'responsible'", "due_on": f"{DAY} - n + 28"}),
        ("RecommendationAnswer", f"{recommendations} CROSS JOIN generate_series(0, 5) b", {
            "id": key("response", "p", "n", "b"), "recommendation_id": recommendation, "body_id": BODY, "agency_id": "CASE WHEN b < 2 THEN agency END", "response": "CASE WHEN n % 3 = 0 THEN 'waiting' ELSE 'accepted' END", "answered_on": f"CASE WHEN n % 3 = 0 THEN NULL ELSE {DAY} - n END",
        }),
        ("Matter", recommendations, {"id": key("matter", "p", "n"), "number": "n + 1", "kind": "'information'", "asked_by": "'Scrutiny committee'", "received_on": f"{DAY} - n", "text": f"'Say' || {WORDS}", "due_on": f"{DAY} - n + 20"}),
        ("ScrutinyMeeting", _times("n:10"), {"committee": "'Scrutiny committee'", "held_on": f"{DAY} - n * 100"}),
    ]  # fmt: skip


def _risks(size: Size) -> list[Rows]:
    risks, risk, scale = _times(f"n:{size.risks}"), key("risk", "p", "n"), key("scale", "p", "0")
    category = key("category", "p", "n % 2")
    return [
        ("RiskScale", "", {"id": scale, "name": "'five'", "document": _scale(), "most": "5", "valid_from": f"date '{SINCE}'"}),
        ("RiskCategory", _times("n:2"), {"id": category, "name": "'Series ' || n", "last_number": str(size.risks)}),
        ("Risk", risks, {
            "id": risk, "category_id": category, "number": "n + 1", "reference": "'R' || n", "title": f"'Risk ' || n || {WORDS}", "cause": "'Fewer people'", "effect": "'Duties are met late'", "body_id": key("body", "p", f"n % {BODIES}"),
            "raised_on": f"{DAY} - 700", "review_on": f"{DAY} + (n % 90) - 30",
        }),
        ("RiskScoring", f"{risks} CROSS JOIN generate_series(0, 11) s CROSS JOIN unnest(ARRAY['inherent', 'current', 'target']) kind WHERE s = 0 OR kind = 'current'", {
            "risk_id": risk, "kind": "kind", "scale_id": scale, "likelihood": "1 + (n + s) % 5", "impact": "1 + (n * 3 + s) % 5", "on": f"{DAY} - 700 + s * 60", "why": "'Looked at again'",
        }),
        ("RiskControl", f"{risks} {_times('c:3')}", {"id": key("control", "p", "n", "c"), "risk_id": risk, "text": "'A control that the group keeps'", "works": "'works'", "valid_from": f"{DAY} - 600", "body_id": key("body", "p", "c")}),
        ("RiskNote", f"{risks} {_times('s:8')}", {"risk_id": risk, "kind": "'reviewed'", "on": f"{DAY} - s * 80", "text": "'Reviewed'"}),
    ]  # fmt: skip


def _reports(size: Size) -> list[Rows]:
    boards = min(9, size.groups)
    reports, quarter = (
        _times(f"g:{boards}", "q:12"),
        "(date_trunc('quarter', now()) - (q + 1) * interval '3 months')::date",
    )
    report, line, theme = key("report", "p", "g", "q"), key("line", "p", "g", "q", "i"), key("theme", "p", "n")
    lines = f"{reports} {_times('i:6')}"
    kind = "(ARRAY['progress','challenge','ask'])[1 + i % 3]"
    return [
        ("Theme", _times("n:15"), {"id": theme, "name": "'Theme ' || n", "cross_cutting": "n % 3 = 0", "position": "n", "valid_from": f"date '{SINCE}'"}),
        ("ReportDuty", _times(f"g:{boards}"), {"id": key("duty", "p", "g"), "group_id": GROUP, "quarters": "'financial'", "due_days": "21", "valid_from": "(date_trunc('quarter', now()) - interval '36 months')::date"}),
        ("ExceptionReport", reports, {
            "id": report, "group_id": GROUP, "quarter_from": quarter, "quarter_to": f"({quarter} + interval '3 months')::date", "due_on": f"({quarter} + interval '3 months 21 days')::date", "state": "'handed-in'",
            "handed_in_at": f"{quarter} + interval '3 months'",
        }),
        ("ReportLine", lines, {"id": line, "report_id": report, "group_id": GROUP, "kind": kind, "position": "i", "text": f"'Line' || {WORDS}", "asks": f"CASE WHEN {kind} = 'ask' THEN CASE WHEN q = 0 THEN 'open' ELSE 'answered' END ELSE '' END"}),
        ("LineTheme", lines, {"line_id": line, "theme_id": key("theme", "p", "(g + i) % 15"), "group_id": GROUP}),
    ]  # fmt: skip


def _accounts(size: Size) -> list[Rows]:
    entries, entry = _times(f"n:{size.entries}"), key("entry", "p", "n")
    register = "(ARRAY['data-gaps','lessons','consultation','milestones'])[1 + n % 4]"
    duty = "(ARRAY['plan','strategic-assessment','section-6','prevent','protocol'])[1 + n % 5]"
    return [
        ("Claim", _times("n:60"), {"id": key("claim", "p", "n"), "duty": duty, "done_on": f"{DAY} - n * 30", "valid_from": f"{DAY} - n * 30", "valid_to": f"{DAY} - n * 30 + 365", "all_took_part": "n % 5 = 0"}),
        ("Evidence", _times("n:120"), {"id": key("evidence", "p", "n"), "duty": duty, "on": f"{DAY} - n * 15", "kind": "'note'", "words": "'Minutes of the executive'"}),
        ("Entry", entries, {
            "id": entry, "register": register, "title": "'Entry ' || n", "on": f"{DAY} - n * 4", "search": "'entry ' || n",
            "fields": "jsonb_build_object('missing', 'Figures ' || n, 'lesson', 'Lesson ' || n, 'consultation', 'Consultation ' || n, 'what', 'Milestone ' || n)",
        }),
        ("EntryStatus", entries, {"entry_id": entry, "status": "'open'", "valid_from": f"{DAY} - n * 4"}),
        ("Framework", _times("n:3"), {"id": key("framework", "p", "n"), "number": "n + 1", "title": "'Terms of reference'", "text": "repeat('A paragraph of the terms. ', 200)", "adopted_on": f"{DAY} - 900 + n * 300"}),
        ("BoardPart", f"{_times('n:12', 'm:4')}", {"topic": "'Topic ' || n", "board": "'Board ' || m", "part": "(ARRAY['leads','contributes','informed'])[1 + (n + m) % 3]", "valid_from": f"date '{SINCE}'"}),
    ]  # fmt: skip


def _scale() -> str:
    """SQL for the scale that a partnership begins with."""
    from wardmote.governance import scales

    table = scales.table()
    return f"'{json.dumps(scales.written(table.scales[table.usual]))}'::jsonb"
