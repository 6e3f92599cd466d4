"""What could be pages, for trying out how the log's words are found behind them. Their module is said to be the product's."""

from wardmote.accounts import changes
from wardmote.audit.changes import record


def silent() -> None:
    """Writes nothing."""


def direct() -> None:
    record("see-people")


def deep() -> None:
    _next()


def _next() -> None:
    changes.grant()


for page in (silent, direct, deep, _next):
    page.__module__ = "wardmote.tests"
