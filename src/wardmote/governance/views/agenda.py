"""The agenda of a meeting, and its papers."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import ChangeItemForm, ItemForm, PaperForm
from wardmote.governance.policies import may_minute_meetings, may_see_governance
from wardmote.governance.views.doing import FORM, done, of_their_group, page, to
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def add(request: MemberRequest, key: UUID) -> HttpResponse:
    """A further point; what was suggested stands in the form already."""
    found, here = queries.meeting_for(request.standing, key), reverse("meeting", args=[key])
    form = ItemForm(request.POST or None, initial={"title": request.GET.get("title", "")[:200]} | kept_for(request))
    if done(form, lambda: changes.add_item(meeting=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
        return to(here, "item-added")
    lead = presenters.meeting_head(found.line).title
    return page(request, form, heading=_("Add a point to the agenda"), button=_("Add this point"), back=here, lead=lead)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("item")
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """Other words for a point."""
    found, _item = queries.item_to_change(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = ChangeItemForm(sent, initial=presenters.begin_item(found, key) | kept_for(request))
    try:
        if done(form, lambda: changes.change_item(item=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
            return to(here, "item-changed")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    lead = presenters.meeting_head(found.line).title
    return page(request, form, heading=_("Change a point of the agenda"), button=_("Change it"), back=here, lead=lead)


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("item")
def up(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """One place up."""
    return _moved(request, key, up=True)


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("item")
def down(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """One place down."""
    return _moved(request, key, up=False)


def _moved(request: MemberRequest, key: UUID, *, up: bool) -> HttpResponseRedirect:
    found, _item = queries.item_to_change(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    try:
        changes.move_item(item=key, up=up, at=clock.now(), by=request.standing)
    except changes.Clash:
        return to(here, "nothing-done")
    return HttpResponseRedirect(f"{here}#item-{key}")


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("item")
def remove(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """Take a point off. One with papers stays."""
    found, _item = queries.item_to_change(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    try:
        changes.remove_item(item=key, at=clock.now(), by=request.standing)
    except changes.Clash:
        return to(here, "item-kept")
    return to(here, "item-removed")


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("item")
def file(request: MemberRequest, key: UUID) -> HttpResponse:
    """A paper for a point."""
    found, _item = queries.item_to_change(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    form = PaperForm(
        request.POST or None, request.FILES or None, initial=kept_for(request), owner=request.standing.member
    )

    def filed() -> None:
        held = form.cleaned_data
        changes.add_paper(
            item=key, title=held["title"], file=form.examined, link=held["link"], at=clock.now(), by=request.standing
        )

    if _taken(form, filed):
        return to(here, "paper-filed")
    lead = presenters.paper_lead(found, key)
    return page(request, form, heading=_("File a paper"), button=_("File this paper"), back=here, lead=lead)


def _taken(form: PaperForm, filed: Callable[[], None]) -> bool:
    """Whether the paper was filed. Where something else was wrong, its file is kept until the form comes again."""
    if done(form, filed):
        form.forget_file()
        return True
    form.keep_file()
    return False


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("paper")
def replace(request: MemberRequest, key: UUID) -> HttpResponse:
    """A new version of a paper, with those before."""
    paper, found = queries.paper_for(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        initial=kept_for(request),
        owner=request.standing.member,
        titled=False,
    )

    def filed() -> None:
        link = form.cleaned_data["link"]
        changes.replace_paper(paper=key, file=form.examined, link=link, at=clock.now(), by=request.standing)

    if _taken(form, filed):
        return to(here, "paper-replaced")
    context = {
        "form": form, "heading": _("A new version of “{title}”").format(title=paper.title), "button_text": _("File this version"), "back": here,
        "paper": paper, "versions": presenters.version_lines(queries.versions_of(request.standing, key)),
    }  # fmt: skip
    return render(request, "governance/paper.html", context, status=400 if form.errors else 200)


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("paper")
def withdraw(request: MemberRequest, key: UUID) -> HttpResponseRedirect:
    """The paper is shown no more."""
    _paper, found = queries.paper_for(request.standing, key)
    here = reverse("meeting", args=[found.line.key])
    try:
        changes.withdraw_paper(paper=key, at=clock.now(), by=request.standing)
    except changes.Clash:
        return to(here, "nothing-done")
    return to(here, "paper-withdrawn")


@allowed_by(may_see_governance)
@require_safe
def take(request: MemberRequest, key: UUID) -> HttpResponse:
    """The file of one version, to be kept and never shown in place: whatever is in it, it does nothing here."""
    found = queries.download(request.standing, key)
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = presenters.attachment(found.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
