"""The pages of evidence: settle the question, ask, show. What is wrong with a question is said on the same page."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.policies import may_see_evidence
from wardmote.accounts.states import Standing
from wardmote.charts import Chart
from wardmote.engine.errors import UnknownArea, WardmoteError
from wardmote.evidence import queries
from wardmote.evidence.forms import ExploreForm, RankingForm
from wardmote.evidence.presenters import figures
from wardmote.evidence.presenters import made as making
from wardmote.evidence.presenters import quality as qualities
from wardmote.evidence.presenters import ranking as rankings
from wardmote.evidence.presenters import ward as one_ward
from wardmote.evidence.presenters.area import area_page, map_view
from wardmote.evidence.presenters.choosing import (
    area_named,
    levels_of,
    matches,
    settled,
    usual_months,
    view_of,
    without_search,
)
from wardmote.evidence.presenters.figures import View
from wardmote.evidence.queries import NoLakeYet, Question

Page = Callable[..., HttpResponse]
Present = Callable[[Standing, Question, View], Any]


def or_lesson(view: Page) -> Page:
    """Where no files have been taken in yet, the page teaches what to do."""

    @wraps(view)
    def taught(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoLakeYet:
            return render(request, "evidence/no_lake.html")

    return taught


@allowed_by(may_see_evidence)
@require_safe
def evidence(request: MemberRequest) -> HttpResponse:  # noqa: ARG001 - Django decides what views are called with
    """Evidence begins with crime in the member's own area."""
    return redirect("evidence-area")


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def area(request: MemberRequest) -> HttpResponse:
    """Crime in an area: the sentence, the chart, the table, the map."""
    return _found_by_name(request, "evidence-area") or _explored(request, "evidence/area.html", ExploreForm, area_page)


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def ranking(request: MemberRequest) -> HttpResponse:
    """Areas of a level within an area, by their rate."""
    moved = _found_by_name(request, "evidence-ranking")
    return moved or _explored(request, "evidence/ranking.html", RankingForm, rankings.ranking_page)


def _found_by_name(request: MemberRequest, page: str) -> HttpResponseRedirect | None:
    """To the address of the area that was typed, when there is exactly one of that name."""
    typed = request.GET.get("q", "").strip()
    found = area_named(request.standing, typed)
    if not found:
        return None
    query = without_search(request.GET.dict()) | {"area": found.code}
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode(query)}")


def _explored(request: MemberRequest, template: str, form_of: type[ExploreForm], present: Present) -> HttpResponse:
    """A page with choices on the left and what was found on the right; or the choices, and what is wrong with them."""
    chosen, found, problem = request.GET.dict(), None, None
    try:
        asked = settled(request.standing, chosen)
        found = present(request.standing, asked, view_of(asked, chosen))
        chosen = chosen | asked.address | {"q": ""}
    except NoLakeYet:
        raise
    except WardmoteError as wrong:
        problem = wrong
    several = matches(request.standing, chosen, form_of.page, request.GET.get("q", ""))
    if several and isinstance(problem, UnknownArea):
        problem = None  # no mistake: the page asks which is meant
    form = _form(request, form_of, chosen, problem)
    context = {"form": form, "found": found, "chosen": chosen, "matches": several}
    return render(request, template, context, status=400 if problem else 200)


def _form(
    request: MemberRequest, form_of: type[ExploreForm], chosen: dict[str, str], problem: WardmoteError | None
) -> ExploreForm:
    where = area_named(request.standing, chosen.get("area", ""))
    form = form_of(
        usual_months(request.standing, where) | chosen,
        area=where.name if where else "",
        indicators=queries.indicators(request.standing),
        months=queries.months_offered(request.standing, where),
    )
    if isinstance(form, RankingForm):
        form.offer_levels(levels_of(where or queries.home_area(request.standing)))
    if problem:
        form.refuse(problem)
    return form


@allowed_by(may_see_evidence)
@require_safe
def areas(request: MemberRequest) -> HttpResponse:
    """What the typed letters may mean: a part of a page."""
    page = request.GET.get("page", "")
    page = page if page in {"evidence-area", "evidence-ranking", "publications"} else "evidence-area"
    typed = request.GET.get("q", "")
    found = matches(request.standing, request.GET.dict(), page, typed)
    return render(request, "evidence/matches.html", {"matches": found, "typed": typed})


def _asked(request: MemberRequest) -> Question:
    return settled(request.standing, without_search(request.GET.dict()))


@allowed_by(may_see_evidence)
@require_safe
def area_map(request: MemberRequest) -> HttpResponse:
    """The map drawn another way: a part of a page. Where there is nothing to draw, the sentence that says so."""
    asked = _asked(request)
    view = view_of(asked, request.GET.dict())
    found = map_view(request.standing, asked, view)
    problem = None if found else figures.nothing_smaller(asked)
    return render(request, "evidence/map.html", {"map": found, "problem": problem})


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def made(request: MemberRequest) -> HttpResponse:
    """How a figure was made: files, definition, population."""
    return render(request, "evidence/made.html", {"found": making.made_page(request.standing, _asked(request))})


@allowed_by(may_see_evidence)
@require_safe
def result(request: MemberRequest) -> HttpResponse:
    """The result as JSON: the contract of the command line."""
    asked = _asked(request)
    return _json(queries.result(request.standing, asked).as_json(), _stem(asked))


@allowed_by(may_see_evidence)
@require_safe
def ranking_results(request: MemberRequest) -> HttpResponse:
    asked = _asked(request)
    level = figures.level_of(asked, view_of(asked, request.GET.dict()))
    found = [one.as_json() for one in queries.ranked(request.standing, asked, level)]
    return _json(found, f"{_stem(asked)}-ranking")


def _json(found: Any, stem: str) -> HttpResponse:
    answer = JsonResponse(found, safe=False, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.json"'
    return answer


def _stem(asked: Question) -> str:
    return f"{asked.indicator}-{asked.area.code}-{asked.period.first}-{asked.period.last}"


@allowed_by(may_see_evidence)
@require_safe
def area_figure(request: MemberRequest, figure: str, ending: str) -> HttpResponse:
    """A picture of an area's page, or what it is drawn from."""
    return _figure(request, figures.AREA, figure, ending)


@allowed_by(may_see_evidence)
@require_safe
def ranking_figure(request: MemberRequest, figure: str, ending: str) -> HttpResponse:
    return _figure(request, figures.RANKING, figure, ending)


def _figure(request: MemberRequest, known: Any, figure: str, ending: str) -> HttpResponse:
    if figure not in known:
        raise Http404
    asked = _asked(request)
    view = view_of(asked, request.GET.dict())
    chart = known[figure](request.standing, asked, view, figures.fitting(request.GET.get("width", "")))
    return _file(request, chart, f"{_stem(asked)}-{figure}", ending)


def _file(request: MemberRequest, chart: Chart, stem: str, ending: str) -> HttpResponse:
    """A form of a chart: for the page, or (`download`) to keep, with its title and source inside."""
    if ending not in figures.MEDIA_TYPES:
        raise Http404
    kept = "download" in request.GET or ending == "csv"
    answer = HttpResponse(figures.form(chart, ending, titled=kept), content_type=figures.MEDIA_TYPES[ending])
    answer.headers["Cache-Control"] = "private, max-age=300"
    if kept:
        answer.headers["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return answer


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def wards(request: MemberRequest) -> HttpResponse:
    """The wards of the partnership, each a door to its own page."""
    return render(request, "evidence/wards.html", {"tables": one_ward.wards_tables(request.standing)})


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def ward(request: MemberRequest, code: str) -> HttpResponse:
    """One page about a ward, for its councillor, to be printed."""
    try:
        where = queries.ward(request.standing, code)
        asked = settled(request.standing, without_search(request.GET.dict()) | {"area": where.code})
        found = one_ward.ward_page(request.standing, asked)
    except NoLakeYet:
        raise
    except WardmoteError as problem:
        context = {"tables": one_ward.wards_tables(request.standing), "problem": str(problem)}
        return render(request, "evidence/wards.html", context, status=404)
    return render(request, "evidence/ward.html", {"found": found})


@allowed_by(may_see_evidence)
@require_safe
@or_lesson
def quality(request: MemberRequest) -> HttpResponse:
    """What is held, what is missing, what did not count, what changed."""
    return render(request, "evidence/quality.html", {"found": qualities.quality_page(request.standing)})


@allowed_by(may_see_evidence)
@require_safe
def quality_figure(request: MemberRequest, figure: str, ending: str) -> HttpResponse:
    """The unplaced share of a force's records."""
    source, force = request.GET.get("source", ""), request.GET.get("force", "")
    if figure != "unplaced" or not queries.unplaced(request.standing, force, source):
        raise Http404
    width = figures.fitting(request.GET.get("width", ""))
    chart = qualities.unplaced_chart(request.standing, source, force, width)
    return _file(request, chart, f"unplaced-{source}-{force}", ending)
