import csv
import hashlib
import subprocess
import sys
from pathlib import Path

import polars as pl

CHECKOUT = Path(__file__).resolve().parents[3]
DATA = CHECKOUT / "src" / "wardmote" / "engine" / "geography" / "data"
SAMPLE = CHECKOUT / "sample"


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.parquet")}


def test_the_packaged_tables_fit_in_twelve_megabytes():
    sizes = [path.stat().st_size for path in DATA.glob("*.parquet")]
    assert len(sizes) == 5
    assert sum(sizes) <= 12 * 1024 * 1024


def test_building_twice_gives_the_packaged_bytes(shared_data, tmp_path):
    script = CHECKOUT / "scripts" / "build_geography.py"
    subprocess.run([sys.executable, script, shared_data, "--out", tmp_path], check=True, capture_output=True)
    assert digests(tmp_path) == digests(DATA)


def test_the_tables_hold_every_lsoa_of_both_censuses():
    lsoas = pl.read_parquet(DATA / "lsoas.parquet")
    assert lsoas["name11"].count() == 34753
    assert lsoas["name21"].count() == 35672
    assert lsoas["code"].is_unique().all()


def test_every_lsoa_has_a_ward_a_district_a_partnership_and_a_force():
    lsoas = pl.read_parquet(DATA / "lsoas.parquet")
    always = ["ward18", "ward24", "district", "partnership", "force", "lat", "lon"]
    assert lsoas.select(always).null_count().sum_horizontal().item() == 0
    assert lsoas.filter(pl.col("name11").is_not_null())["persons_2020"].null_count() == 0


def test_no_district_partnership_or_county_is_split_between_forces():
    lsoas = pl.read_parquet(DATA / "lsoas.parquet")
    for level in ("district", "partnership", "county"):
        forces = lsoas.filter(pl.col(level).is_not_null()).group_by(level).agg(pl.col("force").n_unique())
        assert forces["force"].max() == 1, level


def test_every_sample_file_is_what_its_manifest_says():
    with (SAMPLE / "MANIFEST.csv").open(newline="") as manifest:
        rows = {row["file"]: row["sha256"] for row in csv.DictReader(manifest)}
    files = {
        path.relative_to(SAMPLE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SAMPLE.rglob("*.gz")
    }
    assert files == rows


def test_the_sample_holds_twenty_five_unbroken_months_in_twenty_five_megabytes():
    months = sorted(path.name[:7] for path in (SAMPLE / "police" / "lancashire").glob("*.csv.gz"))
    assert months == [f"{2020 + (9 + n) // 12}-{(9 + n) % 12 + 1:02d}" for n in range(25)]
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) <= 25 * 1024 * 1024


def test_the_sample_can_be_copied_again_from_the_shared_folder(shared_data, tmp_path):
    script = CHECKOUT / "scripts" / "build_sample.py"
    subprocess.run([sys.executable, script, shared_data, "--out", tmp_path], check=True, capture_output=True)
    assert (tmp_path / "MANIFEST.csv").read_bytes() == (SAMPLE / "MANIFEST.csv").read_bytes()


def test_a_damaged_source_file_is_not_copied_into_the_sample(shared_data, tmp_path):
    source, out = tmp_path / "shared", tmp_path / "out"
    source.mkdir()
    manifest = (SAMPLE / "MANIFEST.csv").read_text()
    (source / "MANIFEST.csv").write_text(manifest)
    for name in (row["file"] for row in csv.DictReader(manifest.splitlines())):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(b"damaged")
    script = CHECKOUT / "scripts" / "build_sample.py"
    run = subprocess.run([sys.executable, script, source, "--out", out], check=False, capture_output=True, text=True)
    assert run.returncode == 1
    assert "sha256 differs" in run.stderr
