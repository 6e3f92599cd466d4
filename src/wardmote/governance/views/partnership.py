"""The partnership itself: its area from the lookups, and with which others it stands."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, places, presenters, queries
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import CoverForm, DayForm, LastDayForm, LinkForm
from wardmote.governance.policies import may_run_governance, may_see_governance, may_take_partnership_out
from wardmote.governance.presenters import area as shown
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def about(request: MemberRequest) -> HttpResponse:
    """Its districts, and with whom it stands, on a day."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    on = form.day
    covered = queries.area_on(request.standing, on)
    context = {
        "form": form, "day": day(on), "said": shown.said(covered), "rows": shown.covered_rows(covered),
        "links": shown.link_rows(queries.links_on(request.standing, on)), "runs": allows(may_run_governance, request.standing),
        "takes_out": allows(may_take_partnership_out, request.standing),
        "name": presenters.partnership(request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/partnership.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def cover(request: MemberRequest) -> HttpResponse:
    """Districts from a day on."""
    form = CoverForm(
        request.POST or None, initial={"valid_from": request.standing.day(clock.today())} | kept_for(request)
    )
    here = worn(request.standing)

    def change() -> None:
        first = form.cleaned_data["valid_from"]
        changes.cover(partnership=here, districts=form.districts, valid_from=first, at=clock.now(), by=request.standing)

    if done(form, change):
        return to(reverse("partnership-area"), "covered")
    return page(request, form, heading=_("Add to the area"), button=_("Add it"), back=reverse("partnership-area"))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def uncover(request: MemberRequest, code: str) -> HttpResponse:
    """The last day of a district."""
    form = LastDayForm(request.POST or None, initial=kept_for(request))
    here = worn(request.standing)
    queries.covered(request.standing, code)
    if done(
        form,
        lambda: changes.uncover(partnership=here, code=code, valid_to=form.end, at=clock.now(), by=request.standing),
    ):
        return to(reverse("partnership-area"), "uncovered")
    heading = _("When does {district} leave the area?").format(district=places.named([code])[code])
    lead = _("Reports about a time before that still count it.")
    return page(
        request, form, heading=heading, button=_("End it"), back=reverse("partnership-area"), lead=lead, dangerous=True
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def link(request: MemberRequest) -> HttpResponse:
    """With whom the partnership stands from a day on."""
    others = [(str(key), name) for key, name in queries.others_here(request.standing)]
    form = LinkForm(
        request.POST or None,
        initial={"valid_from": request.standing.day(clock.today())} | kept_for(request),
        partnerships=others,
    )
    here = worn(request.standing)
    if done(
        form,
        lambda: changes.link_partnership(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing),
    ):
        return to(reverse("partnership-area"), "linked")
    return page(
        request, form, heading=_("With whom does the partnership stand?"), button=_("Write it down"), back=reverse("partnership-area")
    )  # fmt: skip


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def unlink(request: MemberRequest, key: UUID) -> HttpResponse:
    """The last day of a link."""
    _kind, name = queries.link_of(request.standing, key)
    form = LastDayForm(request.POST or None, initial=kept_for(request))
    if done(form, lambda: changes.end_link(link=key, valid_to=form.end, at=clock.now(), by=request.standing)):
        return to(reverse("partnership-area"), "unlinked")
    heading = _("When does it stand with {name} no more?").format(name=name)
    return page(request, form, heading=heading, button=_("End it"), back=reverse("partnership-area"), dangerous=True)
