"""Police UK street-level crime and anti-social behaviour.

What a row is: one recorded crime or incident. Its month is exact, its place snapped to a public point, its LSOA that of
the point. A row without an LSOA has no place: it counts for the force and for nowhere smaller.

Known of the genuine files: Crime ID and outcome are blank for anti-social behaviour; a Crime ID may be there several
times in a month (bulk repeats) and in several months (a later one with a newer outcome); a few rows have a position but
no LSOA; some streets are named "On or near " and nothing more.
"""

import polars as pl

KEY = "police-uk-street"


def unplaced() -> pl.Expr:
    """True for a row that cannot be counted below its force."""
    return pl.col("lsoa").is_null()
