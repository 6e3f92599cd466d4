"""Small lakes in the genuine shape, and one question of them."""

from itertools import count

from tests.engine.sources import genuine
from wardmote.engine import geography, lake, measures
from wardmote.engine.geography import Level
from wardmote.engine.periods import Period

SOUTH_RIBBLE = "E07000126"
ATLAS = geography.load()
IDS = count()
ATLAS_2011 = {area.code for area in ATLAS.within(ATLAS.find("E09000001"), Level.LSOA)}


def month_of(month, *, here=10, elsewhere=10, lost=0, disorder=0, kind="Burglary"):
    """A Lancashire file: crimes at one LSOA of South Ribble, at one of Burnley, and without a place."""
    common = {"Month": month, "Crime_type": kind}
    rows = [genuine.row(next(IDS), LSOA_code="E01025399", **common) for _ in range(here)]
    rows += [genuine.row(next(IDS), LSOA_code="E01024855", **common) for _ in range(elsewhere)]
    rows += [genuine.lost(next(IDS), **common) for _ in range(lost)]
    rows += [genuine.disorder(Month=month, LSOA_code="E01025399") for _ in range(disorder)]
    return f"{month}-lancashire-street.csv", genuine.street(rows)


def lake_of(folder, *months):
    for name, data in months:
        genuine.write(folder / "files", data, name)
    lake.ingest([folder / "files"], folder / "lake")
    return lake.open_lake(folder / "lake")


def ask(opened, first, last=None, key="all-crime", code=SOUTH_RIBBLE, against=measures.Against.PREVIOUS_YEAR):
    return measures.measure(opened, ATLAS, key, ATLAS.find(code), Period.parse(first, last or first), against)


def kinds(result):
    return {caveat.kind for caveat in result.caveats}
