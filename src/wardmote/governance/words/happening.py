"""What happened, in words."""

from wardmote.governance.states import Happened
from wardmote.words import ngettext


def happened(kind: Happened, n: int) -> str:
    """How much of a kind happened: a sentence."""
    return {
        Happened.GIVEN: ngettext("{n} action was given", "{n} actions were given", n),
        Happened.LATE: ngettext("{n} action became late", "{n} actions became late", n),
        Happened.DECIDED: ngettext("{n} decision was taken", "{n} decisions were taken", n),
        Happened.APPROVED: ngettext("The minutes of {n} meeting were approved", "The minutes of {n} meetings were approved", n),
        Happened.CIRCULATED: ngettext("Papers went out for {n} meeting", "Papers went out for {n} meetings", n),
        Happened.MOVED: ngettext("{n} meeting was moved", "{n} meetings were moved", n),
        Happened.CANCELLED: ngettext("{n} meeting was cancelled", "{n} meetings were cancelled", n),
        Happened.PLANNED: ngettext("{n} meeting was planned", "{n} meetings were planned", n),
        Happened.ANSWERED: ngettext("{n} answer to an action came in", "{n} answers to actions came in", n),
        Happened.RECOMMENDED: ngettext("{n} recommendation was written down", "{n} recommendations were written down", n),
        Happened.RESPONDED: ngettext("{n} answer to a recommendation came in", "{n} answers to recommendations came in", n),
        Happened.ASKED: ngettext("{n} request of scrutiny came in", "{n} requests of scrutiny came in", n),
        Happened.RISK_RAISED: ngettext("{n} risk came on the register", "{n} risks came on the register", n),
        Happened.RISK_UP: ngettext("{n} risk was scored higher", "{n} risks were scored higher", n),
        Happened.RISK_DOWN: ngettext("{n} risk was scored lower", "{n} risks were scored lower", n),
        Happened.RISK_CLOSED: ngettext("{n} risk was closed", "{n} risks were closed", n),
        Happened.HANDED_IN: ngettext("{n} report of a board was handed in", "{n} reports of boards were handed in", n),
        Happened.SEATED: ngettext("{n} seat was given on your groups", "{n} seats were given on your groups", n),
        Happened.GROUPS: ngettext("{n} group is new or changed", "{n} groups are new or changed", n),
        Happened.ADOPTED: ngettext("{n} version of the framework was adopted", "{n} versions of the framework were adopted", n),
        Happened.CLAIMED: ngettext("{n} claim about a duty was made", "{n} claims about duties were made", n),
        Happened.ENTERED: ngettext("{n} entry came into the registers", "{n} entries came into the registers", n),
    }[kind].format(n=f"{n:,}")  # fmt: skip


def of_our_agency(n: int) -> str:
    return ngettext("{n} of them for your agency", "{n} of them for your agency", n).format(n=f"{n:,}")
