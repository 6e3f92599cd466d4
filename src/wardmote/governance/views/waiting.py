"""What waits for an agency, where the link of a letter leads, and how often a member is written to."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import LettersForm
from wardmote.governance.policies import may_answer_actions, may_see_governance
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def waiting(request: MemberRequest) -> HttpResponse:
    """What waits for my agency, and what was escalated to me."""
    today = request.standing.day(clock.today())
    found = queries.waiting(request.standing, on=today)
    context = {
        "rows": presenters.action_rows(found.rows, today, request.standing), "total": found.total, "answers": allows(may_answer_actions, request.standing),
        "reached": presenters.action_rows(found.reached, today, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/waiting.html", context)


@allowed_by(may_see_governance)
@require_safe
def waiting_for(request: MemberRequest, partnership: UUID, agency: UUID) -> HttpResponse:
    """Where a letter leads: on to the list if the right hat is worn, else a page that puts it on."""
    hat, name = presenters.own_hat(request.standing, partnership, agency)
    if request.standing.hat and hat == request.standing.hat.key:
        return HttpResponseRedirect(reverse("waiting-actions"))
    return render(request, "governance/other_hat.html", {"hat": hat, "name": name, "next": reverse("waiting-actions")})


@allowed_by(may_see_governance)
@require_http_methods(FORM)
def letters(request: MemberRequest) -> HttpResponse:
    """How often I am written to."""
    initial = {"pace": queries.pace_of(request.standing)} | kept_for(request)
    form = LettersForm(request.POST or None, initial=initial)
    if done(
        form, lambda: changes.choose_letters(**form.cleaned_data, at=clock.now(), by=request.standing), holding=False
    ):
        return to(reverse("waiting-actions"), "letters-chosen")
    lead = _(
        "A letter says that something waits for you and where, never what or how much. It is about this partnership: {name}."
    )
    return page(
        request, form, heading=_("Letters about what waits for you"), button=_("Save"), back=reverse("waiting-actions"),
        lead=lead.format(name=presenters.partnership(request.standing)),
    )  # fmt: skip
