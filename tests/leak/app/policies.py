"""Who may use the pages at all. Which cases they show is not said here."""

from wardmote.accounts.states import Role, Standing
from wardmote.platform.refusals import Refused

WORK = frozenset({Role.COORDINATOR, Role.CHAIR, Role.REPRESENTATIVE, Role.CASEWORKER, Role.PROVIDER})


def _may(verb: str, roles: frozenset[Role]):
    def policy(standing: Standing) -> None:
        if not any(hat.roles & roles for hat in standing.beside):
            raise Refused(verb)

    return policy


may_see_cases = _may("see-cases", WORK)
may_run_cases = _may("run-cases", frozenset({Role.COORDINATOR, Role.CHAIR}))
