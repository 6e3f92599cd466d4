"""Every page has a door: public, or allowed by a policy. A test walks all addresses and finds the one that has neither."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from wardmote.accounts import entry, kept
from wardmote.accounts.policies import Policy, may_come_further, verb_of
from wardmote.accounts.states import Standing
from wardmote.platform import clock, once

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request that went through the register's transaction: it knows who is asking."""

    standing: Standing


def allowed_by(policy: Policy, *, purpose: str = "") -> Callable[[View], View]:
    """Ask `policy` before the view runs. Put it outermost; what depends on the thing looked at is asked inside, in changes and queries.

    `purpose` is why people come to this page, a stable word for row-level security and the log; without it, what the policy allows is why.

    Who has given a password and no second factor yet is sent to the page that asks for it, whatever the policy.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.standing.member is not None and not request.standing.proved:
                return _to("come-further", request)
            policy(request.standing)
            return view(request, *args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.purpose = purpose or verb_of(policy)  # type: ignore[attr-defined]
        return guarded

    return door


def half_way(view: View) -> View:
    """The door of the pages of signing in: for whoever has given a password, and is not in yet. Whoever is in is sent home."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may_come_further(request.standing)
        if request.standing.proved:
            return HttpResponseRedirect(reverse("home"))
        return view(request, *args, **kwargs)

    guarded.policy = may_come_further  # type: ignore[attr-defined]
    return guarded


def recently_proved(view: View) -> View:
    """Ask for the second factor once more when it was given a while ago: before what is sensitive. What was typed is kept meanwhile.

    Put it below `allowed_by`, and below what refuses a method: nobody proves themselves for what is then refused anyway.
    """

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = entry.read(request.session)
        if found is None or not found.recent(clock.now()):
            kept.put_by(request)
            return _to("prove-again", request)
        return view(request, *args, **kwargs)

    guarded.recently_proved = True  # type: ignore[attr-defined]
    return guarded


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To a page of signing in, and from there back here; from a form, to the page that it is on. What the form asked for is not done (see platform/once.py)."""
    once.turn_away(request)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else kept.page_of(request)
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")


def public(view: View) -> View:
    """A page that anybody may see. The list of them is frozen in a test."""
    return login_not_required(view)
