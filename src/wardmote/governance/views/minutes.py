"""Minutes: read, taken away, approved, corrected; and the register of decisions."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.governance import changes, presenters, queries
from wardmote.governance.forms import ApproveForm, CorrectionForm, RegisterForm
from wardmote.governance.policies import may_run_governance, may_see_governance
from wardmote.governance.states import MeetingState
from wardmote.governance.views.doing import FORM, done, page, to
from wardmote.platform import clock
from wardmote.platform.apart import made_apart
from wardmote.words import gettext as _


@allowed_by(may_see_governance)
@require_safe
def read(request: MemberRequest, key: UUID) -> HttpResponse:
    """The minutes of a meeting, and the files that they can be taken away as."""
    found = queries.minutes_of(request.standing, key)
    runs = allows(may_run_governance, request.standing)
    context = {
        "found": found, "meeting": presenters.meeting_head(found.line), "said": presenters.minutes_words(found), "body": presenters.body(found.document),
        "files": presenters.files(found.line), "corrections": presenters.correction_lines(found), "done": presenters.done(request.GET.get("done", "")),
        "approves": runs and found.line.state is MeetingState.HELD, "minutes_it": queries.minutes_for(request.standing, found.line.group) and not found.approved_on, "corrects": runs and found.approved_on,
    }  # fmt: skip
    return render(request, "governance/minutes.html", context)


@allowed_by(may_see_governance)
@require_safe
@made_apart
def file(request: MemberRequest, key: UUID, ending: str) -> HttpResponse:
    """The minutes to take away, made now from the draft, or from what was kept when they were approved."""
    if ending not in presenters.MEDIA_TYPES:
        raise Http404
    found = queries.minutes_of(request.standing, key)
    answer = HttpResponse(presenters.file(found.document, ending), content_type=presenters.MEDIA_TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{presenters.stem(found.line)}.{ending}"'
    return answer


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def approve(request: MemberRequest, key: UUID) -> HttpResponse:
    """The minutes are approved, and fixed."""
    found, here = queries.minutes_of(request.standing, key), reverse("minutes", args=[key])
    choices = presenters.meeting_choices(queries.later_meetings(request.standing, found.line, held=True))
    initial = {"on": request.standing.day(clock.today()), "approved_in": request.GET.get("in", "")} | kept_for(request)
    form = ApproveForm(request.POST or None, initial=initial, meetings=choices)
    if done(form, lambda: changes.approve_minutes(meeting=key, **form.approval, at=clock.now(), by=request.standing)):
        return to(here, "minutes-approved")
    heading = _("Approve the minutes: {meeting}").format(meeting=presenters.meeting_head(found.line).title)
    lead = _(
        "They are fixed with every name as it is now, and render the same from then on. What is found wrong later is written beside them."
    )
    return page(request, form, heading=heading, button=_("Approve and fix these minutes"), back=here, lead=lead)


@allowed_by(may_run_governance)
@require_http_methods(FORM)
def correct(request: MemberRequest, key: UUID) -> HttpResponse:
    """What was found wrong in approved minutes."""
    found, here = queries.minutes_of(request.standing, key), reverse("minutes", args=[key])
    form = CorrectionForm(request.POST or None, initial=kept_for(request))
    if done(
        form, lambda: changes.correct_minutes(meeting=key, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(here, "minutes-corrected")
    heading = _("Correct the minutes: {meeting}").format(meeting=presenters.meeting_head(found.line).title)
    lead = _("The minutes stay as they were approved. Your correction stands beside them, with your name and the day.")
    return page(request, form, heading=heading, button=_("Write this correction"), back=here, lead=lead)


@allowed_by(may_see_governance)
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """All decisions, the newest first."""
    form = RegisterForm(
        request.GET,
        groups=presenters.group_choices(queries.groups_on(request.standing, request.standing.day(clock.today()))),
    )
    found = queries.decisions(request.standing, **form.wanted)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form, "found": found, "rows": presenters.decision_rows(found), "counted": presenters.decisions_counted(found), "asked": asked.urlencode(),
        "runs": allows(may_run_governance, request.standing),
    }  # fmt: skip
    return render(request, "governance/decisions.html", context)
