"""The second factor: proved when coming in and before what is sensitive; set up, and looked after."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts import factors, openid, signin, ways
from wardmote.accounts.doors import MemberRequest, allowed_by, half_way, recently_proved
from wardmote.accounts.forms.signing_in import AppCodeForm, CodeForm, ConfirmForm, PasskeyForm, sent
from wardmote.accounts.policies import may_enter
from wardmote.accounts.presenters.dates import day
from wardmote.accounts.queries import signing_in as queries
from wardmote.accounts.views.coming_in import advanced, asked_for

reading_or_sending = require_http_methods(["GET", "HEAD", "POST"])


@half_way
@never_cache
@sensitive_post_parameters("code")
@reading_or_sending
def ask(request: MemberRequest) -> HttpResponse:
    """A code, or a passkey, after the password."""
    if signin.next_step(request, signin.member_of(request)) != signin.Step.FACTOR:
        return redirect("come-further")
    return _asked(request, "accounts/second_factor.html", lambda: advanced(request))


@allowed_by(may_enter)
@never_cache
@sensitive_post_parameters("code")
@reading_or_sending
def prove_again(request: MemberRequest) -> HttpResponse:
    """The second factor once more, before something sensitive."""
    return _asked(request, "accounts/prove_again.html", lambda: HttpResponseRedirect(asked_for(request)))


def _asked(request: MemberRequest, template: str, onwards: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that asks for a factor, and what comes of the answer: a code in `code`, or a passkey's answer in `credential`."""
    with_passkey = "credential" in request.POST
    form = (PasskeyForm if with_passkey else CodeForm)(sent(request))
    if form.is_valid():
        try:
            given = signin.give_passkey if with_passkey else signin.give_code
            if given(request, form.cleaned_data["credential" if with_passkey else "code"]):
                return onwards()
            form.refuse()
        except factors.TooManyTries:
            form.slow_down()
    status = 400 if form.errors else 200
    return render(request, template, _page(request, form), status=status)


def _page(request: MemberRequest, form: Any) -> dict[str, Any]:
    member = signin.member_of(request)
    kinds = factors.kinds(member)
    passkey = factors.begin_proof(member) if factors.PASSKEY in kinds else None
    code_form = form if isinstance(form, CodeForm) else CodeForm()
    if passkey:  # its button comes first
        code_form.fields["code"].widget.attrs.pop("autofocus", None)
    return {
        "form": form,
        "code_form": code_form,
        "passkey": passkey,
        "app": factors.APP in kinds,
        "next": asked_for(request),
        "provers": [] if kinds else openid.provers(request),
        "refused": "refused" in request.GET,
    }


@half_way
@never_cache
@require_http_methods(["GET", "HEAD"])
def enrol(request: MemberRequest) -> HttpResponse:
    """No account is without a second factor: choose which, now."""
    if signin.next_step(request, signin.member_of(request)) != signin.Step.ENROL:
        return redirect("come-further")
    return render(request, "accounts/enrol.html")


@half_way
@never_cache
@sensitive_post_parameters("code")
@reading_or_sending
def enrol_app(request: MemberRequest) -> HttpResponse:
    """The first factor: an authenticator app."""
    return _app(request, "accounts/enrol_app.html", "come-further")


@half_way
@never_cache
@reading_or_sending
def enrol_passkey(request: MemberRequest) -> HttpResponse:
    """The first factor: a passkey."""
    return _passkey(request, "accounts/enrol_passkey.html", "come-further")


@allowed_by(may_enter)
@reading_or_sending
@recently_proved
@never_cache
@sensitive_post_parameters("code")
def add_app(request: MemberRequest) -> HttpResponse:
    """An authenticator app beside a passkey."""
    return _app(request, "accounts/add_app.html", "your-sign-in")


@allowed_by(may_enter)
@reading_or_sending
@recently_proved
@never_cache
@sensitive_post_parameters("code")
def replace_app(request: MemberRequest) -> HttpResponse:
    """A new authenticator app in the place of the one that is lost. Whoever lost it proves themselves by a recovery code."""
    if not ways.may_replace_app(request):
        return redirect("your-sign-in")
    return _app_form(request, "accounts/replace_app.html", ways.replace_app, lambda: _done("app-replaced"))


@allowed_by(may_enter)
@never_cache
@require_safe
def by_recovery_code(request: MemberRequest) -> HttpResponse:
    """The first page of whoever came in by a recovery code: what to do now, and the way on."""
    if not signin.came_by_recovery_code(request):
        return redirect("your-sign-in")
    has_app = factors.APP in factors.kinds(signin.member_of(request))
    shown = {"left": ways.codes_left(request), "has_app": has_app, "next": asked_for(request)}
    return render(request, "accounts/by_recovery_code.html", shown)


@allowed_by(may_enter)
@reading_or_sending
@recently_proved
@never_cache
def add_passkey(request: MemberRequest) -> HttpResponse:
    """One more passkey."""
    return _passkey(request, "accounts/add_passkey.html", "your-sign-in")


def _done(what: str) -> HttpResponseRedirect:
    """Back to how one signs in, where it is said what was done."""
    return HttpResponseRedirect(f"{reverse('your-sign-in')}?done={what}")


def _app(request: MemberRequest, template: str, onwards: str) -> HttpResponse:
    if not ways.may_add(request, factors.APP):
        return redirect(onwards)
    return _app_form(request, template, ways.add_app, lambda: redirect(onwards))


def _app_form(
    request: MemberRequest,
    template: str,
    keep: Callable[[MemberRequest, str], bool],
    onwards: Callable[[], HttpResponse],
) -> HttpResponse:
    """The page that shows an app its secret, and what comes of the code that it gives."""
    form = AppCodeForm(sent(request))
    if form.is_valid():
        if keep(request, form.cleaned_data["code"]):
            return onwards()
        form.refuse()
    shown = {"form": form, **ways.app_shown(request)}
    return render(request, template, shown, status=400 if form.errors else 200)


def _passkey(request: MemberRequest, template: str, onwards: str) -> HttpResponse:
    if not ways.may_add(request, factors.PASSKEY):
        return redirect(onwards)
    form = PasskeyForm(sent(request))
    if form.is_valid():
        if ways.add_passkey(request, form.cleaned_data["name"], form.cleaned_data["credential"]):
            return redirect(onwards)
        form.refuse()
    shown = {"form": form, "passkey": factors.begin_passkey(signin.member_of(request))}
    return render(request, template, shown, status=400 if form.errors else 200)


@half_way
@never_cache
@reading_or_sending
def first_codes(request: MemberRequest) -> HttpResponse:
    """The recovery codes, to be printed and confirmed: the last step of enrolling."""
    if signin.next_step(request, signin.member_of(request)) != signin.Step.CODES:
        return redirect("come-further")
    return _codes(request, lambda: advanced(request))


@allowed_by(may_enter)
@reading_or_sending
@recently_proved
@never_cache
def fresh_codes(request: MemberRequest) -> HttpResponse:
    """New recovery codes, in place of those that are lost or used."""
    if request.method == "POST" and "fresh" in request.POST:
        ways.fresh_codes(request)
        return redirect("fresh-codes")
    if factors.codes_confirmed(signin.member_of(request)):
        return render(request, "accounts/fresh_codes.html", {"left": ways.codes_left(request)})
    return _codes(request, lambda: redirect("your-sign-in"))


def _codes(request: MemberRequest, onwards: Callable[[], HttpResponse]) -> HttpResponse:
    form = ConfirmForm(sent(request))
    if form.is_valid():
        ways.confirm_codes(request)
        return onwards()
    shown = {
        "form": form,
        "codes": ways.codes_shown(request),
        "printed_for": request.standing.email,
        "site": f"{request.scheme}://{request.get_host()}",
        "made": day(ways.codes_made(request)),
    }
    return render(request, "accounts/recovery_codes.html", shown, status=400 if form.errors else 200)


@allowed_by(may_enter)
@reading_or_sending
@recently_proved
@never_cache
def remove(request: MemberRequest, factor: int) -> HttpResponse:
    """Take away a factor that is no longer used: asked once more before it is done. The last one stays."""
    if request.method == "POST":
        return _done("factor-removed") if ways.remove_factor(request, factor) else redirect("your-sign-in")
    found = queries.removable(request.standing, factor)
    return render(request, "accounts/remove_factor.html", {"factor": found}) if found else redirect("your-sign-in")
