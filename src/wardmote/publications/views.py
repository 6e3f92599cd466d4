"""Choose a report, read it, take it away."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.policies import may_see_publications
from wardmote.engine.errors import UnknownArea, WardmoteError
from wardmote.evidence import queries as evidence
from wardmote.evidence.presenters.choosing import area_named, matches, usual_months, without_search
from wardmote.evidence.queries import NoLakeYet
from wardmote.platform.apart import made_apart
from wardmote.publications import presenters, queries, reports
from wardmote.publications.forms import ReportForm
from wardmote.publications.queries import Wanted


@allowed_by(may_see_publications)
@require_safe
def publications(request: MemberRequest) -> HttpResponse:
    """The reports: choices on the left; the report that was asked for on the right."""
    try:
        return _found_by_name(request) or _chosen(request)
    except NoLakeYet:
        return render(request, "publications/no_lake.html")


def _found_by_name(request: MemberRequest) -> HttpResponseRedirect | None:
    """To the address of the area that was typed, so that no address names one area and shows another."""
    found = area_named(request.standing, request.GET.get("q", "").strip())
    if not found:
        return None
    query = without_search(request.GET.dict()) | {"area": found.code}
    return HttpResponseRedirect(f"{reverse('publications')}?{urlencode(query)}")


def _chosen(request: MemberRequest) -> HttpResponse:
    chosen, found, problem = request.GET.dict(), None, None
    typed = chosen.get("q", "").strip()
    several = matches(request.standing, chosen, "publications", typed)
    try:
        wish = _wish(request)
        found = presenters.preview(request.standing, wish) if "report" in chosen else None
        chosen = chosen | wish.address | {"q": ""}
    except NoLakeYet:
        raise
    except WardmoteError as wrong:
        problem = None if several and isinstance(wrong, UnknownArea) else wrong
    context = {"form": _form(request, chosen, problem), "found": found, "chosen": chosen, "matches": several}
    return render(request, "publications/reports.html", context, status=400 if problem else 200)


def _wish(request: MemberRequest) -> Wanted:
    """What the address asks for: an area that was typed goes before the one that was there."""
    typed = request.GET.get("q", "").strip()
    return queries.wanted(
        request.standing,
        key=request.GET.get("report", ""),
        area=typed or request.GET.get("area", ""),
        first=request.GET.get("from", ""),
        last=request.GET.get("to", ""),
    )


def _form(request: MemberRequest, chosen: dict[str, str], problem: WardmoteError | None) -> ReportForm:
    where = area_named(request.standing, chosen.get("area", ""))
    form = ReportForm(
        usual_months(request.standing, where) | chosen,
        area=where.name if where else "",
        indicators={},
        months=evidence.months_offered(request.standing, where),
    )
    form.offer_reports(queries.titles(request.standing).items())
    if problem:
        form.refuse(problem)
    return form


@allowed_by(may_see_publications)
@require_safe
@made_apart
def report_file(request: MemberRequest, ending: str) -> HttpResponse:
    """A report to take away, made now."""
    if ending not in reports.FORMATS:
        raise Http404
    wish = _wish(request)
    content = queries.file(request.standing, wish, ending)
    answer = HttpResponse(content, content_type=reports.MEDIA_TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{wish.stem}.{ending}"'
    return answer
