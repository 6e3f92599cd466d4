"""Which LSOAs belong to an area, and which cannot be said to.

Police rows carry LSOA codes of 2011 (to 2022) or of 2021 (since). An area of any kind therefore holds codes of both:
where an LSOA was kept, split or merged, whatever lies wholly inside comes along; where it does not, it is *imprecise*
and named.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from wardmote.engine.geography.areas import Area, Level, OverlappingAreas
from wardmote.engine.geography.own import OwnArea
from wardmote.engine.geography.tables import Key, Layer, Positions, Tables
from wardmote.words import gettext as _

Owners = NDArray[np.int32]  # by position: the place of the area in the list that was asked for, or -1


class Allotment:
    """LSOAs of areas, over the packaged tables and a partnership's own areas."""

    def __init__(self, tables: Tables, own: Sequence[OwnArea]) -> None:
        self.tables = tables
        self._own = {(known.area.code, known.area.vintage): known for known in own}
        self._doubtful = cache(self._find_doubtful)
        self._around = cache(lambda position: np.array(sorted(self.closed([position])), dtype=np.int64))
        self._alone = np.ones(len(tables.codes), dtype=np.bool_)
        self._alone[list(tables.relatives)] = False

    def closed(self, given: Iterable[int]) -> set[int]:
        """Some positions, and those of the other vintage that lie wholly inside them.

        Where the published lookup calls the change irregular nothing is added: it promises no exact relation.
        """
        tables, found = self.tables, set(given)
        near = {other for position in found for other in tables.relatives.get(position, ())} - tables.irregular
        return found | {other for other in near if found.issuperset(tables.relatives[other])}

    def own(self, area: Area) -> OwnArea:
        return self._own[area.code, area.vintage]

    def positions(self, area: Area) -> Positions:
        """Every LSOA code allotted to an area, as sorted positions."""
        if area.level is Level.LSOA:
            return self._around(self.tables.place[area.code])
        if area.level is Level.CUSTOM:
            known = self.own(area)
            given = {self.tables.place[code] for code in known.lsoas}
            # A polygon has already taken from both vintages what has its centre inside.
            return np.array(sorted(given if known.by_centre else self.closed(given)), dtype=np.int64)
        layer = self.tables.layer(area)
        return layer.positions(layer.place[area.code])

    def imprecise(self, area: Area) -> list[int]:
        """Positions of the vintage that an area is not made of, which lie partly in it and partly elsewhere."""
        if area.level in (Level.LSOA, Level.CUSTOM):
            inside = set(self.positions(area).tolist())
            near = {other for position in inside for other in self.tables.relatives.get(position, ())}
            return sorted(near - inside)
        layer = self.tables.layer(area)
        return self._doubtful((area.level, area.vintage)).get(layer.place[area.code], [])

    def _find_doubtful(self, key: Key) -> dict[int, list[int]]:
        """For each area of a layer, the LSOAs whose parts in the layer's own vintage lie in several of its areas."""
        layer, found = self.tables.layers[key], dict[int, list[int]]()
        for position, parts in sorted(self.tables.relatives.items()):
            homes = {int(layer.index[part]) for part in parts} - {-1}
            if not layer.native[position] and len(homes) > 1:
                for home in homes:
                    found.setdefault(home, []).append(position)
        return found

    def owners(self, areas: Sequence[Area]) -> Owners:
        """Which of the areas holds each position. Raises OverlappingAreas when two of them hold the same."""
        owners = np.full(len(self.tables.codes), -1, dtype=np.int32)
        # Thirty thousand LSOAs may be asked for at once, so whatever is done for each of them is done on arrays.
        at = np.fromiter(map(self.tables.place.get, [area.code for area in areas], repeat(-1)), np.int64, len(areas))
        simple = (at >= 0) & self._alone[at]
        by_layer: dict[Key, list[tuple[int, Area]]] = {}
        singly: list[tuple[int, Area]] = []
        for place in np.flatnonzero(~simple).tolist():
            area = areas[place]
            if area.level in (Level.LSOA, Level.CUSTOM):
                singly.append((place, area))
            else:
                by_layer.setdefault((area.level, area.vintage), []).append((place, area))
        self._claim_lsoas(owners, at[simple], np.flatnonzero(simple), singly, areas)
        for key, members in by_layer.items():
            self._claim_layer(owners, self.tables.layers[key], members, areas)
        return owners

    def _claim_lsoas(
        self, owners: Owners, at: Positions, places: Positions, singly: list[tuple[int, Area]], areas: Sequence[Area]
    ) -> None:
        """Claim unchanged LSOAs (`at`, for the areas at `places`), and for each other area what belongs to it."""
        inside = [(self.positions(area), place) for place, area in singly]
        held = np.concatenate([at, *(positions for positions, _place in inside)])
        owner = np.concatenate([places, *(np.full(len(positions), place) for positions, place in inside)])
        if len(held) and np.bincount(held).max() > 1:
            self._refuse_first_overlap(held.tolist(), owner.tolist(), areas)
        owners[held] = owner

    def _refuse_first_overlap(self, held: list[int], owner: list[int], areas: Sequence[Area]) -> None:
        first: dict[int, int] = {}
        for position, place in zip(held, owner, strict=True):
            if position in first:
                raise self._overlap(areas[first[position]], areas[place], position)
            first[position] = place

    def _claim_layer(
        self, owners: Owners, layer: Layer, members: list[tuple[int, Area]], areas: Sequence[Area]
    ) -> None:
        wanted = np.full(len(layer.areas) + 1, -1, dtype=np.int32)  # the last is for positions without an area
        places = [layer.place[area.code] for _place, area in members]
        if len(set(places)) != len(places):
            twice = next(area for (_place, area), at in zip(members, places, strict=True) if places.count(at) > 1)
            raise OverlappingAreas(_("{area} is in the list twice").format(area=_named(twice)))
        wanted[places] = [place for place, _area in members]
        claimed = wanted[layer.index]
        shared = np.flatnonzero((claimed >= 0) & (owners >= 0))
        if len(shared):
            position = int(shared[0])
            raise self._overlap(areas[owners[position]], areas[claimed[position]], position)
        np.copyto(owners, claimed, where=claimed >= 0)

    def _overlap(self, one: Area, other: Area, position: int) -> OverlappingAreas:
        return OverlappingAreas(
            _("{one} and {other} overlap: both hold LSOA {lsoa}, so its rows would be counted twice").format(
                one=_named(one), other=_named(other), lsoa=self.tables.codes[position]
            )
        )


def _named(area: Area) -> str:
    return f"{area.name} ({area.level.value} {area.code})"
