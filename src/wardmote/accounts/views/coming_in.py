"""Coming in, going out, changing hats."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.accounts import signin
from wardmote.accounts.doors import MemberRequest, allowed_by, public
from wardmote.accounts.forms import SignInForm
from wardmote.accounts.policies import may_enter


def on_this_site(request: MemberRequest, wanted: str) -> str:
    """Where to go next: the address asked for if it is on this site, else home."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("home")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: MemberRequest) -> HttpResponse:
    """The door."""
    wanted = on_this_site(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.standing.member is not None:
        return HttpResponseRedirect(wanted)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        if signin.sign_in(request, **form.cleaned_data):
            return HttpResponseRedirect(wanted)
        form.refuse()
    return render(request, "accounts/sign_in.html", {"form": form, "next": wanted}, status=400 if form.errors else 200)


@allowed_by(may_enter)
@require_POST
def sign_out(request: MemberRequest) -> HttpResponse:
    """Leave, on this device."""
    signin.sign_out(request)
    return redirect("sign-in")


@allowed_by(may_enter)
@require_http_methods(["GET", "HEAD", "POST"])
def hats(request: MemberRequest) -> HttpResponse:
    """Work for another agency or in another partnership, in one step."""
    if request.method == "POST":
        signin.put_on(request, request.POST.get("hat", ""))
        return redirect("home")
    return render(request, "accounts/hats.html")
