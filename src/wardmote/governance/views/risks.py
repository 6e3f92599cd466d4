"""The risk register: the list, one risk, and the forms about it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries, words
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms.risks import CategoryForm, DescribeForm, RegisterFilter, RiskForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.presenters import risks as shown
from wardmote.governance.states import Proximity
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """The register, highest score first."""
    today, categories = request.standing.day(clock.today()), queries.risk_categories(request.standing)
    form = RegisterFilter(request.GET, categories=_offered(categories), bodies=_bodies(request))
    found = queries.risk_page(request.standing, **form.wanted)
    context = {
        "form": form, "found": found, "rows": shown.risk_rows(found.risks, today), "categories": categories,
        "sentence": shown.register_sentence(found, form.wanted["state"], presenters.partnership(request.standing)),
        "pages": shown.page_links(found, request.GET.dict()), "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/risks.html", context)


@allowed_by(may_see_governance)
@require_safe
def risk(request: MemberRequest, key: UUID) -> HttpResponse:
    """One risk, and all that was written down about it."""
    today, found = request.standing.day(clock.today()), queries.risk_seen(request.standing, key)
    journal = queries.journal_of(request.standing, key)
    context = {
        "risk": found, "review": shown.review_words(found, today), "doubt": shown.doubt(found), "scores": shown.score_lines(found),
        "controls": shown.control_rows(queries.controls_of(request.standing, key, today)), "proximity": words.proximity(found.proximity),
        "history": shown.history(queries.scorings_of(request.standing, key), journal), "runs": allows(may_run_governance, request.standing),
        "open": found.closed_on is None, "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/risk.html", context)


def _offered(pairs: list[tuple[UUID, str]]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in pairs]


def _bodies(request: MemberRequest) -> list[tuple[str, str]]:
    return [
        (str(one.key), one.name) for one in queries.bodies_on(request.standing, request.standing.day(clock.today()))
    ]


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add_category(request: MemberRequest) -> HttpResponse:
    """A category with its series of references."""
    form, here = CategoryForm(request.POST or None, initial=kept_for(request)), worn(request.standing)
    if done(
        form,
        lambda: changes.add_risk_category(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing),
    ):
        return to(reverse("risks"), "category-added")
    return page(
        request, form, heading=_("Add a category of risks"), button=_("Add this category"), back=reverse("risks")
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add(request: MemberRequest) -> HttpResponse:
    """A risk enters the register."""
    scale, _since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    initial = {"raised_on": request.standing.day(clock.today()), "proximity": Proximity.YEAR} | kept_for(request)
    form = RiskForm(
        request.POST or None, initial=initial, scale=scale, categories=_offered(queries.risk_categories(request.standing)), bodies=_bodies(request),
        seats=_offered(queries.seats_to_own(request.standing, request.standing.day(clock.today()))),
    )  # fmt: skip
    made: list[UUID] = []

    def raise_it() -> None:
        held = {name: form.cleaned_data[name] for name in ("category", "raised_on", "review_on")}
        made.append(
            changes.raise_risk(**held, risk=form.description, scores=form.scores, at=clock.now(), by=request.standing)
        )

    if done(form, raise_it):
        return to(reverse("risk", args=made), "risk-raised")
    return page(
        request,
        form,
        heading=_("Add a risk"),
        button=_("Add this risk"),
        back=reverse("risks"),
        levels=shown.levels(scale),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """Other words, another owner."""
    found, here = queries.risk_seen(request.standing, key), reverse("risk", args=[key])
    sent = versions.sent(request.POST) if request.method == "POST" else None
    seats = _offered(queries.seats_to_own(request.standing, request.standing.day(clock.today())))
    form = DescribeForm(sent, initial=shown.begin_risk(found) | kept_for(request), bodies=_bodies(request), seats=seats)
    try:
        if done(
            form,
            lambda: changes.describe_risk(
                risk=key, version=form.cleaned_data["version"], to=form.description, at=clock.now(), by=request.standing
            ),
        ):
            return to(here, "risk-described")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading = _("Change {reference}").format(reference=found.reference)
    lead = _("The scores are changed on a page of their own, with a reason. What it said before stays on file.")
    return page(request, form, heading=heading, button=_("Change it"), back=here, lead=lead)
