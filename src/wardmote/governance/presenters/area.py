"""The area of a partnership as a page shows it."""

from dataclasses import dataclass

from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.governance import places
from wardmote.governance.presenters.structure import link_line
from wardmote.governance.queries import Covered, LinkOnDay
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class CoveredRow:
    name: str
    code: str
    since: str
    href: str


def covered_rows(found: list[Covered]) -> list[CoveredRow]:
    """The districts, by name."""
    names = places.named([one.code for one in found])
    rows = (
        CoveredRow(
            names[one.code], one.code, day(one.since), "" if one.until else reverse("uncover-district", args=[one.code])
        )
        for one in found
    )
    return sorted(rows, key=lambda row: row.name)


def said(found: list[Covered]) -> str:
    """What the districts make together, in a sentence."""
    if not found:
        return ""
    n, whole = len(found), places.together([one.code for one in found])
    if whole:
        return _("It covers all {n} districts of {area}.").format(n=n, area=area_named(whole.code))
    return ngettext("It covers {n} district.", "It covers {n} districts.", n).format(n=n)


def area_named(code: str) -> str:
    """An area and what kind of area it is: "Lancashire (county)". Nothing for no code."""
    if not code:
        return ""
    area = places.found(code).area
    kinds = {
        "district": _("district"),
        "county": _("county"),
        "force": _("police area"),
        "partnership": _("partnership area"),
    }
    return _("{name} ({kind})").format(name=area.name, kind=kinds.get(area.level, area.level))


def works_for(code: str) -> str:
    """The area that a group works for, in words; nothing where it is the partnership's own."""
    if not code:
        return ""
    n = len(places.found(code).districts)
    districts = ngettext("{n} district", "{n} districts", n).format(n=n)
    return _("works for {area}, {districts}").format(area=area_named(code), districts=districts)


@dataclass(frozen=True)
class LinkRow:
    words: str
    href: str


def link_rows(found: list[LinkOnDay]) -> list[LinkRow]:
    """With whom the partnership stands: a sentence, and the page on which it ends."""
    return [LinkRow(link_line(one), "" if one.until else reverse("end-link", args=[one.key])) for one in found]
