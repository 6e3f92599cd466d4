"""Coming in by the agency's own sign-in (OpenID Connect): there and back; and being asked there once more."""

from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wardmote.accounts import openid
from wardmote.accounts.doors import MemberRequest, allowed_by, public
from wardmote.accounts.policies import may_enter
from wardmote.accounts.providers import Provider
from wardmote.accounts.views.coming_in import asked_for


@public
@never_cache
def start(request: MemberRequest, provider_id: str) -> HttpResponse:
    """To the agency's sign-in. By a button alone: a link that somebody sent leads to our own page first."""
    provider = _told_of(provider_id)
    if request.method != "POST" or request.standing.member is not None:
        return redirect("sign-in")
    return _onwards(request, provider, openid.way_there(request, provider.key, wanted=asked_for(request)))


@public
@never_cache
def back(request: MemberRequest, provider_id: str) -> HttpResponse:
    """And back, with the agency's word for who it is."""
    _told_of(provider_id)
    response: HttpResponse = allauth_views.callback(request, provider_id)
    return response


@allowed_by(may_enter)
@never_cache
@require_POST
def prove(request: MemberRequest, provider_id: str) -> HttpResponse:
    """To the agency's sign-in once more, for somebody who is in by it, before something sensitive."""
    provider = _told_of(provider_id)
    return _onwards(request, provider, openid.way_there(request, provider.key, wanted=asked_for(request), prove=True))


def _told_of(key: str) -> Provider:
    found: Provider | None = next((one for one in settings.WARDMOTE_PROVIDERS if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _onwards(request: MemberRequest, provider: Provider, address: str) -> HttpResponse:
    """A page that leads on by itself. A redirect would belong to the form, which may lead nowhere but to this site, and an agency may send people on from host to host."""
    response = render(request, "accounts/going_there.html", {"name": provider.name, "address": address})
    response["Refresh"] = f"0; url={address}"
    return response
