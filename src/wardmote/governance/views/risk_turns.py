"""What happens to a risk: it is scored, reviewed, contradicted, controlled, closed and opened again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.governance import changes, queries
from wardmote.governance.forms.risks import (
    CloseForm,
    ControlChangeForm,
    ControlForm,
    NoteForm,
    ReopenForm,
    ReviewForm,
    ScoreForm,
)
from wardmote.governance.policies import may_run_governance
from wardmote.governance.presenters import risks as shown
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


def _turn(
    request: MemberRequest, key: UUID, form: forms.Form, change: Callable[..., Any], *, said: str, heading: str, button: str, lead: str = "", dangerous: bool = False
) -> HttpResponse:  # fmt: skip
    """A form about one risk: what it holds is handed to the change as it is."""
    found, here = queries.risk_seen(request.standing, key), reverse("risk", args=[key])
    if done(form, lambda: change(risk=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(here, said)
    return page(
        request,
        form,
        heading=heading.format(reference=found.reference),
        button=button,
        back=here,
        lead=lead,
        dangerous=dangerous,
    )


def _initial(request: MemberRequest) -> dict[str, Any]:
    return {"on": request.standing.day(clock.today()), "valid_from": request.standing.day(clock.today())} | kept_for(
        request
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def score(request: MemberRequest, key: UUID) -> HttpResponse:
    """Other scores, and why."""
    found, here = queries.risk_seen(request.standing, key), reverse("risk", args=[key])
    scale, _since = queries.scale_on(request.standing, request.standing.day(clock.today()))
    form = ScoreForm(request.POST or None, initial=shown.begin_scores(found) | _initial(request), scale=scale)

    def score_it() -> None:
        held = {name: form.cleaned_data[name] for name in ("why", "on")}
        changes.score_risk(risk=key, scores=form.scores, **held, at=clock.now(), by=request.standing)

    if done(form, score_it):
        return to(here, "risk-scored")
    return page(
        request,
        form,
        heading=_("Score {reference}").format(reference=found.reference),
        button=_("Save these scores"),
        back=here,
        lead=found.title,
        levels=shown.levels(scale),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def note(request: MemberRequest, key: UUID) -> HttpResponse:
    """What happened since."""
    form = NoteForm(request.POST or None, initial=_initial(request))
    return _turn(
        request,
        key,
        form,
        changes.note_on_risk,
        said="risk-noted",
        heading=_("What happened since {reference} was written?"),
        button=_("Write it down"),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def review(request: MemberRequest, key: UUID) -> HttpResponse:
    """Somebody looked at it."""
    form = ReviewForm(request.POST or None, initial=_initial(request))
    return _turn(
        request,
        key,
        form,
        changes.review_risk,
        said="risk-reviewed",
        heading=_("Review {reference}"),
        button=_("Save the review"),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def close(request: MemberRequest, key: UUID) -> HttpResponse:
    """It leaves the register."""
    form = CloseForm(request.POST or None, initial=_initial(request))
    lead = _("It stays on file with its reference, which no other risk will have. It can be opened again.")
    heading = _("Why is {reference} closed?")
    return _turn(
        request,
        key,
        form,
        changes.close_risk,
        said="risk-closed",
        heading=heading,
        button=_("Close this risk"),
        lead=lead,
        dangerous=True,
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def reopen(request: MemberRequest, key: UUID) -> HttpResponse:
    """It is back, under its reference."""
    form = ReopenForm(request.POST or None, initial=_initial(request))
    return _turn(
        request,
        key,
        form,
        changes.reopen_risk,
        said="risk-reopened",
        heading=_("Open {reference} again"),
        button=_("Open it again"),
    )


def _bodies(request: MemberRequest) -> list[tuple[str, str]]:
    return [
        (str(one.key), one.name) for one in queries.bodies_on(request.standing, request.standing.day(clock.today()))
    ]


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def add_control(request: MemberRequest, key: UUID) -> HttpResponse:
    """Something is done against it."""
    form = ControlForm(request.POST or None, initial=_initial(request), bodies=_bodies(request))
    return _turn(
        request,
        key,
        form,
        changes.add_control,
        said="control-added",
        heading=_("What is done against {reference}?"),
        button=_("Add this control"),
    )


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change_control(request: MemberRequest, key: UUID) -> HttpResponse:
    """A control that works otherwise, or ends."""
    found = queries.control_seen(request.standing, key)
    here = reverse("risk", args=[found.risk])
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = ControlChangeForm(sent, initial=shown.begin_control(found) | kept_for(request), bodies=_bodies(request))

    def change_it() -> None:
        changes.change_control(control=key, **form.held, at=clock.now(), by=request.standing)

    try:
        if done(form, change_it):
            return to(here, "control-changed")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    return page(request, form, heading=_("Change this control"), button=_("Change it"), back=here)
