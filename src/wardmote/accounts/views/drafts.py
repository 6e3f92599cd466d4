"""What somebody is writing and has not sent yet: kept as they type, listed, thrown away. Only ever their own."""

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from wardmote.accounts import drafting
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.policies import may_enter
from wardmote.platform import drafts as kept
from wardmote.platform import once
from wardmote.words import gettext as _


def _address(request: MemberRequest) -> str | None:
    """The page that a draft is of: one of this site, without what follows a question mark."""
    told = request.POST.get(kept.FIELD, "")
    fits = told.startswith("/") and "?" not in told and url_has_allowed_host_and_scheme(told, None)
    return told if fits and len(told) < 500 else None


@allowed_by(may_enter)
@require_safe
def drafts(request: MemberRequest) -> HttpResponse:
    """What waits to be gone on with."""
    return render(request, "accounts/drafts.html", {"drafts": drafting.begun(request.standing)})


@allowed_by(may_enter)
@once.repeatable
@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Save what was typed so far: for the script, which asks while one types, and for the button."""
    address = _address(request)
    assert request.standing.member
    if address is None:
        return HttpResponseBadRequest()
    at = kept.keep(
        member=request.standing.member, address=address, values=kept.typed(request.POST), key=once.given(request)
    )
    if "application/json" not in request.headers.get("Accept", ""):
        return HttpResponseRedirect(reverse("drafts"))
    said = (
        _("Saved {time}").format(time=f"{localtime(at):%H:%M}") if at else _("Not saved: it is too long, or was sent")
    )
    return JsonResponse({"said": said, "saved": at is not None})


@allowed_by(may_enter)
@once.repeatable
@require_POST
def drop(request: MemberRequest) -> HttpResponse:
    """Throw a draft away."""
    address = _address(request)
    assert request.standing.member
    if address:
        kept.drop(member=request.standing.member, address=address)
    return redirect(address if request.POST.get("back") and address else "drafts")
