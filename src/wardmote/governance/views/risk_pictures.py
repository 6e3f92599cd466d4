"""The register seen as a whole: as pictures, between two days, as a document; and the scale that it is scored on."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day, stretch
from wardmote.governance import changes, presenters, queries, scales
from wardmote.governance import register as pure
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms.risks import BetweenForm, ScaleForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.presenters import risk_pictures
from wardmote.governance.presenters import risks as shown
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def pictures(request: MemberRequest) -> HttpResponse:
    """Where the risks stand, and how they have moved."""
    scale, _since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    every = queries.whole_register(request.standing)
    drawn = risk_pictures.on_scale(every, scale)
    context = {
        "drawn": drawn, "others": len(every) - len(drawn), "pictures": risk_pictures.pictures(drawn, scale), "cells": risk_pictures.cell_rows(drawn, scale),
        "moves": risk_pictures.move_rows(drawn), "heat_words": risk_pictures.heat_words(drawn, scale),
        "movement_words": risk_pictures.movement_words(drawn, scale), "bands": risk_pictures.bands_note(scale), "most_drawn": risk_pictures.DRAWN,
    }  # fmt: skip
    return render(request, "governance/risk_pictures.html", context)


DRAWINGS = {
    "heat-map": lambda found, scale: risk_pictures.heat_map(found, scale, risk_pictures.WIDE, links=False),
    "movement": lambda found, scale: risk_pictures.movement(found, scale, risk_pictures.WIDE),
}


@allowed_by(may_see_governance)
@require_safe
@made_apart
def picture(request: MemberRequest, name: str) -> HttpResponse:
    """One picture alone, for a document or a wall."""
    if name not in DRAWINGS:
        raise Http404
    scale, _since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    drawn = DRAWINGS[name](risk_pictures.on_scale(queries.whole_register(request.standing), scale), scale)
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


@allowed_by(may_see_governance)
@require_safe
@made_apart
def document(request: MemberRequest, ending: str) -> HttpResponse:
    """The register to take away."""
    if ending not in risk_pictures.FORMATS:
        raise Http404
    make, kind = risk_pictures.FORMATS[ending]
    scale, _since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    paper = risk_pictures.document(
        queries.whole_register(request.standing),
        scale,
        presenters.partnership(request.standing),
        request.standing.day(clock.today()),
    )
    answer = HttpResponse(make(paper), content_type=kind)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="risk-register-{request.standing.day(clock.today())}.{ending}"'
    )
    return answer


@allowed_by(may_see_governance)
@require_safe
def compare(request: MemberRequest) -> HttpResponse:
    """The register at the end of one day against that of another."""
    today = request.standing.day(clock.today())
    form = BetweenForm(request.GET or None, initial={"then": shown.a_quarter_ago(today), "now": today})
    then, now = shown.two_days(form, today)
    pasts, risks = queries.pasts(request.standing)
    groups, said = shown.differences(pure.compared(pasts, then, now), risks, queries.highest_scores(request.standing))
    context = {"form": form, "then": day(then), "now": day(now), "groups": groups, "said": said}
    return render(request, "governance/risk_compare.html", context)


@allowed_by(may_see_governance)
@require_safe
def scale(request: MemberRequest) -> HttpResponse:
    """What the levels mean, now and before."""
    held, since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    likelihood, impact, bands = shown.scale_rows(held)
    over_time = [(name, stretch(first, end)) for name, first, end in queries.scales_over_time(request.standing)]
    context = {
        "name": _(held.label), "since": day(since) if since else "", "likelihood": likelihood, "impact": impact, "bands": bands, "over_time": over_time,
        "runs": allows(may_run_governance, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/risk_scale.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def choose_scale(request: MemberRequest) -> HttpResponse:
    """Another scale from a day on."""
    offers = [(key, _(one.label)) for key, one in scales.table().scales.items()]
    form, here = (
        ScaleForm(
            request.POST or None,
            initial={"valid_from": request.standing.day(clock.today())} | kept_for(request),
            offers=offers,
        ),
        worn(request.standing),
    )
    if done(
        form, lambda: changes.choose_scale(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(reverse("risk-scale"), "scale-chosen")
    lead = _(
        "What was scored on the present scale keeps it, and is shown with it. Score the open risks again after the change."
    )
    return page(
        request, form, heading=_("Choose another scale"), button=_("Choose it"), back=reverse("risk-scale"), lead=lead
    )
