"""From the words of an address to a question, and the areas that typed letters may mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.states import Standing
from wardmote.engine.errors import UnknownArea
from wardmote.engine.geography import Area, Level
from wardmote.engine.measures.caveats import level_words
from wardmote.evidence import queries
from wardmote.evidence.presenters.figures import View
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _

CARRIED = ("indicator", "from", "to", "against", "level", "value", "report")  # what the choice of another area keeps


@dataclass(frozen=True)
class Match:
    """An area that typed letters may mean."""

    name: str
    what: str
    href: str


def settled(asking: Standing, chosen: Mapping[str, str]) -> Question:
    """The question of an address. Raises WardmoteError; for typed letters that name no single area, UnknownArea."""
    typed = chosen.get("q", "").strip()
    return queries.question(
        asking,
        area=queries.area_called(asking, typed).code if typed else chosen.get("area", ""),
        indicator=chosen.get("indicator", ""),
        first=chosen.get("from", ""),
        last=chosen.get("to", ""),
        against=chosen.get("against", ""),
    )


def view_of(asked: Question, chosen: Mapping[str, str]) -> View:
    """How the address wants maps and rankings drawn; a level that the area cannot be shown by is kept, to be said."""
    value: Literal["rate", "change"] = "change" if chosen.get("value") == "change" else "rate"
    wanted = chosen.get("level", "")
    level = queries.level_below(asked.area, wanted)
    return View(level, value, wanted if level and wanted and wanted != level else "")


def usual_months(asking: Standing, area: Area | None) -> dict[str, str]:
    """The latest months held, for a form whose question could not be settled."""
    months = queries.months_offered(asking, area)
    latest = queries.latest(months) if months else None
    return {"from": str(latest.first), "to": str(latest.last)} if latest else {}


def without_search(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if name != "q" and value}


def area_named(asking: Standing, text: str) -> Area | None:
    """The one area with this code or name; None where there is none, or more than one."""
    try:
        return queries.area_called(asking, text) if text else None
    except UnknownArea:
        return None


def matches(asking: Standing, chosen: Mapping[str, str], page: str, typed: str) -> tuple[Match, ...]:
    """The areas that typed letters may mean, each the address of the same page about it."""
    kept = {name: chosen[name] for name in CARRIED if chosen.get(name)}
    return tuple(
        Match(area.name, _described(asking, area), f"{reverse(page)}?{urlencode(kept | {'area': area.code})}")
        for area in queries.areas_like(asking, typed)
    )


def _described(asking: Standing, area: Area) -> str:
    place = queries.place_of(asking, area)
    words = kind(area.level)
    return (
        _("{kind} in {place}, {code}").format(kind=words, place=place, code=area.code)
        if place
        else f"{words}, {area.code}"
    )


def kind(level: Level) -> str:
    """A level in the singular, for people."""
    return {
        Level.LSOA: _("small area (LSOA)"),
        Level.WARD: _("ward"),
        Level.DISTRICT: _("district"),
        Level.PARTNERSHIP: _("partnership"),
        Level.COUNTY: _("county"),
        Level.FORCE: _("police force"),
        Level.CUSTOM: _("area of your own"),
    }[level]


def levels_of(area: Area) -> list[tuple[str, str]]:
    """The levels inside an area, as a choice."""
    return [(level.value, level_words(level)) for level in queries.BELOW[area.level]]
