"""Areas from the lookups as governance needs them: what was typed, found; and what a set of districts makes together. No row is touched here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wardmote.engine.errors import UnknownArea
from wardmote.engine.geography import Area, Geography, Level, load
from wardmote.words import gettext as _

LARGER = (Level.COUNTY, Level.FORCE, Level.PARTNERSHIP)


@dataclass(frozen=True)
class Place:
    """An area that was asked for, and the districts in it: itself, where it is a district."""

    area: Area
    districts: tuple[Area, ...]


def found(text: str) -> Place:
    """The area with this code or name, and its districts. Raises UnknownArea, with what is close, for what is no area, or smaller than a district."""
    geography = load()
    area = geography.find(text)
    if area.level is Level.DISTRICT:
        return Place(area, (area,))
    districts = tuple(geography.within(area, Level.DISTRICT)) if area.level in LARGER else ()
    if not districts:
        raise UnknownArea(_("{area} holds no whole district").format(area=area.name))
    return Place(area, districts)


def named(codes: Collection[str]) -> dict[str, str]:
    """What each district is called. A code that the lookups do not know stands for itself."""
    geography = load()
    return {code: _name(geography, code) for code in codes}


def _name(geography: Geography, code: str) -> str:
    try:
        return geography.find(code).name
    except UnknownArea:
        return code


def together(codes: Sequence[str]) -> Area | None:
    """The county or police area that these districts make, all of it and no more; None where they make none."""
    geography = load()
    known = [area for area in (_district(geography, code) for code in codes) if area]
    if len(known) != len(codes) or len(codes) < 2:
        return None
    holders = (geography.parents(known[0]).get(level) for level in (Level.COUNTY, Level.FORCE))
    wanted = {area.code for area in known}
    whole = (
        area for area in holders if area and {one.code for one in geography.within(area, Level.DISTRICT)} == wanted
    )
    return next(whole, None)


def _district(geography: Geography, code: str) -> Area | None:
    try:
        area = geography.find(code)
    except UnknownArea:
        return None
    return area if area.level is Level.DISTRICT else None
