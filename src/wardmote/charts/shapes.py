"""Boundaries made ready to draw: flattened, put on a fine grid, and hatched where a colour may not speak alone."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from shapely import MultiLineString, intersection, make_valid
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

Geometry = dict[str, Any]
Place = tuple[float, float]
FINENESS = 3000  # steps of the grid across the map: finer than anyone sees, and a tenth of the size


def flatten(features: Iterable[dict[str, Any]]) -> dict[str, Geometry]:
    """Polygons by area code, in a plane: x is longitude shrunk by the cosine of the middle latitude, y is latitude.

    `features` are GeoJSON features (WGS84) with a property ``code``. Near enough to equal scale both ways for a
    police force area; corners shared by neighbours stay shared. Units are whole steps of a grid over the extent.
    """
    found = {str(feature["properties"]["code"]): feature["geometry"] for feature in features if feature.get("geometry")}
    places = [place for geometry in found.values() for ring in _rings(geometry) for place in ring]
    if not places:
        return {}
    to_plane = _plane(np.asarray(places, dtype=float)[:, :2])
    drawn = {code: _gridded(geometry, to_plane) for code, geometry in sorted(found.items())}
    return {code: geometry for code, geometry in drawn.items() if geometry["coordinates"]}


def _plane(places: "np.ndarray[Any, np.dtype[np.float64]]") -> Callable[[Place], Place]:
    (west, south), (east, north) = places.min(axis=0), places.max(axis=0)
    shrink = math.cos(math.radians((south + north) / 2))
    step = max((east - west) * shrink, north - south, 1e-9) / FINENESS
    return lambda at: (round((at[0] - west) * shrink / step), round((at[1] - south) / step))


def _polygons(geometry: Geometry) -> list[Any]:
    kind, inside = geometry["type"], geometry.get("coordinates", [])
    if kind == "Polygon":
        return [inside]
    if kind == "MultiPolygon":
        return list(inside)
    if kind == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
    return []


def _rings(geometry: Geometry) -> list[Any]:
    return [ring for polygon in _polygons(geometry) for ring in polygon]


def _gridded(geometry: Geometry, to_plane: Callable[[Place], Place]) -> Geometry:
    polygons = [_solid([_ring(ring, to_plane) for ring in polygon]) for polygon in _polygons(geometry)]
    return {"type": "MultiPolygon", "coordinates": [polygon for polygon in polygons if polygon]}


def _solid(rings: list[list[Place]]) -> list[list[Place]]:
    """A polygon whose outline still has an inside; holes that closed up are left out."""
    return [ring for ring in rings if len(ring) >= 4] if rings and len(rings[0]) >= 4 else []


def _ring(ring: list[Any], to_plane: Callable[[Place], Place]) -> list[Place]:
    found: list[Place] = []
    for at in ring:
        place = to_plane((at[0], at[1]))
        if not found or found[-1] != place:
            found.append(place)
    return found


def hatching(geometry: Geometry, gap: float, *, crossed: bool = False) -> Geometry | None:
    """Slanted lines `gap` apart inside a flattened polygon (`crossed`: both ways); None when none falls inside.

    Lines keep to one ruling over the whole map, so that neighbours with the same hatch run together.
    """
    inside = make_valid(shape(geometry))
    # One direction at a time: lines that cross would be cut into pieces at every crossing.
    lines = [line for rising in ((True, False) if crossed else (True,)) for line in _ruled(inside, gap, rising=rising)]
    return {"type": "MultiLineString", "coordinates": lines} if lines else None


def _ruled(inside: BaseGeometry, gap: float, *, rising: bool) -> list[list[list[int]]]:
    left, bottom, right, top = inside.bounds
    slants = _slants(left, bottom, right, top, gap, rising=rising)
    found = intersection(MultiLineString(slants), inside)
    parts = [part for part in getattr(found, "geoms", [found]) if part.geom_type == "LineString" and part.length > 0]
    return [[[round(n) for n in at] for at in part.coords] for part in parts]


def _slants(
    left: float, bottom: float, right: float, top: float, gap: float, *, rising: bool
) -> list[tuple[Place, Place]]:
    sign, pitch, height = (1 if rising else -1), gap * math.sqrt(2), top - bottom
    start = min(left - sign * bottom, left - sign * top)
    stop = max(right - sign * bottom, right - sign * top)
    offsets = np.arange(math.floor(start / pitch), math.ceil(stop / pitch) + 1) * pitch
    return [((o + sign * bottom, bottom), (o + sign * (bottom + height), top)) for o in offsets.tolist()]


def extent(geometries: Iterable[Geometry]) -> tuple[float, float]:
    """Width and height of flattened polygons together, in grid steps; (1, 1) when there are none."""
    places = [place for geometry in geometries for ring in _rings(geometry) for place in ring]
    if not places:
        return 1.0, 1.0
    spans = np.ptp(np.asarray(places), axis=0)
    return float(max(spans[0], 1)), float(max(spans[1], 1))
