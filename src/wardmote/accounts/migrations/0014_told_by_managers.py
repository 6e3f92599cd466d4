"""The partnership manager runs its business: what its members are told is theirs to change too."""

from django.db import migrations

from wardmote.platform.rows import Guard

MEMBERS = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
ADMINISTRATORS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))"
BUSINESS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator', 'manager')))"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_whose_account")]

    operations = [
        Guard(
            "accounts_partnership_notice",
            see=MEMBERS,
            add=BUSINESS,
            change=BUSINESS,
            former=Guard("accounts_partnership_notice", see=MEMBERS, add=ADMINISTRATORS, change=ADMINISTRATORS),
        ),
    ]
