from datetime import UTC, datetime
from pathlib import Path

import ibis.expr.types as ir
import pytest

from tests.engine.sources import genuine
from wardmote.engine import lake
from wardmote.engine.errors import BadFile, UnreadableLake
from wardmote.engine.lake.store import Store
from wardmote.engine.periods import Month

AT = datetime(2022, 11, 22, 9, 30, tzinfo=UTC)
JUNE = "2021-06-lancashire-street.csv"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a lake but the lock's, by its place."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def told(table: ir.Table) -> list[dict[str, object]]:
    return table.to_pyarrow().to_pylist()


def rows_of(table: ir.Table) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in told(table)]


def may(folder: Path, *rows: dict[str, str], name: str = genuine.NAME) -> Path:
    return genuine.write(folder, genuine.street(rows), name)


def june(folder: Path, *rows: dict[str, str]) -> Path:
    return may(folder, *({**row, "Month": "2021-06"} for row in rows), name=JUNE)


def test_the_report_counts_what_was_given(tmp_path: Path) -> None:
    rows = [
        genuine.row(1),
        genuine.row(1),
        genuine.row(2),
        genuine.disorder(),
        genuine.lost(3),
        genuine.row(4, Month="x"),
    ]
    report = lake.ingest([may(tmp_path / "in", *rows)], tmp_path / "lake")
    found = report.as_json()
    assert found.pop("snapshot") == lake.open_lake(tmp_path / "lake").snapshot
    assert found == {
        "files": 1, "rows_read": 6, "rows_stored": 5, "rows_rejected": 1, "months": ["2021-05"],
        "forces": ["lancashire"], "repeated_crime_ids": 1, "no_location": 1, "files_unchanged": 0, "files_replaced": 0,
    }  # fmt: skip


def test_the_same_file_twice_reports_the_same_and_changes_nothing(tmp_path: Path) -> None:
    file = may(tmp_path / "in", genuine.row(1), genuine.row(1), genuine.row(2, Month="x"))
    first = lake.ingest([file], tmp_path / "lake").as_json()
    before = contents(tmp_path / "lake")
    again = lake.ingest([file], tmp_path / "lake").as_json()
    assert contents(tmp_path / "lake") == before
    assert again == first | {"files_unchanged": 1}


def test_gzip_plain_and_archive_of_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    data = genuine.street(genuine.several(3))
    lake.ingest([genuine.write(tmp_path / "a", data)], tmp_path / "lake")
    before = contents(tmp_path / "lake")
    genuine.write(tmp_path / "b", data, genuine.NAME + ".gz")
    genuine.archive(tmp_path / "b" / "all.zip", {f"2021-05/{genuine.NAME}": data})
    report = lake.ingest([tmp_path / "b"], tmp_path / "lake")
    assert (report.files, report.files_unchanged, report.rows_stored) == (2, 2, 3)
    assert contents(tmp_path / "lake") == before


def test_one_months_two_contents_in_one_call_are_refused_by_name(tmp_path: Path) -> None:
    one = may(tmp_path / "one", genuine.row(1))
    other = may(tmp_path / "other", genuine.row(2))
    with pytest.raises(BadFile) as problem:
        lake.ingest([one, other], tmp_path / "lake")
    assert str(one) in str(problem.value)
    assert str(other) in str(problem.value)
    with pytest.raises(UnreadableLake):
        lake.open_lake(tmp_path / "lake")


def test_one_bad_file_among_good_ones_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    lake.ingest([may(tmp_path / "in", genuine.row(1))], tmp_path / "lake")
    before = contents(tmp_path / "lake")
    for n in range(6, 12):
        name = f"2021-{n:02d}-lancashire-street.csv"
        may(tmp_path / "more", genuine.row(n, Month=f"2021-{n:02d}"), name=name)
    (tmp_path / "more" / "2021-10-lancashire-street.csv").write_bytes(b"nonsense\n")
    with pytest.raises(BadFile, match="2021-10-lancashire-street"):
        lake.ingest([tmp_path / "more"], tmp_path / "lake")
    assert contents(tmp_path / "lake") == before


def test_rejects_keep_file_line_reason_and_text_and_leave_with_their_month(tmp_path: Path) -> None:
    bad = genuine.row(2, Month="x")
    lake.ingest([may(tmp_path / "in", genuine.row(1), bad)], tmp_path / "lake")
    assert told(lake.open_lake(tmp_path / "lake").rejects()) == [
        {
            "source": "police-uk-street", "file": genuine.NAME, "line": 3,
            "reason": "Month is not the 2021-05 of the file's name", "text": ",".join(bad.values()),
        }
    ]  # fmt: skip
    lake.ingest([may(tmp_path / "in", genuine.row(1), genuine.row(2))], tmp_path / "lake")
    assert told(lake.open_lake(tmp_path / "lake").rejects()) == []


def test_a_month_published_again_replaces_itself_and_says_what_changed(tmp_path: Path) -> None:
    old = [genuine.row(1), genuine.row(2), genuine.row(3), genuine.disorder(), genuine.disorder(), genuine.row(7)]
    lake.ingest([may(tmp_path / "in", *old), june(tmp_path / "in", genuine.row(9))], tmp_path / "lake", at=AT)
    before = lake.open_lake(tmp_path / "lake")
    changed = genuine.row(2, Last_outcome_category="Local resolution")
    moved = genuine.row(3, Longitude="-2.5", Latitude="53.7")
    new = [moved, genuine.row(1), changed, genuine.disorder(), genuine.row(8), genuine.row(10)]
    report = lake.ingest([may(tmp_path / "in", *new)], tmp_path / "lake")
    after = lake.open_lake(tmp_path / "lake")
    assert report.files_replaced == 1
    (revision,) = after.revisions
    assert (revision.force, revision.month) == ("lancashire", Month(2021, 5))
    assert revision.changes == lake.Changes(
        added=2, removed=2, altered=2, columns={"last_outcome": 1, "longitude": 1, "latitude": 1}
    )
    assert (revision.replaced, revision.by) == (before.parts[0].sha256, after.parts[0].sha256)
    assert after.parts[0].replaces == before.parts[0].sha256
    assert after.parts[1] == before.parts[1]
    assert before.parts[0].ingested_at == "2022-11-22T09:30:00+00:00"


def test_what_was_replaced_stays_for_those_who_still_read_it(tmp_path: Path) -> None:
    lake.ingest([may(tmp_path / "in", *genuine.several(3))], tmp_path / "lake")
    before = lake.open_lake(tmp_path / "lake")
    lake.ingest([may(tmp_path / "in", genuine.row(1))], tmp_path / "lake")
    assert lake.verify(before) == 4
    assert before.cube().n.sum().to_pyarrow().as_py() == 3
    assert lake.open_lake(tmp_path / "lake").cube().n.sum().to_pyarrow().as_py() == 1


def test_rows_in_another_order_are_no_change(tmp_path: Path) -> None:
    rows = [*genuine.several(5), genuine.disorder(), genuine.row(2, Last_outcome_category="Local resolution")]
    lake.ingest([may(tmp_path / "in", *rows)], tmp_path / "lake")
    lake.ingest([may(tmp_path / "in", *reversed(rows))], tmp_path / "lake")
    (revision,) = lake.open_lake(tmp_path / "lake").revisions
    assert revision.changes == lake.Changes(0, 0, 0, {})


def test_the_cube_and_the_totals_count_every_row_once(tmp_path: Path) -> None:
    rows = [genuine.row(1), genuine.row(2), genuine.row(3, LSOA_code="E01025299"), genuine.disorder(), genuine.lost(4)]
    lake.ingest([may(tmp_path / "in", *rows)], tmp_path / "lake")
    opened = lake.open_lake(tmp_path / "lake")
    assert rows_of(opened.cube()) == [
        ("lancashire", 202105, "", 1, 1),
        ("lancashire", 202105, "E01025298", 1, 2),
        ("lancashire", 202105, "E01025298", 5, 1),
        ("lancashire", 202105, "E01025299", 1, 1),
    ]
    assert rows_of(opened.totals()) == [
        ("lancashire", 202105, 1, 3, 1),
        ("lancashire", 202105, 5, 1, 0),
    ]


def test_an_id_repeated_across_months_is_found_whichever_month_came_first(tmp_path: Path) -> None:
    first, second = may(tmp_path / "in", *genuine.several(3)), june(tmp_path / "in", genuine.row(2), genuine.lost(9))
    reports = [lake.ingest([first], tmp_path / "lake"), lake.ingest([second], tmp_path / "lake")]
    assert [report.repeated_crime_ids for report in reports] == [0, 0]
    assert lake.ingest([first, second], tmp_path / "lake").repeated_crime_ids == 1
    assert rows_of(lake.open_lake(tmp_path / "lake").repeats()) == [
        (genuine.crime_id(2), "lancashire", 202105, "E01025298", 1),
        (genuine.crime_id(2), "lancashire", 202106, "E01025298", 1),
    ]


def test_an_id_that_two_forces_share_is_no_repeat(tmp_path: Path) -> None:
    cumbria = genuine.row(1, Reported_by="Cumbria Constabulary")
    files = [may(tmp_path, genuine.row(1)), may(tmp_path, cumbria, name="2021-05-cumbria-street.csv")]
    assert lake.ingest(files, tmp_path / "lake").repeated_crime_ids == 0
    assert lake.open_lake(tmp_path / "lake").repeats().count().to_pyarrow().as_py() == 0


def test_month_by_month_and_all_at_once_give_the_same_files(tmp_path: Path) -> None:
    files = [
        may(tmp_path / "in", genuine.row(1), genuine.row(2), genuine.disorder(), genuine.lost(3)),
        june(tmp_path / "in", genuine.row(2), genuine.row(4), genuine.disorder()),
    ]
    stale = may(tmp_path / "stale", genuine.row(1), genuine.row(8))
    for step in ([stale], [files[1]], [files[0]]):
        lake.ingest(step, tmp_path / "slowly")
    lake.ingest(files, tmp_path / "at-once")
    slowly, at_once = lake.open_lake(tmp_path / "slowly"), lake.open_lake(tmp_path / "at-once")
    assert {kept.file for kept in slowly.files().values()} == {kept.file for kept in at_once.files().values()}


def test_stops_and_outcomes_have_rows_and_totals(tmp_path: Path) -> None:
    name = "2021-05-lancashire-stop-and-search.csv"
    placed = genuine.stop(Latitude="53.7", Longitude="-2.7")
    data = "\n".join([genuine.STOPS, genuine.stop(), placed, ""]).encode()
    report = lake.ingest([genuine.write(tmp_path, data, name)], tmp_path / "lake")
    assert (report.rows_stored, report.no_location, report.repeated_crime_ids) == (2, 1, 0)
    opened = lake.open_lake(tmp_path / "lake")
    stops = "police-uk-stop-and-search"
    assert opened.held("lancashire", stops) == (Month(2021, 5),)
    assert opened.held("lancashire") == ()
    assert rows_of(opened.totals(stops)) == [("lancashire", 202105, 1, 1, 1)]
    assert opened.rows(stops).occurred_at.count().to_pyarrow().as_py() == 2
    assert opened.cube(stops).count().to_pyarrow().as_py() == 0


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    files = [may(tmp_path / "in", *genuine.several(4)), june(tmp_path / "in", *genuine.several(2, 10))]
    seen: list[lake.Progress] = []
    lake.ingest(files, tmp_path / "lake", progress=seen.append)
    assert [step.file for step in seen] == [genuine.NAME, JUNE]
    assert [step.rows for step in seen] == [4, 6]
    assert seen[-1].done_bytes == seen[-1].total_bytes == sum(file.stat().st_size for file in files)
    assert seen[-1].seconds_left == 0
    assert seen[0].rows_per_second > 0


def test_a_second_ingest_at_the_same_time_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    store = Store(tmp_path / "lake")
    store.prepare()
    file = may(tmp_path, genuine.row(1))
    with store.locked(), pytest.raises(BadFile, match=r"another ingest into .* is under way \(process \d+\)"):
        lake.ingest([file], tmp_path / "lake")
    assert lake.ingest([file], tmp_path / "lake").rows_stored == 1


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear all")
    with pytest.raises(UnreadableLake, match=r"holds letter\.txt"):
        lake.ingest([may(tmp_path / "in", genuine.row(1))], home)
    assert [path.name for path in home.iterdir()] == ["letter.txt"]


def test_a_file_is_read_again_when_what_a_row_must_be_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = may(tmp_path, genuine.row(1))
    lake.ingest([file], tmp_path / "lake")
    monkeypatch.setattr("wardmote.engine.sources.version", lambda key: "another")
    report = lake.ingest([file], tmp_path / "lake")
    assert (report.files_unchanged, report.files_replaced) == (0, 1)
    assert lake.open_lake(tmp_path / "lake").parts[0].definition == "another"
