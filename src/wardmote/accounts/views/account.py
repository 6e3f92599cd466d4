"""What the member who is signed in sees of themselves; and the roles that there are."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.accounts import queries
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.policies import may_enter, may_see_people
from wardmote.accounts.presenters import people as presenters
from wardmote.accounts.presenters import roles as role_presenters
from wardmote.accounts.queries import log
from wardmote.accounts.views.log import lines
from wardmote.platform import clock

LATELY = 10  # lines of who looked, before the page that has them all


@allowed_by(may_enter)
@require_safe
def account(request: MemberRequest) -> HttpResponse:
    """My account: who I am here, since when, what I have on file, and who looked at it."""
    today = clock.today()
    own = [presenters.own(name, person, today) for _key, name, person in queries.own_record(request.standing, on=today)]
    looked = lines(request, log.looked(request.standing, request.standing.member, most=LATELY))  # type: ignore[arg-type]
    return render(request, "accounts/account.html", {"own": own, "looked": looked})


@allowed_by(may_see_people)
@require_safe
def roles(request: MemberRequest) -> HttpResponse:
    """What each role is and may do."""
    rows = [role_presenters.row(role, request.standing.roles) for role in queries.roles()]
    return render(request, "accounts/roles.html", {"roles": rows, "everybody": role_presenters.everybody()})
