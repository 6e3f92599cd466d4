"""What may be read of the log and of the history of rows. Reading is itself recorded, with what was seen."""

from wardmote.audit.queries.history import history_of

__all__ = ["history_of"]
