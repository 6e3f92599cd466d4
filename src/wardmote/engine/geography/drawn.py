"""Reading a file of polygons: GeoJSON, TopoJSON or GeoPackage, in whatever coordinates it says it is in.

What comes out is in WGS84, flat, valid, with outer rings anticlockwise. A file that leaves it open where its areas
are is refused rather than guessed at, but for degrees in England and Wales, which cannot be anything else.
"""

import gzip
import re
import shutil
import tempfile
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardmote.engine.errors import BadFile
from wardmote.words import gettext as _

if TYPE_CHECKING:
    import geopandas as gpd

WGS84 = 4326
UNREADABLE = (ValueError, RuntimeError)  # what the readers raise for broken contents, besides errors of their own
DECIMALS = 6  # of a degree: 0.1 m
# England and Wales with some sea around, in degrees: west, south, east, north.
WEST, SOUTH, EAST, NORTH = -7.0, 49.5, 2.5, 56.0
CODE_COLUMNS = r"(?i)^(code|.*_code|.*cd|gss.*|.*id|ref|reference)$"
NAME_COLUMNS = r"(?i)^(name|.*_name|.*nm|label|title|district|ward|area|neighbourhood)$"


@dataclass(frozen=True)
class Drawn:
    """The polygons of a file: `columns` holds every attribute as text, `polygons` shapely geometries in WGS84."""

    columns: dict[str, list[str]]
    polygons: tuple[Any, ...]
    repaired: tuple[int, ...]  # the places of those that crossed or touched themselves and were mended

    def guess(self, pattern: str) -> str | None:
        """The first column whose name looks right and which is filled in throughout."""
        fitting = (column for column in self.columns if re.match(pattern, column))
        return next((column for column in fitting if "" not in self.columns[column]), None)


def read_drawn(path: Path, *, layer: str | None = None, crs: str | None = None) -> Drawn:
    """Read a file of polygons. `crs` is used where the file does not say its own. Raises BadFile."""
    frame = _in_degrees(_read(path, layer), path, crs)
    polygons, repaired = _sound(list(frame.geometry), path)
    attributes = frame.drop(columns=frame.geometry.name)
    columns = {str(name): [_text(value) for value in attributes[name]] for name in attributes.columns}
    return Drawn(columns, tuple(polygons), repaired)


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # NaN is not itself


def _read(path: Path, layer: str | None) -> "gpd.GeoDataFrame":
    with tempfile.TemporaryDirectory() as unpacked, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about names, measures and heights; what matters is checked below
        plain = _unpacked(path, Path(unpacked))
        return _layer_of(path, plain, layer)


def _unpacked(path: Path, folder: Path) -> Path:
    """The file itself, or a copy without its gzip, with an ending that its format is known by."""
    try:
        if path.suffix.lower() != ".gz":
            path.open("rb").close()
            return path
        plain = folder / path.stem
        with gzip.open(path) as packed, plain.open("wb") as target:
            shutil.copyfileobj(packed, target)
    except (OSError, EOFError, zlib.error) as problem:
        raise BadFile(_("{path} cannot be read: {problem}").format(path=path, problem=problem)) from problem
    return plain


def _layer_of(path: Path, plain: Path, layer: str | None) -> "gpd.GeoDataFrame":
    import geopandas  # takes a second, and only this command needs it
    import pyogrio
    from shapely.errors import ShapelyError

    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(plain) if kind is not None]
        frame = geopandas.read_file(plain, layer=_layer(path, layers, layer), engine="pyogrio")
    except (*UNREADABLE, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ShapelyError) as problem:
        message = _("{path} is not a GeoJSON, TopoJSON or GeoPackage file of areas").format(path=path)
        raise BadFile(message) from problem
    if not isinstance(frame, geopandas.GeoDataFrame) or frame.empty:
        raise BadFile(_("{path} holds no areas").format(path=path))
    return frame


def _layer(path: Path, layers: Sequence[str], wanted: str | None) -> str | None:
    """The layer to read, None for the only one: GeoJSON without a name gets another name at each reading."""
    if wanted in layers or (wanted is None and len(layers) == 1):
        return wanted
    raise BadFile(
        _("{path} has the layers {layers}: say which one to take").format(
            path=path, layers=", ".join(layers) or _("none")
        )
    )


def _in_degrees(frame: "gpd.GeoDataFrame", path: Path, crs: str | None) -> "gpd.GeoDataFrame":
    from pyproj.exceptions import CRSError

    west, south, east, north = frame.total_bounds
    in_place = WEST <= west <= east <= EAST and SOUTH <= south <= north <= NORTH
    try:
        if frame.crs is None:
            frame = _given_crs(frame, path, crs, in_place=bool(in_place))
        frame = frame.to_crs(WGS84)
    except CRSError as problem:
        raise BadFile(_("'{crs}' is not a coordinate system; try EPSG:27700").format(crs=crs)) from problem
    west, south, east, north = frame.total_bounds
    if not (WEST <= west <= east <= EAST and SOUTH <= south <= north <= NORTH):
        raise BadFile(
            _(
                "{path} does not lie in England and Wales: it runs from {west:.2f}, {south:.2f} to {east:.2f}, {north:.2f} degrees; are its coordinates {crs}?"
            ).format(path=path, west=west, south=south, east=east, north=north, crs=crs or _("what the file says"))
        )
    return frame


def _given_crs(frame: "gpd.GeoDataFrame", path: Path, crs: str | None, *, in_place: bool) -> "gpd.GeoDataFrame":
    if crs is not None:
        return frame.set_crs(crs)
    if in_place:  # TopoJSON has no place to say it; nothing but degrees gives such numbers
        return frame.set_crs(WGS84)
    raise BadFile(
        _("{path} does not say which coordinates it is in: give a coordinate system, such as EPSG:27700").format(
            path=path
        )
    )


def _sound(shapes: list[Any], path: Path) -> tuple[list[Any], tuple[int, ...]]:
    """Polygons without self-crossings, heights or needless decimals, and the places of those that were mended."""
    import shapely

    found, repaired = [], []
    for place, shape in enumerate(shapes):
        if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
            kind = _("nothing") if shape is None or shape.is_empty else shape.geom_type
            raise BadFile(
                _("{path}: area {n} is drawn as {kind}, not as a polygon").format(path=path, n=place + 1, kind=kind)
            )
        flat = shapely.force_2d(shape)
        sound = flat if flat.is_valid else _mended(flat)
        if sound.is_empty:
            raise BadFile(_("{path}: area {n} has no inside").format(path=path, n=place + 1))
        if sound is not flat:
            repaired.append(place)
        found.append(shapely.orient_polygons(_rounded(sound)))
    return found, tuple(repaired)


def _mended(shape: Any) -> Any:
    """The polygons of a repaired shape; what the repair left of lines and points is dropped."""
    import shapely

    parts = shapely.get_parts(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    return shapely.union_all([part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")])


def _rounded(shape: Any) -> Any:
    """With six decimals of a degree, unless that folds the shape over itself."""
    import shapely

    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    return rounded if rounded.is_valid else shape
