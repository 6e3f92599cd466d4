"""Work that is done later: as the member who asked, and by the installation itself."""

from tests.leak.app import queries
from tests.leak.app.policies import may_see_cases
from wardmote.accounts.jobs import Job
from wardmote.accounts.states import ANONYMOUS, Standing
from wardmote.audit.changes import record
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as


def tell_cases(by: Standing) -> list[str]:
    """The titles of the member's cases, as a letter would carry them."""
    found = list(queries.cases(by))
    record("tell-cases", kind="case", ids=[case.pk for case in found])
    return [case.title for case in found]


telling = Job(tell_cases, may_see_cases)  # not made known to the worker: it is for tests alone


def command() -> list[str]:
    """What the operator's command line reaches of casework: nothing."""
    with acting_as(AT_THE_COMMAND_LINE):
        return [case.title for case in queries.cases(ANONYMOUS)]
