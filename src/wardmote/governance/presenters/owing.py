"""What waits for somebody, as Home lists it."""

from datetime import date, datetime, time

from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.accounts.states import Hat
from wardmote.accounts.waiting import Item
from wardmote.governance import words
from wardmote.governance.presenters.actions import by_when
from wardmote.governance.presenters.meetings import title
from wardmote.governance.queries import Owing
from wardmote.governance.states import Waits
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

LISTS = {
    Waits.WRITTEN: "meetings", Waits.RECOMMENDATION: "recommendations", Waits.RECOMMENDATION_SOON: "recommendations", Waits.NEXT_MEETING: "meetings", Waits.MINUTES: "meetings", Waits.REACHED: "waiting-actions",
    Waits.REPORT: "exception-reports", Waits.REPORT_LATE: "exception-reports", Waits.EMPTY_GROUP: "governance", Waits.RISK: "risks", Waits.MATTER: "scrutiny", Waits.MATTER_SOON: "scrutiny", Waits.ASK: "exception-reports", Waits.DUTY_LATE: "duties",
    Waits.DUTY_DUE: "duties", Waits.ENTRY: "registers",
}  # fmt: skip
PAGES = {
    Waits.WRITTEN: "answer-in-writing", Waits.RECOMMENDATION: "answer-recommendation", Waits.RECOMMENDATION_SOON: "answer-recommendation", Waits.NEXT_MEETING: "meeting", Waits.MINUTES: "minutes",
    Waits.REACHED: "action", Waits.RISK: "risk", Waits.MATTER: "matter", Waits.MATTER_SOON: "matter", Waits.ENTRY: "entry",
}  # fmt: skip
SINCE = {
    Waits.MINUTES,
    Waits.ASK,
    Waits.MATTER_SOON,
    Waits.RECOMMENDATION_SOON,
}  # nothing says by when, only since when


def waiting_item(one: Owing, hat: Hat, now: datetime) -> Item:
    """One line. A single thing opens its page, several their list."""
    today = now.astimezone(LONDON).date()
    said = title(one.meeting) if one.meeting else ""
    alone = one.key and one.kind in PAGES
    href = reverse(PAGES[one.kind], args=[one.key]) if alone else reverse(LISTS[one.kind])
    undated = one.kind in SINCE or one.kind is Waits.EMPTY_GROUP
    late = one.first < today and not undated
    first = today if one.kind is Waits.EMPTY_GROUP else one.first
    at = datetime.combine(first, time.max, tzinfo=LONDON)
    return Item(words.waits(one.kind, one.count, said), _due(one, today), href, at, late, hat)


def _due(one: Owing, today: date) -> str:
    if one.kind is Waits.EMPTY_GROUP:
        return _("give somebody a seat")
    if one.kind in SINCE:
        return _("since {day}").format(day=day(one.first))
    return words.meeting_in(one.first, today) if one.kind is Waits.NEXT_MEETING else by_when(one.first, today)
