"""Copy the sample data from the shared folder of open data, byte for byte, and check every file.

    python scripts/build_sample.py [SHARED_DATA] [--out FOLDER]

SHARED_DATA defaults to the environment variable WARDMOTE_SHARED_DATA, else to ../shared/data beside the checkout. The
rows of its MANIFEST.csv (source, commit, licence, sha256) go into sample/MANIFEST.csv.
"""

import argparse
import csv
import hashlib
import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
LIMIT = 25 * 1024 * 1024
FORCE = "lancashire"
FIRST, LAST = "2020-10", "2022-10"
BOUNDARIES = {
    "lsoa11": ("E06000008", "E06000009", "E10000017"),
    "lsoa21": ("E07000118", "E07000126", "E07000127"),
    "ward": ("E06000008", "E06000009", "E10000017"),
}


def wanted(name: str) -> bool:
    """Is a file of the shared folder part of the sample?"""
    folder, _, file = name.rpartition("/")
    if folder == f"police/{FORCE}":
        return FIRST <= file[:7] <= LAST and file.endswith("-street.csv.gz")
    kind = folder.removeprefix("boundaries/")
    return file.removesuffix(".geojson.gz") in BOUNDARIES.get(kind, ())


def copy(row: dict[str, str], shared: Path, out: Path) -> int:
    """Copy one file and return its size. Ends the program when its sha256 is not what the manifest says."""
    data = (shared / row["file"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        sys.exit(f"{row['file']} is not the file of MANIFEST.csv: its sha256 differs")
    target = out / row["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return len(data)


def build(shared: Path, out: Path) -> None:
    with (shared / "MANIFEST.csv").open(newline="", encoding="utf-8") as manifest:
        reader = csv.DictReader(manifest)
        rows = sorted((row for row in reader if wanted(row["file"])), key=lambda row: row["file"])
        columns = list(reader.fieldnames or ())
    total = sum(copy(row, shared, out) for row in rows)
    if total > LIMIT:
        sys.exit(f"the sample would be {total:,} bytes; the most is {LIMIT:,}")
    with (out / "MANIFEST.csv").open("w", newline="", encoding="utf-8") as manifest:
        writer = csv.DictWriter(manifest, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} files, {total:,} bytes in {out}")


def main() -> None:
    default = os.environ.get("WARDMOTE_SHARED_DATA", CHECKOUT.parent / "shared" / "data")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared_data", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--out", type=Path, default=CHECKOUT / "sample")
    given = parser.parse_args()
    build(given.shared_data, given.out)


if __name__ == "__main__":
    main()
