"""Who may see what accounts' rows were before: the history is kept by triggers (see audit.history)."""

from wardmote.accounts.rows import AT_THE_COMMAND_LINE, in_my_partnerships_as, mine
from wardmote.accounts.states import Role
from wardmote.audit.history import tracked
from wardmote.platform.rows import ANYBODY, NOBODY, Rows, among
from wardmote.words import gettext as _

LOOK_BACK = (Role.ADMINISTRATOR, Role.AUDITOR)
THEIR_MEMBERS = among(
    "id",
    "my_members_as('administrator', 'auditor')",
    _("administrators and auditors of a partnership that they have a part in"),
)

OF_WORK = Rows(see=mine() | in_my_partnerships_as(*LOOK_BACK) | AT_THE_COMMAND_LINE, add=NOBODY, change=NOBODY)
OF_MEMBERS = Rows(see=mine("id") | THEIR_MEMBERS | AT_THE_COMMAND_LINE, add=NOBODY, change=NOBODY)
OF_BODIES = Rows(see=ANYBODY, add=NOBODY, change=NOBODY, recorded=False)  # names of public bodies and their districts

__all__ = ["OF_BODIES", "OF_MEMBERS", "OF_WORK", "tracked"]
