"""Every write about who works with whom. `by` is who did it; None is the person at the installation's command line, before there are members.

Policies are asked here for what a member does; the command line is trusted as far as the machine is. Each change leaves one event in the log.
"""

from wardmote.accounts.changes.credentials import end_credential, record_credential
from wardmote.accounts.changes.founding import add_district, found_partnership, register_agency, welcome_sample
from wardmote.accounts.changes.hands import Clash
from wardmote.accounts.changes.people import correct_name, end_grant, end_role, give_role, grant, mark_left, welcome
from wardmote.accounts.changes.signing_in import note_sign_in, set_password

__all__ = [
    "Clash",
    "add_district",
    "correct_name",
    "end_credential",
    "end_grant",
    "end_role",
    "found_partnership",
    "give_role",
    "grant",
    "mark_left",
    "note_sign_in",
    "record_credential",
    "register_agency",
    "set_password",
    "welcome",
    "welcome_sample",
]
