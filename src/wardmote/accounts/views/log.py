"""The log: who did and saw what. Reading it is itself in it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by, recently_proved
from wardmote.accounts.forms.log import LogFilter
from wardmote.accounts.policies import allows, may_enter, may_manage_members, may_read_log
from wardmote.accounts.presenters import log as presenters
from wardmote.accounts.queries import log as queries
from wardmote.audit.queries import Entry, Page
from wardmote.platform import clock
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


@allowed_by(may_read_log)
@require_safe
def log(request: MemberRequest) -> HttpResponse:
    """Search the log, newest first; above it, how far it is sealed."""
    form = LogFilter(request.GET, people=queries.readers_people(request.standing))
    before = _before(request)
    page = queries.events(request.standing, form.filters, before=before) if form.is_valid() else None
    shown = _shown(request, page) if page else {}
    sealed = presenters.state(queries.integrity(now=clock.now()))
    context = shown | {"form": form, "state": sealed, "query": _query(request), "first": before is None}
    return render(request, "accounts/log.html", context, status=400 if form.errors else 200)


@allowed_by(may_read_log)
@require_safe
@recently_proved
@made_apart
def export(request: MemberRequest) -> HttpResponse:
    """What was found, for a spreadsheet."""
    form = LogFilter(request.GET, people=queries.readers_people(request.standing))
    if not form.is_valid():
        raise SuspiciousOperation("a search that the page of the log never sends")
    page = queries.export(request.standing, form.filters)
    made = presenters.as_csv(page.entries, queries.names_in(page.entries))
    answer = HttpResponse("\ufeff" + made, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="log.csv"'
    return answer


@allowed_by(may_enter)
@require_safe
def about(request: MemberRequest, key: UUID) -> HttpResponse:
    """Who looked at a record or changed it, when and why: for whoever's own it is, their administrator, and auditors."""
    before = _before(request)
    page = queries.about(request.standing, key, before=before)
    own = key == request.standing.member
    name = "" if own else queries.name_of(request.standing, key)
    context = {"own": own, "name": name, "back": _way_back(request, key, own=own, name=name), "first": before is None}
    return render(request, "accounts/about.html", _shown(request, page) | context)


def _way_back(request: MemberRequest, key: UUID, *, own: bool, name: str) -> tuple[str, str]:
    """To where such a page is led to from: what the way is called, and its address."""
    if own:
        return _("Back to your account"), reverse("account")
    if name and allows(may_manage_members, request.standing):
        return _("Back to {name}").format(name=name), reverse("person", args=[key])
    return _("Back to the log"), reverse("log")


def _shown(request: MemberRequest, page: Page) -> dict[str, Any]:
    return {"lines": lines(request, page.entries), "older": page.older}


def lines(request: MemberRequest, entries: "list[Entry] | Any") -> list[presenters.Line]:
    """Events in words, for whoever asks."""
    names = queries.names_in(entries)
    return [presenters.line(entry, names, request.standing.member) for entry in entries]


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None


def _query(request: HttpRequest) -> str:
    """The search as it was, without its page."""
    asked = request.GET.copy()
    asked.pop("before", None)
    return asked.urlencode()
