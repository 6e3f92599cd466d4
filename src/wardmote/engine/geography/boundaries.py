"""Outlines of areas as GeoJSON.

Packaged: the sample police area (Lancashire), simplified from ONS generalised boundaries in such a way that neighbours
still share their edges; LSOAs of 2011, those of 2021 in three districts, wards (published for 2025, with the codes of
2024), districts and what is made of them. A partnership's own come from the folder that `add_areas` writes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.geography.tables import DATA

Geometry = dict[str, Any]
FeatureCollection = dict[str, Any]
ShapeKey = tuple[str, str]  # level, code


class Outlines:
    """Geometries by level and code: a code is of one shape, since it changes when its boundary does."""

    def __init__(self, texts: Mapping[ShapeKey, Mapping[str, str]]) -> None:
        self._texts = texts  # per key: vintage -> GeoJSON text
        self._parsed: dict[tuple[ShapeKey, str], Geometry] = {}

    def geometry(self, area: Area, preferred: str) -> Geometry | None:
        """The outline of an area, from the `preferred` vintage where there are several; None when not known."""
        key = (area.level.value, area.code)
        texts = self._texts.get(key)
        if not texts:
            return None
        vintage = next((v for v in (area.vintage, preferred) if v in texts), next(iter(texts)))
        if (key, vintage) not in self._parsed:
            self._parsed[key, vintage] = json.loads(texts[vintage])
        return self._parsed[key, vintage]


def outlines(rows: Iterable[tuple[str, str, str, str]]) -> Outlines:
    """Outlines from rows of code, vintage, level, GeoJSON text."""
    texts: dict[ShapeKey, dict[str, str]] = {}
    for code, vintage, level, text in rows:
        texts.setdefault((level, code), {})[vintage] = text
    return Outlines(texts)


@cache
def packaged(folder: Path = DATA) -> Outlines:
    frame = pl.read_parquet(folder / "boundaries.parquet")
    return outlines(frame.select("code", "vintage", "level", "geometry").iter_rows())


def collection(areas: Sequence[Area], sources: Sequence[Outlines]) -> FeatureCollection:
    """A FeatureCollection of the areas that have an outline in any of the sources, the first source first."""
    # An unchanged LSOA was simplified once with its neighbours of 2011 and once with those of 2021: take the company
    # it is in, or hairlines show between them.
    newer = any(area.level is Level.LSOA and area.vintage == "2021" for area in areas)
    features = []
    for area in areas:
        found = (source.geometry(area, "2021" if newer else "2011") for source in sources)
        geometry = next((shape for shape in found if shape is not None), None)
        if geometry is not None:
            properties = {"code": area.code, "name": area.name}
            features.append({"type": "Feature", "id": area.code, "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _rewound(geometry: Geometry) -> Geometry:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    turned = [[ring[::-1] for ring in polygon] for polygon in polygons]
    return {"type": geometry["type"], "coordinates": turned[0] if geometry["type"] == "Polygon" else turned}


def rewound(features: FeatureCollection) -> FeatureCollection:
    """The same shapes with every ring turned round, as Vega (d3-geo) wants them: outer rings clockwise.

    With RFC 7946's winding a spherical projection such as ``mercator`` fills the whole globe but for the area.
    """
    return features | {"features": [f | {"geometry": _rewound(f["geometry"])} for f in features["features"]]}
