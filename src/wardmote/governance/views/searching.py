"""Search over governance."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.governance import presenters, queries
from wardmote.governance.forms import WordsForm
from wardmote.governance.policies import may_see_governance
from wardmote.governance.states import Found


@allowed_by(may_see_governance)
@never_cache
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """The best of each kind; or all of one kind, page by page. Without words: what can be looked for."""
    form = WordsForm(request.GET)
    sought, kind = form.sought, form.kind_wanted
    if sought and kind:
        return _of_kind(request, form, kind)
    found = queries.search(request.standing, sought) if sought else None
    context = {
        "form": form, "sought": sought, "found": found,
        "sentence": presenters.search_sentence(found, sought) if found else "",
        "groups": presenters.search_groups(found, sought) if found else [],
    }  # fmt: skip
    return render(request, "governance/search.html", context)


def _of_kind(request: MemberRequest, form: WordsForm, kind: Found) -> HttpResponse:
    found, page = queries.search_kind(request.standing, form.sought, kind, form.page_wanted)
    context = {
        "form": form, "sought": form.sought, "found": found, "kind": presenters.kind_heading(kind), "sentence": presenters.kind_sentence(found, form.sought),
        "rows": presenters.hit_rows(found), "pages": presenters.kind_pages(found, form.sought, page),
    }  # fmt: skip
    return render(request, "governance/search.html", context)
