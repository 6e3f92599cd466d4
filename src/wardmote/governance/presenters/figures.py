"""Figures of governance for Home: so many of so many, where they are listed, and how it was before."""

from datetime import date

from django.urls import reverse

from wardmote.accounts.figures import Figure
from wardmote.governance.attending import percentage
from wardmote.governance.queries import Counted
from wardmote.words import gettext as _
from wardmote.words import ngettext


def actions_figure(found: Counted) -> Figure | None:
    if not any((found.whole, *found.past)):
        return None
    note = ngettext("of {n} open action", "of {n} open actions", found.whole).format(n=f"{found.whole:,}")
    trend = _("Open actions at the end of each month: {numbers}")
    return Figure(_("Actions late"), f"{found.part:,}", note, reverse("actions"), _late(found), found.past, said(trend, found))  # fmt: skip


def _late(found: Counted) -> str:
    if not found.whole:
        return _("nothing is open")
    return _("none is late") if not found.part else ""


def attendance_figure(found: Counted, today: date) -> Figure | None:
    if not found.whole and not any(found.past):
        return None
    year = today.year if today.month >= 4 else today.year - 1
    value = _("{n} %").format(n=percentage(found.part, found.whole)) if found.whole else "–"
    note = _("{part} of {whole} seats, since April {year}").format(part=found.part, whole=found.whole, year=year)
    trend = _("Seats filled in per cent, quarter by quarter: {numbers}")
    return Figure(
        _("Seats filled at meetings that the law requires"), value, note if found.whole else _("none held since April {year}").format(year=year),
        reverse("attendance"), "", found.past, said(trend, found),
    )  # fmt: skip


def risks_figure(found: Counted) -> Figure | None:
    if not found.whole:
        return None
    note = ngettext("of {n} open risk with a target", "of {n} open risks with a target", found.whole)
    trend = _("Risks above target at the end of each quarter: {numbers}")
    verdict = _("all at their target") if not found.part else ""
    return Figure(_("Risks above target"), str(found.part), note.format(n=found.whole), reverse("risks"), verdict, found.past, said(trend, found))  # fmt: skip


def duties_figure(found: Counted) -> Figure | None:
    if not found.whole:
        return None
    note = ngettext("of {n} duty with a day to keep", "of {n} duties with a day to keep", found.whole)
    verdict = _("all met") if found.part == found.whole else ""
    return Figure(_("Duties met"), str(found.part), note.format(n=found.whole), reverse("duties"), verdict)


def said(words: str, found: Counted) -> str:
    """The sparkline in words; what is not known is said so."""
    return words.format(numbers=", ".join(_("not known") if one is None else f"{one:,}" for one in found.past))
