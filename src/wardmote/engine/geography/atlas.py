"""The geography of England and Wales as one object: find areas, ask what lies in what, who lives there."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wardmote.engine.geography import boundaries
from wardmote.engine.geography.allotment import Allotment
from wardmote.engine.geography.areas import Area, Level, Population
from wardmote.engine.geography.forces import police_forces
from wardmote.engine.geography.own import FILE, Own, read_own
from wardmote.engine.geography.register import Register
from wardmote.engine.geography.tables import WARD_VINTAGE, YEARS, Layer, Positions, Tables, packaged_tables
from wardmote.engine.periods import Month
from wardmote.words import gettext as _

LSOA_VINTAGE = "2011"  # of lists: the populations are of 2011, and so is Police UK's history to 2022
SIZES = (Level.LSOA, Level.WARD, Level.DISTRICT, Level.PARTNERSHIP, Level.COUNTY, Level.FORCE)


class Geography:
    """Areas of England and Wales in their vintages, and a partnership's own.

    Nothing in it changes after it is made, so it may be shared by threads. Packaged vintages: LSOAs 2011 and 2021,
    wards 2018 and 2024, all others 2024.
    """

    def __init__(self, tables: Tables, own: Own) -> None:
        self._tables = tables
        self._own = own
        self._register = Register(tables, own.areas)
        self._allotment = Allotment(tables, own.areas)
        self._sums = cache(self._sum_layer)
        self._slugs = {force.area: force.key for force in police_forces() if force.area}

    @property
    def vintages(self) -> str:
        """One line for a result's provenance."""
        packaged = _("LSOA 2011 and 2021 (ONS exact-fit lookup V3), wards 2018 and 2024, other areas 2024 (ONS)")
        count = len(self._own.areas)
        return packaged if not count else _("{packaged}; {n} own areas").format(packaged=packaged, n=count)

    def find(self, code_or_name: str, vintage: str | None = None) -> Area:
        """The area with a code or an exact name, in any case of letters.

        Without a vintage: a ward of 2024 before one of 2018, the last version of a custom area. A retired district's
        code gives today's district; a name shared with a district gives the district. Raises UnknownArea, which
        names what is close, or all areas of an ambiguous name.
        """
        return self._register.find(code_or_name, vintage)

    def search(self, text: str, *, level: Level | None = None, limit: int = 10) -> list[Area]:
        """Areas whose name holds the text, or whose code begins with it, the likeliest first."""
        return self._register.search(text, level=level, limit=limit)

    def within(self, area: Area, level: Level, *, vintage: str | None = None) -> list[Area]:
        """The areas of a level that lie wholly in an area, by name.

        Lists of LSOAs are of 2011 unless `vintage` is "2021", wards of 2024 unless it is "2018". A ward is best-fitted
        to LSOAs, so it lies where most of its LSOAs do.
        """
        held = self._allotment.positions(area)
        if level is Level.LSOA:
            native = self._tables.in_2021 if vintage == "2021" else self._tables.in_2011
            found = [self._tables.lsoas[position] for position in held[native[held]]]
        elif level is Level.CUSTOM:
            inside = set(held.tolist())
            found = [
                own.area for own in self._own.areas if inside.issuperset(self._allotment.positions(own.area).tolist())
            ]
        else:
            found = self._held(held, self._layer(level, vintage))
        return sorted(found, key=lambda one: (one.name, one.code, one.vintage))

    def _layer(self, level: Level, vintage: str | None) -> Layer:
        return self._tables.layers[level, vintage if level is Level.WARD and vintage else WARD_VINTAGE]

    def _held(self, held: Positions, layer: Layer) -> list[Area]:
        counts = layer.counts(held[layer.native[held]])
        ward = layer.areas[0].level is Level.WARD
        inside = counts * 2 + np.isin(layer.firsts, held) > layer.totals if ward else counts == layer.totals
        return [layer.areas[place] for place in np.flatnonzero(inside)]

    def parents(self, area: Area) -> dict[Level, Area]:
        """The larger areas that an area lies in, by level: no entry where it lies in several, or in none.

        A district that holds several partnerships has no partnership; a partnership that spans districts no district.
        """
        held = self._own_positions(area)
        levels = SIZES[1:] if area.level is Level.CUSTOM else SIZES[SIZES.index(area.level) + 1 :]
        found = {level: self._holder(held, self._layer(level, None), area.level) for level in levels}
        return {level: holder for level, holder in found.items() if holder is not None}

    def _own_positions(self, area: Area) -> Positions:
        """The LSOAs that an area is made of: for an LSOA itself, for a layer those of its own vintage."""
        if area.level is Level.LSOA:
            return np.array([self._tables.place[area.code]])
        held = self._allotment.positions(area)
        return held if area.level is Level.CUSTOM else held[self._tables.layer(area).native[held]]

    def _holder(self, held: Positions, layer: Layer, level: Level) -> Area | None:
        homes, counts = np.unique(layer.index[held], return_counts=True)
        if level is Level.WARD:  # best-fitted: it lies where most of it does
            homes = homes[counts * 2 + (homes == layer.index[held[0]]) > len(held)]
        return layer.areas[homes[0]] if len(homes) == 1 and homes[0] >= 0 else None

    def forces(self, area: Area) -> tuple[str, ...]:
        """The Police UK slugs of the forces whose areas an area lies in, sorted. The railway police are never among them."""
        layer = self._layer(Level.FORCE, None)
        places = np.unique(layer.index[self._allotment.positions(area)])
        return tuple(sorted(self._slugs[layer.areas[place].code] for place in places))

    def region(self, area: Area) -> str | None:
        """The name of the region (or Wales) that a district, or what lies in one, belongs to."""
        district = area if area.level is Level.DISTRICT else self.parents(area).get(Level.DISTRICT)
        return self._tables.regions.get(district.code) if district else None

    def membership(self, areas: Sequence[Area]) -> dict[str, str]:
        """LSOA code, of 2011 and of 2021 -> the code of the area that holds it; LSOAs outside all areas are left out.

        Raises OverlappingAreas when two of the areas share an LSOA.
        """
        codes, places = self.membership_table(areas)
        names = np.array([area.code for area in areas], dtype=object)
        return dict(zip(codes.tolist(), names[places].tolist(), strict=True)) if len(codes) else {}

    def membership_table(self, areas: Sequence[Area]) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
        """The same as two arrays: LSOA codes (str objects, sorted), and each one's index into `areas`."""
        owners = self._allotment.owners(areas)
        held = np.flatnonzero(owners >= 0)
        return self._tables.codes[held], owners[held]

    def imprecise(self, area: Area) -> tuple[str, ...]:
        """LSOA codes of the other vintage that lie partly in an area and partly elsewhere.

        For a ward or larger area their rows go where most of their parts are; for an LSOA or a custom area they are
        left out.
        """
        return tuple(self._tables.codes[position] for position in self._allotment.imprecise(area))

    def population(self, area: Area, on: Month) -> Population | None:
        """The mid-year estimate in force in a month: the latest one not after it, else the earliest there is.

        Mid-year is 30 June. Larger areas are exact sums of 2011 LSOAs, which give the published district estimates.
        None where an area is made of parts of 2011 LSOAs, for which there is no estimate.
        """
        year = max((year for year in YEARS if Month(year, 6) <= on), default=YEARS[0])
        persons = self._persons(area, year)
        return None if persons is None else Population(year, persons, f"ONS mid-{year} (LSOA 2011)")

    def _persons(self, area: Area, year: int) -> int | None:
        estimates = self._tables.persons[year]
        if area.level not in (Level.LSOA, Level.CUSTOM):
            return int(self._sums(area.level, area.vintage, year)[self._tables.layer(area).place[area.code]])
        held = self._allotment.positions(area)
        counted = held[self._tables.in_2011[held]]
        if not self._covered(area, held):
            return None
        return int(estimates[counted].sum())

    def _covered(self, area: Area, held: Positions) -> bool:
        """Do the 2011 LSOAs among an area's codes cover all of it?"""
        if area.level is Level.CUSTOM and self._allotment.own(area).by_centre:
            return bool(self._tables.in_2011[held].any())
        inside = set(held.tolist())
        newer = held[~self._tables.in_2011[held]].tolist()
        return all(inside.issuperset(self._tables.relatives[position]) for position in newer)

    def _sum_layer(self, level: Level, vintage: str, year: int) -> NDArray[np.int64]:
        layer, counted = self._tables.layers[level, vintage], self._tables.in_2011
        known = counted & (layer.index >= 0)
        sums = np.bincount(layer.index[known], self._tables.persons[year][known], minlength=len(layer.areas))
        return sums.astype(np.int64)

    def boundaries(self, areas: Sequence[Area]) -> boundaries.FeatureCollection:
        """A GeoJSON FeatureCollection in WGS84, properties code and name; areas without a known outline are left out.

        Rings run as RFC 7946 has it (outer ones anticlockwise), which MapLibre and browsers expect. Vega's spherical
        projections expect the opposite: give them `rewound(...)`, with projection ``mercator``, or the shapes as they
        are with ``identity`` and ``reflectY`` (which stretches east to west). The geometries are shared: do not change
        them.
        """
        own = (self._own.outlines,) if self._own.outlines else ()
        return boundaries.collection(areas, (*own, boundaries.packaged()))


@lru_cache(maxsize=8)
def _geography(extra: Path | None, stamp: tuple[int, int]) -> Geography:  # noqa: ARG001 - the stamp is part of the key
    return Geography(packaged_tables(), read_own(extra))


def load(extra: Path | None = None) -> Geography:
    """The geography, with a partnership's own areas from the folder `extra`. Read once, and again when that changes.

    Raises BadFile when the folder's file cannot be read.
    """
    if extra is None or not (extra / FILE).exists():
        return _geography(None, (0, 0))
    found = (extra / FILE).stat()
    return _geography(extra.resolve(), (found.st_mtime_ns, found.st_ino))
