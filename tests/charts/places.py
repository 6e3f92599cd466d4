"""Boundaries: twelve made-up wards in a grid, and Lancashire's districts when the shared data are there."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("WARDMOTE_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
DISTRICTS = SHARED / "boundaries" / "lancashire_districts.geojson.gz"


def square(code: str, name: str, west: float, south: float) -> dict[str, Any]:
    east, north = west + 0.02, south + 0.012
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SQUARES = {
    "type": "FeatureCollection",
    "features": [
        square(f"E0500{5000 + n}", f"Ward {n}", -2.7 + 0.02 * (n % 4), 53.7 + 0.012 * (n // 4)) for n in range(12)
    ],
}


def districts() -> dict[str, Any]:
    """Lancashire's 14 districts, with the properties that the engine gives."""
    found = json.loads(gzip.decompress(DISTRICTS.read_bytes()))
    for feature in found["features"]:
        own = feature["properties"]
        feature["properties"] = {"code": own["objectid"], "name": own["district"]}
    return found
