"""What an area is: a pair (code, vintage), with a name and a level."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.engine.errors import WardmoteError


class Level(StrEnum):
    """The kinds of area that are measured, smallest first."""

    LSOA = "lsoa"
    WARD = "ward"
    DISTRICT = "district"
    PARTNERSHIP = "partnership"  # Community Safety Partnership, E22 / W22
    COUNTY = "county"
    FORCE = "force"  # police force area, E23 / W15
    CUSTOM = "custom"  # defined by a partnership: a dated set of LSOAs or a polygon


@dataclass(frozen=True)
class Area:
    """A place as it was in one vintage of the geography. `valid_to` is the first day on which it no longer held."""

    code: str
    vintage: str  # the year of the boundary set, "2011", "2021", "2024"; for custom areas the day they were defined
    name: str
    level: Level
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Population:
    """Usual residents of an area in one mid-year estimate."""

    year: int
    persons: int
    source: str


class OverlappingAreas(WardmoteError):
    """Areas that were to be counted side by side share an LSOA, so a row would be counted twice."""
