"""The calendar of duties, each duty with its claims and evidence, and the forms for them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, presenters, queries, words
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import ClaimForm, DayForm, EvidenceForm, ReachForm, StartForm, WhyForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    """Every duty and how it stands on a day."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    found = queries.duties_calendar(request.standing, form.day)
    context = {
        "form": form, "day": day(form.day), "sentence": presenters.duties_sentence(found, form.day), "groups": presenters.duty_groups(found),
        "months": presenters.duties_ahead(found, form.day), "pictures": presenters.duties_pictures(found, form.day),
        "place": words.place(queries.place_on(request.standing, form.day)),
    }  # fmt: skip
    return render(request, "governance/duties.html", context)


@allowed_by(may_see_governance)
@require_safe
def duty(request: MemberRequest, key: str) -> HttpResponse:
    """One duty: what the law says, how it stands, what was claimed, what shows it."""
    today = request.standing.day(clock.today())
    found, (proofs, of) = queries.duty_on(request.standing, key, today), queries.evidence_of(request.standing, key)
    one = found.stand.duty
    context = {
        "key": key, "duty": one, "row": presenters.duty_row(found), "law": presenters.law_lines(one), "points": presenters.duty_points(found, proofs, today),
        "claims": presenters.claim_rows(queries.claims_of(request.standing, key, today), one), "proofs": presenters.proof_rows(proofs, one),
        "of": of, "started": presenters.clocks_started(found.stand, today), "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/duty.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def claim(request: MemberRequest, key: str) -> HttpResponse:
    """Say that a duty is met."""
    found, here = queries.duty_on(request.standing, key, request.standing.day(clock.today())), worn(request.standing)
    initial = (
        presenters.begin_claim(found, request.standing.day(clock.today()))
        | {"item": request.GET.get("item", "")}
        | kept_for(request)
    )
    form, back = ClaimForm(request.POST or None, initial=initial, stand=found.stand), reverse("duty", args=[key])
    if done(
        form,
        lambda: changes.claim_duty(
            partnership=here, duty=key, **form.cleaned_data, at=clock.now(), by=request.standing
        ),
    ):
        return to(back, "claimed")
    lead = _(
        "A claim is held against what is on file: evidence from the period, the law’s clock, who came to the meetings. What does not go together is shown beside it."
    )
    heading = _("Claim: {duty}").format(duty=_(found.stand.duty.label))
    return page(request, form, heading=heading, button=_("Put this claim on file"), back=back, lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def evidence(request: MemberRequest, key: str) -> HttpResponse:
    """Something that shows that a duty was done."""
    found, here = queries.duty_on(request.standing, key, request.standing.day(clock.today())), worn(request.standing)
    chosen = queries.chosen_as_evidence(
        request.standing, meeting=request.GET.get("meeting", ""), decision=request.GET.get("decision", "")
    )
    initial = {
        "on": request.standing.day(clock.today()),
        "item": request.GET.get("item", ""),
    } | presenters.begin_evidence(chosen)
    form, back = (
        EvidenceForm(request.POST or None, initial=initial | kept_for(request), stand=found.stand),
        reverse("duty", args=[key]),
    )
    if done(
        form,
        lambda: changes.add_evidence(
            partnership=here, duty=key, **form.cleaned_data, at=clock.now(), by=request.standing
        ),
    ):
        return to(back, "evidenced")
    heading = _("Evidence: {duty}").format(duty=_(found.stand.duty.label))
    return page(request, form, heading=heading, button=_("Put this on file"), back=back)


@allowed_by(may_run_governance)
@require_safe
def meeting_as_evidence(request: MemberRequest, key: UUID) -> HttpResponse:
    """For which duty a meeting is evidence."""
    return _as_evidence(request, queries.meeting_shows(request.standing, key), f"meeting={key}")


@allowed_by(may_run_governance)
@require_safe
def decision_as_evidence(request: MemberRequest, key: UUID) -> HttpResponse:
    """For which duty a decision is evidence."""
    return _as_evidence(request, queries.decision_shows(request.standing, key), f"decision={key}")


def _as_evidence(request: MemberRequest, found: queries.Showing, asked: str) -> HttpResponse:
    duties = queries.duties_calendar(request.standing, request.standing.day(clock.today()))
    context = {
        "name": presenters.evidence_name(found), "back": presenters.evidence_is_at(found),
        "rows": presenters.duty_choices(duties, asked),
    }  # fmt: skip
    return render(request, "governance/as_evidence.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def start(request: MemberRequest, key: str) -> HttpResponse:
    """An event starts the clock."""
    found, here = queries.duty_on(request.standing, key, request.standing.day(clock.today())), worn(request.standing)
    form, back = (
        StartForm(request.POST or None, initial={"on": request.standing.day(clock.today())} | kept_for(request)),
        reverse("duty", args=[key]),
    )
    if done(
        form,
        lambda: changes.start_clock(
            partnership=here, duty=key, **form.cleaned_data, at=clock.now(), by=request.standing
        ),
    ):
        return to(back, "clock-started")
    lead = _("The clock: {clock}.").format(clock=words.clock(found.stand.duty.clock))
    heading = _("What started the clock: {duty}").format(duty=_(found.stand.duty.label))
    return page(request, form, heading=heading, button=_("Start the clock"), back=back, lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def reach(request: MemberRequest, key: str) -> HttpResponse:
    """Whether a duty falls here."""
    found, here = queries.duty_on(request.standing, key, request.standing.day(clock.today())), worn(request.standing)
    form, back = (
        ReachForm(
            request.POST or None, initial={"valid_from": request.standing.day(clock.today())} | kept_for(request)
        ),
        reverse("duty", args=[key]),
    )
    if done(
        form,
        lambda: changes.set_reach(partnership=here, duty=key, **form.cleaned_data, at=clock.now(), by=request.standing),
    ):
        return to(back, "reached")
    heading = _("Where it falls: {duty}").format(duty=_(found.stand.duty.label))
    return page(request, form, heading=heading, button=_("Put this on file"), back=back)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def take_back_claim(request: MemberRequest, key: UUID) -> HttpResponse:
    """A claim does not hold."""
    found, on = queries.claim_named(request.standing, key)
    form, back = WhyForm(request.POST or None, initial=kept_for(request)), reverse("duty", args=[found])
    if done(form, lambda: changes.take_back_claim(claim=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(back, "taken-back")
    heading = _("Take back the claim of {day}").format(day=day(on))
    return page(request, form, heading=heading, button=_("Take it back"), back=back, dangerous=True)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def take_back_evidence(request: MemberRequest, key: UUID) -> HttpResponse:
    """A piece of evidence shows nothing of the kind."""
    found, said = queries.evidence_named(request.standing, key)
    form, back = WhyForm(request.POST or None, initial=kept_for(request)), reverse("duty", args=[found])
    if done(
        form, lambda: changes.take_back_evidence(evidence=key, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(back, "taken-back")
    return page(
        request,
        form,
        heading=_("Take back this evidence"),
        button=_("Take it back"),
        back=back,
        lead=said,
        dangerous=True,
    )
