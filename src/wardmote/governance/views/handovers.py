"""What a reorganisation did: what came from where, what stands in whose place, and which roles people had before."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wardmote.accounts.changes import Clash
from wardmote.accounts.doors import MemberRequest, allowed_by, recently_proved
from wardmote.accounts.policies import allows, may_manage_members
from wardmote.governance import changes, presenters, queries
from wardmote.governance.policies import may_see_governance
from wardmote.governance.presenters import handovers as shown
from wardmote.governance.views.doing import to
from wardmote.platform import clock


@allowed_by(may_see_governance)
@require_safe
def handovers(request: MemberRequest) -> HttpResponse:
    """Both sides of the partnership worn, and where its rows came from."""
    page = presenters.page_asked(request.GET)
    rows, total = queries.came_from(request.standing, page=page)
    context = {
        "found": shown.handovers_shown(queries.handovers(request.standing)), "rows": shown.came_rows(rows), "total": total,
        "links": presenters.pages(total, page), "keeps": allows(may_manage_members, request.standing),
    }  # fmt: skip
    return render(request, "governance/handovers.html", context)


@allowed_by(may_manage_members)
@require_safe
def proposed(request: MemberRequest) -> HttpResponse:
    """The roles that people had in the partnerships of before."""
    rows = shown.proposal_rows(queries.proposed_roles(request.standing), request.standing)
    context = {"rows": rows, "done": presenters.done(request.GET.get("done", ""))}
    return render(request, "governance/proposed_roles.html", context)


@allowed_by(may_manage_members)
@require_POST
@recently_proved
def give(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """One of them, from today on."""
    try:
        changes.give_proposed(proposal=key, on=clock.today(), at=clock.now(), by=request.standing)
    except Clash:
        return to(reverse("proposed-roles"), "role-held")
    return to(reverse("proposed-roles"), "role-given-again")


@allowed_by(may_manage_members)
@require_POST
def leave(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """One of them is not given."""
    changes.leave_proposed(proposal=key, at=clock.now(), by=request.standing)
    return to(reverse("proposed-roles"), "role-left")
