"""The measures again, in plain Python, straight from the published files: loops, dictionaries and nothing shared with the engine.

Reads the raw lookups and populations of the shared data itself, so that a fault in the packaged geography shows too.
"""

import csv
import gzip
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.oracles import tails

ASB = "Anti-social behaviour"
CATEGORIES = {
    "bicycle-theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal-damage-arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other-crime": "Other crime",
    "other-theft": "Other theft",
    "possession-of-weapons": "Possession of weapons",
    "public-order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft-from-the-person": "Theft from the person",
    "vehicle-crime": "Vehicle crime",
    "violent-crime": "Violence and sexual offences",
}
INDICATORS: dict[str, set[str]] = {
    **{key: {label} for key, label in CATEGORIES.items()},
    "anti-social-behaviour": {ASB},
    "all-crime": set(CATEGORIES.values()),
    "all-theft": {
        CATEGORIES[k] for k in ("bicycle-theft", "other-theft", "shoplifting", "theft-from-the-person", "vehicle-crime")
    },
    "neighbourhood-crime": {CATEGORIES[k] for k in ("burglary", "robbery", "theft-from-the-person", "vehicle-crime")},
    "acquisitive-crime": {
        CATEGORIES[k]
        for k in (
            "bicycle-theft",
            "burglary",
            "other-theft",
            "robbery",
            "shoplifting",
            "theft-from-the-person",
            "vehicle-crime",
        )
    },
}
DISRUPTED = ("2020-03", "2021-07")


def _rows(path: Path):
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@dataclass
class World:
    """Everything that was published: counts by (force, month, LSOA, label), and where LSOAs lie."""

    counts: dict[str, list[tuple[str, str, str, int]]]  # month -> (force, LSOA, label, rows)
    held: dict[str, set[str]]
    force_of: dict[str, str]  # LSOA of 2011 -> force slug
    places: dict[str, dict[str, str]]  # level -> LSOA of 2011 -> area code
    people: dict[str, dict[int, int]]  # LSOA -> year -> residents


FORCE_AREAS = {"lancashire": "E23000003", "lincolnshire": "E23000020", "city-of-london": "E23000034"}


@cache
def world(shared: Path, forces: tuple[str, ...]) -> World:
    """Read the files of some forces, and the lookups."""
    counts: Counter = Counter()
    held: dict[str, set[str]] = defaultdict(set)
    for force in forces:
        for path in sorted((shared / "police" / force).glob("*-street.csv.gz")):
            held[force].add(path.name[:7])
            for row in _rows(path):
                counts[force, row["Month"], row["LSOA code"], row["Crime type"]] += 1
    places, force_of = _places(shared)
    by_month = defaultdict(list)
    for (force, month, lsoa, label), n in counts.items():
        by_month[month].append((force, lsoa, label, n))
    return World(by_month, dict(held), force_of, places, _people(shared))


def _places(shared: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """LSOA 2011 -> district, partnership and force, through the exact-fit lookup and today's districts."""
    import pyreadr

    (bodies,) = pyreadr.read_r(shared / "lookups" / "lookup_ltla24_csp24_pfa24.rda").values()
    partnership = dict(zip(bodies["ltla24_code"], bodies["csp24_code"], strict=True))
    force = dict(zip(bodies["ltla24_code"], bodies["pfa24_code"], strict=True))
    now = {row["LSOA21CD"]: row["LAD24CD"] for row in _rows(shared / "lookups" / "LSOA_to_Ward_LAD_lookup.csv.gz")}
    fits = shared / "lookups" / "LSOA_(2011)_to_LSOA_(2021)_Exact_Fit_Lookup_for_EW_(V3).csv.gz"
    district = {}
    for row in _rows(fits):
        district[row["LSOA11CD"]] = now[row["LSOA21CD"]]
        district.setdefault(row["LSOA21CD"], now[row["LSOA21CD"]])
    slugs = {code: slug for slug, code in FORCE_AREAS.items()}
    force_of = {lsoa: slugs[force[lad]] for lsoa, lad in district.items() if force[lad] in slugs}
    return {
        "district": district,
        "partnership": {lsoa: partnership[lad] for lsoa, lad in district.items()},
        "lsoa": {lsoa: lsoa for lsoa in district},
    }, force_of


def _people(shared: Path) -> dict[str, dict[int, int]]:
    import pyreadr

    people: dict[str, dict[int, int]] = defaultdict(dict)
    for row in _rows(shared / "population" / "2019_population.csv.gz"):
        people[row["lsoa"]][2019] = int(row["pop"].replace(",", ""))
    (table,) = pyreadr.read_r(shared / "population" / "population20_lsoa11.rda").values()
    for code, total in zip(table["lsoa11_code"], table["total_population"], strict=True):
        people[code][2020] = int(total)
    return people


def months_from(first: str, n: int) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    return [f"{year + (month - 1 + at) // 12}-{(month - 1 + at) % 12 + 1:02d}" for at in range(n)]


@dataclass
class Answer:
    count: int
    old: int | None
    percent: float | None = None
    ratio: float | None = None
    ci95: tuple[float, float] | None = None
    adjusted: tuple[float, float] | None = None
    p: float | None = None
    dispersion: float | None = None
    percent_placed: float | None = None
    verdict: str = "cannot tell"
    qualifiers: tuple[str, ...] = ()
    rate: float | None = None
    rate_ends: tuple[float, float] | None = None


def answer(
    world: World, indicator: str, level: str, code: str, force: str, first: str, n: int, years_back: bool
) -> Answer:
    """What `measure` should say of one area, by counting everything again."""
    labels = INDICATORS[indicator]
    months = months_from(first, n)
    back = 12 * math.ceil(n / 12) if years_back else n
    before = [_minus(month, back) for month in months]
    counted = _counts(world, labels, set(months) | set(before))
    own = _monthly(world, counted, level, code, force)
    new = sum(own.get(month, 0) for month in months)
    found = Answer(new, None)
    _rate(world, found, level, code, force, months[-1])
    if not set(before) <= world.held[force]:
        return found
    found.old = sum(own.get(month, 0) for month in before)
    _change(world, found, counted, own, level, code, force, months, before)
    return found


def _minus(month: str, n: int) -> str:
    at = int(month[:4]) * 12 + int(month[5:]) - 1 - n
    return f"{at // 12}-{at % 12 + 1:02d}"


def _counts(world: World, labels: set[str], months: set[str]) -> list[tuple[str, str, str, int]]:
    return [
        (force, month, lsoa, n) for month in months for force, lsoa, label, n in world.counts[month] if label in labels
    ]


def _monthly(world: World, counted: list, level: str, code: str, force: str) -> dict[str, int]:
    found: Counter = Counter()
    for of_force, month, lsoa, n in counted:
        inside = of_force == force if level == "force" else world.places[level].get(lsoa) == code
        if inside:
            found[month] += n
    return found


def _rate(world: World, found: Answer, level: str, code: str, force: str, last: str) -> None:
    year = 2020 if last >= "2020-06" else 2019
    inside = (
        [lsoa for lsoa, of in world.force_of.items() if of == force]
        if level == "force"
        else [lsoa for lsoa, area in world.places[level].items() if area == code]
    )
    residents = sum(world.people.get(lsoa, {}).get(year, 0) for lsoa in inside)
    if residents:
        low, high = tails.poisson_ends(found.count)
        found.rate = found.count / residents * 1000
        found.rate_ends = (low / residents * 1000, high / residents * 1000)


def _change(world, found, counted, own, level, code, force, months, before) -> None:
    new, old = found.count, found.old
    found.percent = (new - old) / old * 100 if old else None
    found.ratio = new / old if old else None
    found.ci95, found.p = tails.ratio_interval(new, old), tails.equal_rates_p(new, old)
    found.dispersion = _dispersion(world, counted, own, level, force, months, before)
    found.adjusted = tails.ratio_interval(new, old, found.dispersion or 1.0)
    share = _shares(world, counted, force) if level != "force" else defaultdict(lambda: 1.0)
    if any(share[month] == 0 for month in (*months, *before)):
        _judge(found, None, months, before)
        return
    scaled_new = math.fsum(own.get(month, 0) / share[month] for month in months)
    scaled_old = math.fsum(own.get(month, 0) / share[month] for month in before)
    found.percent_placed = (scaled_new - scaled_old) / scaled_old * 100 if scaled_old else None
    _judge(found, (scaled_new / scaled_old) / (new / old) if new and old else 1.0, months, before)


def _shares(world: World, counted: list, force: str) -> dict[str, float]:
    total, placed = Counter(), Counter()
    for of_force, month, lsoa, n in counted:
        if of_force == force:
            total[month] += n
            placed[month] += n if lsoa else 0
    return defaultdict(lambda: 1.0, {month: placed[month] / total[month] for month in total})


def _dispersion(world, counted, own, level, force, months, before):
    level = "district" if level == "force" else level
    if len({area for lsoa, area in world.places[level].items() if world.force_of.get(lsoa) == force}) < 2:
        level = "lsoa"  # alone in its force
    of_level = world.places[level]
    inside = {lsoa: area for lsoa, area in of_level.items() if world.force_of.get(lsoa) == force}
    columns = sorted(set(months) | set(before))
    if level == "lsoa":
        inside = {lsoa: area for lsoa, area in inside.items() if 2020 in world.people.get(lsoa, {})}  # those of 2011
    tables: dict[str, Counter] = {area: Counter() for area in inside.values()}
    for _force, month, lsoa, n in counted:
        if lsoa in inside:
            tables[inside[lsoa]][month] += n
    table = [[row[month] for month in columns] for _area, row in sorted(tables.items())]
    found = tails.pearson(table) if len(table) > 1 else None
    if found is None and not set(months) & set(before):
        found = tails.pearson([[own.get(month, 0) for month in before], [own.get(month, 0) for month in months]])
    return found


def _judge(found: Answer, shift: float | None, months: list[str], before: list[str]) -> None:
    low, high = found.adjusted
    if shift is not None:
        said = [_direction(low, high), _direction(low * shift, high * shift)]
        found.verdict = said[0] if said[0] == said[1] else "cannot tell"
    qualifiers = []
    if shift is not None and found.old and not low <= found.ratio * shift <= high:
        qualifiers.append("size uncertain")
    if any(DISRUPTED[0] <= month <= DISRUPTED[1] for month in (*months, *before)):
        qualifiers.append("disrupted base")
    if min(found.count, found.old) < 10:
        qualifiers.append("small numbers")
    found.qualifiers = tuple(qualifiers)


def _direction(low: float, high: float) -> str:
    return "rose" if low > 1 else "fell" if high < 1 else "no clear change"
