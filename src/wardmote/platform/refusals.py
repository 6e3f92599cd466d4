"""What a policy raises when a member may not do what was asked."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """A policy said no.

    `verb` names what was asked, for the record: a stable word such as ``see-evidence``. The page that the member gets says no more than the page for an
    address that does not exist; so does its status only in as far as the address itself is no secret.
    """

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb
