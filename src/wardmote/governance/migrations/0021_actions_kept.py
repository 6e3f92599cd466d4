"""Who sees and changes the rows of actions and scrutiny; an action ends with its last line; what waits for whom, for the installation itself."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Function, Guard

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'auditor'))) OR (SELECT at_the_command_line()))"
THE_AGENCY = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency())"
KEEPERS_OR_THE_AGENCY = f"({KEEPERS} OR ({THE_AGENCY}))"
ITS_ACTION = "action_id IN (SELECT id FROM governance_action)"
BY_ITSELF = "(SELECT by_itself())"
OWN = f"((member_id = (SELECT asking_member()) AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR {BY_ITSELF})"
SCRUTINY_TOO = f"{KEEPERS[:-1]} OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('scrutiny'))))"

HISTORY = (
    "governance_recommendationhistory",
    "governance_recommendationanswerhistory",
    "governance_matterhistory",
    "governance_scrutinymeetinghistory",
)
OF_CIRCLES = ("governance_actionentryhistory",)

AS_OWNER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FOLLOWS = f"""
    CREATE FUNCTION governance_action_follows() RETURNS trigger {AS_OWNER} AS $$
    DECLARE
        still_open bigint; not_done bigint; done bigint; ended date; now_open boolean;
    BEGIN
        SELECT state = 'open' INTO now_open FROM governance_action WHERE id = NEW.action_id AND state <> 'withdrawn' FOR UPDATE;
        IF now_open IS NULL THEN RETURN NULL; END IF;
        SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'not-done'), count(*) FILTER (WHERE state = 'done'),
               max((answered_at AT TIME ZONE 'Europe/London')::date)
          INTO still_open, not_done, done, ended FROM governance_action_answer WHERE action_id = NEW.action_id;
        IF still_open > 0 AND NOT now_open THEN
            UPDATE governance_action SET state = 'open', ended_on = NULL WHERE id = NEW.action_id;
        ELSIF still_open = 0 THEN
            UPDATE governance_action SET ended_on = coalesce(ended, today_in_london()),
                   state = CASE WHEN not_done > 0 THEN 'not-done' WHEN done > 0 THEN 'done' ELSE 'withdrawn' END
             WHERE id = NEW.action_id;
        END IF;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
ESCALATED = f"""
    CREATE FUNCTION governance_action_escalated() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        UPDATE governance_action SET escalated_at = NEW.reached_at WHERE id = NEW.action_id;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
ANSWERED = "CREATE TRIGGER action_follows AFTER INSERT OR UPDATE OF state ON governance_action_answer FOR EACH ROW EXECUTE FUNCTION governance_action_follows()"
REACHED = "CREATE TRIGGER action_escalated AFTER INSERT ON governance_escalation FOR EACH ROW EXECUTE FUNCTION governance_action_escalated()"
CLOSED = "REVOKE ALL ON FUNCTION governance_action_follows(), governance_action_escalated() FROM PUBLIC"

TO_ESCALATE = Function(
    "actions_to_escalate(partnership uuid, step text, latest date)",
    returns="TABLE (action uuid, due_on date)",
    body="""
        SELECT a.id, a.due_on FROM governance_action a
         WHERE by_itself() AND a.partnership_id = partnership AND a.state = 'open' AND a.due_on <= latest
           AND NOT EXISTS (SELECT FROM governance_escalation e WHERE e.action_id = a.id AND e.step = actions_to_escalate.step AND e.due_on = a.due_on)
         ORDER BY a.id
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


class Migration(migrations.Migration):
    dependencies = [("governance", "0020_scrutiny")]
    operations = [
        KeptByTriggers(*HISTORY, *OF_CIRCLES),
        Guard(
            "governance_action_entry", see=ITS_ACTION, add=f"({KEEPERS_OR_THE_AGENCY} AND {ITS_ACTION})", change="false"
        ),
        Guard("governance_escalation", see=f"({ITS_ACTION} OR {BY_ITSELF})", add=BY_ITSELF, change="false"),
        Guard("governance_letter_wish", see=OWN, add=OWN, change=OWN),
        Guard("governance_recommendation", see=MEMBERS, add=KEEPERS, change=KEEPERS),
        Guard("governance_scrutiny_meeting", see=MEMBERS, add=KEEPERS, change=KEEPERS),
        Guard("governance_recommendation_answer", see=MEMBERS, add=KEEPERS, change=KEEPERS_OR_THE_AGENCY),
        Guard("governance_matter", see=MEMBERS, add=SCRUTINY_TOO, change=KEEPERS),
        *(Guard(table, see=LOOKING_BACK, add="false", change="false") for table in HISTORY),
        *(Guard(table, see=KEEPERS, add="false", change="false") for table in OF_CIRCLES),
        migrations.RunSQL(FOLLOWS, "DROP FUNCTION governance_action_follows()"),
        migrations.RunSQL(ESCALATED, "DROP FUNCTION governance_action_escalated()"),
        migrations.RunSQL(ANSWERED, "DROP TRIGGER action_follows ON governance_action_answer"),
        migrations.RunSQL(REACHED, "DROP TRIGGER action_escalated ON governance_escalation"),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        TO_ESCALATE,
        WAITING,
    ]
