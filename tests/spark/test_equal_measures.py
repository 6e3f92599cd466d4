"""The same question gives the same answer, whether DuckDB or Spark reads the lake's tables."""

import shutil
import subprocess
from importlib.util import find_spec

import pytest

from tests.lakes import sample_lake
from wardmote.engine import geography, lake, measures
from wardmote.engine.geography import Level
from wardmote.engine.periods import Period

YEAR = Period.parse("2021-10", "2022-09")
QUARTER = Period.parse("2022-01", "2022-03")
ALL = Period.parse("2020-10", "2022-10")
INDICATORS = ("all-crime", "burglary", "anti-social-behaviour", "vehicle-crime", "acquisitive-crime")
PLACES = ("E07000126", "E23000003", "E22000161", "E10000017", "E01025399", "E05010226")


def java() -> int:
    """The major version of Java on the PATH; 0 without one."""
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    version = said.partition('"')[2].partition(".")[0]
    return int(version) if version.isdigit() else 0


pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed: 'make test-spark' installs it"),
    pytest.mark.skipif(java() < 17, reason="no Java 17 on the PATH"),
    pytest.mark.filterwarnings("ignore"),  # Spark's own client warns of itself
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def folder(run_folder):
    return sample_lake(run_folder / "sample-lake")


@pytest.fixture(scope="module")
def plain(folder):
    return lake.open_lake(folder)


@pytest.fixture(scope="module")
def spark():
    from wardmote.engine.lake import spark as with_spark

    made = with_spark.session("local[2]")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def sparkling(folder, spark):
    from wardmote.engine.lake import spark as with_spark

    return with_spark.open_lake(folder, spark)


@pytest.fixture(scope="module")
def atlas():
    return geography.load()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", INDICATORS)
def test_a_measure_is_equal(plain, sparkling, atlas, key, place):
    area = atlas.find(place)
    for period, against in ((YEAR, measures.Against.PREVIOUS_YEAR), (QUARTER, measures.Against.PREVIOUS_PERIOD)):
        asked = (atlas, key, area, period, against)
        assert measures.measure(sparkling, *asked).as_json() == measures.measure(plain, *asked).as_json()


@pytest.mark.parametrize("level", [Level.LSOA, Level.WARD, Level.DISTRICT])
def test_a_ranking_is_equal(plain, sparkling, atlas, level):
    asked = (atlas, "all-crime", level, atlas.find("E23000003"), YEAR)
    one, other = measures.rank(sparkling, *asked), measures.rank(plain, *asked)
    assert [found.as_json() for found in one] == [found.as_json() for found in other]
    assert len(one) > 10


@pytest.mark.parametrize("key", INDICATORS)
def test_a_series_is_equal(plain, sparkling, atlas, key):
    asked = (atlas, key, atlas.find("E07000126"), ALL)
    assert measures.series(sparkling, *asked).as_json() == measures.series(plain, *asked).as_json()


def test_a_breakdown_is_equal(plain, sparkling, atlas):
    asked = (atlas, "all-crime", atlas.find("E07000126"), YEAR)
    one, other = measures.breakdown(sparkling, *asked), measures.breakdown(plain, *asked)
    assert [(p.result.as_json(), p.contribution) for p in one] == [(p.result.as_json(), p.contribution) for p in other]


def test_every_table_holds_the_same_rows(plain, sparkling):
    for name in ("cube", "totals", "repeats", "rows", "rejects"):
        one, other = (getattr(opened, name)() for opened in (sparkling, plain))
        assert one.columns == other.columns
        assert one.count().to_pyarrow().as_py() == other.count().to_pyarrow().as_py()


def test_it_is_spark_that_answers(sparkling):
    """Otherwise all the tests above compare a thing with itself."""
    assert type(sparkling.cube()._find_backend()).__module__ == "ibis.backends.pyspark"


def test_a_source_that_the_lake_does_not_hold_is_an_empty_table(sparkling):
    assert sparkling.cube("police-uk-stop-and-search").count().to_pyarrow().as_py() == 0
