"""The bodies of the partnership: who takes part, in which role, and what the law has against that."""

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
from wardmote.governance.forms import BodyForm, DayForm, LastDayForm, PartForm, SuccessionForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.presenters import one_body as shown
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """The bodies on a day."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    on = form.day
    context = {
        "form": form, "day": day(on), "rows": presenters.body_rows(queries.bodies_on(request.standing, on)),
        "links": presenters.link_lines(queries.links_on(request.standing, on)), "runs": allows(may_run_governance, request.standing),
        "successions": presenters.succession_lines(queries.successions(request.standing)), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/bodies.html", context)


@allowed_by(may_see_governance)
@require_safe
def body(request: MemberRequest, key: UUID) -> HttpResponse:
    """One body, and its history both ways."""
    found = queries.body_read(request.standing, key, request.standing.day(clock.today()))
    owes, address = shown.owes(found)
    context = {
        "body": found, "said": shown.in_a_sentence(found), "area": shown.where_it_works(found), "owes": owes, "list": address,
        "was": shown.followed(found.before, after=False), "became": shown.followed(found.after, after=True), "roles": shown.held_rows(found.parts),
        "seats": shown.held_rows(found.seats), "came": shown.came_lines(queries.was_before(request.standing, key)),
    }  # fmt: skip
    return render(request, "governance/body.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest) -> HttpResponse:
    """A body that takes part from a day on."""
    agencies = [(str(key), name) for key, name in accounts.agencies(request.standing)]
    form = BodyForm(
        request.POST or None,
        initial={"valid_from": request.standing.day(clock.today())} | kept_for(request),
        agencies=agencies,
    )
    here = worn(request.standing)
    if done(form, lambda: changes.add_body(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(reverse("bodies"), "added")
    return page(request, form, heading=_("Add a body"), button=_("Add this body"), back=reverse("bodies"))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def part(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another role or vote from a day on."""
    name, _since = queries.body_named(request.standing, key)
    form = PartForm(
        request.POST or None, initial={"valid_from": request.standing.day(clock.today())} | kept_for(request)
    )
    if done(form, lambda: changes.give_part(body=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(reverse("bodies"), "part-given")
    heading = _("Change the part of {name}").format(name=name)
    return page(request, form, heading=heading, button=_("Change its part"), back=reverse("bodies"))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a body."""
    name, _since = queries.body_named(request.standing, key)
    form = LastDayForm(request.POST or None, initial=kept_for(request))
    if done(form, lambda: changes.end_body(body=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(reverse("bodies"), "ended")
    lead = _(
        "Its part and its seats end with that day. What it did stays on file. Another body takes its place? Then say so instead: “A body takes the place of another”."
    )
    heading = _("When does {name} stop taking part?").format(name=name)
    return page(request, form, heading=heading, button=_("End it"), back=reverse("bodies"), lead=lead, dangerous=True)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def succeed(request: MemberRequest) -> HttpResponse:
    """Bodies merged, or split."""
    names = [
        (str(body.key), body.name) for body in queries.bodies_on(request.standing, request.standing.day(clock.today()))
    ]
    owed = queries.owed_when_split(request.standing, request.POST, request.standing.day(clock.today()))
    initial = {"on": request.standing.day(clock.today())} | kept_for(request)
    form = SuccessionForm(request.POST or None, initial=initial, bodies=names, owed=owed)
    if done(form, lambda: changes.succeed(**form.asked, at=clock.now(), by=request.standing)):
        return to(reverse("bodies"), "followed")
    lead = _(
        "For a merger choose several bodies that end and one that stands in their place; for a split, one that ends and several in its place. Add the new bodies first."
    )
    return page(
        request,
        form,
        heading=_("A body takes the place of another"),
        button=_("Write it down"),
        back=reverse("bodies"),
        lead=lead,
    )
