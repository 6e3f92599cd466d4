"""Police UK stop and search: one row for each stop, with its moment.

The moment is published in universal time, while a file holds a month of London's: a stop at 23:30 on 31 August in
universal time is one of September. There is a position but no LSOA, and no id.
"""

import polars as pl

KEY = "police-uk-stop-and-search"


def unplaced() -> pl.Expr:
    """True for a row without a position."""
    return pl.col("longitude").is_null() | pl.col("latitude").is_null()
