"""Meetings: planned, listed, looked at."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.policies import allows
from wardmote.governance import presenters, queries
from wardmote.governance.policies import may_run_governance, may_see_governance


@allowed_by(may_see_governance)
@require_safe
def meeting(request: MemberRequest, key: UUID) -> HttpResponse:
    """One meeting: when and where, what is on the agenda."""
    found = queries.meeting_for(request.standing, key)
    context = {
        "meeting": presenters.meeting_head(found.line), "items": found.items, "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/meeting.html", context)
