"""A spreadsheet comes in: handed in, matched, looked at, and brought in whole or not at all."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.presenters.dates import moment
from wardmote.governance import changes, jobs, presenters, words
from wardmote.governance.changes.writing import worn
from wardmote.governance.forms.incoming import FileForm, MatchForm, YesForm
from wardmote.governance.incoming.matching import headings, matched
from wardmote.governance.policies import may_run_governance
from wardmote.governance.presenters import incoming as shown
from wardmote.governance.presenters.underway import underway
from wardmote.governance.queries.incoming import (
    FileSeen,
    at_work_on,
    brought_in_before,
    faults_of,
    file_for,
    files_listed,
    plan_of,
    worked_on,
)
from wardmote.governance.spreadsheet import TYPES
from wardmote.governance.states import ImportKind, Stage
from wardmote.governance.states.imports import SHOWN
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.governance.views.meetings import groups
from wardmote.platform import clock
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


def _kind(name: str) -> ImportKind:
    try:
        return ImportKind(name)
    except ValueError:
        raise Http404 from None


@allowed_by(may_run_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """What can be brought in, and what was."""
    at_work = worked_on()
    rows = shown.file_rows(files_listed(request.standing), at_work)
    context = {"kinds": shown.kinds(), "rows": rows, "done": presenters.done(request.GET.get("done", ""))}
    return render(request, "governance/imports.html", context)


@allowed_by(may_run_governance)
@require_safe
def template(request: MemberRequest, kind: str) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """A workbook to fill in."""
    return _workbook(shown.template(_kind(kind)), f"{kind}-template.xlsx")


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def hand_in(request: MemberRequest, kind: str) -> HttpResponse:
    """A file is handed in."""
    one, here, made = _kind(kind), worn(request.standing), list[UUID]()
    form = FileForm(request.POST or None, request.FILES or None)

    def keep() -> None:
        key = changes.take_in_file(partnership=here, kind=one, **form.handed_in, at=clock.now(), by=request.standing)
        made.append(key)

    if done(form, keep):
        return redirect("import-match", made[0])
    lead = _("Nothing is written until you have seen what would come of it and said yes. The file is kept for a day at most, and only for that.")  # fmt: skip
    heading = _("Bring in: {what}").format(what=words.import_kind(one))
    return page(request, form, heading=heading, button=_("Hand it in"), back=reverse("imports"), lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def match(request: MemberRequest, key: UUID) -> HttpResponse:
    """Which column holds what."""
    found = _waiting(request, key)
    sheets = changes.sheets_of(file=key, at=clock.now(), by=request.standing).sheets
    sheet = _sheet(request, found, sheets)
    names = headings(sheets[sheet], found.kind)
    begin = found.matching if sheet == found.sheet else matched(names, found.kind)
    begun = {**begin, "default_group": begin.get("default-group", "")}
    form = MatchForm(request.POST or None, kind=found.kind, headings=names, groups=groups(request), begin=begun)  # fmt: skip

    def keep() -> None:
        group = form.cleaned_data.get("default_group")
        run = changes.match_columns(file=key, sheet=sheet, matching=form.matching, group=group, at=clock.now(), by=request.standing)  # fmt: skip
        jobs.try_file.later(by=request.standing, file=key, run=run)

    if done(form, keep):
        return redirect("import-file", key)
    context = {"form": form, "file": found, "kind": words.import_kind(found.kind), "sheet": sheet, "sheets": list(sheets)}  # fmt: skip
    return render(request, "governance/import_match.html", context, status=400 if form.errors else 200)


def _sheet(request: MemberRequest, found: FileSeen, sheets: dict) -> str:  # type: ignore[type-arg]
    asked = request.GET.get("sheet", found.sheet)
    return asked if asked in sheets else next(iter(sheets))


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def look(request: MemberRequest, key: UUID) -> HttpResponse:
    """What would come of the file, or how far the work on it is; with a yes, it is brought in."""
    where = at_work_on(key)
    found = file_for(request.standing, key)
    if found.stage is Stage.DONE:
        return _finished(request, found)
    if not found.waits:
        raise Refused("run-governance")
    if found.stage is Stage.WAITING:
        return redirect("import-match", key)
    if found.stage in SHOWN or request.method == "POST":
        return _preview(request, found)
    shown_now = underway(found, where, now=clock.now())
    context = {"file": found, "kind": words.import_kind(found.kind), "progress": shown_now}
    return render(request, "governance/import_underway.html", context)


def _preview(request: MemberRequest, found: FileSeen) -> HttpResponse:
    form = YesForm(request.POST or None)

    def agree() -> None:
        run = changes.say_yes(file=found.key, **form.cleaned_data, at=clock.now(), by=request.standing)
        if run:
            jobs.bring_in_file.later(by=request.standing, file=found.key, run=run)

    if done(form, agree):
        return redirect("import-file", found.key)
    plan = plan_of(request.standing, found.key, rows=shown.ROWS_SHOWN, faults=shown.FAULTS)
    before = brought_in_before(request.standing, found.sha256, found.kind)
    context = {
        "form": form, "seen": found.seen, "file": found, "kind": words.import_kind(found.kind), "preview": shown.preview(plan, wrong=found.wrong),
        "same_file": _("This very file was brought in on {when} by {who}.").format(when=moment(before[0]), who=before[1]) if before else "",
        "changed": found.stage is Stage.CHANGED,
    }  # fmt: skip
    return render(request, "governance/import_preview.html", context, status=400 if form.errors else 200)


@allowed_by(may_run_governance)
@require_safe
def progress(request: MemberRequest, key: UUID) -> JsonResponse:
    """How far the work on a file is, for the page that waits for it."""
    where = at_work_on(key)
    found = file_for(request.standing, key)
    return JsonResponse(underway(found, where, now=clock.now()).told())


@allowed_by(may_run_governance)
@require_POST
def again(request: MemberRequest, key: UUID) -> HttpResponse:
    """The work on a file stopped before its end: try its rows anew."""
    _waiting(request, key)
    if not at_work_on(key).somewhere:
        run = changes.try_again(file=key, at=clock.now(), by=request.standing)
        jobs.try_file.later(by=request.standing, file=key, run=run)
    return redirect("import-file", key)


def _finished(request: MemberRequest, found: FileSeen) -> HttpResponse:
    context = {
        "file": found, "kind": words.import_kind(found.kind), "came": shown.came(found) or _("Nothing"), "when": moment(found.at),
    }  # fmt: skip
    return render(request, "governance/import_done.html", context)


@allowed_by(may_run_governance)
@require_safe
def faults(request: MemberRequest, key: UUID) -> HttpResponse:
    """All that is to be mended, as a workbook."""
    _waiting(request, key)
    return _workbook(shown.faults_file(faults_of(request.standing, key)), "to-be-mended.xlsx")


@allowed_by(may_run_governance)
@require_POST
def drop(request: MemberRequest, key: UUID) -> HttpResponse:
    """It is not brought in after all."""
    _waiting(request, key)
    try:
        changes.drop_file(file=key, at=clock.now(), by=request.standing)
    except changes.Clash:
        return redirect("import-file", key)  # it is being brought in: the page says so
    return to(reverse("imports"), "file-dropped")


def _waiting(request: MemberRequest, key: UUID) -> FileSeen:
    """The file, if it waits to be brought in. Raises Refused otherwise."""
    found = file_for(request.standing, key)
    if found.done_at or not found.waits:
        raise Refused("run-governance")
    return found


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=TYPES["xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
