"""Every write about who works with whom. `by` is who did it; None is the person at the installation's command line, before there are members.

Policies are asked here for what a member does; the command line is trusted as far as the machine is.
"""

from wardmote.accounts.changes.founding import add_district, found_partnership, register_agency, welcome_sample
from wardmote.accounts.changes.people import end_grant, grant, welcome
from wardmote.accounts.changes.signing_in import note_sign_in, set_password

__all__ = [
    "add_district",
    "end_grant",
    "found_partnership",
    "grant",
    "note_sign_in",
    "register_agency",
    "set_password",
    "welcome",
    "welcome_sample",
]
