"""The member's own ways in: factors, password, and where they are signed in; and being still here."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts import entry, factors, kept, openid, signin, ways
from wardmote.accounts.doors import MemberRequest, allowed_by, recently_proved
from wardmote.accounts.forms.signing_in import NewPasswordForm, sent
from wardmote.accounts.policies import may_enter
from wardmote.accounts.presenters.dates import day, moment
from wardmote.accounts.presenters.own_ways import done
from wardmote.accounts.queries import signing_in as queries
from wardmote.accounts.views.coming_in import on_this_site
from wardmote.platform import clock, drafts
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused


@allowed_by(may_enter)
@require_safe
def still_here(request: MemberRequest) -> HttpResponse:
    """Asked by the page itself: whose the session is, how many seconds it has left, and when it ends in any case. Asked with `quiet` it does not count as being busy."""
    left = signin.seconds_left(request)
    said = {
        "who": str(request.standing.member),
        "idle": left.idle,
        "absolute": left.absolute,
        "warning": int(entry.WARNING.total_seconds()),
        "finish": int(entry.FINISH.total_seconds()),
        "until": f"{left.until.astimezone(LONDON):%H:%M}",
    }
    return JsonResponse(said)


@allowed_by(may_enter)
@never_cache
@require_safe
def own(request: MemberRequest) -> HttpResponse:
    """How I sign in, and where I am signed in."""
    now, here = clock.now(), request.session.session_key or ""
    shown = {
        "factors": queries.factors_of(request.standing),
        "sessions": queries.sessions_of(request.standing, here=here, now=now),
        "chooses_password": ways.may_choose_password(request),
        "agencies": openid.provers(request),
        "codes_left": ways.codes_left(request),
        "by_recovery_code": signin.came_by_recovery_code(request),
        "done": done(request.GET.get("done", "")),
        "codes_confirmed": factors.codes_confirmed(signin.member_of(request)),
        "minutes": int(entry.IDLE.total_seconds() // 60),
        "hours": int(entry.ABSOLUTE.total_seconds() // 3600),
        "day": lambda at: day(at.astimezone(LONDON).date()),
        "moment": lambda at: moment(at).replace(" ", "\u00a0"),  # never broken before its time of day
    }
    return render(request, "accounts/your_sign_in.html", shown)


@allowed_by(may_enter)
@require_POST
def end(request: MemberRequest, session: int) -> HttpResponse:
    """End one session of my own, elsewhere."""
    return _back(happened=ways.end_session(request, session), what="session-ended")


@allowed_by(may_enter)
@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    """End all sessions of my own but this one."""
    return _back(happened=ways.end_others(request), what="sessions-ended")


def _back(*, happened: bool, what: str) -> HttpResponse:
    """To how one signs in, where it is said what was done, if anything was."""
    return HttpResponseRedirect(f"{reverse('your-sign-in')}?done={what}") if happened else redirect("your-sign-in")


@allowed_by(may_enter)
@require_http_methods(["GET", "HEAD", "POST"])
@recently_proved
@never_cache
@sensitive_post_parameters("password")
def password(request: MemberRequest) -> HttpResponse:
    """Choose a new password. The second factor was given a moment ago; all other sessions end."""
    if not ways.may_choose_password(request):
        raise Refused("change-password")
    form = NewPasswordForm(sent(request), about=signin.about(request))
    if form.is_valid():
        ways.change_password(request, form.cleaned_data["password"])
        return redirect("your-sign-in")
    return render(request, "accounts/new_password.html", {"form": form}, status=400 if form.errors else 200)


@allowed_by(may_enter)
@require_POST
def forget_kept(request: MemberRequest) -> HttpResponse:
    """Throw away what was kept of a form when a session ended, and the draft of the same words."""
    page = on_this_site(request, request.POST.get("page", ""))
    kept.forget(request, page)
    assert request.standing.member
    drafts.drop(member=request.standing.member, address=request.POST.get(drafts.FIELD, ""))
    return HttpResponseRedirect(page)
