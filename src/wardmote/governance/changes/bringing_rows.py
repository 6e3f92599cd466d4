"""One row of each kind of file, through the changes that a form would use."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from wardmote.accounts.words import day as day_words
from wardmote.governance import words
from wardmote.governance.changes.actions import answer_action, give_action, put_off
from wardmote.governance.changes.bodies import add_body, give_part
from wardmote.governance.changes.bringing import EVERYBODY, Bringing, Part, Wrong
from wardmote.governance.changes.groups import give_seat
from wardmote.governance.changes.risks import (
    Description,
    add_control,
    add_risk_category,
    close_risk,
    raise_risk,
    score_risk,
)
from wardmote.governance.changes.writing import Clash
from wardmote.governance.incoming.values import plain, short
from wardmote.governance.queries.incoming import ActionOnFile, LineOnFile
from wardmote.governance.queries.risks import RiskSeen
from wardmote.governance.states import (
    ActionState,
    Capacity,
    Fate,
    ImportKind,
    OwnedBy,
    Proximity,
    RiskState,
    Scored,
    StatutoryRole,
    Works,
    says_what,
)
from wardmote.governance.states.imports import Stands
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext

Says = dict[str, Any]


def membership(run: Bringing, says: Says) -> Part:
    """A body, and who sits for it on which group."""
    if not says.get("body"):
        return _seat_of_colleague(run, says)
    key, fate, body = _its_body(run, says)
    run.stands = Stands.BODY if fate is not Fate.FOUND or not says.get("group") else Stands.SEAT
    if not says.get("group"):
        if says.get("person"):
            raise Wrong(_("Group"), _("The row names {person} and no group. Say on which group they sit, or leave the name out.").format(person=says["person"]))  # fmt: skip
        return key, fate, body
    seat, seated, where = _seat(run, says, key)
    return seat, fate if seated is Fate.FOUND else seated, where if fate is Fate.FOUND else f"{body} {where}"


def _seat_of_colleague(run: Bringing, says: Says) -> Part:
    """Somebody who works here sits on a group for no body, as a secretary does."""
    person = (says.get("person") or "").casefold()
    if not person or not says.get("group"):
        raise Wrong(_("Body"), _("The cell is empty, and nothing can be made without it. Fill it in."))
    group = run.group(says["group"], _("Group"))
    if person not in run.people and (group, None, person) not in run.seats:
        raise Wrong(_("Body"), _("{person} has no account here: say which body they sit for.").format(person=says["person"]))  # fmt: skip
    run.stands = Stands.SEAT
    return _seat(run, says, None)


def _its_body(run: Bringing, says: Says) -> Part:
    found = run.bodies.get(plain(says["body"])) or _made_again(run, plain(says["body"]))
    if found is None:
        return _new_body(run, says)
    part, known = run.parts.get(found), _("{body} is on file.").format(body=run.body_names[found])
    if part is None:
        return found, Fate.FOUND, known
    role = StatutoryRole(says.get("role") or part.role)
    votes = part.votes if says.get("votes") is None else bool(says["votes"])
    if (role, votes) == (part.role, part.votes):
        return found, Fate.FOUND, known
    since: date = says["since"] if says.get("since") and says["since"] > part.since else run.today
    give_part(body=found, role=role, votes=votes, valid_from=since, source=run.source, at=run.at, by=run.by)
    run.later(lambda: run.parts.pop(found))
    said = _("{body} is {role} from {day} on, {vote}.")
    return found, Fate.CHANGED, said.format(body=run.body_names[found], role=_role(role), day=day_words(since), vote=_vote(votes))  # fmt: skip


def _new_body(run: Bringing, says: Says) -> Part:
    for name, label in (("kind", _("Kind")), ("role", _("Role"))):
        if not says.get(name):
            raise Wrong(label, _("{body} is not on file, and would be made: fill this cell in, or correct the name.").format(body=says["body"]))  # fmt: skip
    if says.get("votes") is None:
        raise Wrong(_("Vote"), _("{body} is not on file, and would be made: write yes or no.").format(body=says["body"]))  # fmt: skip
    since = says.get("since") or run.today
    made = _added(run, says)
    said = _("{body} takes part as {role} from {day}, {vote}.")
    return made, Fate.MADE, said.format(body=says["body"], role=_role(says["role"]), day=day_words(since), vote=_vote(says["votes"]))  # fmt: skip


def _added(run: Bringing, says: Says) -> UUID:
    """A body that rows below may name."""
    made = add_body(
        partnership=run.partnership, name=says["body"], kind=says["kind"], role=StatutoryRole(says["role"]), votes=says["votes"],
        valid_from=says.get("since") or run.today, at=run.at, by=run.by, short_name=says.get("short_name") or "", area_code=says.get("area_code") or "",
        source=run.source,
    )  # fmt: skip
    names = [plain(name) for name in (says.get("short_name"), says["body"]) if name]
    run.later(lambda: run.body_names.update({made: says["body"]}))
    run.later(lambda: run.bodies.update(dict.fromkeys(names, made)))
    run.later(lambda: run.made.update({made: says}))
    return made


def _made_again(run: Bringing, name: str) -> UUID | None:
    """The body that a row above made, if it was taken back since; who sits for it sits for it still."""
    if (before := run.again.get(name)) is None:
        return None
    made = _added(run, run.made[before])
    run.body_names[made] = run.body_names[before]

    def follow() -> None:
        run.again = {one: key for one, key in run.again.items() if key != before}
        run.made.pop(before)
        run.seats = {
            (group, made if body == before else body, who): held for (group, body, who), held in run.seats.items()
        }

    run.later(follow)
    return made


def categories_again(run: Bringing) -> None:
    """The categories that rows above made, if they were taken back since. One that somebody made meanwhile is on file."""
    for plain_name, name in run.new_categories.items():
        if plain_name not in run.categories:
            with suppress(Clash), transaction.atomic():
                run.categories[plain_name] = add_risk_category(
                    partnership=run.partnership, name=name, at=run.at, by=run.by
                )


def _role(role: str) -> str:
    return words.role(StatutoryRole(role)).lower()


def _vote(votes: bool | None) -> str:  # noqa: FBT001 - a cell of the file
    return _("with a vote") if votes else _("without a vote")


def _seat(run: Bringing, says: Says, body: UUID | None) -> Part:
    group, person = run.group(says["group"], _("Group")), says.get("person") or ""
    if body and body == run.bodies.get(plain(person)):
        person = ""  # our own lists name the body itself where no person sits for it
    capacity = Capacity(says.get("capacity") or Capacity.MEMBER)
    place, there = (group, body, person.casefold()), words.capacity(capacity).lower()
    who = person or (run.body_names.get(body, says["body"]) if body else "")
    names = {"who": who, "group": run.group_names[group], "capacity": there}
    held = {kind: key for key, kind in reversed(run.seats.get(place, []))}
    if held and (capacity in held or not says.get("capacity")):
        return held.get(capacity) or next(iter(held.values())), Fate.FOUND, _("{who} sits on {group} already.").format(**names)  # fmt: skip
    if held:
        said = _("{who} sits on {group} as {held}. End that seat first, or correct the cell.")
        raise Wrong(_("Capacity"), said.format(held=words.capacity(Capacity(next(iter(held)))).lower(), **names))
    since, member = says.get("since") or run.today, run.people.get(person.casefold()) if person else None
    made = give_seat(
        group=group, body=body, valid_from=since, at=run.at, by=run.by, member=member, name="" if member else person, capacity=capacity,
        votes=bool(says.get("seat_votes")),
    )  # fmt: skip
    run.later(lambda: run.seats.setdefault(place, []).append((made, capacity)))
    return made, Fate.MADE, _("{who} sits on {group} as {capacity} from {day}.").format(day=day_words(since), **names)


def action(run: Bringing, says: Says) -> Part:
    """An action with its owner, and how far it is."""
    group, state = run.group(says.get("group") or "", _("Group")), ActionState(says.get("state") or ActionState.OPEN)
    owner: UUID | OwnedBy = OwnedBy.RESPONSIBLE if plain(says["owner"]) in EVERYBODY else run.body(says["owner"], _("Owner"))  # fmt: skip
    ended = run.not_to_come(says["ended_on"], _("Completed on")) if says.get("ended_on") else run.today
    late = state is ActionState.OPEN and says["due_on"] < run.today
    run.stands = Stands.LATE if late else Stands(state) if state is not ActionState.WITHDRAWN else ""
    if (known := _on_file(run, says, group, owner, state)) is not None:
        return _action_again(run, says, known, state, ended)
    says = _with_words(run, says, state)
    if says.get("given_on") and ended < run.not_to_come(says["given_on"], _("Given on")):
        raise Wrong(_("Completed on"), _("It would be completed before it was given. Correct one of the two days."))
    made, given = _give(run, says, group, owner, ended)
    if state is not ActionState.OPEN or says.get("answer") or says.get("evidence"):
        from wardmote.governance.queries.on_file import lines_by_body

        for key, version in lines_by_body(made).values():
            _answer(run, says, key, version, state, ended)
    said = (_given(run, says, owner, group, given, state), *_assumed(run, says, given, state))
    return made, Fate.MADE, " ".join(said)


def _give(run: Bringing, says: Says, group: UUID, owner: UUID | OwnedBy, ended: date) -> tuple[UUID, date]:
    """The action, and the day on which it was given. Where the file says none: no later than it was due or done, if its group and its owner were there by then."""
    days = [says["given_on"]] if says.get("given_on") else sorted({min(run.today, says["due_on"], ended), run.today})
    for on in days:
        with suppress(*([] if on == days[-1] else [Clash])), transaction.atomic():
            made = give_action(group=group, text=says["text"], due_on=says["due_on"], owner=owner, at=_noon(run, on), by=run.by)  # fmt: skip
            return made, on
    raise AssertionError(days)  # the last day is tried without a net


def _assumed(run: Bringing, says: Says, given: date, state: ActionState) -> Iterator[str]:
    """What a file about the past leaves open, and what was taken for it."""
    if not says.get("given_on") and given < run.today:
        yield _("Check: the file does not say when it was given; {day} is taken.").format(day=day_words(given))
    if state is not ActionState.OPEN and not says.get("ended_on") and says["due_on"] < run.today:
        late = (run.today - says["due_on"]).days
        said = ngettext(
            "Check: the file does not say when it was completed; today is taken, {n} day after it was due.",
            "Check: the file does not say when it was completed; today is taken, {n} days after it was due.", late,
        )  # fmt: skip
        yield said.format(n=late)


def _on_file(run: Bringing, says: Says, group: UUID, owner: UUID | OwnedBy, state: ActionState) -> ActionOnFile | None:
    """The action on file that the row says again. One that was withdrawn is found by a row that says so, and by no other."""
    gone = state is ActionState.WITHDRAWN
    found = [
        one for one in run.actions.get((group, says["text"]), ())
        if one.owner == owner and (one.state is ActionState.WITHDRAWN) == gone
    ]  # fmt: skip
    if gone and not found:
        raise Wrong(_("State"), _("Nothing on file that was withdrawn says this. Withdraw the action on its own page, or leave the row out."))  # fmt: skip
    meant = [one for one in found if one.due_on == says["due_on"]] or found
    if len(found) > 1 and meant is found:
        raise Wrong(_("Due on"), _("{n} actions on file say this, and none of them is due on that day. Change the day on the action’s own page.").format(n=len(found)))  # fmt: skip
    return meant[0] if meant else None


def _with_words(run: Bringing, says: Says, state: ActionState) -> Says:
    """The row with an answer, where its state asks for one. Raises Wrong where only the file can say it."""
    if state is ActionState.NOT_DONE and not says.get("answer"):
        raise Wrong(_("Answer"), _("The action was not done: say why in this cell."))
    if state is not ActionState.DONE or says_what(says.get("answer") or "", says.get("evidence") or ""):
        return says
    said = _("Done, as the file says, which does not say what was done: {file}").format(file=run.source)
    return {**says, "answer": said}


def _given(run: Bringing, says: Says, owner: UUID | OwnedBy, group: UUID, given: date, state: ActionState) -> str:
    """An action as it was understood."""
    said = _("{owner}, for {group}: “{text}”, given on {given}, due on {due}, {state}.").format(
        owner=_owner(run, owner), group=run.group_names[group], text=says["text"], given=day_words(given), due=day_words(says["due_on"]),
        state=words.action_state(state).lower(),
    )  # fmt: skip
    return f"{said} {_('Answer: “{text}”.').format(text=short(says['answer']))}" if says.get("answer") else said


def _action_again(run: Bringing, says: Says, known: ActionOnFile, state: ActionState, ended: date) -> Part:
    """What the file says otherwise: another day, and how far its body is. Of an action of all authorities a file has but the sum, which is nobody's answer: theirs stay as they are."""
    told, text = [], says["text"]
    if known.state is ActionState.OPEN and says["due_on"] != known.due_on:
        put_off(action=known.key, version=known.version, due_on=says["due_on"], reason=run.source, at=run.at, by=run.by)
        told.append(_("due on {day}, not on {before}").format(day=day_words(says["due_on"]), before=day_words(known.due_on)))  # fmt: skip
    shared = known.owner is OwnedBy.RESPONSIBLE
    if says.get("state") and state is not ActionState.WITHDRAWN and not shared:
        told += [words_of for line in known.lines if (words_of := _line_again(run, says, line, state, ended))]
    own = _each_for_itself(says, known, state) if shared else ""
    if not told:
        return known.key, Fate.FOUND, " ".join(part for part in (_("“{text}” is on file.").format(text=text), own) if part)  # fmt: skip
    said = _("“{text}”: {what}.").format(text=text, what=", ".join(told))
    return known.key, Fate.CHANGED, " ".join(part for part in (said, own) if part)


def _line_again(run: Bringing, says: Says, line: LineOnFile, state: ActionState, ended: date) -> str:
    """What a body answers otherwise than is on file, in words; nothing when it is the same. What the row leaves empty stays."""
    answers = says.get("answer") or ""
    if line.state is state and (not answers or answers.split() == line.text.split()):
        return ""
    kept = {"answer": line.text, "evidence": line.evidence} | {name: value for name, value in says.items() if value}
    _answer(run, _with_words(run, kept, state), line.key, line.version, state, ended, line.member)
    now, before = words.action_state(state).lower(), words.action_state(line.state).lower()
    return now if line.state is state else _("{state} (before: {before})").format(state=now, before=before)


def _each_for_itself(says: Says, known: ActionOnFile, state: ActionState) -> str:
    """What is said of a row that would have answered for all authorities at once."""
    if says.get("answer") or (says.get("state") and state is not known.state):
        return _("Each authority answers for itself: what the file says of how far it is changes nobody’s answer.")
    return ""


def _answer(
    run: Bringing, says: Says, line: UUID, version: int, state: ActionState, ended: date, member: UUID | None = None
) -> None:
    answer_action(
        answer=line, version=version, state=state, text=says.get("answer") or "", evidence=says.get("evidence") or "",
        at=run.at if state is ActionState.OPEN else _noon(run, ended), by=run.by, member=member,
    )  # fmt: skip


def _noon(run: Bringing, on: date) -> datetime:
    """A moment of that day; now, for today."""
    return run.at if on == run.today else datetime.combine(on, time(12), LONDON)


def _owner(run: Bringing, owner: UUID | OwnedBy) -> str:
    return _("All responsible authorities") if isinstance(owner, OwnedBy) else run.body_names[owner]


def risk(run: Bringing, says: Says) -> Part:
    """A risk with its scores, its control, and whether it is closed."""
    scores = {kind: pair for kind in Scored if (pair := _pair(says, kind)) is not None}
    place = (says["category"].casefold(), says["title"].casefold())
    run.stands = Stands.CLOSED if says.get("state") == RiskState.CLOSED else Stands.OPEN
    known = run.risks.get(place)
    if known is not None:
        return _risk_again(run, known, scores)
    raised = run.not_to_come(says["raised_on"], _("Raised on")) if says.get("raised_on") else run.today
    closes = says.get("state") == RiskState.CLOSED
    if closes and not says.get("closed_on"):
        raise Wrong(_("Closed on"), _("The risk is closed: write since when."))
    review = says["review_on"]
    if review <= raised:
        raise Wrong(_("Review on"), _("The next review comes after the day on which the risk was raised. Correct one of the two days."))  # fmt: skip
    made = _raise(run, says, scores, raised)
    if says.get("control"):
        add_control(risk=made, text=says["control"], works=Works.UNTESTED, valid_from=raised, at=run.at, by=run.by, owner=says["owner"])  # fmt: skip
    if closes:
        on = run.not_to_come(says["closed_on"], _("Closed on"))
        close_risk(risk=made, on=on, why=run.source, at=run.at, by=run.by)
    likely, bad = scores[Scored.CURRENT]
    said = _("“{title}” ({category}): {l} × {i} = {score} now, review on {day}.")
    return made, Fate.MADE, said.format(title=says["title"], category=says["category"], l=likely, i=bad, score=likely * bad, day=day_words(review))  # fmt: skip


def _raise(run: Bringing, says: Says, scores: dict[Scored, tuple[int, int]], raised: date) -> UUID:
    category = run.categories.get(says["category"].casefold())
    if category is None:
        run.later(lambda: run.new_categories.update({says["category"].casefold(): says["category"]}))
        category = add_risk_category(partnership=run.partnership, name=says["category"], at=run.at, by=run.by)
    body = run.bodies.get(plain(says["owner"]))
    what = Description(
        says["title"], says.get("cause") or "", says.get("event") or "", says.get("effect") or "", body=body, owner="" if body else says["owner"],
        proximity=Proximity(says.get("proximity") or Proximity.YEAR), also_called=says.get("also_called") or "",
    )  # fmt: skip
    made = raise_risk(category=category, risk=what, scores=scores, raised_on=raised, review_on=says["review_on"], at=run.at, by=run.by)  # fmt: skip
    run.later(lambda: run.categories.update({says["category"].casefold(): category}))
    return made


def _pair(says: Says, kind: Scored) -> tuple[int, int] | None:
    """Likelihood and impact. Raises Wrong where one is there without the other."""
    likelihood, impact = says.get(f"{kind}_likelihood"), says.get(f"{kind}_impact")
    if (likelihood is None) != (impact is None):
        label = words.scored(kind).lower()
        raise Wrong(words.scored(kind), _("The {kind} score has only one of its two numbers. Write both, or neither.").format(kind=label))  # fmt: skip
    return (likelihood, impact) if likelihood is not None and impact is not None else None


def _risk_again(run: Bringing, known: RiskSeen, scores: dict[Scored, tuple[int, int]]) -> Part:
    """Only its scores can be others: words and owners are changed on the risk's own page."""
    held = {kind: (one.likelihood, one.impact) for kind, one in known.scores.items()}
    other = {kind: pair for kind, pair in scores.items() if held.get(kind) != pair}
    if not other or known.state is RiskState.CLOSED:
        return known.key, Fate.FOUND, _("“{title}” is on file as {reference}.").format(title=known.title, reference=known.reference)  # fmt: skip
    score_risk(risk=known.key, scores=other, on=run.today, why=run.source, at=run.at, by=run.by)
    told = ", ".join(f"{words.scored(kind).lower()} {likely} × {bad}" for kind, (likely, bad) in other.items())
    return known.key, Fate.CHANGED, _("{reference}: {scores}.").format(reference=known.reference, scores=told)


ONE_ROW: dict[ImportKind, Callable[[Bringing, Says], Part]] = {
    ImportKind.MEMBERSHIP: membership,
    ImportKind.ACTIONS: action,
    ImportKind.RISKS: risk,
}
