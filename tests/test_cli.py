"""The command line's contract: names, keys, exit statuses, and one line for whoever can mend it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.sources import genuine
from tests.lakes import SAMPLE, sample_lake
from wardmote import cli

AREA = ("--area", "E07000126")
YEAR = ("--from", "2021-10", "--to", "2022-09")


@pytest.fixture(scope="module")
def folder(run_folder):
    return sample_lake(run_folder / "sample-lake")


@pytest.fixture
def run(monkeypatch, capsys):
    """run(words...) -> (exit status, standard output, standard error), in this process."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["wardmote", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        try:
            cli.main()
            status = 0
        except SystemExit as ended:
            status = ended.code or 0
        found = capsys.readouterr()
        return status, found.out, found.err

    return command


def test_ingest_reports_the_contracts_keys_and_twice_is_once(run, tmp_path):
    files = sorted(SAMPLE.rglob("*.gz"))[:2]
    status, out, _err = run("ingest", *files, "--lake", tmp_path / "lake", "--json")
    first = json.loads(out)
    assert status == 0
    assert {
        "files",
        "rows_read",
        "rows_stored",
        "rows_rejected",
        "months",
        "forces",
        "repeated_crime_ids",
        "no_location",
    } <= set(first)
    assert (first["files"], first["months"], first["forces"]) == (2, ["2020-10", "2020-11"], ["lancashire"])
    again = json.loads(run("ingest", *files, "--lake", tmp_path / "lake", "--json")[1])
    assert again["snapshot"] == first["snapshot"]
    assert again["files_unchanged"] == 2
    assert again["rows_stored"] == first["rows_stored"]


def test_measure_says_south_ribbles_headline(run, folder):
    status, out, _err = run("measure", "all-crime", "--lake", folder, *AREA, *YEAR, "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["count"], found["comparison"]["count"]) == (7096, 6002)
    assert found["change"]["verdict"] == "rose"
    assert found["change"]["qualifiers"] == ["size uncertain", "disrupted base"]


def test_measure_for_people_is_the_sentence_and_the_caveats(run, folder):
    _status, out, _err = run("measure", "all-crime", "--lake", folder, *AREA, *YEAR)
    assert out.startswith("South Ribble recorded 7,096 crimes in the year to September 2022, 1,094 more")
    assert "lockdowns" in out


def test_measure_can_look_at_the_period_just_before(run, folder):
    words = ("--from", "2022-07", "--to", "2022-09", "--against", "previous-period", "--json")
    found = json.loads(run("measure", "burglary", "--lake", folder, *AREA, *words)[1])
    assert (found["comparison"]["from"], found["comparison"]["to"]) == ("2022-04", "2022-06")


@pytest.mark.parametrize(("level", "n"), [("lsoa", 70), ("ward", 23)])
def test_rank_lists_every_area_by_its_rate(run, folder, level, n):
    words = ("--level", level, "--within", "E07000126", *YEAR)
    found = json.loads(run("rank", "all-crime", "--lake", folder, *words, "--json")[1])
    assert len(found) == n
    assert found[0]["rank"] == 1
    assert {"indicator", "area", "count", "change", "rate", "funnel"} <= set(found[0])
    assert "disrupted base" in run("rank", "all-crime", "--lake", folder, *words)[1]


def test_series_has_a_null_for_a_missing_month(run, folder):
    words = ("--from", "2020-08", "--to", "2021-10")
    found = json.loads(run("series", "all-crime", "--lake", folder, *AREA, *words, "--json")[1])
    assert list(found[0]) == ["month", "count", "centre", "lower", "upper", "signal"]
    assert [point["count"] for point in found[:2]] == [None, None]
    assert found[2] == {**found[2], "month": "2020-10", "count": 562}
    assert "missing" in run("series", "all-crime", "--lake", folder, *AREA, *words)[1]


def test_series_can_roll_twelve_months(run, folder):
    words = ("--from", "2022-09", "--to", "2022-09", "--rolling")
    found = json.loads(run("series", "all-crime", "--lake", folder, *AREA, *words, "--json")[1])
    assert found == [
        {"month": "2022-09", "rolling12": 7096, "earlier12": 6002, "percent": pytest.approx(18.227, abs=1e-3)}
    ]
    assert "+18.2" in run("series", "all-crime", "--lake", folder, *AREA, *words)[1]


def test_report_writes_three_files_and_the_same_html_again(run, folder, tmp_path):
    one, two = (tmp_path / name for name in ("one", "two"))
    for out in (one, two):
        status, printed, _err = run("report", "performance", "--lake", folder, *AREA, *YEAR, "--out", out, "--json")
        assert status == 0
    files = [Path(file) for file in json.loads(printed)]
    assert [file.suffix for file in files] == [".html", ".docx", ".pdf"]
    for file in files:
        assert file.read_bytes() == (one / file.name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("measure", "all-crime", "--area", "E07999999", *YEAR), "E07999999"),
        (("measure", "all-crimes", *AREA, *YEAR), "there is no indicator 'all-crimes'; there is all-crime"),
        (("measure", "all-crime", *AREA, "--from", "2022-10", "--to", "2022-12"), "it holds 2020-10 to 2022-10"),
        (("measure", "all-crime", *AREA, "--from", "2022-09", "--to", "2021-10"), "reversed"),
        (("measure", "all-crime", *AREA, "--from", "2022-13", "--to", "2022-14"), "is not a month"),
        (("rank", "all-crime", "--level", "ward", "--within", "nowhere", *YEAR), "nowhere"),
        (("series", "all-crime", "--area", "E06000002", *YEAR), "it holds lancashire"),
        (("report", "annual", *AREA, *YEAR, "--out", "out"), "there is no report 'annual'; there is performance"),
    ],
)
def test_bad_input_ends_with_status_2_and_one_line_that_says_what_is_there(run, folder, words, said):
    status, out, err = run(*words, "--lake", folder)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.parametrize(
    "words",
    [
        ("rank", "all-crime", "--level", "county", "--within", "E07000126", *YEAR),
        ("measure", "all-crime", *AREA, *YEAR, "--against", "last-year"),
        ("measure", "all-crime", *AREA),
        ("series", "all-crime", *AREA, *YEAR, "--chart", "zzz"),
        ("measure", "all-crime", *AREA, *YEAR, "--areas", "/nowhere"),
    ],
)
def test_a_command_wrongly_put_is_one_line_too(run, folder, words):
    status, out, err = run(*words, "--lake", folder)
    assert (status, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("wardmote: ")


def test_wardmote_alone_shows_its_help(run):
    status, out, err = run()
    assert (status, err) == (2, "")
    assert "measure" in out
    assert "ingest" in out


def test_an_unreadable_lake_is_one_line_too(run, tmp_path):
    status, _out, err = run("measure", "all-crime", "--lake", tmp_path, *AREA, *YEAR)
    assert status == 2
    assert "is no lake" in err


def test_a_wrong_file_is_one_line_and_the_lake_as_it_was(run, folder, tmp_path):
    wrong = genuine.write(tmp_path, b"a,b\n1,2\n", "2021-05-lancashire-street.csv")
    status, _out, err = run("ingest", wrong, "--lake", tmp_path / "lake")
    assert status == 2
    assert err.count("\n") == 1
    assert "2021-05-lancashire-street.csv" in err


def test_doctor_names_what_is_there(run):
    found = json.loads(run("doctor", "--json")[1])
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert states["definitions"] == "ok"
    assert states["lake"] == "missing"
    assert set(states.values()) <= {"ok", "missing", "stopped", "broken"}


def test_verify_reads_every_file_and_finds_a_changed_one(run, tmp_path):
    lake = tmp_path / "lake"
    run("ingest", min(SAMPLE.rglob("*.gz")), "--lake", lake)
    assert json.loads(run("verify", "--lake", lake, "--json")[1])["files"] > 0
    victim = next(path for path in lake.rglob("*.parquet"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.chmod(0o600)
    victim.write_bytes(data)
    status, _out, err = run("verify", "--lake", lake)
    assert status == 2
    assert "damaged" in err


def test_own_areas_are_added_and_measured(run, folder, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("code,name,lsoa\nX1,Town centre,E01025399\nX1,Town centre,E01025400\n")
    status, out, err = run("areas", "add", own, "--areas", tmp_path / "areas", "--valid-from", "2020-01-01", "--json")
    assert status == 0, err
    assert json.loads(out)["areas"]
    found = json.loads(
        run("measure", "all-crime", "--lake", folder, "--area", "X1", "--areas", tmp_path / "areas", *YEAR, "--json")[1]
    )
    assert found["area_name"] == "Town centre"
    assert found["count"] > 0


def test_migrate_as_the_application_alone_says_who_must_do_it(database, tmp_path):
    """A server that is told the application's address only: one line, exit status 2."""
    from wardmote.platform import register

    found = subprocess.run(
        [Path(sys.executable).with_name("wardmote"), "migrate"],
        capture_output=True, text=True, check=False,
        env={**os.environ, "DATABASE_URL": register.urls().application, "WARDMOTE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert found.returncode == 2
    assert "DATABASE_OWNER_URL" in found.stderr


def test_the_installed_command_speaks_for_itself():
    found = subprocess.run(
        [Path(sys.executable).with_name("wardmote"), "--help"],
        capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    for name in ("ingest", "measure", "rank", "series", "report", "doctor", "demo"):
        assert name in found.stdout
