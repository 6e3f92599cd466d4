"""What a reader must know about a number: each in a sentence, with its size."""

from collections.abc import Sequence

from wardmote.engine.figures import number, percent
from wardmote.engine.geography import Area, Level, Population
from wardmote.engine.measures.counting import Placement
from wardmote.engine.measures.indicators import Indicator
from wardmote.engine.measures.results import Caveat, Change, Marker, Qualifier
from wardmote.engine.periods import Month, Period, in_words
from wardmote.words import gettext as _
from wardmote.words import ngettext


def of_break(earlier: Period) -> Caveat:
    """The earlier months meant something else."""
    text = _("The categories changed their meaning between {earlier} and the period, so the two are not compared.")
    return Caveat("break", text.format(earlier=earlier.words))


def of_missing(gone: Sequence[Month]) -> Caveat | None:
    """Months that nobody has: named, never counted as zero."""
    if not gone:
        return None
    text = _("There is no comparison: the lake does not hold {months}. A missing month is not a month without crime.")
    return Caveat("missing", text.format(months=in_words(gone)))


def of_placement(area: Area, placement: Placement, period: Period, earlier: Period | None) -> Caveat | None:
    """How much of the force's recorded crime has no place, now and before."""
    now = placement.unplaced_share(period) * 100
    before = placement.unplaced_share(earlier) * 100 if earlier else 0.0
    if max(now, before) < 0.05:
        return None
    if area.level is Level.FORCE:
        text = _("{now:.1f} % of these records have no place{before}: they are counted here, and in no smaller area.")
    else:
        text = _(
            "{now:.1f} % of the force's records have no place{before}: they are counted in no area below the force."
        )
    then = _(" ({before:.1f} % in the earlier period)").format(before=before) if earlier else ""
    return Caveat("placement", text.format(now=now, before=then))


def of_markers(now: Sequence[Marker], before: Sequence[Marker]) -> Caveat | None:
    """Events that distort either side of the comparison."""
    sides = [
        (_("The period itself included {labels}."), now),
        (_("The earlier period included {labels}."), before),
    ]
    said = [text.format(labels=", ".join(_(one.label) for one in found)) for text, found in sides if found]
    return Caveat("disruption", " ".join(said)) if said else None


def of_dispersion(dispersion: float | None, level: Level) -> Caveat | None:
    """By how much the interval is widened, or that it could not be."""
    if dispersion is None:
        text = _("How much these counts vary could not be estimated: the interval shown is the least uncertainty.")
        return Caveat("dispersion", text)
    if dispersion <= 1:
        return None
    text = _(
        "Monthly counts of like areas ({level}) vary {phi:.1f} times as much as chance alone: the interval is {times:.2f} times wider for it."
    )
    return Caveat("dispersion", text.format(level=level_words(level), phi=dispersion, times=dispersion**0.5))


def level_words(level: Level) -> str:
    """A level in the plural, for people."""
    return {
        Level.LSOA: _("LSOAs"),
        Level.WARD: _("wards"),
        Level.DISTRICT: _("districts"),
        Level.PARTNERSHIP: _("partnerships"),
        Level.COUNTY: _("counties"),
        Level.FORCE: _("police forces"),
        Level.CUSTOM: _("areas of your own"),
    }[level]


def of_small_numbers(change: Change) -> Caveat | None:
    if Qualifier.SMALL_NUMBERS not in change.qualifiers:
        return None
    return Caveat("small", _("The numbers are small: read the counts, not the percentage."))


def of_repeats(later: int, before: int | None, distinct: tuple[int, int] | None) -> Caveat | None:
    """Rows as published are counted; how many repeat an id is said, and what the `distinct` counts would give.

    `before` is None where the earlier period is not counted: nothing is said of it then.
    """
    if not later and not before:
        return None
    text = ngettext(
        "Rows are counted as published: {n} row in the period repeats a Crime ID already counted",
        "Rows are counted as published: {n} rows in the period repeat a Crime ID already counted",
        later,
    ).format(n=number(later))
    if before is not None:
        text += _(" ({before} in the earlier period)").format(before=number(before))
    if distinct is None or not distinct[1]:
        return Caveat("repeats", f"{text}.")
    change = percent((distinct[0] - distinct[1]) / distinct[1] * 100)
    return Caveat(
        "repeats", _("{text}; without repeats the change would be {change}.").format(text=text, change=change)
    )


def of_population(area: Area, population: Population | None, period: Period) -> Caveat | None:
    """Which year's residents the rate divides by, where that is not the period's own."""
    if population is None:
        return Caveat("population", _("No population is known for {area}, so there is no rate.").format(area=area.name))
    if population.year >= period.last.year:
        return None
    text = _("The rate divides by the residents of mid-{year}, the latest estimate held.")
    return Caveat("population", text.format(year=population.year))


def of_geography(area: Area, imprecise: Sequence[str]) -> Caveat | None:
    """Small areas of another vintage that could not be allotted exactly."""
    if not imprecise:
        return None
    text = ngettext(
        "{n} small area of another boundary year crosses the edge of {area} and is counted on the side of its larger part, or not at all for an LSOA.",
        "{n} small areas of another boundary year cross the edge of {area} and are counted on the side of their larger part, or not at all for an LSOA.",
        len(imprecise),
    )
    return Caveat("geography", text.format(n=len(imprecise), area=area.name))


def of_note(found: Indicator) -> Caveat | None:
    return Caveat("definition", _(found.note)) if found.note else None
