"""What changed when a month was published again.

Rows are compared as a multiset: order does not matter, repeats do. Rows equal in both are set aside; of the rest, those
with the same id are one row altered, and what remains was removed or added. (Matching by id first would see changes
where an id is there twice and only the order differs.)
"""

import polars as pl

from wardmote.engine.lake.manifest import Changes

ID = "crime_id"


def _left_over(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """The rows of `mine` that `theirs` has not, as often as they are missing there."""
    columns = mine.columns
    other = theirs.group_by(columns).len("theirs")
    counted = mine.group_by(columns).len("mine").join(other, on=columns, how="left", nulls_equal=True)
    missing = (pl.col("mine").cast(pl.Int64) - pl.col("theirs").fill_null(0).cast(pl.Int64)).clip(lower_bound=0)
    return counted.select(*columns, missing.alias("missing")).pipe(_repeated)


def _repeated(counted: pl.DataFrame) -> pl.DataFrame:
    columns = counted.columns[:-1]
    once = counted.filter(pl.col("missing") > 0)
    return once.select(pl.col(columns).repeat_by("missing")).explode(columns).sort(columns)


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with an id, the first, second, ... of each id told apart."""
    return rows.filter(pl.col(ID).is_not_null()).with_columns(pl.int_range(pl.len()).over(ID).alias("nth"))


def _altered(removed: pl.DataFrame, added: pl.DataFrame) -> tuple[int, dict[str, int]]:
    if ID not in removed.columns:
        return 0, {}
    pairs = _numbered(removed).join(_numbered(added), on=[ID, "nth"], suffix=" new")
    others = [name for name in removed.columns if name != ID]
    differ = pairs.select(pl.col(name).ne_missing(pl.col(f"{name} new")).sum().alias(name) for name in others)
    return pairs.height, {name: count for name, count in differ.row(0, named=True).items() if count}


def compare(old: pl.DataFrame, new: pl.DataFrame) -> Changes:
    """How `new` differs from `old`, both the typed rows of one force's month of one source."""
    columns = [name for name in new.columns if name in old.columns]
    before, after = old.select(columns), new.select(columns)
    removed, added = _left_over(before, after), _left_over(after, before)
    altered, by_column = _altered(removed, added)
    return Changes(added.height - altered, removed.height - altered, altered, by_column)
