"""Coming in by the agency's own sign-in (OpenID Connect): there and back. allauth walks; what comes of it is decided in `signin`."""

from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from wardmote.accounts.doors import MemberRequest, public


@public
@never_cache
def start(request: MemberRequest, provider_id: str) -> HttpResponse:
    """To the agency's sign-in. By a button alone: a link that somebody sent leads to our own page first."""
    if provider_id not in {one.key for one in settings.WARDMOTE_PROVIDERS}:
        raise Http404
    if request.method != "POST" or request.standing.member is not None:
        return redirect("sign-in")
    response: HttpResponse = allauth_views.login(request, provider_id)
    return response


@public
@never_cache
def back(request: MemberRequest, provider_id: str) -> HttpResponse:
    """And back, with the agency's word for who it is."""
    response: HttpResponse = allauth_views.callback(request, provider_id)
    return response
