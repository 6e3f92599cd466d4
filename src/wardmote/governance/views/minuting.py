"""A meeting while it goes on: what was said at each point, who is there, what is declared, decided and to be done; and its end."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.accounts.doors import MemberRequest, allowed_by
from wardmote.accounts.drafting import drafted
from wardmote.accounts.kept import kept_for
from wardmote.governance import changes, one_line, presenters, queries
from wardmote.governance.forms import (
    ActionForm,
    AttendanceForm,
    ChangedDecisionForm,
    CloseForm,
    DecisionForm,
    InterestForm,
    MinuteForm,
    begun_with,
)
from wardmote.governance.policies import may_minute_meetings
from wardmote.governance.states import Circle, OwnedBy
from wardmote.governance.views.doing import FORM, done, of_their_group, page, shown, to, unaware
from wardmote.platform import clock, drafts, once, versions
from wardmote.words import gettext as _


@allowed_by(may_minute_meetings)
@require_safe
@of_their_group("meeting")
def room(request: MemberRequest, key: UUID) -> HttpResponse:
    """One page to minute a meeting."""
    found = queries.room_for(request.standing, key)
    context = {
        "room": found, "meeting": presenters.meeting_head(found.line), "quorum": presenters.quorum(found), "interests": presenters.interest_lines(found),
        "items": presenters.items_shown(found, queries.waiting_for_approval(request.standing, found.line)),
        "hat": request.standing.hat.key if request.standing.hat else "", "done": presenters.done(request.GET.get("done", "")),
    }  # fmt: skip
    return render(request, "governance/minuting.html", context)


@allowed_by(may_minute_meetings)
@require_safe
@of_their_group("meeting")
def news(request: MemberRequest, key: UUID) -> HttpResponse:
    """Asked every second by the page itself: whether anything was written since. Only then is it told what, and the log that it was."""
    beat = queries.beat_of(key)
    if beat and request.GET.get("since") == str(beat):
        return JsonResponse({"beat": beat})
    return JsonResponse(presenters.news(queries.room_for(request.standing, key)))


@allowed_by(may_minute_meetings)
@of_their_group("item")
@drafted(lambda: _("What was said at a meeting"))
@require_http_methods(FORM)
def note(request: MemberRequest, key: UUID) -> HttpResponse:
    """What was said at one point: saved by itself as one types, or by its button."""
    item, meeting = queries.item_for(request.standing, key)
    address = drafts.address_of(request.path, request.standing.hat.key if request.standing.hat else "")
    draft = drafts.found(member=request.standing.member, address=address) if request.method == "GET" else None
    begun = draft.fields if draft else {"minute": item.minute, "version": item.version}
    form = MinuteForm(
        versions.sent(request.POST) if request.method == "POST" else None, initial=begun | kept_for(request)
    )
    back = f"{reverse('minute-meeting', args=[meeting])}#item-{item.position}"
    fresh: list[int] = []
    try:
        if done(form, lambda: fresh.append(_written(form, key, request))):
            return _said(request, key, fresh[0]) if _by_script(request) else HttpResponseRedirect(back)
    except versions.Stale as stale:
        return _both(request, form, key, stale, address)
    context = {"form": form, "item": item, "back": back, "draft": draft, "address": address}
    return render(request, "governance/item_note.html", context, status=400 if form.errors else 200)


def _written(form: MinuteForm, key: UUID, request: MemberRequest) -> int:
    held = form.cleaned_data
    return changes.write_minute(
        item=key, text=held["minute"], version=held["version"], at=clock.now(), by=request.standing
    )


def _by_script(request: MemberRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _said(request: MemberRequest, key: UUID, version: int) -> JsonResponse:
    return JsonResponse(presenters.saved(version, queries.item_for(request.standing, key)[0]))


def _both(request: MemberRequest, form: MinuteForm, key: UUID, stale: versions.Stale, address: str) -> HttpResponse:
    """Somebody was quicker: both texts, and whose theirs is. What was typed is kept as a draft until one of them is chosen."""
    item, _meeting = queries.item_for(request.standing, key)
    assert request.standing.member is not None
    drafts.keep(member=request.standing.member, address=address, values=drafts.typed(form.data))  # type: ignore[arg-type]
    if _by_script(request):
        return JsonResponse(presenters.conflict(item, form.cleaned_data["minute"]), status=409)
    return versions.both_texts(request, form, stale, whose=presenters.written(item))


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def attendance(request: MemberRequest, key: UUID) -> HttpResponse:
    """Who is there, a line for each body with a seat."""
    found = queries.room_for(request.standing, key)
    form = AttendanceForm(request.POST or None, initial=kept_for(request), room=found)
    here = reverse("minute-meeting", args=[key])
    if done(
        form,
        lambda: changes.take_attendance(meeting=key, came=form.came, **form.head, at=clock.now(), by=request.standing),
    ):
        return to(here, "attendance-taken")
    context = {
        "form": form,
        "meeting": presenters.meeting_head(found.line),
        "quorum": presenters.quorum(found),
        "back": here,
    }
    return render(request, "governance/attendance_taken.html", context, status=400 if form.errors else 200)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def interest(request: MemberRequest, key: UUID) -> HttpResponse:
    """Somebody declares an interest."""
    found, here = queries.room_for(request.standing, key), reverse("minute-meeting", args=[key])
    form = InterestForm(
        request.POST or None,
        initial={"item": request.GET.get("item")} | kept_for(request),
        items=presenters.item_choices(found),
    )
    if done(
        form, lambda: changes.declare_interest(meeting=key, **form.cleaned_data, at=clock.now(), by=request.standing)
    ):
        return to(here, "interest-declared")
    lead = _("It stands in the minutes, with whether they left the room.")
    return page(request, form, heading=_("Declare an interest"), button=_("Write it down"), back=here, lead=lead)


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("interest")
def uninterest(request: MemberRequest, key: UUID) -> HttpResponse:
    """It was written down in error."""
    found = queries.interest_for(request.standing, key)
    here = reverse("minute-meeting", args=[found.meeting])
    return _unless_fixed(
        here, "interest-removed", lambda: changes.remove_interest(interest=key, at=clock.now(), by=request.standing)
    )


def _unless_fixed(here: str, said: str, change: Callable[[], None]) -> HttpResponse:
    """Back to the page, which says what was done, or that nothing more is written."""
    try:
        change()
    except changes.Clash:
        return to(here, "minutes-fixed")
    return to(here, said)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("item")
def decide(request: MemberRequest, key: UUID) -> HttpResponse:
    """A decision at a point of the agenda."""
    item, meeting = queries.item_for(request.standing, key)
    form, here = (
        DecisionForm(request.POST or None, initial=kept_for(request)),
        reverse("minute-meeting", args=[meeting]),
    )

    def made() -> None:
        held = {name: form.cleaned_data[name] for name in ("text", "reasons", "options")}
        changes.decide(item=key, **held, at=clock.now(), by=request.standing)

    if done(form, made):
        return to(here, f"decided#item-{item.position}")
    heading = _("What was decided at “{title}”?").format(title=item.title)
    return page(
        request, form, heading=heading, button=_("Write this decision down"), back=f"{here}#item-{item.position}"
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("decision")
def redecide(request: MemberRequest, key: UUID) -> HttpResponse:
    """A decision, said better."""
    found = queries.decision_for(request.standing, key)
    here = reverse("minute-meeting", args=[found.meeting])
    begun = {"text": found.text, "reasons": found.reasons, "options": found.options, "version": found.version}
    form = ChangedDecisionForm(
        versions.sent(request.POST) if request.method == "POST" else None, initial=begun | kept_for(request)
    )
    try:
        if done(
            form,
            lambda: changes.change_decision(decision=key, **form.cleaned_data, at=clock.now(), by=request.standing),
        ):
            return to(here, "decision-changed")
    except versions.Stale as stale:
        queries.decision_for(request.standing, key)  # what they wrote is about to be seen
        return versions.both_texts(request, form, stale)
    heading = _("Change decision {number}").format(number=found.number)
    return page(request, form, heading=heading, button=_("Change this decision"), back=here)


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("decision")
def undecide(request: MemberRequest, key: UUID) -> HttpResponse:
    """It was not decided after all."""
    found = queries.decision_for(request.standing, key)
    here = reverse("minute-meeting", args=[found.meeting])
    return _unless_fixed(
        here, "decision-removed", lambda: changes.remove_decision(decision=key, at=clock.now(), by=request.standing)
    )


@allowed_by(may_minute_meetings)
@require_POST
@of_their_group("item")
def carry(request: MemberRequest, key: UUID) -> HttpResponse:
    """The point goes on the next agenda, or no longer does."""
    item, meeting = queries.item_for(request.standing, key)
    here, carried = reverse("minute-meeting", args=[meeting]), request.POST.get("carried") == "yes"
    said = f"{'carried-over' if carried else 'not-carried-over'}#item-{item.position}"
    return _unless_fixed(
        here, said, lambda: changes.carry_item(item=key, carried=carried, at=clock.now(), by=request.standing)
    )


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("item")
def act(request: MemberRequest, key: UUID) -> HttpResponse:
    """An action in one line: what was understood is shown first, and given with one more press."""
    item, meeting = queries.item_for(request.standing, key)
    line = queries.room_for(request.standing, meeting).line
    bodies = queries.bodies_on(request.standing, line.on)
    choices, here = presenters.owner_choices(bodies), reverse("minute-meeting", args=[meeting])
    typed = request.POST.get("line")
    understood = one_line.read(typed, presenters.known(bodies), line.on) if typed is not None else None
    if understood:
        once.turn_away(request)  # it may be typed again, and sent with the same key
    posted = None if understood else request.POST or None
    begun = begun_with(understood) if understood else kept_for(request)
    form = ActionForm(posted, initial=begun, bodies=choices, auto_id=f"action-{item.position}-%s")

    def read_by(owner: UUID | OwnedBy | None) -> str:
        closed = owner is not None and line.circle is Circle.GROUP
        return presenters.will_read_words(queries.will_read(request.standing, owner, line.on)) if closed else ""  # type: ignore[arg-type]

    def given() -> None:
        held = {name: form.cleaned_data[name] for name in ("text", "due_on")}
        changes.act_at(item=key, owner=form.owned_by, **held, at=clock.now(), by=request.standing)

    beware = read_by(understood.owner) if understood else ""
    form.initial["aware"] = shown(beware) if beware else ""
    beware = unaware(request, form, read_by(form.owned_by)) if form.is_valid() else beware
    if not beware and done(form, given):
        return to(here, f"action-given#item-{item.position}")
    doubts = presenters.doubts(understood) if understood else []
    context = {
        "form": form,
        "item": item,
        "doubts": doubts,
        "beware": beware,
        "press": presenters.give_button(beware),
        "understood": understood,
        "back": f"{here}#item-{item.position}",
        "address": request.path,
    }
    name = "governance/action_understood.html" if request.headers.get("HX-Request") else "governance/action_line.html"
    return render(request, name, context, status=400 if form.errors else 200)


@allowed_by(may_minute_meetings)
@require_http_methods(FORM)
@of_their_group("meeting")
def close(request: MemberRequest, key: UUID) -> HttpResponse:
    """The end of a meeting: what will be left, and which is the next."""
    found, here = queries.room_for(request.standing, key), reverse("minute-meeting", args=[key])
    choices = presenters.meeting_choices(queries.later_meetings(request.standing, found.line, held=False))
    planned = queries.next_day(request.standing, found.line, request.standing.day(clock.today()))
    form = CloseForm(
        request.POST or None, initial=kept_for(request), meetings=choices, line=found.line, series=planned, said=presenters.next_day_said(planned)
    )  # fmt: skip
    if done(form, lambda: changes.close_meeting(meeting=key, **form.after, at=clock.now(), by=request.standing)):
        return to(reverse("minutes", args=[key]), "meeting-closed")
    context = {
        "form": form,
        "meeting": presenters.meeting_head(found.line),
        "leaves": presenters.leaves(found, clock.now()),
        "back": here,
    }
    return render(request, "governance/close.html", context, status=400 if form.errors else 200)
