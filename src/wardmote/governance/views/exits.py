"""All that governance keeps of the partnership, taken away by whoever may: asked for with a reason, written by the worker, kept for a few hours."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by, recently_proved
from wardmote.governance import jobs, presenters
from wardmote.governance.changes.exits import ask_for_exit
from wardmote.governance.changes.writing import worn
from wardmote.governance.extracts.exits import left_out
from wardmote.governance.forms.meetings import ReasonForm
from wardmote.governance.policies import may_take_partnership_out
from wardmote.governance.presenters.exits import exit_rows, exit_underway
from wardmote.governance.presenters.underway import Underway
from wardmote.governance.queries.exits import exit_for, exits_listed, file_of, short_name, where_exit_is
from wardmote.governance.states import ExitState
from wardmote.governance.views.doing import FORM, done
from wardmote.platform import clock
from wardmote.platform.apart import made_apart


@allowed_by(may_take_partnership_out)
@require_http_methods(FORM)
@recently_proved
def exits(request: MemberRequest) -> HttpResponse:
    """What is in it and what is not; it is asked for, and taken."""
    form = ReasonForm(request.POST or None)

    def ask() -> None:
        key = ask_for_exit(partnership=worn(request.standing), **form.cleaned_data, at=clock.now(), by=request.standing)
        jobs.write_exit.later(by=request.standing, file=key)

    if done(form, ask, holding=False):  # what has ended is what has to leave
        return redirect("exits")
    found, now = exits_listed(request.standing), clock.now()
    waits = next((one.key for one in found if one.state is ExitState.ASKED), None)
    context = {
        "form": form, "name": presenters.partnership(request.standing), "left_out": left_out(), "rows": exit_rows(found, now=now),
        "progress": _how_far(request, waits) if waits else None, "waits": waits, "ready": any(one.there(now) for one in found),
    }  # fmt: skip
    return render(request, "governance/exits.html", context, status=400 if form.errors else 200)


@allowed_by(may_take_partnership_out)
@require_safe
def progress(request: MemberRequest, key: UUID) -> JsonResponse:
    """How far it is, for the page that waits for it."""
    return JsonResponse(_how_far(request, key).told())


def _how_far(request: MemberRequest, key: UUID) -> Underway:
    where = where_exit_is(key)
    return exit_underway(exit_for(request.standing, key), where)


@allowed_by(may_take_partnership_out)
@require_safe
@recently_proved
@made_apart
def take(request: MemberRequest, key: UUID) -> HttpResponse:
    """The file."""
    answer = HttpResponse(b"".join(file_of(request.standing, key, at=clock.now())), content_type="application/zip")
    name = f"{short_name(request.standing)}-{clock.today().isoformat()}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
