"""Write synthetic street-level files in the twelve genuine columns, the same ones for the same seed.

    python -m bench.generate FOLDER --rows 6500000

Forces differ in size as the genuine ones do, months in length; a quarter of the rows are anti-social behaviour without
id or outcome, six in a hundred have no place, and none is of a real event.
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from wardmote.engine import geography, sources
from wardmote.engine.periods import Month

FIRST = Month(2021, 1)
SEED = 20221
ROWS_A_MONTH = 12_500  # England and Wales: about 6.5 million rows a year from 43 forces
UNPLACED = 0.06
LARGE = {"metropolitan": 18.0, "greater-manchester": 6.0, "west-midlands": 6.0, "west-yorkshire": 5.5, "kent": 3.5}
SMALL = {"city-of-london": 0.15, "btp": 0.8, "warwickshire": 0.8, "dyfed-powys": 0.7}
CRIMES = {  # shares of rows
    "Anti-social behaviour": 0.25,
    "Violence and sexual offences": 0.30,
    "Criminal damage and arson": 0.08,
    "Public order": 0.08,
    "Burglary": 0.06,
    "Other theft": 0.06,
    "Shoplifting": 0.05,
    "Vehicle crime": 0.05,
    "Drugs": 0.02,
    "Other crime": 0.02,
    "Bicycle theft": 0.01,
    "Robbery": 0.01,
    "Theft from the person": 0.005,
    "Possession of weapons": 0.005,
}
OUTCOMES = (
    "Unable to prosecute suspect",
    "Investigation complete; no suspect identified",
    "Status update unavailable",
    "Under investigation",
    "Awaiting court outcome",
    "Local resolution",
)
STREETS = ("Church Road", "Station Road", "Mill Lane", "High Street", "Parking Area", "Supermarket", "Park/Open Space")


def _codes_by_force() -> dict[str, list[str]]:
    """The LSOA codes (2021) of each force that has an area."""
    atlas = geography.load()
    forces = [force for force in geography.police_forces() if force.area]
    lsoas = geography.Level.LSOA
    return {force.key: [area.code for area in atlas.within(atlas.find(force.area), lsoas)] for force in forces}


def _busy(codes: dict[str, list[str]], rows: int, months: int) -> list[str]:
    """As many forces as give each month as many rows as genuine months have, Lancashire always among them."""
    wanted = min(len(codes), max(2, round(rows / (months * ROWS_A_MONTH))))
    others = [slug for slug in codes if slug != "lancashire"]
    spread = [others[i * len(others) // (wanted - 1)] for i in range(wanted - 1)]
    return sorted(["lancashire", *spread])


def _sizes(rows: int, months: int, forces: list[str]) -> dict[tuple[str, Month], int]:
    """How many rows each file has; they add up to `rows`."""
    weights = np.array([LARGE.get(slug) or SMALL.get(slug) or 1.5 for slug in forces])
    wave = 1 + 0.1 * np.sin(np.arange(months) * np.pi / 6)
    share = np.outer(weights, wave)
    sizes = np.maximum(1, np.floor(rows * share / share.sum())).astype(int)
    sizes[int(weights.argmax()), 0] += max(0, rows - int(sizes.sum()))
    return {(slug, FIRST + m): int(sizes[f, m]) for f, slug in enumerate(forces) for m in range(months)}


def _ids(n: int, chance: np.random.Generator) -> list[str]:
    digits = chance.bytes(32 * n).hex()
    return [digits[at : at + 64] for at in range(0, len(digits), 64)]


def month_of(n: int, slug: str, month: Month, codes: list[str], chance: np.random.Generator) -> pl.DataFrame:
    """The `n` rows of one force's month, columns named and ordered as published."""
    name = sources.forces()[slug].name
    place = chance.integers(0, len(codes), n)
    unplaced = chance.random(n) < UNPLACED
    kinds = chance.choice(list(CRIMES), n, p=list(CRIMES.values()))
    street = chance.choice(STREETS, n)
    drawn = pl.DataFrame(
        {
            "Crime ID": _ids(n, chance),
            "Month": [str(month)] * n,
            "Reported by": [name] * n,
            "Falls within": [name] * n,
            "Longitude": np.round(chance.uniform(-3.5, 1.0, n), 6),
            "Latitude": np.round(chance.uniform(50.5, 54.5, n), 6),
            "Location": [f"On or near {s}" for s in street],
            "LSOA code": [codes[i] for i in place],
            "LSOA name": [f"Sampleton {i // 5:03d}{'ABCDE'[i % 5]}" for i in place],
            "Crime type": kinds,
            "Last outcome category": chance.choice(OUTCOMES, n),
            "Context": pl.repeat(None, n, dtype=pl.String, eager=True),
        }
    )
    asb, lost = pl.col("Crime type") == "Anti-social behaviour", pl.lit(pl.Series(unplaced))
    located = ("Longitude", "Latitude", "LSOA code", "LSOA name")
    return drawn.with_columns(
        *(pl.when(~asb).then(pl.col(c)).alias(c) for c in ("Crime ID", "Last outcome category")),
        *(pl.when(~lost).then(pl.col(c)).alias(c) for c in located),
        pl.when(~lost).then(pl.col("Location")).otherwise(pl.lit("No Location")).alias("Location"),
    )


def generate(folder: Path, rows: int, months: int = 24, seed: int = SEED) -> list[Path]:
    """Write the files of `months` months, as many forces as it takes; together they hold `rows` rows.

    Files are plain CSV with CRLF line ends in month folders, as in the publisher's archive. Returns their paths.
    """
    codes = _codes_by_force()
    written = []
    for index, ((slug, month), n) in enumerate(_sizes(rows, months, _busy(codes, rows, months)).items()):
        path = folder / str(month) / f"{month}-{slug}-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        table = month_of(n, slug, month, codes[slug], np.random.default_rng([seed, index]))
        table.write_csv(path, line_terminator="\r\n", quote_style="never", float_precision=6)
        written.append(path)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Write synthetic street-level files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=6_500_000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    files = generate(asked.folder, asked.rows, asked.months, asked.seed)
    print(f"{len(files)} files in {asked.folder}")


if __name__ == "__main__":
    main()
