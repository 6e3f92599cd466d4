"""The last lines of the demonstration: what it found, where it is, how to get in."""

from collections.abc import Iterator

from wardmote.demo.building import Demonstration
from wardmote.engine.figures import number, percent
from wardmote.engine.geography import Level
from wardmote.engine.measures.sentences import verdict_words
from wardmote.words import gettext as _


def lines(built: Demonstration, address: str | None) -> Iterator[str]:
    """What to print, line by line. `address` is the site's, or None when it was not started."""
    taken, change = built.ingest, built.headline.change
    yield ""
    yield _("Found")
    yield _(
        "  rows      {n} published ({rejected} rejected, {unplaced} without a place, {repeated} repeated Crime IDs)"
    ).format(
        n=number(taken.rows_stored),
        rejected=number(taken.rows_rejected),
        unplaced=number(taken.no_location),
        repeated=number(taken.repeated_crime_ids),
    )
    yield _("  months    {n}, {first} to {last}").format(
        n=len(taken.months), first=taken.months[0], last=taken.months[-1]
    )
    yield _("  areas     {districts} districts, {wards} wards, {lsoas} LSOAs of Lancashire police").format(
        districts=built.areas[Level.DISTRICT], wards=built.areas[Level.WARD], lsoas=built.areas[Level.LSOA]
    )
    if change and built.headline.comparison:
        yield _(
            "  headline  {area}, {label}, {period}: {n} against {old}, {raw}; {placed} allowing for placement"
        ).format(
            area=built.headline.area.name,
            label=built.headline.label.lower(),
            period=built.headline.period,
            n=number(built.headline.count),
            old=number(built.headline.comparison.count),
            raw=percent(change.percent),
            placed=percent(change.percent_placed),
        )
        yield _("  force     {force}: {change}").format(
            force=built.force.area.name, change=percent(built.force.change.percent if built.force.change else None)
        )
        yield _("  verdict   {verdict}").format(verdict=verdict_words(change))
    yield f"  {built.sentence}"
    yield ""
    yield _("Report")
    yield from (f"  {file}" for file in built.files)
    if address:
        yield ""
        yield _("Web site    {address}").format(address=address)
        yield _("  Sign in as one of these made-up people; the demonstration is no security boundary:")
        yield from (f"  {email:<26} {password}" for email, password in built.passwords.items())
        yield _("  Then a code is asked for, which their telephone would show: 'wardmote demo code manager' prints it.")
        yield _("  Where no mail server is set letters wait: 'wardmote mail' shows them, and the links in them.")
        yield _("  'make stop' (or 'wardmote demo --stop') ends it.")
    yield ""
    yield _("Ready in {s:.0f} seconds.").format(s=built.seconds)
