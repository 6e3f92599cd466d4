"""Every list of governance as a file: narrowed as its page is, and with no more in it than whoever asks may see."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.governance import extracts, presenters, queries
from wardmote.governance.extracts import LISTS, Asked, Extract
from wardmote.governance.forms import ActionFilter, DayForm, FilterForm, RegisterForm, SearchForm, TimelineForm
from wardmote.governance.forms.filling import in_words
from wardmote.governance.forms.risks import RegisterFilter
from wardmote.governance.policies import may_see_governance
from wardmote.governance.presenters import popolo as presenting
from wardmote.governance.presenters import reports as reporting
from wardmote.governance.spreadsheet import TYPES
from wardmote.governance.views.actions import chosen_from
from wardmote.governance.views.attending import year_form
from wardmote.governance.views.meetings import groups
from wardmote.platform import clock
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


def _everything(_request: MemberRequest) -> Asked:
    return Asked()


def _on_day(request: MemberRequest) -> Asked:
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    return Asked({"on": form.day}, [(_("As it was on"), form.day.isoformat())])


def _seats(request: MemberRequest) -> Asked:
    asked, form = _on_day(request), FilterForm(request.GET, groups=groups(request))
    return Asked(asked.by | {"group": form.chosen("group")}, [*asked.words, *in_words(form)])


def _meetings(request: MemberRequest) -> Asked:
    form = FilterForm(request.GET, groups=groups(request))
    return Asked({"group": form.chosen("group"), "kind": form.chosen("kind")}, in_words(form))


def _year(request: MemberRequest) -> Asked:
    form = year_form(request)
    first, end = form.stretch
    span = (_("Period"), _("{first} until before {end}").format(first=first.isoformat(), end=end.isoformat()))
    return Asked({"first": first, "end": end, "group": form.cleaned_data.get("group")}, [span, *in_words(form)])


def _decisions(request: MemberRequest) -> Asked:
    form = RegisterForm(request.GET, groups=groups(request))
    return _without_page(form, form.wanted)


def _actions(request: MemberRequest) -> Asked:
    form = ActionFilter(request.GET, **chosen_from(request))
    return Asked({"sought": form.sought, "on": clock.today()}, in_words(form))


def _risks(request: MemberRequest) -> Asked:
    categories = [(str(key), name) for key, name in queries.risk_categories(request.standing)]
    form = RegisterFilter(request.GET, categories=categories, bodies=chosen_from(request)["bodies"])
    return _without_page(form, form.wanted)


def _quarter(request: MemberRequest) -> Asked:
    used, today = queries.quarters_used(request.standing), request.standing.day(clock.today())
    quarter = reporting.quarter_from(request.GET.get("quarter", ""), used, today)
    return Asked({"quarter": quarter}, [(_("Quarter"), reporting.quarter_words(quarter))])


def _timeline(request: MemberRequest) -> Asked:
    form = TimelineForm(request.GET, registers=presenters.register_names())
    return _without_page(form, form.asked)


def _of_register(request: MemberRequest, key: str) -> Asked:
    form = SearchForm(request.GET, register=queries.register_named(key))
    asked = _without_page(form, form.asked)
    return Asked(asked.by | {"key": key}, asked.words)


def _without_page(form: forms.Form, wanted: dict[str, Any]) -> Asked:
    wanted.pop("page", None)
    return Asked(wanted, in_words(form))


NARROWED: dict[str, Callable[[MemberRequest], Asked]] = {
    "bodies": _on_day,
    "groups": _on_day,
    "seats": _seats,
    "matrix": _on_day,
    "duties": _on_day,
    "claims": _on_day,
    "meetings": _meetings,
    "attendance": _year,
    "decisions": _decisions,
    "actions": _actions,
    "action-answers": _actions,
    "risks": _risks,
    "reports": _quarter,
    "recommendations": _everything,
    "scrutiny": _everything,
    "scrutiny-meetings": _everything,
    "framework": _everything,
    "timeline": _timeline,
    "themes": _on_day,
    "raised": _quarter,
}


@allowed_by(may_see_governance)
@require_safe
@made_apart
def take(request: MemberRequest, name: str, ending: str) -> HttpResponse:
    """A list as a file."""
    if name not in NARROWED or ending not in TYPES:
        raise Http404
    return _taken(request, name, ending, LISTS[name], NARROWED[name](request))


@allowed_by(may_see_governance)
@require_safe
@made_apart
def take_register(request: MemberRequest, key: str, ending: str) -> HttpResponse:
    """One of the registers as a file."""
    if ending not in TYPES:
        raise Http404
    return _taken(request, key, ending, LISTS["register"], _of_register(request, key))


@allowed_by(may_see_governance)
@require_safe
@made_apart
def popolo(request: MemberRequest) -> HttpResponse:
    """Bodies, groups and who sits on them, with all their days, as Popolo."""
    found = presenting.popolo(queries.structure_whole(request.standing))
    answer = HttpResponse(
        json.dumps(found, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="popolo-{clock.today().isoformat()}.json"'
    return answer


def _taken(
    request: MemberRequest, name: str, ending: str, listed: Callable[..., Extract], asked: Asked
) -> HttpResponse:
    make = partial(
        extracts.taken, ending=ending, asked=asked, name=name, on=clock.today(), partnership=presenters.partnership(request.standing)
    )  # fmt: skip
    found = make(listed(request.standing, **asked.by))
    queries.taken_away(request.standing, name, ending=ending, keys=found.keys, count=found.count)
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
