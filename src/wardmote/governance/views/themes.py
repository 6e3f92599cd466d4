"""Themes: the priorities and their parts, and what several boards raise at once."""

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
from wardmote.governance.forms.filling import LastDayForm
from wardmote.governance.forms.reports import ThemeForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.presenters import reports as shown
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """What two or more boards raise in a quarter, and all themes."""
    today = request.standing.day(clock.today())
    quarter = shown.quarter_from(request.GET.get("quarter", ""), queries.quarters_used(request.standing), today)
    context = {
        "raised": shown.raised_rows(queries.raised_by_several(request.standing, quarter)), "quarter": shown.quarter_words(quarter),
        "quarters": shown.quarter_links(quarter, "themes"), "themes": shown.theme_rows(queries.themes_on(request.standing, today)),
        "runs": allows(may_run_governance, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/themes.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest) -> HttpResponse:
    """A theme, or a part of one."""
    parents, here = (
        shown.tops(queries.themes_on(request.standing, request.standing.day(clock.today()))),
        worn(request.standing),
    )
    form = ThemeForm(
        request.POST or None,
        initial={"valid_from": request.standing.day(clock.today())} | kept_for(request),
        parents=parents,
    )
    if done(
        form, lambda: changes.add_theme(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(reverse("themes"), "theme-added")
    return page(request, form, heading=_("Add a theme"), button=_("Add this theme"), back=reverse("themes"))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a theme."""
    name, here = queries.theme_named(request.standing, key), reverse("themes")
    form = LastDayForm(request.POST or None, initial=kept_for(request))
    if done(form, lambda: changes.end_theme(theme=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(here, "theme-ended")
    return page(
        request,
        form,
        heading=_("When does “{name}” end?").format(name=name),
        button=_("End this theme"),
        back=here,
        dangerous=True,
    )
