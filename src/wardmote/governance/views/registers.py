"""The registers: lists made from their definitions, entries, what became of them, and the line of time."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import EntryForm, SearchForm, StatusForm, TimelineForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.registers import Register
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """Every register."""
    return render(
        request,
        "governance/registers.html",
        {"kept": presenters.registers_kept(queries.entry_counts(request.standing))},
    )


@allowed_by(may_see_governance)
@require_safe
def register(request: MemberRequest, key: str) -> HttpResponse:
    """A page of a register."""
    found = queries.register_named(key)
    form = SearchForm(request.GET, register=found)
    asked = form.asked
    some = queries.entries(request.standing, key, **asked)
    query = presenters.entries_narrowed(asked)
    context = {
        "key": key, "register": found, "form": form, "table": presenters.entry_table(found, some, request.standing.day(clock.today())), "narrowed": query,
        "pages": presenters.entry_pages(some.number, some.pages, query, request.path), "runs": allows(may_run_governance, request.standing),
    }  # fmt: skip
    return render(request, "governance/register.html", context)


@allowed_by(may_see_governance)
@require_safe
def entry(request: MemberRequest, key: UUID) -> HttpResponse:
    """One entry, and what became of it."""
    runs = allows(may_run_governance, request.standing)
    found = queries.entry_of(request.standing, key, history=runs)
    here = queries.register_named(found.line.register)
    context = {
        "entry": found.line, "register": here, "values": presenters.entry_values(here, found.line.fields, found.names),
        "now": presenters.entry_now(here, found.line, request.standing.day(clock.today())), "became": presenters.entry_became(here, found), "former": presenters.entry_before(here, found),
        "runs": runs, "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/entry.html", context)


def _form(
    request: MemberRequest, found: Register, initial: dict[str, Any], former: list[tuple[str, str]], *, change: bool
) -> EntryForm:
    bodies = presenters.offered_bodies(queries.bodies_on(request.standing, request.standing.day(clock.today())), former)
    sent = versions.sent(request.POST) if request.method == "POST" else None
    return EntryForm(sent, initial=initial | kept_for(request), register=found, bodies=bodies, change=change)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest, key: str) -> HttpResponse:
    """A new entry."""
    found, here = queries.register_named(key), worn(request.standing)
    form, back = _form(request, found, {}, [], change=False), reverse("register", args=[key])
    made: list[UUID] = []

    def write() -> None:
        values = form.cleaned_data
        made.append(
            changes.add_entry(partnership=here, register=key, values=values, at=clock.now(), by=request.standing)
        )

    if done(form, write):
        return to(reverse("entry", args=made), "entered")
    heading = _("Add: {what}").format(what=_(found.noun))
    return page(request, form, heading=heading, button=_("Add it"), back=back, lead=_(found.purpose))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """An entry written anew."""
    found = queries.entry_of(request.standing, key)
    register, back = queries.register_named(found.line.register), reverse("entry", args=[key])
    form = _form(request, register, presenters.begin_entry(register, found), list(found.names.items()), change=True)

    def write() -> None:
        values = dict(form.cleaned_data)
        changes.change_entry(entry=key, version=values.pop("version"), values=values, by=request.standing)

    try:
        if done(form, write):
            return to(back, "entry-changed")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("Change: {what}").format(what=found.line.title)
    return page(
        request,
        form,
        heading=heading,
        button=_("Change it"),
        back=back,
        lead=_("What it was before stays in its history."),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def status(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another status, from a day on."""
    found = queries.entry_of(request.standing, key)
    register, back = queries.register_named(found.line.register), reverse("entry", args=[key])
    form = StatusForm(
        request.POST or None,
        initial={"valid_from": request.standing.day(clock.today())} | kept_for(request),
        register=register,
    )
    if done(form, lambda: changes.give_status(entry=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(back, "status-given")
    heading = _("What became of it: {what}").format(what=found.line.title)
    return page(request, form, heading=heading, button=_("Put this on file"), back=back)


@allowed_by(may_see_governance)
@require_safe
def timeline(request: MemberRequest) -> HttpResponse:
    """Everything dated in the registers, in order of days."""
    form = TimelineForm(request.GET, registers=presenters.register_names())
    found, number, pages = queries.timeline(request.standing, **form.asked)
    query = presenters.entries_narrowed({"register": form.asked["register"]})
    context = {
        "form": form,
        "stops": presenters.stops_of(found),
        "pages": presenters.entry_pages(number, pages, query, request.path),
    }
    return render(request, "governance/timeline.html", context)
