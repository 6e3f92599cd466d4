"""Attendance over a year, and members' calendars of meetings."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by, public
from wardmote.accounts.throttle import TooOften, sparingly
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import CalendarForm, YearForm
from wardmote.governance.policies import may_see_governance
from wardmote.governance.views.doing import FORM, to
from wardmote.governance.views.meetings import groups
from wardmote.platform import clock
from wardmote.words import gettext as _


def year_form(request: MemberRequest) -> YearForm:
    """The year that was asked for, or the last one in which a group met that the law requires."""
    today = request.standing.day(clock.today())
    return YearForm(
        request.GET, groups=groups(request), today=today, held=queries.last_held(request.standing, until=today)
    )


@allowed_by(may_see_governance)
@require_safe
def attendance(request: MemberRequest) -> HttpResponse:
    """Who came to what was held in a year: the figure in words, as bars, as a table."""
    form = year_form(request)
    first, end = form.stretch
    found = queries.attendance_over(request.standing, first=first, end=end, group=form.cleaned_data.get("group"))
    context = {
        "form": form, "found": found, "sentence": presenters.attendance_sentence(found, first, end), "rows": presenters.attendance_rows(found),
        "apart": presenters.circulations_apart(found),
    }  # fmt: skip
    return render(request, "governance/attendance.html", context)


@allowed_by(may_see_governance)
@never_cache
@sensitive_variables("secret")
@require_http_methods(FORM)
def calendar(request: MemberRequest) -> HttpResponse:
    """One's own calendar: its address is made, and shown this once."""
    form, address = CalendarForm(request.POST or None, initial={"scope": "mine"}), ""
    if form.is_valid():
        secret = changes.open_calendar(scope=form.cleaned_data["scope"], at=clock.now(), by=request.standing)
        address = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    context = {
        "form": form, "address": address, "own": presenters.own_calendar(queries.own_calendar(request.standing)),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/calendar.html", context, status=400 if form.errors else 200)


@allowed_by(may_see_governance)
@require_POST
def end_calendar(request: MemberRequest) -> HttpResponse:
    """The address opens nothing any more."""
    changes.end_calendar(at=clock.now(), by=request.standing)
    return to(reverse("meeting-calendar"), "calendar-ended")


@public
@never_cache
@sensitive_variables("secret")
@require_safe
def feed(request: MemberRequest, secret: str) -> HttpResponse:
    """What a calendar program reads. No session: the address alone says whose it is. One that opens nothing gets the same answer, whyever."""
    visitor = request.standing.member is None
    try:
        found = (
            sparingly(request, "calendar", secret, lambda: queries.calendar_of(secret, now=clock.now()))
            if visitor
            else None
        )
    except TooOften:
        said = _("This calendar was asked for too often. Ask again in an hour.")
        return HttpResponse(said, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "3600"})
    if found is None:
        said = (
            _("There is no such calendar.") if visitor
            else _("This address is for a calendar program. Where somebody is signed in it shows nothing.")
        )  # fmt: skip
        return HttpResponse(said, status=404, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(
        presenters.icalendar(found, request.build_absolute_uri), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return answer
