"""What is written."""

from tests.leak.app.models import Case
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record


def link(*, case: Case, other: Case, by: Standing) -> int:
    """Link a case to another. 0 when the case is not the member's to change."""
    changed = Case.objects.filter(pk=case.pk).update(linked=other)
    record("link-case", kind="case", ids=[case.pk], partnership=case.partnership_id)
    return changed
