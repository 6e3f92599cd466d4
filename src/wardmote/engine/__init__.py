"""The engine: open data in, numbers that know where they came from out. Usable from a notebook.

>>> from pathlib import Path
>>> from wardmote import engine
>>> engine.ingest([Path("downloads")], Path("lake"))  # doctest: +SKIP
>>> lake, areas = engine.open_lake(Path("lake")), engine.load_geography()  # doctest: +SKIP
>>> result = engine.measure(
...     lake, areas, "all-crime", areas.find("E07000126"), engine.Period.parse("2021-10", "2022-09")
... )  # doctest: +SKIP
>>> print(engine.sentence(result))  # doctest: +SKIP
"""

import importlib
from typing import Any

_HOMES = {
    "ingest": "lake",
    "open_lake": "lake",
    "Lake": "lake",
    "Area": "geography",
    "Geography": "geography",
    "Level": "geography",
    "Month": "periods",
    "Period": "periods",
    "WardmoteError": "errors",
    "Against": "measures",
    "Result": "measures",
    "Verdict": "measures",
    "breakdown": "measures",
    "compare": "measures",
    "indicators": "measures",
    "measure": "measures",
    "rank": "measures",
    "rolling": "measures",
    "sentence": "measures",
    "series": "measures",
}
__all__ = [*_HOMES, "load_geography"]  # noqa: PLE0604 - strings all


def __getattr__(name: str) -> Any:
    """Load what is asked for and no more: `wardmote --help` needs no DuckDB."""
    if name == "load_geography":
        return importlib.import_module("wardmote.engine.geography").load
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
