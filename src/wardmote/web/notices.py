"""Pages of the site that tell strangers something: what is kept about people who sign in, where to report a weakness."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, public
from wardmote.platform import clock
from wardmote.web import privacy
from wardmote.web.views import not_here


@public
@require_safe
def privacy_notice(request: MemberRequest) -> HttpResponse:
    """What is kept about people who sign in, before they do."""
    return render(request, "privacy.html", {"told": privacy.told(), "controller": privacy.controller()})


@public
@require_safe
def security_txt(request: MemberRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). Nothing where the operator has not said."""
    contact = privacy.security_contact()
    if not contact:
        return not_here(request)
    return HttpResponse(privacy.security_txt(contact, now=clock.now()), content_type="text/plain; charset=utf-8")
