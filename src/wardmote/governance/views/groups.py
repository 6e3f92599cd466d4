"""The structure of the partnership: its groups, as a picture and as a list, on any day; one group, and who sits on it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts import queries as accounts
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, presenters, queries
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import DayForm, GroupForm, LastDayForm, SeatForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.presenters.area import works_for
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def structure(request: MemberRequest) -> HttpResponse:
    """The groups on a day, as a picture and as a list."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    on = form.day
    groups = queries.groups_on(request.standing, on)
    context = {
        "form": form, "day": day(on), "groups": presenters.outlined(groups), "query": request.GET.urlencode(),
        "said": presenters.groups_counted(groups, request.standing, on, request.standing.day(clock.today())),
        "stops": presenters.stops(queries.days_of_change(request.standing), on), "runs": allows(may_run_governance, request.standing),
        "pictures": presenters.pictures(groups, request.standing, on), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/structure.html", context)


@allowed_by(may_see_governance)
@require_safe
@made_apart
def picture(request: MemberRequest) -> HttpResponse:
    """The picture alone, for a document or a wall."""
    on = DayForm(request.GET, today=request.standing.day(clock.today())).day
    drawn = presenters.picture(
        queries.groups_on(request.standing, on), presenters.partnership(request.standing), on, presenters.WIDE
    )
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


@allowed_by(may_see_governance)
@require_safe
def group(request: MemberRequest, key: UUID) -> HttpResponse:
    """One group: what it is for, who sits on it, what it was before."""
    found = queries.group_on(request.standing, key, request.standing.day(clock.today()))
    context = {
        "group": found, "note": presenters.note(found), "area": works_for(found.area), "seats": presenters.seat_rows(queries.seats_of(request.standing, key, request.standing.day(clock.today()))),
        "shapes": presenters.shapes(queries.shapes_of(request.standing, key)), "runs": allows(may_run_governance, request.standing),
        "minutes": queries.minutes_for(request.standing, key), "done": presenters.done(request.GET.get("done", "")), "coming": presenters.meeting_heads(queries.next_of_group(request.standing, key, now=clock.now())),
    }  # fmt: skip
    return render(request, "governance/group.html", context)


def _form(request: MemberRequest, initial: dict[str, object], leave_out: UUID | None = None) -> GroupForm:
    today = request.standing.day(clock.today())
    groups = [(str(one.key), one.name) for one in queries.groups_on(request.standing, today) if one.key != leave_out]
    bodies = [(str(one.key), one.name) for one in queries.bodies_on(request.standing, today)]
    return GroupForm(request.POST or None, initial=initial | kept_for(request), groups=groups, bodies=bodies)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest) -> HttpResponse:
    """A new group."""
    form, here = (
        _form(
            request,
            {"valid_from": request.standing.day(clock.today()), "circle": "partnership", "cadence": "as-needed"},
        ),
        worn(request.standing),
    )
    made: list[UUID] = []

    def found() -> None:
        first = form.cleaned_data["valid_from"]
        made.append(
            changes.found_group(
                partnership=here, shape=form.shape, valid_from=first, at=clock.now(), by=request.standing
            )
        )

    if done(form, found):
        return to(reverse("group", args=made), "founded")
    return page(request, form, heading=_("Add a group"), button=_("Add this group"), back=reverse("governance"))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another shape of a group from a day on."""
    now, here = (
        queries.group_on(request.standing, key, request.standing.day(clock.today())),
        reverse("group", args=[key]),
    )
    form = _form(
        request, presenters.begin_with(now) | {"valid_from": request.standing.day(clock.today())}, leave_out=key
    )

    def reshape() -> None:
        first = form.cleaned_data["valid_from"]
        changes.reshape_group(group=key, shape=form.shape, valid_from=first, at=clock.now(), by=request.standing)

    if done(form, reshape):
        return to(here, "reshaped")
    lead = _("What the group was until then stays on file: a report about that time says what held at that time.")
    return page(
        request, form, heading=_("Change {name}").format(name=now.name), button=_("Change it"), back=here, lead=lead
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a group."""
    now, here = (
        queries.group_on(request.standing, key, request.standing.day(clock.today())),
        reverse("group", args=[key]),
    )
    form = LastDayForm(request.POST or None, initial=kept_for(request))
    if done(form, lambda: changes.end_group(group=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(here, "group-ended")
    heading = _("When does {name} end?").format(name=now.name)
    return page(request, form, heading=heading, button=_("End this group"), back=here, dangerous=True)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def seat(request: MemberRequest, key: UUID) -> HttpResponse:
    """Somebody sits on a group."""
    now, here = (
        queries.group_on(request.standing, key, request.standing.day(clock.today())),
        reverse("group", args=[key]),
    )
    bodies = [
        (str(one.key), one.name) for one in queries.bodies_on(request.standing, request.standing.day(clock.today()))
    ]
    members = [
        (str(one.key), one.name)
        for one in accounts.colleagues(request.standing, on=request.standing.day(clock.today()))
    ]
    initial = {"valid_from": request.standing.day(clock.today())} | kept_for(request)
    form = SeatForm(request.POST or None, initial=initial, bodies=bodies, members=members)
    if done(form, lambda: changes.give_seat(group=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(here, "seated")
    heading = _("Who joins {name}?").format(name=now.name)
    return page(request, form, heading=heading, button=_("Give them this seat"), back=here)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def unseat(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a seat."""
    found, who = queries.seat_of(request.standing, key)
    form, here = LastDayForm(request.POST or None, initial=kept_for(request)), reverse("group", args=[found])
    if done(form, lambda: changes.end_seat(seat=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(here, "unseated")
    return page(
        request,
        form,
        heading=_("When does {who} leave the group?").format(who=who),
        button=_("End this seat"),
        back=here,
        dangerous=True,
    )
