"""Which report, of where, over what months."""

from collections.abc import Iterable

from wardmote.evidence.forms import ExploreForm, Offered
from wardmote.words import gettext as _


class ReportForm(ExploreForm):
    """The report is chosen as evidence is explored: with GET, so that the address says which it is."""

    page = "publications"
    order = ("report", "q", "from", "to")

    report = Offered(required=False)

    def offer_reports(self, titles: Iterable[tuple[str, str]]) -> None:
        """The reports that can be written: pairs of key and title."""
        self.fields["report"].label = _("Report")
        self._offer("report", titles)
