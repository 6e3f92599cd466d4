"""A page of every kind that has leaked somewhere: list, search, autocomplete, count, export, one case, a fragment, an attachment, a form with its error."""

import csv
import io
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.template import engines
from django.views.decorators.http import require_http_methods, require_safe

from tests.leak.app import changes, queries
from tests.leak.app.policies import may_run_cases, may_see_cases
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.audit.changes import record

LIST = """{% extends "page.html" %}{% block content %}<h1>Cases</h1><p>{{ cases|length }} cases</p>
{% for case in cases %}<p id="{{ case.pk }}">{{ case.title }} {{ case.panel.name }}</p>{% endfor %}{% endblock %}"""
ONE = """{% extends "page.html" %}{% block content %}<h1 id="{{ case.pk }}">{{ case.title }}</h1>
{% if address %}<p>Safe at {{ address }}</p>{% endif %}
{% if related %}<p>See also <a href="/leak/cases/{{ related.pk }}">{{ related.title }}</a></p>{% endif %}
{% for note in notes %}<p id="{{ note.pk }}">{{ note.text }} {{ note.paper_name }}</p>{% endfor %}{% endblock %}"""
NOTES = """{% for note in notes %}<p id="{{ note.pk }}">{{ note.text }} {{ note.paper_name }}</p>{% endfor %}"""


def page(request: MemberRequest, text: str, **known) -> HttpResponse:
    return HttpResponse(engines["jinja2"].from_string(text).render(known, request))


@allowed_by(may_see_cases)
@require_safe
def cases(request: MemberRequest) -> HttpResponse:
    found = list(queries.cases(request.standing, words=request.GET.get("q", "")))
    record("see-cases", kind="case", ids=[case.pk for case in found])
    return page(request, LIST, cases=found)


@allowed_by(may_see_cases)
@require_safe
def count(request: MemberRequest) -> HttpResponse:
    return HttpResponse(f"{queries.count(request.standing)} cases", content_type="text/plain")


@allowed_by(may_see_cases)
@require_safe
def suggest(request: MemberRequest) -> HttpResponse:
    return JsonResponse(queries.suggestions(request.standing, request.GET.get("q", "")), safe=False)


@allowed_by(may_see_cases)
@require_safe
def export(request: MemberRequest) -> HttpResponse:
    """Comma-separated, with a panel chosen or without."""
    panel = request.GET.get("panel")
    found = list(queries.cases(request.standing, panel=UUID(panel) if panel else None))
    record("export-cases", kind="case", ids=[case.pk for case in found])
    written = io.StringIO()
    csv.writer(written).writerows((case.pk, case.title, queries.address_of(request.standing, case)) for case in found)
    return HttpResponse(written.getvalue(), content_type="text/csv")


@allowed_by(may_see_cases)
@require_safe
def case(request: MemberRequest, key: UUID) -> HttpResponse:
    found = queries.case_for(request.standing, key)
    related, notes = queries.related(request.standing, found), list(queries.notes_of(request.standing, found))
    record("see-case", kind="case", ids=[found.pk])
    return page(
        request, ONE, case=found, related=related, notes=notes, address=queries.address_of(request.standing, found)
    )


@allowed_by(may_see_cases)
@require_safe
def notes(request: MemberRequest, key: UUID) -> HttpResponse:
    """A fragment of the case's page."""
    found = queries.case_for(request.standing, key)
    record("see-case", kind="case", ids=[found.pk])
    return page(request, NOTES, notes=queries.notes_of(request.standing, found))


@allowed_by(may_see_cases)
@require_safe
def paper(request: MemberRequest, key: UUID) -> HttpResponse:
    found = queries.note_for(request.standing, key)
    record("take-paper", kind="note", ids=[found.pk])
    response = HttpResponse(found.paper, content_type="text/plain")
    response["Content-Disposition"] = f'attachment; filename="{found.paper_name}"'
    return response


@allowed_by(may_run_cases)
@require_http_methods(["POST"])
def link(request: MemberRequest, key: UUID) -> HttpResponse:
    """Link a case to the one whose title is typed. A title that is not there for the member is wrong, whether it is there for others or not."""
    found = queries.case_for(request.standing, key)
    other = queries.named(request.standing, request.POST.get("title", ""))
    if other is None:
        return HttpResponse("There is no such case. Look the title up in the list.", status=400)
    if not changes.link(case=found, other=other, by=request.standing):
        raise Http404
    return HttpResponse(f"{found.title} is linked to {other.title}")
