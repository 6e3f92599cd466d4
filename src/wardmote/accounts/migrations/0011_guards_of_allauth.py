"""Guards for the tables of django-allauth that hold something about people: factors, sessions, accounts with an agency's own sign-in."""

from django.db import migrations

from wardmote.platform.rows import Function, Guard

LOOKED_AFTER = Function(
    "members_looked_after()",
    returns="SETOF uuid",
    body="SELECT DISTINCT g.member_id FROM accounts_grant g WHERE g.partnership_id IN (SELECT my_partnerships_as('administrator'))",
)
HOLDERS = (
    "(((user_id = (SELECT nullif(current_setting('wardmote.member', true), '')::uuid) OR "
    "(SELECT nobody_asks())) OR "
    "user_id = ANY (ARRAY(SELECT members_looked_after()))) OR "
    "(SELECT at_the_command_line()))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_partnership_notice"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]
    operations = [
        LOOKED_AFTER,
        Guard("mfa_authenticator", see=HOLDERS, add=HOLDERS, change=HOLDERS, remove=HOLDERS),
        Guard("socialaccount_socialaccount", see=HOLDERS, add=HOLDERS, change=HOLDERS),
        Guard("usersessions_usersession", see=HOLDERS, add=HOLDERS, change=HOLDERS, remove=HOLDERS),
    ]
