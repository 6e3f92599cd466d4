"""What the states of duties, registers and boards are called on a page."""

from wardmote.governance.claims import interval
from wardmote.governance.duties import Clock, Duty, Place, Stand
from wardmote.governance.states import DutyState, Leads, Nation, Rating, Tier
from wardmote.governance.words.owing import days_late
from wardmote.words import gettext as _
from wardmote.words import ngettext

TONES = {
    DutyState.LATE: "red",
    DutyState.NEVER: "orange",
    DutyState.SHORT: "orange",
    DutyState.DUE: "yellow",
    DutyState.MET: "green",
    DutyState.QUIET: "grey",
    DutyState.NOT_HERE: "grey",
}


def duty_state(one: Stand) -> str:
    """“5 days late”, “due in 12 days”, “met”."""
    match one.state:
        case DutyState.LATE:
            return days_late(one.days)
        case DutyState.DUE:
            return due_in(one.days)
        case DutyState.SHORT:
            return _("{n} of {all} in place").format(n=one.in_place, all=one.items) if one.items else _("In part")
        case DutyState.NEVER:
            return _("Nothing on file")
        case DutyState.QUIET:
            return _("Nothing open")
        case DutyState.NOT_HERE:
            return _("Not here")
    return _("Met")


def due_in(days: int) -> str:
    return ngettext("Due in {n} day", "Due in {n} days", days).format(n=f"{days:,}") if days else _("Due today")


def duty_group(one: DutyState) -> str:
    """The heading above the duties in a state."""
    return {
        DutyState.LATE: _("Late"),
        DutyState.NEVER: _("Nothing on file"),
        DutyState.SHORT: _("In part"),
        DutyState.DUE: _("Due within 90 days, or running from an event"),
        DutyState.MET: _("Met"),
        DutyState.QUIET: _("They run from an event, and none is open"),
        DutyState.NOT_HERE: _("They do not fall on this partnership"),
    }[one]


def rating(one: Rating) -> str:
    return {
        Rating.IN_PLACE: _("In place"),
        Rating.IN_PART: _("In part"),
        Rating.NOT_YET: _("Not in place"),
    }[one]


RATING_TONES = {Rating.IN_PLACE: "green", Rating.IN_PART: "yellow", Rating.NOT_YET: "red"}


def clock(one: Clock) -> str:
    """When the law asks for it, as words: “every year”, “within 28 days after a report was received”."""
    if one.every_months:
        return interval(one.every_months)
    if one.by:
        return _("once")
    if one.after_days:
        said = ngettext("within {n} day after {what}", "within {n} days after {what}", one.after_days)
        return said.format(n=one.after_days, what=_(one.start))
    said = ngettext("within {n} month after {what}", "within {n} months after {what}", one.after_months)
    return said.format(n=one.after_months, what=_(one.start))


def tier(one: Tier) -> str:
    return {Tier.DISTRICT: _("a district"), Tier.COUNTY: _("a county"), Tier.UNITARY: _("an area with one council")}[
        one
    ]


def nation(one: Nation) -> str:
    return {Nation.ENGLAND: _("England"), Nation.WALES: _("Wales")}[one]


def place(one: Place) -> str:
    """What kind of partnership the bodies make it, a sentence."""
    if one.tier is None:
        return _("Which duties fall here follows from the councils on file, and none is: every duty is shown.")
    said = _(
        "The councils on file make it the partnership of {kind} in {country}: which duties fall here follows from that."
    )
    return said.format(kind=tier(one.tier), country=nation(one.nation))


def reach(one: Duty) -> str:
    """On which partnerships a duty falls, a sentence; nothing where it falls on all."""
    said = []
    if one.tiers:
        said.append(_("It falls on the partnership of {kinds}.").format(kinds=_(" or ").join(map(tier, one.tiers))))
    if one.nations:
        said.append(
            _("It is asked for only in {countries}.").format(countries=_(" and ").join(map(nation, one.nations)))
        )
    return " ".join(said)


def leads(one: Leads) -> str:
    return {Leads.LEADS: _("Leads"), Leads.CONTRIBUTES: _("Contributes"), Leads.INFORMED: _("Is informed")}[one]


LEADS_TONES = {Leads.LEADS: "blue", Leads.CONTRIBUTES: "green", Leads.INFORMED: "grey"}
