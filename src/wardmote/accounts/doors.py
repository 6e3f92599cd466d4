"""Every page has a door: public, or allowed by a policy. A test walks all addresses and finds the one that has neither."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wardmote.accounts.policies import Policy
from wardmote.accounts.states import Standing

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request that went through the register's transaction: it knows who is asking."""

    standing: Standing


def allowed_by(policy: Policy) -> Callable[[View], View]:
    """Ask `policy` before the view runs. Put it outermost; what depends on the thing looked at is asked inside, in changes and queries."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            policy(request.standing)
            return view(request, *args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return door


def public(view: View) -> View:
    """A page that anybody may see. The list of them is frozen in a test."""
    return login_not_required(view)
