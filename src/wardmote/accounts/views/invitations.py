"""Coming in for the first time: what the link of an invitation opens."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from wardmote.accounts import changes, queries, signin
from wardmote.accounts.doors import MemberRequest, public
from wardmote.accounts.forms.signing_in import NewPasswordForm
from wardmote.accounts.presenters.dates import moment
from wardmote.platform import clock


@public
@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: MemberRequest, secret: str) -> HttpResponse:
    """Who invites whom into what; a password is chosen, and the second factor comes next. Any link that opens nothing gets one and the same answer."""
    if request.standing.member is not None:
        return render(request, "accounts/invitation_signed_in.html")
    found = queries.open_invitation(secret, now=clock.now())
    if found is None:
        return render(request, "accounts/invitation_closed.html", status=404)
    form = NewPasswordForm(request.POST or None, about=(found.name, found.email, found.partnership_name))
    if form.is_valid():
        member = changes.accept_invitation(secret=secret, password=form.cleaned_data["password"], at=clock.now())
        if member is None:
            return render(request, "accounts/invitation_closed.html", status=404)
        signin.begin(request, member)
        return redirect("come-further")
    context = {"form": form, "invitation": found, "until": moment(found.expires_at)}
    return render(request, "accounts/invitation.html", context, status=400 if form.errors else 200)
