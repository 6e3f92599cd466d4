"""What a search finds, in words."""

from wardmote.governance.states import Found
from wardmote.words import gettext as _
from wardmote.words import ngettext


def found(one: Found) -> str:
    """The heading above what was found of a kind."""
    return {
        Found.GROUP: _("Groups"),
        Found.BODY: _("Bodies"),
        Found.MEETING: _("Meetings"),
        Found.ITEM: _("Points of agendas and minutes"),
        Found.PAPER: _("Papers"),
        Found.DECISION: _("Decisions"),
        Found.ACTION: _("Actions"),
        Found.ASKED: _("Asked of your agency by closed groups"),
        Found.RECOMMENDATION: _("Recommendations"),
        Found.MATTER: _("Asked by scrutiny"),
        Found.RISK: _("Risks"),
        Found.REPORT: _("Reports of boards"),
        Found.ENTRY: _("Registers"),
        Found.DUTY: _("Duties"),
        Found.FRAMEWORK: _("The framework"),
    }[one]


def found_numbered(one: Found, number: int) -> str:
    """What something with a number is called."""
    return {
        Found.ACTION: _("Action {n}"),
        Found.ASKED: _("Action {n}"),
        Found.DECISION: _("Decision {n}"),
        Found.RECOMMENDATION: _("Recommendation {n}"),
        Found.MATTER: _("Asked by scrutiny, {n}"),
        Found.FRAMEWORK: _("Version {n}"),
    }[one].format(n=number)


def how_many(total: int) -> str:
    return ngettext("{n} found", "{n} found", total).format(n=f"{total:,}")
