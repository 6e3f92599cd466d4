"""What may be read of the log and of the history of rows. Reading is itself recorded, with what was seen."""

from wardmote.audit.queries.history import Change, history_of
from wardmote.audit.queries.log import Entry, Filters, Page, about, events
from wardmote.audit.queries.sealed import WINDOW, SealStanding, standing

__all__ = ["WINDOW", "Change", "Entry", "Filters", "Page", "SealStanding", "about", "events", "history_of", "standing"]
