"""The shared open data against what its README says of it."""

from pathlib import Path

import pytest

from tests.engine.sources import genuine
from wardmote.engine import lake
from wardmote.engine.periods import Month


@pytest.mark.parametrize(
    ("folder", "files", "rows", "repeated"),
    [
        ("lancashire", 36, 627_032, 6_715),
        ("lincolnshire", 30, 177_815, 67),
        ("avon-and-somerset", 51, 734_541, 9_714),
    ],
)
def test_a_force_has_the_rows_and_repeated_ids_that_its_data_are_known_for(
    folder: str, files: int, rows: int, repeated: int, tmp_path: Path
) -> None:
    report = lake.ingest([genuine.shared() / folder], tmp_path)
    assert (report.files, len(report.months), report.forces) == (files, files, (folder,))
    assert (report.rows_read, report.rows_stored, report.rows_rejected) == (rows, rows, 0)
    assert report.repeated_crime_ids == repeated
    opened = lake.open_lake(tmp_path)
    assert opened.cube().n.sum().to_pyarrow().as_py() == rows
    assert opened.repeats().crime_id.nunique().to_pyarrow().as_py() == repeated
    assert opened.cube().filter(opened.cube().lsoa == "").n.sum().to_pyarrow().as_py() in (report.no_location, None)
    assert report.no_location == {"lancashire": 39_169, "lincolnshire": 3, "avon-and-somerset": 70_017}[folder]


def test_the_city_of_london_has_streets_and_stops_side_by_side(tmp_path: Path) -> None:
    report = lake.ingest([genuine.shared() / "city-of-london"], tmp_path)
    assert (report.files, report.rows_stored, report.repeated_crime_ids) == (81, 28_761 + 8_057, 285)
    opened = lake.open_lake(tmp_path)
    assert len(opened.held("city-of-london")) == 45
    assert len(opened.held("city-of-london", "police-uk-stop-and-search")) == 36
    assert opened.rows().count().to_pyarrow().as_py() == 28_761


def test_a_month_downloaded_at_another_date_records_its_nine_changed_outcomes(tmp_path: Path) -> None:
    """Matching by an id that is there several times sees 17 outcomes and 3 positions, where only the order differs."""
    shared, name = genuine.shared(), "2018-12-avon-and-somerset-street.csv.gz"
    first = lake.ingest([shared / "avon-and-somerset" / name], tmp_path)
    lake.ingest([shared / "avon-and-somerset-other-download" / name], tmp_path)
    (revision,) = lake.open_lake(tmp_path).revisions
    assert first.rows_stored == 13_226
    assert (revision.force, revision.month) == ("avon-and-somerset", Month(2018, 12))
    assert revision.changes == lake.Changes(added=0, removed=0, altered=9, columns={"last_outcome": 9})
