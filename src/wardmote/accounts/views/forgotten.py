"""A forgotten password: a link by e-mail, which works once and not for long. No page says whether an address is anybody's."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from wardmote.accounts import forgotten
from wardmote.accounts.doors import MemberRequest, public
from wardmote.accounts.forms.signing_in import AddressForm, NewPasswordForm, sent

reading_or_sending = require_http_methods(["GET", "HEAD", "POST"])


@public
@never_cache
@reading_or_sending
def ask(request: MemberRequest) -> HttpResponse:
    """Ask for a link. Whatever the address, the answer is the same."""
    form = AddressForm(sent(request))
    if form.is_valid():
        forgotten.send_link(request, form.cleaned_data["email"])
        return render(request, "accounts/link_sent.html", {"minutes": forgotten.MINUTES})
    return render(request, "accounts/forgotten.html", {"form": form}, status=400 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("token")
@reading_or_sending
def choose(request: MemberRequest, member: UUID, token: str) -> HttpResponse:
    """Choose a new password by a link. It opens nothing else: signing in comes after, with the second factor."""
    found = forgotten.member_of_link(member, token)
    if found is None:
        return render(request, "accounts/link_dead.html", status=404)
    form = NewPasswordForm(sent(request), about=(found.name, found.email))
    if form.is_valid():
        response = redirect("sign-in")
        forgotten.choose(request, response, found, form.cleaned_data["password"])
        return response
    return render(request, "accounts/new_password.html", {"form": form}, status=400 if form.errors else 200)
