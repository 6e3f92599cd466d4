"""Two hundred broken files: each is refused or its bad rows are counted, and a refused one leaves the lake as it was."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.sources import genuine
from wardmote.engine import lake
from wardmote.engine.errors import BadFile

ROWS = [
    genuine.row(n) if n % 4 else genuine.disorder() if n % 8 else genuine.lost(n, Location="No Location")
    for n in range(40)
]
WHOLE = genuine.street(ROWS, "\r\n")
Mutation = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_out(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 400) :]


def swapped_columns(chance: random.Random, data: bytes) -> bytes:
    """In every line but the header, or in the header too."""
    one, other = chance.sample(range(12), 2)
    lines = data.split(b"\r\n")
    for n in range(chance.randrange(2), len(lines) - 1):
        fields = lines[n].split(b",")
        fields[one], fields[other] = fields[other], fields[one]
        lines[n] = b",".join(fields)
    return b"\r\n".join(lines)


def wrong_values(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    for _turn in range(chance.randrange(1, 10)):
        n = chance.randrange(len(lines) - 1)
        fields = lines[n].split(b",")
        fields[chance.randrange(len(fields))] = chance.choice(
            [b"", b"0", b"-1", b"1e400", b"nan", b"NULL", b"2021-5", b"=1+1", b"E01", b"x" * 5000, "Łódź".encode()]
        )
        lines[n] = b",".join(fields)
    return b"\r\n".join(lines)


def wrong_encoding(chance: random.Random, data: bytes) -> bytes:
    text = data.decode().replace("Lower", chance.choice(["Löwer", "Lower", "Ŵ"]))
    return text.encode(chance.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7"]), "replace")


def sprinkled(chance: random.Random, data: bytes) -> bytes:
    """NULs, quotes, commas, returns and other bytes where they do not belong."""
    found = bytearray(data)
    for _turn in range(chance.randrange(1, 6)):
        found.insert(chance.randrange(len(found)), chance.choice(b'\0"",;\r\n\t\xff\x1a\xc3\\'))
    return bytes(found)


def flipped(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _turn in range(chance.randrange(1, 6)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def shuffled_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    chance.shuffle(lines)
    return b"\r\n".join(lines)


def squeezed(chance: random.Random, data: bytes) -> bytes:
    """A gzip file that is cut or has a byte changed: what is left is not the file any more."""
    packed = gzip.compress(data)
    return cut(chance, packed) if chance.random() < 0.5 else flipped(chance, packed)


PLAIN: list[Mutation] = [
    cut, cut_out, swapped_columns, wrong_values, wrong_encoding, sprinkled, flipped, shuffled_lines,
]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    file = genuine.write(folder, genuine.street([genuine.row(1, Month="2021-04")]), "2021-04-lancashire-street.csv")
    lake.ingest([file], folder / "lake")
    return folder / "lake"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def refusal(file: Path, base: Path) -> str | None:
    """Ingest `file`; what was said when it was refused."""
    try:
        report = lake.ingest([file], base)
    except BadFile as problem:
        return str(problem)
    assert report.rows_read == report.rows_stored + report.rows_rejected
    assert report.rows_stored > 0
    after = lake.open_lake(base)
    assert after.cube().n.sum().to_pyarrow().as_py() == 1 + report.rows_stored
    assert after.rejects().count().to_pyarrow().as_py() == report.rows_rejected
    return None


def attempt(file: Path, base: Path) -> None:
    """Ingest `file`; whatever happens, everything is accounted for."""
    before = contents(base)
    refused = refusal(file, base)
    if refused is not None:
        assert file.name in refused
        assert "\n" not in refused
        assert contents(base) == before


@pytest.mark.parametrize("mutate", PLAIN, ids=lambda mutate: mutate.__name__)
def test_a_mutated_file_is_refused_or_its_bad_rows_are_counted(mutate: Mutation, base: Path, tmp_path: Path) -> None:
    for seed in range(23):
        attempt(genuine.write(tmp_path, mutate(random.Random(seed), WHOLE)), base)


def test_a_mutated_gzip_file_is_refused_or_its_bad_rows_are_counted(base: Path, tmp_path: Path) -> None:
    for seed in range(25):
        path = tmp_path / f"{genuine.NAME}.gz"
        path.write_bytes(squeezed(random.Random(seed), WHOLE))
        attempt(path, base)
