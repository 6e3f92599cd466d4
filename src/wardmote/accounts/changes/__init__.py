"""Every write about who works with whom. `by` is who did it; None is the person at the installation's command line, before there are members.

Policies are asked here for what a member does; the command line is trusted as far as the machine is. Each change leaves one event in the log.
"""

from wardmote.accounts.changes.credentials import end_credential, record_credential
from wardmote.accounts.changes.founding import add_district, found_partnership, register_agency, welcome_sample
from wardmote.accounts.changes.hands import Clash
from wardmote.accounts.changes.invitations import (
    accept_invitation,
    found,
    invite,
    new_link,
    resend_invitation,
    withdraw_invitation,
)
from wardmote.accounts.changes.people import (
    correct_name,
    end_grant,
    end_role,
    give_role,
    grant,
    mark_left,
    mark_left_everywhere,
    wake_by_operator,
    wake_person,
    welcome,
)
from wardmote.accounts.changes.signing_in import note_sign_in, set_password
from wardmote.accounts.changes.visits import note_visit

__all__ = [
    "Clash",
    "accept_invitation",
    "add_district",
    "correct_name",
    "end_credential",
    "end_grant",
    "end_role",
    "found",
    "found_partnership",
    "give_role",
    "grant",
    "invite",
    "mark_left",
    "mark_left_everywhere",
    "new_link",
    "note_sign_in",
    "note_visit",
    "record_credential",
    "register_agency",
    "resend_invitation",
    "set_password",
    "wake_by_operator",
    "wake_person",
    "welcome",
    "welcome_sample",
    "withdraw_invitation",
]
