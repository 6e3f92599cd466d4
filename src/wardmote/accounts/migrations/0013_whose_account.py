"""An account is looked after by whoever administers all of it; a link opens its own invitation; nobody grants to themselves; factors are their holder's to add."""

from django.db import migrations

from wardmote.platform.rows import Function, Guard

COMMAND = "(SELECT at_the_command_line())"
ADMINISTRATORS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))"
ACTS_ONLY_IN = Function(
    "acts_only_in(member uuid, partnerships uuid[])",
    returns="boolean",
    body="""
        SELECT coalesce(bool_or(g.partnership_id = ANY (partnerships))
                        AND bool_and(g.partnership_id = ANY (partnerships)
                                     OR coalesce(g.valid_to <= greatest(g.valid_from, today_in_london()), false)), false)
          FROM accounts_grant g WHERE g.member_id = acts_only_in.member
    """,
)
FORMERLY_LOOKED_AFTER = Function(
    "members_looked_after()",
    returns="SETOF uuid",
    body="SELECT DISTINCT g.member_id FROM accounts_grant g WHERE g.partnership_id IN (SELECT my_partnerships_as('administrator'))",
)
LOOKED_AFTER = Function(
    "members_looked_after()",
    returns="SETOF uuid",
    body="""
        SELECT m.member_id
          FROM (SELECT DISTINCT g.member_id FROM accounts_grant g
                 WHERE g.partnership_id IN (SELECT my_partnerships_as('administrator'))) m
         WHERE acts_only_in(m.member_id, ARRAY(SELECT my_partnerships_as('administrator')))
    """,
    former=FORMERLY_LOOKED_AFTER,
)
LINK_OPENED = Function(
    "link_opened()", returns="text", body="SELECT nullif(current_setting('wardmote.invitation', true), '')"
)

SEEN = (
    f"((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR {COMMAND})"
)
KEPT = f"({ADMINISTRATORS} OR {COMMAND})"
GIVEN = f"(({ADMINISTRATORS} AND member_id <> (SELECT asking_member())) OR {COMMAND})"
GRANT = Guard(
    "accounts_grant",
    see=SEEN,
    add=GIVEN,
    change=GIVEN,
    former=Guard("accounts_grant", see=SEEN, add=KEPT, change=KEPT),
)

INVITED = f"((member_id = (SELECT asking_member()) OR {ADMINISTRATORS}) OR {COMMAND})"
HOLDING_THE_LINK = "((SELECT nobody_asks()) AND secret_digest = (SELECT link_opened()))"
INVITATION = Guard(
    "accounts_invitation",
    see=f"({INVITED} OR {HOLDING_THE_LINK})",
    add=KEPT,
    change=f"({KEPT} OR {HOLDING_THE_LINK})",
    former=Guard(
        "accounts_invitation",
        see=f"({INVITED} OR (SELECT nobody_asks()))",
        add=KEPT,
        change=f"({KEPT} OR (SELECT nobody_asks()))",
    ),
)

AT_THE_DOOR = "user_id = (SELECT nullif(current_setting('wardmote.member', true), '')::uuid)"
AMONG_LOOKED_AFTER = "user_id = ANY (ARRAY(SELECT members_looked_after()))"
HOLDER = f"({AT_THE_DOOR} OR {COMMAND})"
HOLDERS = f"((({AT_THE_DOOR} OR (SELECT nobody_asks())) OR {AMONG_LOOKED_AFTER}) OR {COMMAND})"
FACTOR = Guard(
    "mfa_authenticator",
    see=f"({HOLDER} OR {AMONG_LOOKED_AFTER})",
    add=HOLDER,
    change=HOLDER,
    remove=f"({HOLDER} OR {AMONG_LOOKED_AFTER})",
    former=Guard("mfa_authenticator", see=HOLDERS, add=HOLDERS, change=HOLDERS, remove=HOLDERS),
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_kept_text_swept")]
    operations = [ACTS_ONLY_IN, LOOKED_AFTER, LINK_OPENED, GRANT, INVITATION, FACTOR]
