"""Area codes, vintages, lookups, populations and outlines of England and Wales.

from wardmote.engine import geography
atlas = geography.load()
atlas.within(atlas.find("E22000161"), geography.Level.WARD)

Adding areas (`geography.adding.add_areas`) reads files of outlines and is imported by whoever does that: it needs geopandas.
"""

from wardmote.engine.geography.areas import Area, Level, OverlappingAreas, Population
from wardmote.engine.geography.atlas import LSOA_VINTAGE, Geography, load
from wardmote.engine.geography.boundaries import rewound
from wardmote.engine.geography.forces import PoliceForce, police_forces

__all__ = [
    "LSOA_VINTAGE",
    "Area",
    "Geography",
    "Level",
    "OverlappingAreas",
    "PoliceForce",
    "Population",
    "load",
    "police_forces",
    "rewound",
]
