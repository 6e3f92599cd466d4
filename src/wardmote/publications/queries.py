"""Reports as a member may have them: written when asked for, from the lake through evidence's door, and remembered for a while."""

from dataclasses import dataclass
from functools import lru_cache

from wardmote import definitions, documents
from wardmote.accounts.policies import may_see_publications
from wardmote.accounts.states import Standing
from wardmote.documents import Document
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Area
from wardmote.engine.periods import Period
from wardmote.evidence import queries as evidence
from wardmote.evidence.queries import Opened
from wardmote.publications import reports
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Wanted:
    """One report: which, of where, over what months."""

    key: str
    area: Area
    period: Period

    @property
    def address(self) -> dict[str, str]:
        """The wish as the query of an address."""
        months = {"from": str(self.period.first), "to": str(self.period.last)}
        return {"report": self.key, "area": self.area.code, **months}

    @property
    def stem(self) -> str:
        return reports.stem(self.key, self.area, self.period)


def titles(asking: Standing) -> dict[str, str]:
    """The reports that can be written, by key."""
    may_see_publications(asking)
    known = reports.keys()
    return {key: _(definitions.read("reports", key, reports.performance.Layout).title) for key in known}


def wanted(asking: Standing, *, key: str = "", area: str = "", first: str = "", last: str = "") -> Wanted:
    """What the words of an address ask for; what they leave out is the first report, the asker's own area, the latest
    12 months. Raises WardmoteError for what is not there.
    """
    known = titles(asking)
    if key and key not in known:
        raise WardmoteError(_("there is no report '{key}'; there is {known}").format(key=key, known=", ".join(known)))
    asked = evidence.question(asking, area=area, first=first, last=last)
    return Wanted(key or next(iter(known)), asked.area, asked.period)


def document(asking: Standing, wish: Wanted) -> Document:
    """The report. Raises WardmoteError for what its measures lack."""
    may_see_publications(asking)
    return _document(evidence.opened(asking), wish)


@lru_cache(maxsize=16)
def _document(now: Opened, wish: Wanted) -> Document:
    return reports.compose(wish.key, now.lake, now.geography, wish.area, wish.period)


def preview(asking: Standing, wish: Wanted) -> str:
    """The report as part of a page."""
    may_see_publications(asking)
    return _preview(evidence.opened(asking), wish)


@lru_cache(maxsize=16)
def _preview(now: Opened, wish: Wanted) -> str:
    return documents.fragment(_document(now, wish))


def file(asking: Standing, wish: Wanted, ending: str) -> bytes:
    """The report as a file of one of the formats in `reports.FORMATS`."""
    may_see_publications(asking)
    return _file(evidence.opened(asking), wish, ending)


@lru_cache(maxsize=24)
def _file(now: Opened, wish: Wanted, ending: str) -> bytes:
    return reports.FORMATS[ending](_document(now, wish))
