"""Police UK outcomes: what came of the crimes of the street-level files, by month of outcome.

A Crime ID joins an outcome to its crime; a crime may have several outcomes, so ids repeat here by nature and are not
counted as repeats. An outcome that the definition does not list is stored without a code.
"""

import polars as pl

KEY = "police-uk-outcomes"


def unplaced() -> pl.Expr:
    """True for a row that cannot be counted below its force."""
    return pl.col("lsoa").is_null()
