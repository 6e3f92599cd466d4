"""What may be read of the log and of the history of rows. Reading is itself recorded, with what was seen."""

from wardmote.audit.queries.history import Change, history_of
from wardmote.audit.queries.log import Entry, Filters, Page, about, events

__all__ = ["Change", "Entry", "Filters", "Page", "about", "events", "history_of"]
