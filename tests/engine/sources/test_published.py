import gzip
from pathlib import Path

import pytest

from tests.engine.sources import genuine
from wardmote.engine import sources
from wardmote.engine.errors import BadFile
from wardmote.engine.periods import Month


def test_a_name_says_source_force_and_month() -> None:
    found = sources.named("2018-12-avon-and-somerset-stop-and-search.csv.gz", "x")
    assert (found.source, found.force, found.month) == (
        "police-uk-stop-and-search", "avon-and-somerset", Month(2018, 12),
    )  # fmt: skip
    assert sources.named("2023-09-metropolitan-outcomes.csv", "x").source == "police-uk-outcomes"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("lancashire.csv", "named YYYY-MM-force-kind.csv"),
        ("2021-13-lancashire-street.csv", "'2021-13' is not a month"),
        ("2021-05-lancashir-street.csv", "Close to it: lancashire"),
        ("2021-05-lancashire-crimes.csv", "kinds: outcomes, stop-and-search, street"),
        ("2021-05-lancashire-street (1).csv", "named YYYY-MM-force-kind.csv"),
    ],
)
def test_a_name_that_says_nothing_is_refused_with_what_it_should_be(name: str, says: str) -> None:
    with pytest.raises(BadFile, match="some/place") as refused:
        sources.named(name, "some/place")
    assert says in str(refused.value)


def test_plain_gzip_and_archive_hold_the_same_bytes(tmp_path: Path) -> None:
    data = genuine.street(genuine.several(3))
    genuine.write(tmp_path / "a", data)
    genuine.write(tmp_path / "b", data, genuine.NAME + ".gz")
    genuine.archive(tmp_path / "c.zip", {f"2021-05/{genuine.NAME}": data})
    found = sources.find([tmp_path])
    assert [file.name for file in found] == [
        genuine.NAME, genuine.NAME + ".gz", f"c.zip/2021-05/{genuine.NAME}",
    ]  # fmt: skip
    assert {file.read() for file in found} == {data}
    assert len({file.named for file in found}) == 1


def test_a_folder_is_searched_to_the_bottom_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    genuine.write(tmp_path / "2021" / "05", b"x")
    genuine.write(tmp_path / ".trash", b"x")
    genuine.write(tmp_path, b"x", "._" + genuine.NAME)
    genuine.archive(tmp_path / "c.zip", {f"__MACOSX/._{genuine.NAME}": b"x", "readme.txt": b"x"})
    genuine.write(tmp_path, b"x", "notes.txt")
    assert [file.path for file in sources.find([tmp_path])] == [tmp_path / "2021" / "05" / genuine.NAME]


@pytest.mark.parametrize("make", ["empty folder", "missing", "stranger", "no paths"])
def test_nothing_to_take_in_is_an_error_and_not_a_silence(tmp_path: Path, make: str) -> None:
    (tmp_path / "folder").mkdir()
    paths = {
        "empty folder": [tmp_path / "folder"],
        "missing": [tmp_path / "not-there"],
        "stranger": [genuine.write(tmp_path, b"x", "data.csv")],
        "no paths": [],
    }[make]
    with pytest.raises(BadFile):
        sources.find(paths)


def test_a_gzip_cut_short_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / f"{genuine.NAME}.gz"
    path.write_bytes(gzip.compress(genuine.street(genuine.several(50)))[:-200])
    with pytest.raises(BadFile, match="cut short or damaged"):
        sources.find([path])[0].read()


def test_a_gzip_that_is_none_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / f"{genuine.NAME}.gz"
    path.write_bytes(b"not gzip at all")
    with pytest.raises(BadFile, match="cut short or damaged"):
        sources.find([path])[0].read()


def test_an_archive_cut_short_is_refused_when_it_is_found(tmp_path: Path) -> None:
    path = genuine.archive(tmp_path / "c.zip", {f"2021-05/{genuine.NAME}": genuine.street(genuine.several(50))})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BadFile, match="not a whole zip archive"):
        sources.find([path])


def test_an_archive_with_a_damaged_member_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = genuine.archive(tmp_path / "c.zip", {f"2021-05/{genuine.NAME}": genuine.street(genuine.several(50))})
    data = bytearray(path.read_bytes())
    data[300] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BadFile, match=r"c\.zip/2021-05"):
        sources.find([path])[0].read()


def test_more_than_a_month_can_be_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wardmote.engine.sources.published.LARGEST", 1000)
    path = genuine.write(tmp_path, b"x" * 1001, genuine.NAME + ".gz")
    with pytest.raises(BadFile, match="larger than"):
        sources.find([path])[0].read()
