"""Actions: the list, one of them, giving one, and what whoever runs the business does about it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.accounts import queries as accounts
from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day
from wardmote.governance import changes, presenters, queries, words
from wardmote.governance.forms import ActionFilter, AnswerForm, GiveForm, MoveForm, PutOffForm, WithdrawForm
from wardmote.governance.policies import may_answer_actions, may_minute_meetings, may_run_governance, may_see_governance
from wardmote.governance.queries.actions import ActionRow, Entry
from wardmote.governance.queries.asked import asked_count
from wardmote.governance.states import ActionState, OwnedBy
from wardmote.governance.views.doing import FORM, done, of_their_group, page, to, unaware
from wardmote.platform import clock, versions
from wardmote.words import gettext as _


def chosen_from(request: MemberRequest) -> dict[str, list[tuple[str, str]]]:
    """The groups and bodies of today that forms offer."""
    today = request.standing.day(clock.today())
    return {
        "groups": [(str(one.key), one.name) for one in queries.groups_on(request.standing, today)],
        "bodies": [(str(one.key), one.name) for one in queries.bodies_on(request.standing, today)],
    }


@allowed_by(may_see_governance)
@require_safe
def listed(request: MemberRequest) -> HttpResponse:
    """Actions by the day by which they are due."""
    form = ActionFilter(request.GET, **chosen_from(request))
    sought, today = form.sought, request.standing.day(clock.today())
    found = queries.actions_sought(request.standing, sought, on=today)
    asked = queries.asked_of_us(request.standing, sought) if found.page == 1 else []
    context = {
        "form": form, "rows": presenters.action_rows(found.rows, today, request.standing), "counted": presenters.counted(found, sought.state),
        "found": found, "links": presenters.page_links(found, request.GET), "gives": queries.minutes_any(request.standing), "runs": allows(may_run_governance, request.standing),
        "answers": allows(may_answer_actions, request.standing), "ladder": words.ladder(), "narrowed": bool(request.GET),
        "done": presenters.done(request.GET.get("done", "")),
        "asked": presenters.action_rows(asked, today, request.standing), "asked_in_all": asked_count(request.standing, sought) if asked else 0,
    }  # fmt: skip
    return render(request, "governance/actions.html", context)


@allowed_by(may_see_governance)
@require_safe
def action(request: MemberRequest, key: UUID) -> HttpResponse:
    """One action: who answers for it, and what happened to it."""
    row, entries = queries.action(request.standing, key)
    today, runs = request.standing.day(clock.today()), queries.minutes_for(request.standing, row.group)
    unread = queries.unread_by(request.standing, key, today) if runs else []
    context = _shown(request, row, entries) | {
        "unread": presenters.unread_words(unread), "runs": runs and row.state is ActionState.OPEN,
        "lines": presenters.lines(row, request.standing, moves=runs),
    }  # fmt: skip
    return render(request, "governance/action.html", context)


@allowed_by(may_see_governance)
@require_safe
def asked(request: MemberRequest, key: UUID) -> HttpResponse:
    """What a closed group asked of my agency: our line alone. Whoever reads the whole action is led to it."""
    row, line = queries.line_of(request.standing, key)
    if row.group is not None:
        return HttpResponseRedirect(reverse("action", args=[row.key]))
    _row, entries = queries.asked_line(request.standing, line.key)
    return render(request, "governance/action.html", _shown(request, row, entries))


def _shown(request: MemberRequest, row: ActionRow, entries: list[Entry]) -> dict[str, Any]:
    """An action, as far as whoever asks may read it."""
    steps, today = queries.steps_of(request.standing, row.key), request.standing.day(clock.today())
    return {
        "row": row, "origin": presenters.origin(row), "owner": presenters.owner(row), "answered": presenters.answered(row),
        "due": presenters.due(row, today), "due_day": day(row.due_on), "state": presenters.state_tag(row.state),
        "late": row.state is ActionState.OPEN and row.due_on < today, "escalated": words.told(row.escalated) if row.escalated else "",
        "lines": presenters.lines(row, request.standing), "history": presenters.history(entries, steps), "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
def give(request: MemberRequest) -> HttpResponse:
    """A new action: what, by whom, by when."""
    asked = {name: request.GET[name] for name in ("group", "owner", "text") if name in request.GET}
    offered = chosen_from(request)
    offered["groups"] = presenters.to_minute(
        offered["groups"], request.standing, queries.groups_minuted(request.standing)
    )
    form, made = GiveForm(request.POST or None, initial=asked | kept_for(request), **offered), []

    def write() -> None:
        made.append(changes.give_action(**form.action, at=clock.now(), by=request.standing))

    beware = (
        unaware(request, form, _who_will_read(request, form.cleaned_data["group"], form.cleaned_data["owner"]))
        if form.is_valid()
        else ""
    )
    if not beware and done(form, write):
        return to(reverse("action", args=made), "action-given")
    return page(
        request,
        form,
        heading=_("Read who will see this action") if beware else _("Give an action"),
        button=presenters.give_button(beware),
        back=reverse("actions"),
        beware=beware,
    )


def _who_will_read(request: MemberRequest, group: UUID | None, owner: UUID | OwnedBy) -> str:
    """Who will be able to read what a closed group asks of an owner; nothing of a group that everybody reads."""
    today = request.standing.day(clock.today())
    if group is None or not queries.closed_on(request.standing, group, today):
        return ""
    return presenters.will_read_words(queries.will_read(request.standing, owner, today))


@allowed_by(may_answer_actions)
@require_http_methods(FORM)
def answer(request: MemberRequest, key: UUID) -> HttpResponse:
    """What a body answers for its line of an action."""
    row, line = queries.line_of(request.standing, key)
    presenters.refuse_others(line, request.standing)
    people = presenters.people_of(
        accounts.colleagues(request.standing, on=request.standing.day(clock.today())), line, request.standing
    )
    held = {
        "state": line.state,
        "text": line.text,
        "evidence": line.evidence,
        "member": line.member,
        "version": line.version,
    }
    form = AnswerForm(_sent(request), initial=held | kept_for(request), members=people)
    try:
        if done(
            form, lambda: changes.answer_action(answer=key, **form.cleaned_data, at=clock.now(), by=request.standing)
        ):
            return to(presenters.address(row), "answered")
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    heading, back = _("What {body} answers").format(body=line.body), presenters.address(row)
    lead = _("{text} ({due})").format(text=row.text, due=presenters.due(row, request.standing.day(clock.today())))
    today = request.standing.day(clock.today())
    closed = row.group is None or queries.closed_on(request.standing, row.group, today)
    beware = presenters.answer_read_words(line) if closed else ""
    return page(request, form, heading=heading, button=_("Save this answer"), back=back, lead=lead, beware=beware)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("action")
def put_off(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another day by which it is due."""
    row, _entries = queries.action(request.standing, key)
    form = PutOffForm(_sent(request), initial={"due_on": row.due_on, "version": row.version} | kept_for(request))
    lead = _("“{text}” is due on {day} now. That day stays on file, with the reason.").format(
        text=row.text, day=day(row.due_on)
    )
    return _kept(
        request,
        form,
        changes.put_off,
        key,
        heading=_("Change the day"),
        button=_("Change it"),
        said="put-off",
        lead=lead,
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("action")
def withdraw(request: MemberRequest, key: UUID) -> HttpResponse:
    """Nobody has to do it any more."""
    row, _entries = queries.action(request.standing, key)
    form = WithdrawForm(_sent(request), initial={"version": row.version} | kept_for(request))
    return _kept(
        request, form, changes.withdraw_action, key, heading=_("Withdraw this action"), button=_("Withdraw it"), said="action-withdrawn",
        lead=row.text, dangerous=True,
    )  # fmt: skip


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("line")
def move(request: MemberRequest, key: UUID) -> HttpResponse:
    """Another body answers."""
    row, line = queries.line_of(request.standing, key)
    form = MoveForm(request.POST or None, initial=kept_for(request), bodies=chosen_from(request)["bodies"])
    here = presenters.address(row)
    beware = (
        unaware(request, form, _who_will_read(request, row.group, form.cleaned_data["body"])) if form.is_valid() else ""
    )
    if not beware and done(
        form, lambda: changes.move_action(answer=key, **form.to, at=clock.now(), by=request.standing)
    ):
        return to(here, "action-moved")
    heading = _("Who takes it over from {body}?").format(body=line.body)
    return page(
        request,
        form,
        heading=heading,
        button=_("Move it: these people will read it") if beware else _("Move it"),
        back=here,
        lead=row.text,
        beware=beware,
    )


def _sent(request: MemberRequest) -> Any:
    return versions.sent(request.POST) if request.method == "POST" else None


def _kept(request: MemberRequest, form: Any, change: Any, key: UUID, *, said: str, **shown: Any) -> HttpResponse:
    """Do it and go back to the action; should somebody have been quicker, show both texts."""
    here = reverse("action", args=[key])
    try:
        if done(form, lambda: change(action=key, **form.cleaned_data, at=clock.now(), by=request.standing)):
            return to(here, said)
    except versions.Stale as stale:
        return versions.both_texts(request, form, stale)
    return page(request, form, back=here, **shown)
