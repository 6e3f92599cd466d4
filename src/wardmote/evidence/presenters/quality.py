"""How good the data are: what is held, what is missing, what did not count, what changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from wardmote import charts
from wardmote.accounts.states import Standing
from wardmote.charts import Chart
from wardmote.engine.figures import number
from wardmote.engine.geography import police_forces
from wardmote.engine.lake import Lake, Revision
from wardmote.engine.lake import Part as File
from wardmote.engine.periods import SHORT_NAMES, Month, Period, in_words
from wardmote.engine.sources import Source, described
from wardmote.evidence import queries
from wardmote.evidence.presenters import grids, unplaced
from wardmote.evidence.presenters.figures import Figure, address
from wardmote.evidence.presenters.grids import Cell, Grid
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Holding:
    """What is held of one force and source."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    months: Grid
    files: Grid
    unplaced: Figure | None
    unplaced_table: Grid | None


@dataclass(frozen=True)
class QualityPage:
    """Everything that the page of the data says."""

    snapshot: str
    facts: tuple[tuple[str, str], ...]
    holdings: tuple[Holding, ...]
    rejects: Grid | None
    rejected: int
    revisions: Grid | None
    sources: tuple[Source, ...]


def quality_page(asking: Standing) -> QualityPage:
    """Raises WardmoteError."""
    lake = queries.lake_facts(asking)
    pairs = sorted({(part.source, part.force) for part in lake.parts})
    rejected = sum(part.rejected for part in lake.parts)
    return QualityPage(
        snapshot=lake.snapshot,
        facts=tuple(_facts(lake.parts)),
        holdings=tuple(_holding(asking, lake, source, force) for source, force in pairs),
        rejects=_rejects(asking) if rejected else None,
        rejected=rejected,
        revisions=_revisions(lake.revisions) if lake.revisions else None,
        sources=tuple(described(source) for source in sorted({source for source, _force in pairs})),
    )


def force_name(slug: str) -> str:
    return next((force.name for force in police_forces() if force.key == slug), slug)


def _facts(parts: Iterable[File]) -> Iterable[tuple[str, str]]:
    found = tuple(parts)
    rows = sum(part.rows for part in found)
    yield _("Files"), number(len(found))
    yield _("Rows"), number(rows)
    yield _("Rows that did not count"), number(sum(part.rejected for part in found))
    yield _("Rows without a place"), number(sum(part.no_location for part in found))


def _holding(asking: Standing, lake: Lake, source: str, force: str) -> Holding:
    parts = [part for part in lake.parts if (part.source, part.force) == (source, force)]
    held = [part.month for part in parts]
    gone = [month for month in Period(min(held), max(held)) if month not in held]
    facts = (
        (_("Months held"), in_words(held)),
        (_("Months missing in between"), in_words(gone)),
        *_facts(parts),
        (_("Crime IDs that repeat within a month"), number(sum(part.repeated_crime_ids for part in parts))),
        (_("Crime IDs that repeat within or across all months held"), number(queries.repeated(asking, force, source))),
    )
    title = _("{force}: {source}").format(force=force_name(force), source=_(described(source).title))
    key = f"{source}.{force}"
    figure = unplaced_figure(asking, source, force) if queries.unplaced(asking, force, source) else None
    table = grids.of_table(figure.chart.table) if figure else None
    return Holding(key.replace(".", "-"), title, facts, _months(title, held), _files(title, parts), figure, table)


def _months(title: str, held: list[Month]) -> Grid:
    """A row a year, a column a month, a word in each."""
    first, last, have = min(held), max(held), set(held)
    columns = ((_("Year"), False), *((_(name), False) for name in SHORT_NAMES))
    rows: list[tuple[Cell, ...]] = [
        (Cell(str(year)), *(_state(Month(year, at), first, last, have) for at in range(1, 13)))
        for year in range(first.year, last.year + 1)
    ]
    return grids.grid(_("Months held, {title}").format(title=title), columns, rows)


def _state(month: Month, first: Month, last: Month, have: set[Month]) -> Cell:
    if month in have:
        return Cell(_("held"), "held")
    return Cell(_("missing"), "missing") if first < month < last else Cell("–")


def _files(title: str, parts: list[File]) -> Grid:
    columns = (
        (_("Month"), False), (_("Rows"), True), (_("Rejected"), True), (_("Without a place"), True),
        (_("IDs that repeat within the month"), True), (_("Taken in"), False), (_("SHA-256 of the published file"), False),
    )  # fmt: skip
    rows = [
        (str(p.month), number(p.rows), number(p.rejected), number(p.no_location), number(p.repeated_crime_ids), p.ingested_at[:10], p.sha256)
        for p in sorted(parts, key=lambda part: part.month)
    ]  # fmt: skip
    return grids.grid(_("Files, {title}").format(title=title), columns, rows)


def _rejects(asking: Standing) -> Grid:
    columns = ((_("File"), False), (_("Line"), True), (_("Reason"), False), (_("As published"), False))
    rows = [(str(r["file"]), number(r["line"]), str(r["reason"]), str(r["text"])) for r in queries.rejects(asking)]
    return grids.grid(_("Rows that did not count, and why"), columns, rows)


def _revisions(revisions: Iterable[Revision]) -> Grid:
    columns = (
        (_("Force and month"), False), (_("Taken in"), False), (_("Rows added"), True), (_("Rows removed"), True),
        (_("Rows altered"), True), (_("What was altered"), False),
    )  # fmt: skip
    rows = [
        (
            f"{force_name(one.force)}, {one.month}", one.ingested_at[:10], number(one.changes.added),
            number(one.changes.removed), number(one.changes.altered),
            ", ".join(f"{name}: {number(n)}" for name, n in sorted(one.changes.columns.items())) or _("nothing"),
        )
        for one in revisions
    ]  # fmt: skip
    return grids.grid(_("Months that were published again"), columns, rows)


def unplaced_chart(asking: Standing, source: str, force: str, width: int) -> Chart:
    said = described(source)
    line = _("Source: {title}, {publisher}, {licence}. Snapshot {snapshot}.").format(
        title=_(said.title), publisher=said.publisher, licence=said.licence,
        snapshot=queries.lake_facts(asking).snapshot[:12],
    )  # fmt: skip
    return unplaced.chart(force_name(force), queries.unplaced(asking, force, source), line, width=width)


def unplaced_figure(asking: Standing, source: str, force: str) -> Figure:
    chart = unplaced_chart(asking, source, force, charts.WIDE)
    where = address("evidence-quality", "unplaced", {"source": source, "force": force})
    return Figure(f"unplaced-{source}-{force}", chart, where)
