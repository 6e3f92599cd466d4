"""Who asks, in which partnerships, with what: the functions that every row's conditions rest on; and the guards of accounts' own tables."""

from django.db import migrations

from wardmote.platform.rows import Function, Guard

FUNCTIONS = (
    Function("today_in_london()", returns="date", body="SELECT (now() AT TIME ZONE 'Europe/London')::date"),
    # For sign-in too, which asks it of somebody who is nobody yet. An account that has never been used does not sleep: its invitation runs out instead.
    Function(
        "member_sleeps(member uuid)",
        returns="boolean",
        body="""
            SELECT EXISTS (
                SELECT FROM accounts_member m JOIN accounts_grant g ON g.member_id = m.id JOIN accounts_role r ON r.key = g.role
                 WHERE m.id = member AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
                   AND greatest(m.signed_in_at, m.woken_at) < now() - make_interval(days => r.dormant_after_days))
        """,
    ),
    Function(
        "asking_member()",
        returns="uuid",
        body="""
            SELECT m.id FROM accounts_member m
             WHERE m.id = nullif(current_setting('wardmote.member', true), '')::uuid
               AND m.is_active AND m.left_at IS NULL AND NOT member_sleeps(m.id)
        """,
    ),
    Function(
        "asking_agency()",
        returns="uuid",
        body="""
            SELECT DISTINCT g.agency_id FROM accounts_grant g
             WHERE g.member_id = asking_member() AND g.agency_id = nullif(current_setting('wardmote.agency', true), '')::uuid
               AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
        """,
    ),
    Function(
        "my_partnerships()",
        returns="SETOF uuid",
        body="""
            SELECT DISTINCT g.partnership_id FROM accounts_grant g
             WHERE g.member_id = asking_member() AND g.agency_id = nullif(current_setting('wardmote.agency', true), '')::uuid
               AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
        """,
    ),
    Function(
        "my_partnerships_as(VARIADIC roles text[])",
        returns="SETOF uuid",
        body="""
            SELECT DISTINCT g.partnership_id FROM accounts_grant g
             WHERE g.member_id = asking_member() AND g.agency_id = nullif(current_setting('wardmote.agency', true), '')::uuid
               AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
               AND g.role = ANY (roles)
        """,
    ),
    Function(
        "my_credentials(kind text)",
        returns="SETOF uuid",
        body="""
            SELECT DISTINCT c.partnership_id FROM accounts_credential c
             WHERE c.member_id = asking_member() AND c.kind = my_credentials.kind
               AND c.valid_from <= today_in_london() AND (c.valid_to IS NULL OR c.valid_to > today_in_london())
        """,
    ),
    Function(
        "at_the_command_line()",
        returns="boolean",
        body="""
            SELECT coalesce(current_setting('wardmote.origin', true) = 'command', false)
               AND nullif(current_setting('wardmote.member', true), '') IS NULL
        """,
    ),
    Function(
        "nobody_asks()", returns="boolean", body="SELECT nullif(current_setting('wardmote.member', true), '') IS NULL"
    ),
)

GUARDS = (
    Guard(
        "accounts_grant",
        see="((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (SELECT at_the_command_line()))",
        add="(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line()))",
        change="(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line()))",
    ),
    Guard(
        "accounts_credential",
        see="((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))) OR (SELECT at_the_command_line()))",
        add="(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line()))",
        change="(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line()))",
    ),
    Guard(
        "accounts_invitation",
        see="(((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))) OR (SELECT at_the_command_line())) OR (SELECT nobody_asks()))",
        add="(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line()))",
        change="((partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator'))) OR (SELECT at_the_command_line())) OR (SELECT nobody_asks()))",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_counted_tries"), ("platform", "0001_roles")]
    operations = [*FUNCTIONS, *GUARDS]
