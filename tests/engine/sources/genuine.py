"""Small files in the genuine shape, written out so that a test can break them."""

import gzip
import hashlib
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
OUTCOMES = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
NAME = "2021-05-lancashire-street.csv"

Row = Mapping[str, str]


def crime_id(n: int) -> str:
    return hashlib.sha256(str(n).encode()).hexdigest()


def row(n: int = 0, **changed: str) -> dict[str, str]:
    """A crime at a place in South Ribble; name the columns to change with underscores for spaces."""
    found = {
        "Crime ID": crime_id(n),
        "Month": "2021-05",
        "Reported by": "Lancashire Constabulary",
        "Falls within": "Lancashire Constabulary",
        "Longitude": "-2.452623",
        "Latitude": "53.765421",
        "Location": "On or near Lower Lane",
        "LSOA code": "E01025298",
        "LSOA name": "South Ribble 001A",
        "Crime type": "Burglary",
        "Last outcome category": "Under investigation",
        "Context": "",
    }
    return found | {key.replace("_", " "): value for key, value in changed.items()}


def disorder(**changed: str) -> dict[str, str]:
    """An incident of anti-social behaviour: no id, no outcome."""
    return row(**({"Crime_ID": "", "Crime_type": "Anti-social behaviour", "Last_outcome_category": ""} | changed))


def lost(n: int = 0, **changed: str) -> dict[str, str]:
    """A crime without a place."""
    blank = {"Longitude": "", "Latitude": "", "LSOA_code": "", "LSOA_name": "", "Location": "No Location"}
    return row(n, **(blank | changed))


def text(rows: Sequence[Row], end: str = "\n") -> str:
    return end.join([STREET, *(",".join(r.values()) for r in rows), ""])


def street(rows: Sequence[Row], end: str = "\n") -> bytes:
    return text(rows, end).encode()


def several(n: int, start: int = 0, **changed: str) -> list[dict[str, str]]:
    return [row(start + i, **changed) for i in range(n)]


def stop(**changed: str) -> str:
    values = dict.fromkeys(STOPS.split(","), "")
    values |= {"Type": "Person search", "Date": "2021-05-14T10:30:00+00:00", "Outcome": "Arrest"}
    values |= {key.replace("_", " "): value for key, value in changed.items()}
    return ",".join(values.values())


def write(folder: Path, data: bytes, name: str = NAME) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, data in members.items():
            stream.writestr(name, data)
    return path


def shared() -> Path:
    """The shared open data. Skips the test where it is absent."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    folder = Path(os.environ.get("WARDMOTE_SHARED_DATA") or beside)
    if not (folder / "police").is_dir():
        pytest.skip("the shared open data is not here (WARDMOTE_SHARED_DATA)")
    return folder / "police"
