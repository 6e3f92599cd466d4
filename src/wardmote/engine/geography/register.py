"""Finding an area by what people type: a code of any age, or a name."""

import bisect
import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from wardmote.engine.errors import UnknownArea
from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.geography.forces import police_forces
from wardmote.engine.geography.own import OwnArea
from wardmote.engine.geography.tables import WARD_VINTAGE, Tables
from wardmote.words import gettext as _

# The order in which people mean them.
PREFERENCE = (Level.DISTRICT, Level.PARTNERSHIP, Level.COUNTY, Level.FORCE, Level.CUSTOM, Level.WARD, Level.LSOA)


def _listed(areas: Iterable[Area]) -> str:
    return ", ".join(f"{area.name} ({area.level.value} {area.code})" for area in areas)


class Register:
    """Codes and names of every area."""

    def __init__(self, tables: Tables, own: Sequence[OwnArea]) -> None:
        self._tables = tables
        self._own = tuple(known.area for known in own)  # by code, the earliest version first

    @cached_property
    def _larger(self) -> tuple[Area, ...]:
        """Packaged areas larger than an LSOA, wards of 2018 first so that a later vintage wins."""
        layers = sorted(self._tables.layers.items())
        return tuple(area for _key, layer in layers for area in layer.areas)

    @cached_property
    def _by_code(self) -> dict[str, list[Area]]:
        """Code in capitals -> its areas, the one to take by default last."""
        found: dict[str, list[Area]] = {}
        for area in (*self._larger, *self._own):
            found.setdefault(area.code.upper(), []).append(area)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Area]]:
        """Name without case -> the areas that are so called now; a force also under its published names."""
        found: dict[str, list[Area]] = {}
        for area in self._current():
            found.setdefault(area.name.casefold(), []).append(area)
        for force in police_forces():
            if force.area:
                area = self._by_code[force.area][-1]
                for name in force.published:
                    found.setdefault(name.casefold(), []).append(area)
        return found

    @cached_property
    def _lsoa_by_name(self) -> dict[str, Area]:
        """Names of 2011, then of 2021 over them: where both census years used a name, the later use counts."""
        tables = self._tables
        old = {name.casefold(): tables.lsoas[place] for place, name in enumerate(tables.old_names) if name}
        return old | {area.name.casefold(): area for area in tables.lsoas if area.vintage != "2011"}

    def _current(self) -> Iterator[Area]:
        """Areas larger than an LSOA, each once: wards of 2024, and the last version of a custom area."""
        yield from (area for area in self._larger if area.level is not Level.WARD or area.vintage == WARD_VINTAGE)
        yield from {area.code: area for area in self._own}.values()

    def find(self, code_or_name: str, vintage: str | None = None) -> Area:
        """One area, by its code (any case) or its exact name (any case).

        A retired district's code gives the district that it is in today. A name that a district shares with others is
        the district's. Raises UnknownArea, with what is there instead.
        """
        text = " ".join(code_or_name.split())
        found = self._with_code(text.upper()) or self._with_name(text.casefold())
        if vintage is not None:
            found = [area for area in found if vintage in area.vintage.split("/")] or self._refuse_vintage(
                text, vintage, found
            )
        if not found:
            raise UnknownArea(self._nothing(text))
        return found[-1] if len({area.code for area in found}) == 1 else self._choose(text, found)

    def _with_code(self, code: str) -> list[Area]:
        if code in self._tables.place:
            return [self._tables.lsoas[self._tables.place[code]]]
        code = self._tables.retired[code][1] if code in self._tables.retired else code
        return self._by_code.get(code, [])

    def _with_name(self, name: str) -> list[Area]:
        found = self._by_name.get(name, [])
        if not found and name in self._lsoa_by_name:
            return [self._lsoa_by_name[name]]
        earlier = [area for area in self._larger if area.vintage != WARD_VINTAGE and area.name.casefold() == name]
        return found or earlier

    def _choose(self, text: str, found: list[Area]) -> Area:
        districts = [area for area in found if area.level is Level.DISTRICT]
        if len(districts) == 1:
            return districts[0]
        raise UnknownArea(
            _("'{text}' is the name of several areas: {areas}. Use the code").format(
                text=text, areas=_listed(found[:12])
            )
        )

    def _refuse_vintage(self, text: str, vintage: str, found: list[Area]) -> list[Area]:
        if not found:
            return []
        known = ", ".join(sorted({area.vintage for area in found}))
        raise UnknownArea(
            _("{text} is not an area of {vintage}: it is of {known}").format(text=text, vintage=vintage, known=known)
        )

    def _nothing(self, text: str) -> str:
        for name, current in self._tables.retired.values():
            if name.casefold() == text.casefold():
                now = _listed(self._by_code[current][-1:])
                return _("{name} is no longer a district: it is part of {now}").format(name=name, now=now)
        if text[:1].isalpha() and text[1:].isdigit():
            return _("no area has the code {code}; the nearest codes are {near}").format(
                code=text.upper(), near=_listed(self._near_code(text.upper()))
            )
        near = self._near_name(text)
        hint = _("close to it: {near}").format(near=_listed(near)) if near else _("nothing is close to it")
        return _("no area is called '{text}'; {hint}").format(text=text, hint=hint)

    def _near_code(self, code: str) -> list[Area]:
        codes = sorted({*self._by_code, *self._tables.place})
        at = bisect.bisect(codes, code)
        return [self._with_code(near)[-1] for near in codes[max(0, at - 2) : at + 2]]

    def _near_name(self, text: str) -> list[Area]:
        inverted = [name for name in self._by_name if name.startswith(f"{text.casefold()}, ")]  # "Bristol, City of"
        close = difflib.get_close_matches(text.casefold(), self._by_name, n=4, cutoff=0.75)
        names = dict.fromkeys([*inverted, *close])
        return [area for name in names for area in self._by_name[name]][:5] or self.search(text, limit=4)

    def search(self, text: str, *, level: Level | None = None, limit: int = 10) -> list[Area]:
        """Areas whose name holds the text or whose code begins with it, the likeliest first; wards are those of 2024.

        LSOAs are numbered ("South Ribble 008A"): they are looked through when asked for, or when the text has a digit.
        """
        sought = " ".join(text.split()).casefold()
        if not sought:
            return []
        numbered = level is Level.LSOA or (level is None and any(letter.isdigit() for letter in sought))
        candidates = chain(self._searched(level), self._tables.lsoas if numbered else ())
        scored = [(score, area) for area in candidates if (score := _score(area, sought)) is not None]
        scored.sort(key=lambda pair: (pair[0], PREFERENCE.index(pair[1].level), pair[1].name, pair[1].code))
        return [area for _score_, area in scored[:limit]]

    def _searched(self, level: Level | None) -> Iterator[Area]:
        return (area for area in self._current() if level in (None, area.level))


def _score(area: Area, sought: str) -> int | None:
    """0 for the very name or code, then beginnings, then words, then anything inside; None for no match."""
    name, code = area.name.casefold(), area.code.casefold()
    if sought in (name, code):
        return 0
    if name.startswith(sought):
        return 1
    if f" {sought}" in name:
        return 2
    if sought in name:
        return 3
    return 4 if code.startswith(sought) else None
