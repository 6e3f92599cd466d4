"""The words of the log that programs rely on."""

from enum import StrEnum


class Outcome(StrEnum):
    """How what was asked ended."""

    DONE = "done"
    REFUSED = "refused"  # a policy said no, or the thing is not there for whoever asked
    FAILED = "failed"  # it was allowed, and did not happen: a wrong password, a form that could not be kept
