# ruff: noqa: ARG001 - Django decides what views are called with
"""Home, the pages about the site itself, and the pages for when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.accounts.changes import note_visit
from wardmote.accounts.doors import MemberRequest, allowed_by, public
from wardmote.accounts.forms.since import SinceForm
from wardmote.accounts.happened import is_long
from wardmote.accounts.policies import allows, may_enter
from wardmote.accounts.presenters.since import since as since_shown
from wardmote.accounts.queries.partnerships import told_to_members
from wardmote.governance.policies import may_see_governance
from wardmote.platform import clock, installation
from wardmote.web.gathered import figures, happened
from wardmote.web.waiting import elsewhere, queue


@allowed_by(may_enter)
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """What needs you now, what happened since you were last here, the partnership in five figures, and what there is to look at."""
    asking, now = request.standing, clock.now()
    form, been = SinceForm(request.GET, today=clock.today()), note_visit(at=now, by=asking)
    since = since_shown(form.moment, been, now=now)
    context = {
        "queue": queue(asking, now=now), "told": told_to_members(asking), "form": form, "since": since, "long": is_long(since.at, now), "elsewhere": elsewhere(asking),
        "news": happened(asking, since=since.at, now=now), "figures": figures(asking, now=now), "searches": allows(may_see_governance, asking),
    }  # fmt: skip
    return render(request, "home.html", context)


@public
@require_safe
def accessibility(request: MemberRequest) -> HttpResponse:
    """How accessible the site is, and how we know."""
    return render(request, "accessibility.html")


@public
@require_safe
def health(request: MemberRequest) -> HttpResponse:
    """For whoever watches the server: the site answers, and so does the register, or the transaction around this would not have opened.

    The second line tells two installations on one machine apart.
    """
    return HttpResponse(f"ok\ninstallation {installation.name()}\n", content_type="text/plain")


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not found, or not allowed: one answer for both, so that whoever may not see a thing learns nothing about whether it exists."""
    return render(request, "not_here.html", status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "not_understood.html", status=400)


def defect(request: HttpRequest) -> HttpResponse:
    """Something of ours broke. The frame without anything that needs the register."""
    return render(request, "defect.html", status=500)
