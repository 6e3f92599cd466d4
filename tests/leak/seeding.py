"""The small casework's tables in a register, and the world in them. Written by the superuser (COPY does not go where rows are guarded): it is the ground that is examined, not the way to it."""

import json
from datetime import timedelta
from uuid import uuid4

import psycopg

from tests.leak import papers
from tests.leak.world import World
from wardmote.governance import scales

SINCE = "2020-04-01T09:00:00Z"


def make_tables() -> None:
    """As a migration would: tables, the functions that conditions ask, guards."""
    from django.db import connection

    from tests.leak.app.models import MODELS, MY_PANELS
    from wardmote.platform.rows import Guard

    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
        MY_PANELS.database_forwards("leak", editor, None, None)
        for model in MODELS:
            Guard(model._meta.db_table, **model.rows.sql()).database_forwards("leak", editor, None, None)


def seed(connection: psycopg.Connection, world: World) -> None:
    """Write the world, by COPY."""

    def copy(table: str, columns: str, rows) -> None:
        with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copied:
            for row in rows:
                copied.write_row(row)

    def ago(days: int | None):
        return None if days is None else world.now - timedelta(days=days)

    copy(
        "accounts_partnership",
        "id, name, slug, recorded_at",
        ((key, f"Partnership {n}", f"p{n}", SINCE) for n, key in enumerate(world.partnerships)),
    )
    copy(
        "accounts_agency",
        "id, name, slug, kind, recorded_at",
        ((key, f"Agency {n}", f"a{n}", "other", SINCE) for n, key in enumerate(world.agencies)),
    )
    columns = "id, email, name, password, is_active, left_at, signed_in_at, woken_at, recorded_at"
    copy("accounts_member", columns, (
        (m.id, m.email, m.called, "!", m.active, ago(1) if m.left else None, ago(m.signed_in), ago(m.woken), SINCE)
        for m in world.members
    ))  # fmt: skip
    columns = "id, member_id, agency_id, partnership_id, role, valid_from, valid_to, recorded_at"
    copy("accounts_grant", columns, (
        (g.id, g.member, g.agency, g.partnership, g.role, g.span.start, g.span.end, SINCE) for g in world.grants
    ))  # fmt: skip
    columns = "id, member_id, partnership_id, kind, name, valid_from, valid_to, recorded_at"
    copy("accounts_credential", columns, (
        (c.id, c.member, c.partnership, c.kind, c.name, c.span.start, c.span.end, SINCE) for c in world.credentials
    ))  # fmt: skip
    copy("leak_panel", "id, partnership_id, name", ((p.id, p.partnership, p.name) for p in world.panels))
    columns = "id, panel_id, member_id, agency_id, clearance, valid_from, valid_to"
    copy(
        "leak_seat",
        columns,
        ((s.id, s.panel, s.member, s.agency, s.clearance, s.span.start, s.span.end) for s in world.seats),
    )
    columns = "id, panel_id, partnership_id, agency_id, assigned_id, level, title, linked_id"
    copy("leak_case", columns, (
        (c.id, c.panel, c.partnership, c.agency, c.assigned, c.level, c.title, c.linked) for c in world.cases
    ))  # fmt: skip
    copy(
        "leak_note",
        "id, case_id, text, paper_name, paper",
        ((n.id, n.case, n.text, n.paper_name, n.paper) for n in world.notes),
    )
    columns = "id, case_id, panel_id, partnership_id, text"
    copy("leak_safeaddress", columns, ((c.address, c.id, c.panel, c.partnership, c.address_text) for c in world.cases))
    governance(copy, world)
    meetings(copy, world)
    actions(copy, world)
    minuted(copy, world)
    risks(copy, world)
    reports(copy, world)
    papers.seed(copy, world.papers, SINCE)
    log(connection, world)


def governance(copy, world: World) -> None:
    columns = "id, partnership_id, name, short_name, kind, area_code, valid_from, version, recorded_at"
    copy(
        "governance_body",
        columns,
        ((b.id, b.partnership, b.name, "", "fire", "", SINCE, 1, SINCE) for b in world.bodies),
    )
    columns = "id, partnership_id, body_id, role, votes, source, valid_from, recorded_at"
    rows = ((b.part, b.partnership, b.id, "responsible", True, "", SINCE, SINCE) for b in world.bodies)
    copy("governance_body_part", columns, rows)
    copy(
        "governance_group",
        "id, partnership_id, version, recorded_at",
        ((g.id, g.partnership, 1, SINCE) for g in world.groups),
    )
    columns = "id, partnership_id, group_id, parent_id, name, short_name, kind, statutory, purpose, cadence, circle, quorum, accounts_to, area_code, valid_from, recorded_at"
    copy("governance_group_shape", columns, (
        (g.shape, g.partnership, g.id, g.parent, g.name, "", "board", False, g.purpose, "monthly", "partnership", 0, "", "", SINCE, SINCE)
        for g in world.groups
    ))  # fmt: skip
    columns = "id, partnership_id, kind, with_name, cluster, decision, valid_from, recorded_at"
    links = ((link.id, link.partnership, "nested", link.name, "", "", SINCE, SINCE) for link in world.links)
    copy("governance_partnership_link", columns, links)
    columns = "id, partnership_id, side, other_id, on, reason, counts, recorded_at"
    copy(
        "governance_handover",
        columns.replace(" on,", ' "on",'),
        ((t.id, t.partnership, "before", t.other, "2026-01-01", t.reason, "{}", SINCE) for t in world.took),
    )
    copy(
        "governance_handover_plan",
        "id, partnership_id, handover_id, text",
        ((t.plan, t.partnership, t.id, t.plan_text) for t in world.took),
    )
    columns = 'id, partnership_id, handover_id, kind, "row", came_from, known_as, circle, group_id'
    copy("governance_carried", columns, (
        (t.carried, t.partnership, t.id, "Body", t.body, uuid4(), t.known_as, "partnership", None) for t in world.took
    ))  # fmt: skip
    copy("governance_carried", columns, (
        (t.shut, t.partnership, t.id, "Action", action.id, uuid4(), t.shut_as, "group", action.group)
        for t in world.took for action in world.actions if action.partnership == t.partnership and action.circle == "group"
    ))  # fmt: skip
    columns = "id, partnership_id, handover_id, member_id, agency_id, role, settled"
    copy(
        "governance_proposed_role",
        columns,
        ((t.proposal, t.partnership, t.id, t.member, world.agencies[0], "chair", "waiting") for t in world.took),
    )
    columns = "id, partnership_id, group_id, name, capacity, votes, valid_from, recorded_at"
    copy(
        "governance_seat",
        columns,
        ((g.seat, g.partnership, g.id, g.chair, "chair", True, SINCE, SINCE) for g in world.groups),
    )


def meetings(copy, world: World) -> None:
    columns = "id, partnership_id, group_id, kind, circle, state, starts_at, ends_at, mode, place, chaired_by, also_there, version, recorded_at"
    start, end = world.now + timedelta(days=30), world.now + timedelta(days=30, hours=2)
    copy("governance_meeting", columns, (
        (m.id, m.partnership, m.group, "meeting", m.circle, "planned", start, end, "room", m.place, "", "", 1, SINCE) for m in world.meetings
    ))  # fmt: skip
    columns = "id, partnership_id, meeting_id, position, title, standing, lead, note, minute, minute_version, carried, version, recorded_at"
    written = {one.meeting.id: one.minute for one in world.minuted}
    rows = (
        (m.item, m.partnership, m.id, 1, m.item_title, "", "", "", written[m.id], 1, False, 1, SINCE)
        for m in world.meetings
    )
    copy("governance_agenda_item", columns, rows)
    shared = "id, partnership_id, meeting_id, recorded_at"
    rows = ((m.paper, m.partnership, m.id, SINCE, m.item, m.paper_title) for m in world.meetings)
    copy("governance_paper", f"{shared}, item_id, title", rows)
    columns = f"{shared}, paper_id, number, kind, link, name, content_type, size, sha256"
    copy("governance_paper_version", columns, (
        (m.version, m.partnership, m.id, SINCE, m.paper, 1, "file", "", m.paper_name, "application/pdf", 9, "") for m in world.meetings
    ))  # fmt: skip
    rows = ((m.content, m.partnership, m.id, SINCE, m.version, m.paper_text.encode()) for m in world.meetings)
    copy("governance_paper_content", f"{shared}, version_id, data", rows)
    columns = f"{shared}, body_id, agency_id, votes, reply, text, version"
    copy("governance_written_answer", columns, (
        (m.answer, m.partnership, m.id, SINCE, m.body.id, m.agency, True, "agree", m.answer_text, 1) for m in world.meetings
    ))  # fmt: skip
    columns = "id, partnership_id, group_id, cadence, starts, minutes, mode, place, standing, valid_from, version, recorded_at"
    copy("governance_series", columns, (
        (m.series, m.partnership, m.group, "monthly", "10:00", 60, "room", m.series_place, "[]", SINCE, 1, SINCE) for m in world.meetings
    ))  # fmt: skip


def actions(copy, world: World) -> None:
    columns = "id, partnership_id, group_id, circle, number, text, owned_by, due_on, state, version, recorded_at"
    copy("governance_action", columns, (
        (a.id, a.partnership, a.group, a.circle, n, a.text, "body", SINCE, "open", 1, SINCE) for n, a in enumerate(world.actions)
    ))  # fmt: skip
    columns = "id, partnership_id, action_id, body_id, agency_id, given_at, state, text, evidence, version"
    copy("governance_action_answer", columns, (
        (a.answer, a.partnership, a.id, a.body, a.agency, SINCE, "open", a.said, "", 1) for a in world.actions
    ))  # fmt: skip
    columns = "id, partnership_id, number, source, source_name, made_on, text, addressed_to, clock, recorded_at"
    copy("governance_recommendation", columns, (
        (r.id, r.partnership, n, "review", r.source, SINCE, r.text, "body", "", SINCE) for n, r in enumerate(world.recommendations)
    ))  # fmt: skip
    columns = "id, partnership_id, recommendation_id, body_id, agency_id, response, reasons, outcome, version"
    copy("governance_recommendation_answer", columns, (
        (r.answer, r.partnership, r.id, r.body, r.agency, "waiting", r.reasons, "", 1) for r in world.recommendations
    ))  # fmt: skip
    columns = (
        "id, partnership_id, number, kind, asked_by, received_on, text, state, response, link, version, recorded_at"
    )
    copy("governance_matter", columns, (
        (m.id, m.partnership, n, "information", m.asked_by, SINCE, m.text, "open", "", "", 1, SINCE) for n, m in enumerate(world.matters)
    ))  # fmt: skip
    columns = "id, partnership_id, committee, held_on, note, recorded_at"
    copy(
        "governance_scrutiny_meeting",
        columns,
        ((m.meeting, m.partnership, m.committee, SINCE, "", SINCE) for m in world.matters),
    )


def minuted(copy, world: World) -> None:
    columns = "id, partnership_id, meeting_id, item_id, number, text, reasons, options, version, recorded_at"
    copy("governance_decision", columns, (
        (one.decision, one.meeting.partnership, one.meeting.id, one.meeting.item, number, one.decision_text, "", "", 1, SINCE)
        for number, one in enumerate(world.minuted, start=1)
    ))  # fmt: skip
    columns = "id, partnership_id, meeting_id, name, interest, left_the_room, recorded_at"
    copy("governance_interest", columns, (
        (one.interest, one.meeting.partnership, one.meeting.id, "Jo", one.interest_text, False, SINCE) for one in world.minuted
    ))  # fmt: skip


def risks(copy, world: World) -> None:
    scale = json.dumps(scales.written(scales.table().scales["five-by-five"]))
    columns = "id, partnership_id, name, document, most, valid_from, recorded_at"
    copy(
        "governance_risk_scale",
        columns,
        ((r.scale, r.partnership, "Five by five", scale, 25, SINCE, SINCE) for r in world.risks),
    )
    columns = "id, partnership_id, name, purpose, last_number, recorded_at"
    rows = ((r.category, r.partnership, r.series, "", 1, SINCE) for r in world.risks)
    copy("governance_risk_category", columns, rows)
    columns = "id, partnership_id, category_id, number, reference, also_called, title, cause, event, effect, owner, proximity, raised_on, review_on, state, version, recorded_at"
    copy("governance_risk", columns, (
        (r.id, r.partnership, r.category, 1, f"{r.series} 1", "", r.title, "", "", "", "", "year", SINCE, SINCE, "open", 1, SINCE) for r in world.risks
    ))  # fmt: skip
    columns = 'id, partnership_id, risk_id, kind, scale_id, likelihood, impact, "on", why, recorded_at'
    rows = ((r.control, r.partnership, r.id, "current", r.scale, 4, 4, SINCE, "", SINCE) for r in world.risks)
    copy("governance_risk_scoring", columns, rows)
    columns = "id, partnership_id, risk_id, text, owner, works, valid_from, version, recorded_at"
    rows = ((r.control, r.partnership, r.id, r.control_text, "", "works", SINCE, 1, SINCE) for r in world.risks)
    copy("governance_risk_control", columns, rows)
    columns = 'id, partnership_id, risk_id, kind, "on", text, recorded_at'
    rows = ((r.control, r.partnership, r.id, "happened", SINCE, r.told, SINCE) for r in world.risks)
    copy("governance_risk_note", columns, rows)


def reports(copy, world: World) -> None:
    columns = "id, partnership_id, name, cross_cutting, position, valid_from, version, recorded_at"
    themes = {r.theme: (r.theme, r.partnership, r.theme_name, False, 1, SINCE, 1, SINCE) for r in world.reports}
    copy("governance_theme", columns, themes.values())
    columns = "id, partnership_id, group_id, quarters, due_days, valid_from, recorded_at"
    rows = ((r.duty, r.partnership, r.group, "financial", 21, SINCE, SINCE) for r in world.reports)
    copy("governance_report_duty", columns, rows)
    columns = "id, partnership_id, group_id, circle, quarter_from, quarter_to, due_on, state, nothing, handed_in_at, version, recorded_at"
    first, end, due = "2025-10-01", "2026-01-01", "2026-01-21"
    copy("governance_exception_report", columns, (
        (r.id, r.partnership, r.group, r.circle, first, end, due, "handed-in", False, SINCE, 1, SINCE) for r in world.reports
    ))  # fmt: skip
    columns = (
        "id, partnership_id, report_id, group_id, kind, position, text, asks, asked_of, answer, version, recorded_at"
    )
    copy("governance_report_line", columns, (
        (r.line, r.partnership, r.id, r.group, "ask", 1, r.text, "open", "", "", 1, SINCE) for r in world.reports
    ))  # fmt: skip
    columns = "id, partnership_id, line_id, theme_id, group_id, recorded_at"
    copy(
        "governance_line_theme",
        columns,
        ((r.duty, r.partnership, r.line, r.theme, r.group, SINCE) for r in world.reports),
    )


def log(connection: psycopg.Connection, world: World) -> None:
    """What the log held before: lists of everybody, of no partnership (as an operator's list once was) and of each. Their keys keep them the newest."""
    for place, partnership in enumerate((None, *world.partnerships)):
        ids = [member.id for member in world.members]
        connection.execute(
            "INSERT INTO audit_event (id, verb, kind, ids, partnership, outcome, facts) VALUES (%s, 'list-people', 'member', %s, %s, 'done', '{}')",
            [f"ffffffff-ffff-7fff-bfff-fffffffffff{place}", ids, partnership],
        )
