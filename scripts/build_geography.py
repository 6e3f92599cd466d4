"""Build the geography that ships inside the package, from the shared folder of open data.

    python scripts/build_geography.py [SHARED_DATA] [--out FOLDER]

SHARED_DATA defaults to the environment variable WARDMOTE_SHARED_DATA, else to ../shared/data beside the checkout. The
same inputs give the same bytes. What the sources get wrong or leave open is decided here, once, and said in a comment;
whatever would make a number wrong later stops the build.
"""

import argparse
import gzip
import io
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import polars as pl
import pyreadr
import shapely

CHECKOUT = Path(__file__).resolve().parents[1]
OUT = CHECKOUT / "src" / "wardmote" / "engine" / "geography" / "data"
LIMIT = 12 * 1024 * 1024

EXACT_FIT = "lookups/LSOA_(2011)_to_LSOA_(2021)_Exact_Fit_Lookup_for_EW_(V3).csv.gz"
WARD_2024 = "lookups/LSOA_to_Ward_LAD_lookup.csv.gz"
WARD_2018 = "lookups/Lower_Layer_Super_Output_Area_2011_to_Ward_2018_Lookup_in_England_and_Wales_v3.csv.gz"

# The register of codes is from 2025, when Barnsley and Sheffield got new codes; our vintage is 2024.
RECODED_2025 = {"E08000038": "E08000016", "E08000039": "E08000019"}

# Seven districts of 2024 hold several partnerships, which follow the districts that were merged. A partnership has
# its old district's name, but for these.
PARTNERSHIP_OF_OLD_DISTRICT = {
    "Daventry": "Daventry and South Northamptonshire",
    "South Northamptonshire": "Daventry and South Northamptonshire",
    "Christchurch": "Dorset",
}

SAMPLE_FORCE = "E23000003"
SAMPLE_FILES = ("E06000008", "E06000009", "E10000017")
SAMPLE_LSOA21 = ("E07000118", "E07000126", "E07000127")
TOLERANCE = 80.0  # metres; the vertices that all areas share are kept or dropped for all of them
DECIMALS = 6  # of a degree: 0.1 m; with five, rounding folds the thinnest shapes over themselves


def csv(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(gzip.decompress((folder / name).read_bytes())), infer_schema=False)


def rda(folder: Path, name: str) -> pl.DataFrame:
    frames = pyreadr.read_r(folder / name)
    return pl.from_pandas(next(iter(frames.values())))


def current_districts(folder: Path) -> pl.DataFrame:
    """Every district code there has been since 2009 -> the code of 2024, with its county and region."""
    codes = csv(folder, "lookups/la_all_codes.csv.gz").filter(pl.col("LADCD").str.contains("^[EW]"))
    return codes.select(
        code="LADCD",
        name="LADNM",
        current=pl.col("LADCD_ACTIVE").replace(RECODED_2025),
        county=pl.when(pl.col("UTLACD").str.starts_with("E10")).then("UTLACD"),
        county_name="UTLANM",
        region="RGNCD",
        region_name="RGNNM",
    )


def changed(folder: Path) -> pl.DataFrame:
    """The pairs of 2011 and 2021 codes that are not one and the same: split (S), merged (M), irregular (X)."""
    pairs = csv(folder, EXACT_FIT).select(code11="LSOA11CD", code21="LSOA21CD", change="CHGIND")
    same = pairs["code11"] == pairs["code21"]
    assert (same == (pairs["change"] == "U")).all(), "a code is kept exactly when its area is unchanged"
    return pairs.filter(~same).sort("code11", "code21")


def one_of(candidates: pl.DataFrame) -> pl.DataFrame:
    """For each code the candidate that most of its parts point to; ties to the preferred ones, then the lowest code."""
    return (
        candidates.group_by("code", "candidate")
        .agg(votes=pl.len(), preferred=pl.col("preferred").any())
        .sort(["code", "votes", "preferred", "candidate"], descending=[False, True, True, False])
        .unique("code", keep="first", maintain_order=True)
        .select("code", "candidate")
    )


def lsoas_2021(folder: Path, districts: pl.DataFrame) -> pl.DataFrame:
    """code, name21, ward24, district, by parents: ward18 and the old district.

    The district is that of the exact-fit lookup, in which areas nest. The ward lookup is a best fit, and carries one
    area of West Northamptonshire (E01027305) into a ward of Cherwell, in another police force.
    """
    to_current = districts.select(LAD22CD="code", district="current")
    fit = csv(folder, EXACT_FIT).join(to_current, on="LAD22CD")
    old = csv(folder, WARD_2018).select("LSOA11CD", "WD18CD", "LAD18NM")
    parents = fit.join(old, on="LSOA11CD").with_columns(code="LSOA21CD", preferred=pl.lit(value=False))
    ward18 = one_of(parents.with_columns(candidate="WD18CD")).rename({"candidate": "ward18"})
    old_district = one_of(parents.with_columns(candidate="LAD18NM")).rename({"candidate": "old_district"})
    wards = csv(folder, WARD_2024)
    moved = wards.join(fit.unique("LSOA21CD"), on="LSOA21CD").filter(pl.col("LAD24CD") != pl.col("district"))
    assert moved["LSOA21CD"].to_list() == ["E01027305"], f"the two lookups disagree on districts: {moved}"
    district = fit.select(code="LSOA21CD", district="district").unique()
    base = wards.select(code="LSOA21CD", name21="LSOA21NM", ward24="WD24CD")
    return base.join(district, on="code").join(ward18, on="code").join(old_district, on="code")


def lsoas_2011(folder: Path, districts: pl.DataFrame, newer: pl.DataFrame) -> pl.DataFrame:
    """code, name11, ward18, and by its children ward24 and district, ties going to the district it lay in in 2018."""
    lookup = csv(folder, WARD_2018).join(districts.select(LAD18CD="code", own="current"), on="LAD18CD")
    base = lookup.select(code="LSOA11CD", name11="LSOA11NM", ward18="WD18CD", old_district="LAD18NM")
    fit = csv(folder, EXACT_FIT).select(code="LSOA11CD", child="LSOA21CD")
    children = fit.join(newer.select("ward24", "district", child="code"), on="child")
    children = children.join(lookup.select("own", code="LSOA11CD"), on="code")
    children = children.with_columns(preferred=pl.col("district") == pl.col("own"))
    ward = one_of(children.with_columns(candidate="ward24")).rename({"candidate": "ward24"})
    district = one_of(children.with_columns(candidate="district")).rename({"candidate": "district"})
    return base.join(ward, on="code").join(district, on="code")


def with_partnership(lsoas: pl.DataFrame, relation: pl.DataFrame) -> pl.DataFrame:
    """Add `partnership`: the district's only one, or where it holds several that of the merged district."""
    single = relation.group_by("district").agg(pl.col("partnership").first(), n=pl.len()).filter(pl.col("n") == 1)
    named = relation.select("district", named="partnership", match="partnership_name")
    found = (
        lsoas.with_columns(match=pl.col("old_district").replace(PARTNERSHIP_OF_OLD_DISTRICT))
        .join(single.select("district", "partnership"), on="district", how="left")
        .join(named, on=["district", "match"], how="left")
        .with_columns(partnership=pl.coalesce("partnership", "named"))
    )
    assert found["partnership"].null_count() == 0, found.filter(pl.col("partnership").is_null())
    assert found["code"].is_unique().all()
    return found.drop("old_district", "match", "named")


def populations(folder: Path) -> pl.DataFrame:
    """code, persons_2019, persons_2020 of every 2011 LSOA: ONS mid-year estimates."""
    mid_2019 = csv(folder, "population/2019_population.csv.gz").select(
        code="lsoa", persons_2019=pl.col("pop").str.replace_all(",", "").str.strip_chars().cast(pl.Int32)
    )
    mid_2020 = rda(folder, "population/population20_lsoa11.rda").select(
        code="lsoa11_code", persons_2020=pl.col("total_population").cast(pl.Int32)
    )
    return mid_2020.join(mid_2019, on="code").select("code", "persons_2019", "persons_2020")


def check_against_published(lsoas: pl.DataFrame, folder: Path, districts: pl.DataFrame) -> None:
    """The sums of LSOAs must be the published district estimates, for every district of England and Wales."""
    published = (
        rda(folder, "population/population20_ltla21.rda")
        .join(districts, left_on="ltla21_code", right_on="code")
        .group_by(district="current")
        .agg(published=pl.col("total_population").sum().cast(pl.Int64))
    )
    ours = lsoas.group_by("district").agg(ours=pl.col("persons_2020").sum().cast(pl.Int64))
    wrong = ours.join(published, on="district", how="full").filter(~pl.col("ours").eq_missing(pl.col("published")))
    assert wrong.is_empty(), f"LSOAs do not sum to the published district estimates: {wrong}"


def build_lsoas(folder: Path, districts: pl.DataFrame, relation: pl.DataFrame) -> pl.DataFrame:
    newer = lsoas_2021(folder, districts)
    older = lsoas_2011(folder, districts, newer)
    only_older = older.join(newer.select("code"), on="code", how="anti")
    joined = newer.join(older.select("code", "name11", kept="ward18"), on="code", how="left")
    joined = joined.with_columns(ward18=pl.coalesce("kept", "ward18")).drop("kept")
    every = with_partnership(pl.concat([joined, only_older], how="diagonal"), relation)
    force = relation.select("partnership", "force").unique()
    centres = csv(folder, "lookups/lsoa_latlong.csv.gz").select(
        code="LSOACD",
        lat=(pl.col("latitude").cast(pl.Float64) * 1e5).round().cast(pl.Int32),
        lon=(pl.col("longitude").cast(pl.Float64) * 1e5).round().cast(pl.Int32),
    )
    county = districts.filter(pl.col("code") == pl.col("current")).select("county", district="code")
    every = every.join(force, on="partnership").join(county, on="district")
    every = every.join(centres, on="code").join(populations(folder), on="code", how="left")
    check_against_published(every, folder, districts)
    columns = ["code", "name11", "name21", "ward18", "ward24", "district", "partnership", "county", "force"]
    return every.select(*columns, "lat", "lon", "persons_2019", "persons_2020").sort("code")


def named(frame: pl.DataFrame, level: str, vintage: str) -> pl.DataFrame:
    """A two-column frame (code, name) as rows of the table of areas."""
    found = frame.unique().sort("code").with_columns(level=pl.lit(level), vintage=pl.lit(vintage))
    assert found["code"].is_unique().all(), f"two names for one {level}"
    return found.select("code", "vintage", "level", pl.col("name").str.strip_chars())


def build_areas(folder: Path, districts: pl.DataFrame, relation: pl.DataFrame) -> pl.DataFrame:
    """code, vintage, level, name of every area larger than an LSOA, and the region of each district."""
    counties = districts.filter(pl.col("county").is_not_null())
    rows = [
        named(csv(folder, WARD_2018).select(code="WD18CD", name="WD18NM"), "ward", "2018"),
        named(csv(folder, WARD_2024).select(code="WD24CD", name="WD24NM"), "ward", "2024"),
        named(csv(folder, WARD_2024).select(code="LAD24CD", name="LAD24NM"), "district", "2024"),
        named(relation.select(code="partnership", name="partnership_name"), "partnership", "2024"),
        named(counties.select(code="county", name="county_name"), "county", "2024"),
        named(relation.select(code="force", name="force_name"), "force", "2024"),
    ]
    regions = districts.select(code="current", region="region_name").unique()
    return pl.concat(rows).join(regions, on="code", how="left").sort("level", "vintage", "code")


def build_partnerships(folder: Path) -> pl.DataFrame:
    return rda(folder, "lookups/lookup_ltla24_csp24_pfa24.rda").select(
        district="ltla24_code",
        partnership="csp24_code",
        partnership_name="csp24_name",
        force="pfa24_code",
        force_name="pfa24_name",
    )


def shapes(folder: Path, kind: str, files: tuple[str, ...], code: str) -> tuple[list[str], np.ndarray]:
    """The codes and the clean, simplified, rounded polygons (degrees) of several published files taken as one map."""
    parts = [
        gpd.read_file(io.BytesIO(gzip.decompress((folder / "boundaries" / kind / f"{name}.geojson.gz").read_bytes())))
        for name in files
    ]
    frame = pd.concat(parts).sort_values(code).to_crs(27700)
    # The published files have hairs of overlap (under a square metre); unclean, the edge would be simplified twice.
    clean = shapely.coverage_clean(frame.geometry.to_numpy(), snapping_distance=0.5)
    simple = shapely.coverage_simplify(clean, TOLERANCE)
    degrees = gpd.GeoSeries(simple, crs=27700).to_crs(4326).to_numpy()
    rounded = shapely.transform(degrees, lambda points: points.round(DECIMALS))
    assert shapely.is_valid(rounded).all(), f"{kind}: rounding folded a shape"
    assert shapely.coverage_is_valid(rounded), f"{kind}: neighbours no longer share their edges"
    return frame[code].tolist(), rounded


def as_rows(codes: list[str], vintage: str, level: str, polygons: np.ndarray) -> pl.DataFrame:
    """Rows of the table of boundaries; outer rings run anticlockwise, as RFC 7946 has it."""
    texts = shapely.to_geojson(shapely.orient_polygons(polygons))
    return pl.DataFrame({"code": codes, "vintage": vintage, "level": level, "geometry": texts.tolist()})


def dissolved(codes: list[str], polygons: np.ndarray, lsoas: pl.DataFrame, level: str) -> pl.DataFrame:
    """The outlines of larger areas, made of the same LSOA edges, so that the maps lie on each other exactly."""
    of = dict(lsoas.select("code", level).drop_nulls().rows())
    groups: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        if code in of:
            groups.setdefault(of[code], []).append(place)
    names = sorted(groups)
    outlines = np.array([shapely.coverage_union_all(polygons[groups[name]]) for name in names])
    assert shapely.is_valid(outlines).all()
    return as_rows(names, "2024", level, outlines)


def build_boundaries(folder: Path, lsoas: pl.DataFrame) -> pl.DataFrame:
    """Polygons of the sample police area: LSOAs, wards, and everything made of them."""
    codes11, lsoa11 = shapes(folder, "lsoa11", SAMPLE_FILES, "LSOA11CD")
    codes21, lsoa21 = shapes(folder, "lsoa21", SAMPLE_LSOA21, "LSOA21CD")
    wards, ward = shapes(folder, "ward", SAMPLE_FILES, "WD25CD")
    here = lsoas.filter(pl.col("force") == SAMPLE_FORCE)
    assert set(codes11) == set(here.filter(pl.col("name11").is_not_null())["code"])
    # Published for 2025: every code is one of 2024, and a code changes when its boundary does.
    assert set(wards) == set(here.filter(pl.col("name21").is_not_null())["ward24"])
    rows = [
        as_rows(codes11, "2011", "lsoa", lsoa11),
        as_rows(codes21, "2021", "lsoa", lsoa21),
        as_rows(wards, "2024", "ward", ward),
        *(dissolved(codes11, lsoa11, here, level) for level in ("district", "partnership", "county", "force")),
    ]
    return pl.concat(rows).sort("level", "vintage", "code")


def build(folder: Path, out: Path) -> None:
    """Write the packaged tables. Raises AssertionError when the sources contradict each other."""
    districts, relation = current_districts(folder), build_partnerships(folder)
    lsoas = build_lsoas(folder, districts, relation)
    names_now = set(districts["current"])
    tables = {
        "lsoas": lsoas,
        "changes": changed(folder),
        "areas": build_areas(folder, districts, relation),
        "retired": districts.filter(pl.col("code") != pl.col("current")).select("code", "name", "current").sort("code"),
        "boundaries": build_boundaries(folder, lsoas),
    }
    assert names_now == set(lsoas["district"])
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write_parquet(out / f"{name}.parquet", compression="zstd", compression_level=19, statistics=False)
        print(f"{name}: {table.height:,} rows, {(out / f'{name}.parquet').stat().st_size:,} bytes")
    total = sum(file.stat().st_size for file in out.glob("*.parquet"))
    assert total <= LIMIT, f"{total:,} bytes is more than the package may hold ({LIMIT:,})"


def main() -> None:
    default = os.environ.get("WARDMOTE_SHARED_DATA", CHECKOUT.parent / "shared" / "data")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared_data", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    build(given.shared_data, given.out)


if __name__ == "__main__":
    main()
