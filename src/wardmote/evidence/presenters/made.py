"""What a figure is made of: files, definition, population, function."""

from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.accounts.states import Standing
from wardmote.engine import measures
from wardmote.engine.figures import number
from wardmote.engine.lake import Part as File
from wardmote.engine.measures import Indicator
from wardmote.engine.sources import described
from wardmote.evidence import queries
from wardmote.evidence.presenters import grids
from wardmote.evidence.presenters.area import address
from wardmote.evidence.presenters.grids import Grid
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _


@dataclass(frozen=True)
class MadePage:
    """Enough to make the number again."""

    question: Question
    sentence: str
    facts: tuple[tuple[str, str], ...]
    files: Grid
    back: str
    json: str


def made_page(asking: Standing, asked: Question) -> MadePage:
    """Raises WardmoteError."""
    found = queries.result(asking, asked)
    indicator = measures.indicator(asked.indicator)
    source, made = described(indicator.source), found.provenance
    people = queries.population(asking, found)
    facts = (
        (_("Definition"), _definition(indicator, made.definition)),
        (_("Categories counted"), _categories(indicator, asked)),
        (_("What a row is"), _(source.rows_are)),
        (_("Source"), f"{_(source.title)}. {source.publisher}. {source.licence}."),
        (_("Snapshot of the lake"), made.snapshot),
        (_("Population"), _("{n} residents, {source}").format(n=number(people.persons), source=people.source) if people else _("none")),
        (_("Geography"), made.geography),
        (_("Function"), made.function),
        (_("Wardmote"), made.version),
        (_("Who may see it"), _(made.access.value)),
    )  # fmt: skip
    return MadePage(
        asked,
        measures.sentence(found),
        facts,
        files_table(queries.files(asking, found)),
        address("evidence-area", asked),
        address("evidence-result", asked),
    )


def _definition(indicator: Indicator, version: str) -> str:
    return _("{label}: counts {nouns}. {note} ({version})").format(
        label=_(indicator.label), nouns=_(indicator.nouns), note=_(indicator.note), version=version
    )


def _categories(indicator: Indicator, asked: Question) -> str:
    era = indicator.era_of(asked.period.last)
    known = {one.key: _(one.published[0]) for one in described(indicator.source).category}
    return ", ".join(known.get(key, key) for key in era.categories) if era else _("none")


def files_table(files: Iterable[File]) -> Grid:
    """The published files, with what identifies them."""
    columns = (
        (_("File"), False), (_("Month"), False), (_("Rows"), True), (_("Rejected"), True), (_("Without a place"), True),
        (_("Taken in"), False), (_("SHA-256 of the published file"), False),
    )  # fmt: skip
    rows = [
        (f.name, str(f.month), number(f.rows), number(f.rejected), number(f.no_location), f.ingested_at[:10], f.sha256)
        for f in files
    ]
    return grids.grid(_("The files that were counted"), columns, rows)
