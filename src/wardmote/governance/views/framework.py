"""The framework document in its versions, and who leads on what across boards."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, presenters, queries
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms import AdoptForm, BoardPartForm, DayForm, FrameworkForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.queries import Version
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock, versions
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def framework(request: MemberRequest) -> HttpResponse:
    """The version that holds on a day, and all versions."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    return _shown(request, queries.framework_on(request.standing, form.day), {"form": form, "day": day(form.day)})


@allowed_by(may_see_governance)
@require_safe
def version(request: MemberRequest, key: UUID) -> HttpResponse:
    """One version, as it is or was."""
    return _shown(request, queries.framework_of(request.standing, key), {})


def _shown(request: MemberRequest, one: Version | None, more: dict[str, object]) -> HttpResponse:
    found = queries.framework_versions(request.standing)
    context = {
        "one": one, "held": presenters.framework_held(one) if one else "", "sections": presenters.framework_sections(one.text) if one else [],
        "versions": presenters.version_rows(found), "draft": presenters.draft_of(found), "runs": allows(may_run_governance, request.standing),
        "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/framework.html", context | more)


@allowed_by(may_see_governance)
@require_safe
@made_apart
def taken(request: MemberRequest, key: UUID, ending: str) -> HttpResponse:
    """A version as a document for Word or on paper, with the structure and the boards of the day on which it was adopted."""
    if ending not in presenters.FRAMEWORK_MAKERS:
        raise Http404
    one = queries.framework_of(request.standing, key)
    on, who = one.adopted_on or request.standing.day(clock.today()), request.standing
    made = presenters.framework_document(
        one,
        presenters.partnership(who),
        queries.bodies_on(who, on),
        queries.groups_on(who, on),
        queries.board_parts_on(who, on),
        on,
    )
    answer = HttpResponse(presenters.FRAMEWORK_MAKERS[ending](made), content_type=presenters.FRAMEWORK_TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="framework-{one.number}.{ending}"'
    return answer


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def draft(request: MemberRequest) -> HttpResponse:
    """A new version: it begins with the text of the one that holds."""
    here, now = worn(request.standing), queries.framework_on(request.standing, request.standing.day(clock.today()))
    initial = presenters.begin_framework(now) | kept_for(request)
    form, back, made = (
        FrameworkForm(request.POST or None, initial=initial, change=False),
        reverse("framework"),
        list[UUID](),
    )
    if done(
        form,
        lambda: made.append(
            changes.draft_framework(partnership=here, **form.cleaned_data, at=clock.now(), by=request.standing)
        ),
    ):
        return to(reverse("framework-version", args=made), "drafted")
    return page(request, form, heading=_("Write a new version"), button=_("Keep this draft"), back=back)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def change(request: MemberRequest, key: UUID) -> HttpResponse:
    """The draft, changed."""
    one, back = queries.framework_of(request.standing, key), reverse("framework-version", args=[key])
    initial = (
        presenters.begin_framework(one) | {"what_changed": one.what_changed, "version": one.version} | kept_for(request)
    )
    sent = versions.sent(request.POST) if request.method == "POST" else None
    form = FrameworkForm(sent, initial=initial, change=True)
    try:
        if done(form, lambda: changes.change_framework(framework=key, **form.cleaned_data, by=request.standing)):
            return to(back, "drafted")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    return page(request, form, heading=_("Change the draft"), button=_("Keep this draft"), back=back)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def adopt(request: MemberRequest, key: UUID) -> HttpResponse:
    """The draft was adopted."""
    one, back = queries.framework_of(request.standing, key), reverse("framework-version", args=[key])
    form = AdoptForm(request.POST or None, initial={"on": request.standing.day(clock.today())} | kept_for(request))
    if done(
        form, lambda: changes.adopt_framework(framework=key, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(back, "adopted")
    lead = _(
        "Once adopted it stands as it is. The version before it stays on file, and is shown for the days on which it held."
    )
    heading = _("Version {n} was adopted").format(n=one.number)
    return page(request, form, heading=heading, button=_("It was adopted"), back=back, lead=lead)


@allowed_by(may_see_governance)
@require_safe
def boards(request: MemberRequest) -> HttpResponse:
    """Who leads on what on a day."""
    form = DayForm(request.GET, today=request.standing.day(clock.today()))
    found = queries.board_parts_on(request.standing, form.day)
    context = {
        "form": form, "day": day(form.day), "matrix": presenters.board_matrix(found), "unled": presenters.topics_unled(found),
        "stops": presenters.stops(queries.days_of_board_parts(request.standing), form.day, "board-parts"),
        "runs": allows(may_run_governance, request.standing), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/boards.html", context)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def board(request: MemberRequest) -> HttpResponse:
    """What a board does on a topic, from a day on."""
    there, here = (
        presenters.board_matrix(queries.board_parts_on(request.standing, request.standing.day(clock.today()))),
        worn(request.standing),
    )
    initial = {"valid_from": request.standing.day(clock.today())} | kept_for(request)
    form = BoardPartForm(
        request.POST or None, initial=initial, topics=presenters.matrix_topics(there), boards=there.boards
    )

    def write() -> None:
        said = {name: form.cleaned_data[name] for name in ("topic", "board", "valid_from")}
        changes.give_board_part(partnership=here, part=form.chosen, **said, at=clock.now(), by=request.standing)

    if done(form, write):
        return to(reverse("board-parts"), "board-part-given")
    return page(
        request, form, heading=_("Who does what on a topic"), button=_("Put this on file"), back=reverse("board-parts")
    )
