# fmt: off
"""Who is asked by a closed group sees the line that they own, and nothing else of the action: what they are asked is copied to it."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from wardmote.platform.rows import Function, Guard

HERE = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
AGENCY = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))"
ITS_ACTION = "EXISTS (SELECT FROM (SELECT id AS its_key FROM governance_action) its WHERE its_key = action_id)"
ASKED = "action_id = ANY (ARRAY(SELECT actions_asked_of_us()))"
THEIR_ANSWERS = f"(({ASKED} AND {AGENCY}) AND kind IN ('answered'))"
BY_ITSELF = "(SELECT by_itself())"
KEEPERS_OR_THE_AGENCY = f"({KEEPERS} OR {AGENCY})"

FORMER: dict[str, dict[str, Any]] = {
    "governance_action_answer": {"see": CIRCLE, "add": KEEPERS, "change": f"({KEEPERS_OR_THE_AGENCY} AND {CIRCLE})"},
    "governance_action_entry": {"see": ITS_ACTION, "add": f"({KEEPERS_OR_THE_AGENCY} AND {ITS_ACTION})", "change": "false"},
    "governance_escalation": {"see": f"({ITS_ACTION} OR {BY_ITSELF})", "add": BY_ITSELF, "change": "false"},
}
NOW: dict[str, dict[str, Any]] = {
    "governance_action_answer": {"see": f"({CIRCLE} OR {AGENCY})", "add": KEEPERS, "change": KEEPERS_OR_THE_AGENCY},
    "governance_action_entry": {
        "see": f"({ITS_ACTION} OR {THEIR_ANSWERS})", "add": f"(({KEEPERS_OR_THE_AGENCY} AND {ITS_ACTION}) OR {THEIR_ANSWERS})", "change": "false",
    },
    "governance_escalation": {"see": f"(({ITS_ACTION} OR ({HERE} AND {ASKED})) OR {BY_ITSELF})", "add": BY_ITSELF, "change": "false"},
}

AS_OWNER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
COPIED_BEFORE = f"""
    CREATE OR REPLACE FUNCTION governance_line_copies() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        SELECT group_id, circle INTO STRICT NEW.group_id, NEW.circle FROM governance_action
         WHERE id = NEW.action_id AND partnership_id = NEW.partnership_id;
        RETURN NEW;
    END $$
"""  # noqa: S608 - put together of constants
COPIED = f"""
    CREATE OR REPLACE FUNCTION governance_line_copies() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.action_id <> OLD.action_id THEN
            RAISE EXCEPTION 'a line stays with its action' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        SELECT group_id, circle, CASE WHEN circle = 'group' THEN text ELSE '' END, CASE WHEN circle = 'group' THEN number END,
               CASE WHEN circle = 'group' THEN due_on END, circle = 'group' AND state IN ('withdrawn', 'passed-on')
          INTO STRICT NEW.group_id, NEW.circle, NEW.asked, NEW.asked_number, NEW.due_on, NEW.over
          FROM governance_action WHERE id = NEW.action_id AND partnership_id = NEW.partnership_id;
        RETURN NEW;
    END $$
"""  # noqa: S608 - put together of constants
# Lines are locked before their action by everybody who answers: so the action writes to them when they are not being answered alone (`put_off` and `withdraw` lock them first).
TOLD_BEFORE = f"""
    CREATE OR REPLACE FUNCTION governance_lines_told() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        UPDATE governance_action_answer SET group_id = NEW.group_id, circle = NEW.circle WHERE action_id = NEW.id;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
TOLD = f"""
    CREATE OR REPLACE FUNCTION governance_lines_told() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        IF NEW.circle = 'group' OR OLD.circle = 'group' OR NEW.group_id <> OLD.group_id THEN
            UPDATE governance_action_answer SET group_id = NEW.group_id, circle = NEW.circle WHERE action_id = NEW.id;
        END IF;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
TELLS_BEFORE = """
    DROP TRIGGER line_copies ON governance_action_answer;
    DROP TRIGGER lines_told ON governance_action;
    DROP TRIGGER IF EXISTS lines_over ON governance_action;
    CREATE TRIGGER line_copies BEFORE INSERT OR UPDATE OF action_id, partnership_id, group_id, circle ON governance_action_answer
       FOR EACH ROW EXECUTE FUNCTION governance_line_copies();
    CREATE TRIGGER lines_told AFTER UPDATE OF group_id, circle ON governance_action FOR EACH ROW EXECUTE FUNCTION governance_lines_told()
"""
TELLS = """
    DROP TRIGGER line_copies ON governance_action_answer;
    DROP TRIGGER lines_told ON governance_action;
    CREATE TRIGGER line_copies BEFORE INSERT OR UPDATE OF action_id, partnership_id, group_id, circle, asked, asked_number, due_on, over
        ON governance_action_answer FOR EACH ROW EXECUTE FUNCTION governance_line_copies();
    CREATE TRIGGER lines_told AFTER UPDATE OF group_id, circle, text, number, due_on ON governance_action
       FOR EACH ROW EXECUTE FUNCTION governance_lines_told();
    CREATE TRIGGER lines_over AFTER UPDATE OF state ON governance_action FOR EACH ROW
      WHEN (NEW.state IN ('withdrawn', 'passed-on') AND NEW.state <> OLD.state) EXECUTE FUNCTION governance_lines_told()
"""
FILLED = "UPDATE governance_action_answer SET circle = circle WHERE circle = 'group'"  # the trigger copies
ASKED_OF_US = Function(
    "actions_asked_of_us()",
    returns="SETOF uuid",
    body="""
        SELECT w.action_id FROM governance_action_answer w
         WHERE w.agency_id = asking_agency() AND w.circle = 'group'
           AND w.partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider')))
    """,
)
WAITING_BEFORE = Function(
    "members_with_waiting(partnership uuid, answering text[], keeping text[])",
    returns="TABLE (member uuid, email text, agency uuid, since timestamptz, pace text, written_on date)",
    body="""
        WITH granted AS (
            SELECT DISTINCT g.member_id, g.agency_id, g.role = ANY (answering) AS answers, g.role = ANY (keeping) AS keeps
              FROM accounts_grant g JOIN accounts_member m ON m.id = g.member_id AND m.is_active AND m.left_at IS NULL
             WHERE by_itself() AND g.partnership_id = partnership AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
               AND NOT member_sleeps(m.id)
        ), seated AS (
            SELECT s.member_id, s.group_id, bool_or(s.capacity = 'chair') AS chairs FROM governance_seat s
             WHERE s.partnership_id = partnership AND s.member_id IS NOT NULL
               AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
             GROUP BY s.member_id, s.group_id
        ), steps AS (
            SELECT e.action_id, e.told, max(e.reached_at) AS reached_at FROM governance_escalation e
              JOIN governance_action a ON a.id = e.action_id AND a.state = 'open' AND a.due_on = e.due_on
             WHERE e.partnership_id = partnership GROUP BY e.action_id, e.told
        ), waits AS (
            SELECT g.member_id, g.agency_id, greatest(w.given_at, t.reached_at) AS since
              FROM governance_action_answer w JOIN governance_action a ON a.id = w.action_id AND a.state = 'open'
              JOIN granted g ON g.agency_id = w.agency_id AND g.answers AND (w.member_id IS NULL OR w.member_id = g.member_id)
              LEFT JOIN steps t ON t.action_id = a.id AND t.told = 'owner'
              LEFT JOIN seated s ON s.group_id = a.group_id AND s.member_id = g.member_id
             WHERE w.partnership_id = partnership AND w.state = 'open' AND (a.circle = 'partnership' OR s.member_id IS NOT NULL OR g.keeps)
             UNION ALL
            SELECT g.member_id, g.agency_id, t.reached_at FROM steps t JOIN governance_action a ON a.id = t.action_id
              JOIN seated s ON s.group_id = a.group_id AND s.chairs JOIN granted g ON g.member_id = s.member_id WHERE t.told = 'chair'
             UNION ALL
            SELECT g.member_id, g.agency_id, t.reached_at FROM steps t CROSS JOIN granted g WHERE t.told = 'executive' AND g.keeps
        )
        SELECT DISTINCT ON (w.member_id) w.member_id, m.email, w.agency_id, w.since, coalesce(l.pace, 'daily'), l.written_on
          FROM waits w JOIN accounts_member m ON m.id = w.member_id
          LEFT JOIN governance_letter_wish l ON l.member_id = w.member_id AND l.partnership_id = partnership
         WHERE w.since > coalesce(l.told_up_to, '-infinity')
         ORDER BY w.member_id, w.since DESC, w.agency_id
    """,
)
WAITING = Function(
    "members_with_waiting(partnership uuid, answering text[], keeping text[])",
    returns="TABLE (member uuid, email text, agency uuid, since timestamptz, pace text, written_on date)",
    body="""
        WITH granted AS (
            SELECT DISTINCT g.member_id, g.agency_id, g.role = ANY (answering) AS answers, g.role = ANY (keeping) AS keeps
              FROM accounts_grant g JOIN accounts_member m ON m.id = g.member_id AND m.is_active AND m.left_at IS NULL
             WHERE by_itself() AND g.partnership_id = partnership AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
               AND NOT member_sleeps(m.id)
        ), seated AS (
            SELECT s.member_id, s.group_id, bool_or(s.capacity = 'chair') AS chairs FROM governance_seat s
             WHERE s.partnership_id = partnership AND s.member_id IS NOT NULL
               AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
             GROUP BY s.member_id, s.group_id
        ), steps AS (
            SELECT e.action_id, e.told, max(e.reached_at) AS reached_at FROM governance_escalation e
              JOIN governance_action a ON a.id = e.action_id AND a.state = 'open' AND a.due_on = e.due_on
             WHERE e.partnership_id = partnership GROUP BY e.action_id, e.told
        ), waits AS (
            SELECT g.member_id, g.agency_id, greatest(w.given_at, t.reached_at) AS since
              FROM governance_action_answer w JOIN governance_action a ON a.id = w.action_id AND a.state = 'open'
              JOIN granted g ON g.agency_id = w.agency_id AND g.answers AND (w.member_id IS NULL OR w.member_id = g.member_id)
              LEFT JOIN steps t ON t.action_id = a.id AND t.told = 'owner'
             WHERE w.partnership_id = partnership AND w.state = 'open'
             UNION ALL
            SELECT g.member_id, g.agency_id, t.reached_at FROM steps t JOIN governance_action a ON a.id = t.action_id
              JOIN seated s ON s.group_id = a.group_id AND s.chairs JOIN granted g ON g.member_id = s.member_id WHERE t.told = 'chair'
             UNION ALL
            SELECT g.member_id, g.agency_id, t.reached_at FROM steps t CROSS JOIN granted g WHERE t.told = 'executive' AND g.keeps
        )
        SELECT DISTINCT ON (w.member_id) w.member_id, m.email, w.agency_id, w.since, coalesce(l.pace, 'daily'), l.written_on
          FROM waits w JOIN accounts_member m ON m.id = w.member_id
          LEFT JOIN governance_letter_wish l ON l.member_id = w.member_id AND l.partnership_id = partnership
         WHERE w.since > coalesce(l.told_up_to, '-infinity')
         ORDER BY w.member_id, w.since DESC, w.agency_id
    """,
    former=WAITING_BEFORE,
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0031_scrutiny_counts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='actionanswer',
            name='asked',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='asked_number',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='due_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='over',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name='actionanswer',
            index=models.Index(condition=models.Q(('circle', 'group')), fields=['agency', 'due_on'], name='action_answer_asked'),
        ),
        migrations.RunSQL(COPIED, COPIED_BEFORE),
        migrations.RunSQL(TOLD, TOLD_BEFORE),
        migrations.RunSQL(TELLS, TELLS_BEFORE),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        ASKED_OF_US,
        *(Guard(table, **said, former=Guard(table, **FORMER[table])) for table, said in NOW.items()),
        WAITING,
    ]
