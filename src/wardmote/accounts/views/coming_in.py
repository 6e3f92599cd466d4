"""Coming in, going out, changing hats."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts import entry, openid, signin
from wardmote.accounts.doors import MemberRequest, allowed_by, half_way, public
from wardmote.accounts.forms.signing_in import SignInForm, sent
from wardmote.accounts.policies import may_enter


def on_this_site(request: MemberRequest, wanted: str) -> str:
    """Where to go next: the address asked for if it is on this site, else home."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("home")


def asked_for(request: MemberRequest) -> str:
    """The address that the form or the link says to go to next, if it is on this site, else home."""
    return on_this_site(request, request.POST.get("next") or request.GET.get("next", ""))


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: MemberRequest) -> HttpResponse:
    """The door: an address and a password. The second factor is asked for on the next page."""
    wanted = asked_for(request)
    if request.standing.member is not None:
        return HttpResponseRedirect(wanted if request.standing.proved else reverse("come-further"))
    form = SignInForm(sent(request))
    tried = None
    if form.is_valid():
        tried = signin.try_password(request, **form.cleaned_data, wanted=wanted)
        if tried == signin.Tried.RIGHT:
            return redirect("come-further")
        (form.slow_down if tried == signin.Tried.TOO_OFTEN else form.refuse)()
    return render(request, "accounts/sign_in.html", _page(request, form, wanted), status=_status(form, tried))


def _page(request: MemberRequest, form: SignInForm, wanted: str) -> dict[str, object]:
    minutes, hours = int(entry.IDLE.total_seconds() // 60), int(entry.ABSOLUTE.total_seconds() // 3600)
    ended, kept = getattr(request, "ended", None), request.GET.get("kept") == "1"
    return {
        "form": form,
        "next": wanted,
        "ended": ended[1].value if ended else "",
        "kept": kept,
        "minutes": minutes,
        "hours": hours,
        "others": openid.elsewhere(),
        "refused": "refused" in request.GET,
    }


def _status(form: SignInForm, tried: signin.Tried | None) -> int:
    return 429 if tried == signin.Tried.TOO_OFTEN else 400 if form.errors else 200


def _first_page(request: MemberRequest, wanted: str) -> str:
    """Whoever came in by a recovery code is told first how to get by without one; from there they go on."""
    if not signin.came_by_recovery_code(request):
        return wanted
    return f"{reverse('by-recovery-code')}?{urlencode({'next': wanted})}"


def advanced(request: MemberRequest) -> HttpResponse:
    """To the next page of signing in; where there is none left, the member is in, and goes where they wanted to."""
    step = signin.next_step(request, signin.member_of(request))
    if step:
        return redirect(step)
    response = HttpResponseRedirect(_first_page(request, on_this_site(request, signin.wanted(request))))
    signin.finish(request, response)
    return response


@half_way
@never_cache
@require_safe
def come_further(request: MemberRequest) -> HttpResponse:
    """Whoever is half-way in goes on from where they are. The page that they asked for meanwhile is remembered."""
    if "next" in request.GET:
        signin.want(request, asked_for(request))
    return advanced(request)


@half_way
@never_cache
@require_safe
def asleep(request: MemberRequest) -> HttpResponse:
    """An account that was not used for long: an administrator has to confirm it, and is asked to now."""
    if signin.next_step(request, signin.member_of(request)) != signin.Step.ASLEEP:
        return redirect("come-further")
    signin.ask_to_wake(request)
    return render(request, "accounts/asleep.html")


@half_way
@require_POST
def leave(request: MemberRequest) -> HttpResponse:
    """Half-way in, and out again."""
    signin.sign_out(request)
    return redirect("sign-in")


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
        return HttpResponseRedirect(asked_for(request))
    return render(request, "accounts/hats.html")
