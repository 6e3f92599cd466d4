"""What may be done to the log: write an event, and seal what was written."""

from wardmote.audit.changes.sealing import seal
from wardmote.audit.writing import record, record_unanswered

__all__ = ["record", "record_unanswered", "seal"]
