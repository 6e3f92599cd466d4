import json
import threading
from pathlib import Path

import pytest

from tests.engine.sources import genuine
from wardmote.engine import lake
from wardmote.engine.errors import UnreadableLake
from wardmote.engine.lake.manifest import address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = genuine.write(tmp_path, genuine.street([*genuine.several(5), genuine.disorder()]))
    lake.ingest([file], tmp_path / "lake")
    return tmp_path / "lake"


def manifest_of(folder: Path) -> Path:
    return folder / "manifests" / f"{(folder / 'CURRENT').read_text().strip()}.json"


def a_file_of(folder: Path) -> Path:
    return next(iter(lake.open_lake(folder).files()))


def test_a_folder_that_is_not_there_is_no_lake(tmp_path: Path) -> None:
    with pytest.raises(UnreadableLake, match="there is no lake in"):
        lake.open_lake(tmp_path / "nowhere")


def test_a_folder_of_something_else_is_no_lake(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(UnreadableLake, match="is no lake"):
        lake.open_lake(tmp_path)


def test_a_missing_file_is_named(folder: Path) -> None:
    path = a_file_of(folder)
    path.unlink()
    with pytest.raises(UnreadableLake, match=f"{path.name} is missing"):
        lake.open_lake(folder)


def test_a_file_cut_short_is_named(folder: Path) -> None:
    path = a_file_of(folder)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UnreadableLake, match=f"{path.name} is damaged"):
        lake.open_lake(folder)


def test_a_file_changed_at_the_same_size_is_found_when_all_is_verified(folder: Path) -> None:
    path = a_file_of(folder)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    opened = lake.open_lake(folder)
    with pytest.raises(UnreadableLake, match=f"{path.name} is damaged"):
        lake.verify(opened)


def test_a_sound_lake_verifies_and_says_how_many_files(folder: Path) -> None:
    assert lake.verify(lake.open_lake(folder)) == 4  # rows, cube, totals, repeats


@pytest.mark.parametrize("pointer", ["", "words", "../../etc/passwd", "f" * 63])
def test_a_pointer_that_names_no_manifest_is_refused(folder: Path, pointer: str) -> None:
    (folder / "CURRENT").write_text(pointer)
    with pytest.raises(UnreadableLake, match="CURRENT does not name a manifest"):
        lake.open_lake(folder)


def test_a_binary_pointer_is_refused(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableLake, match="CURRENT cannot be read"):
        lake.open_lake(folder)


def test_a_missing_manifest_is_named(folder: Path) -> None:
    manifest_of(folder).unlink()
    with pytest.raises(UnreadableLake, match=r"manifest .* is missing"):
        lake.open_lake(folder)


def test_a_manifest_cut_short_is_refused(folder: Path) -> None:
    path = manifest_of(folder)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableLake, match=r"manifest .* is damaged"):
        lake.open_lake(folder)


def test_a_damaged_lake_is_not_ingested_into(folder: Path, tmp_path: Path) -> None:
    manifest_of(folder).write_bytes(b"{}")
    with pytest.raises(UnreadableLake, match=r"manifest .* is damaged"):
        lake.ingest([tmp_path / genuine.NAME], folder)


@pytest.mark.parametrize("document", [{}, [], {"format": 2}, {"format": 1}, {"format": 1, "parts": [{}]}])
def test_a_manifest_of_another_shape_is_refused(folder: Path, document: object) -> None:
    data = json.dumps(document).encode()
    (folder / "manifests" / f"{address(data)}.json").write_bytes(data)
    (folder / "CURRENT").write_text(address(data))
    with pytest.raises(UnreadableLake, match="another version of Wardmote"):
        lake.open_lake(folder)


def test_the_tables_have_the_agreed_columns_and_types(folder: Path) -> None:
    opened = lake.open_lake(folder)
    assert {name: str(kind) for name, kind in opened.cube().schema().items()} == {
        "force": "string", "month": "int32", "lsoa": "string", "category": "int16", "n": "int32",
    }  # fmt: skip
    assert {name: str(kind) for name, kind in opened.totals().schema().items()} == {
        "force": "string", "month": "int32", "category": "int16", "placed": "int64", "unplaced": "int64",
    }  # fmt: skip
    assert {name: str(kind) for name, kind in opened.repeats().schema().items()} == {
        "crime_id": "string", "force": "string", "month": "int32", "lsoa": "string", "category": "int16",
    }  # fmt: skip


def test_tables_without_a_file_are_empty_and_have_the_same_columns(folder: Path) -> None:
    opened = lake.open_lake(folder)
    for table, full in [
        (opened.cube("police-uk-outcomes"), opened.cube()),
        (opened.totals("nothing"), opened.totals()),
    ]:
        assert table.schema() == full.schema()
        assert table.to_pyarrow().num_rows == 0
    assert list(opened.rejects().columns) == ["source", "file", "line", "reason", "text"]
    assert opened.rows("nothing").to_pyarrow().num_rows == 0


def test_rows_can_be_asked_of_some_forces(folder: Path) -> None:
    opened = lake.open_lake(folder)
    assert opened.rows().count().to_pyarrow().as_py() == 6
    assert opened.rows(forces=["lancashire"]).count().to_pyarrow().as_py() == 6
    assert opened.rows(forces=["cumbria"]).count().to_pyarrow().as_py() == 0


def test_many_threads_may_ask_at_once(folder: Path) -> None:
    opened = lake.open_lake(folder)
    answers: list[int] = []

    def ask() -> None:
        for _turn in range(10):
            cube, totals = opened.cube(), opened.totals()
            joined = cube.join(totals, ["force", "month", "category"])
            answers.append(joined.n.sum().to_pyarrow().as_py())

    threads = [threading.Thread(target=ask) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [6] * 60


def test_extensions_are_never_fetched(folder: Path) -> None:
    opened = lake.open_lake(folder)
    opened.cube()
    with opened._connection.cursor() as cursor:
        settings = cursor.execute(
            "select name, value from duckdb_settings() where name like 'auto%known_extensions' order by name"
        ).fetchall()
    assert settings == [("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false")]
