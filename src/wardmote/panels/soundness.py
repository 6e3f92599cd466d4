"""Whether the parts of a panel fit together: what one part names, another has. Pure; every fault is found, not only the first.

A fault says where it is as a path into the file (`("stages", 2, "moves", 0, "to")`), so that `wardmote.panels.places` can name its line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wardmote.panels.definition import Clock, Panel, Question, Route
from wardmote.panels.risk import Tool
from wardmote.panels.states import Way
from wardmote.words import gettext as _

Path = tuple[str | int, ...]
OF_THE_CASE = ("case.referred", "case.incident", "case.hearing", "case.heard")


@dataclass(frozen=True)
class Fault:
    path: Path
    reason: str


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


def faults(panel: Panel, tool: Tool | None = None) -> list[Fault]:
    """Everything that does not fit, in the order of the file's parts; empty for a sound panel. `tool`: the risk tool that the panel names, where there is one."""
    return [
        *twice(panel),
        *in_stages(panel),
        *in_questions(panel),
        *in_clocks(panel),
        *in_routes(panel, tool),
        *in_dates(panel),
        *in_sight(panel),
        *in_counted(panel),
    ]


def twice(panel: Panel) -> Iterator[Fault]:
    """Keys that stand twice where each must be one of its kind."""
    lists: dict[str, Sequence[Keyed]] = {
        "routes": panel.routes,
        "stages": panel.stages,
        "pages": panel.pages,
        "questions": panel.questions,
        "milestones": panel.milestones,
        "clocks": panel.clocks,
        "outcomes": panel.outcomes,
        "counted": panel.counted,
    }
    for name, rows in lists.items():
        for place in again([one.key for one in rows]):
            yield Fault((name, place, "key"), _("'{key}' stands twice").format(key=rows[place].key))
    for place in again([one.part for one in panel.roles]):
        yield Fault(("roles", place, "part"), _("'{key}' stands twice").format(key=panel.roles[place].part))
    for place in again([one.kind for one in panel.seats]):
        yield Fault(("seats", place, "kind"), _("'{key}' stands twice").format(key=panel.seats[place].kind))
    for place, question in enumerate(panel.questions):
        for inner in again([one.key for one in question.choices]):
            yield Fault(("questions", place, "choices", inner, "key"), _("'{key}' stands twice").format(key=question.choices[inner].key))  # fmt: skip


def again(keys: Sequence[str]) -> list[int]:
    """The places at which a key stands that stood before."""
    return [place for place, key in enumerate(keys) if key in keys[:place]]


def reached(panel: Panel) -> set[str]:
    """The stages that a case can come to."""
    moves = {one.key: [move.to for move in one.moves] for one in panel.stages}
    found: set[str] = set()
    waiting = [panel.first]
    while waiting:
        here = waiting.pop()
        if here in moves and here not in found:
            found.add(here)
            waiting += moves[here]
    return found


def can_end(panel: Panel) -> set[str]:
    """The stages from which a case can come to an end."""
    found = {one.key for one in panel.stages if one.ends}
    while more := {one.key for one in panel.stages if one.key not in found and any(move.to in found for move in one.moves)}:  # fmt: skip
        found |= more
    return found


def in_stages(panel: Panel) -> Iterator[Fault]:
    known = {one.key for one in panel.stages}
    if panel.first not in known:
        yield Fault(("first",), _("there is no stage '{key}'").format(key=panel.first))
        return
    here, ending = reached(panel), can_end(panel)
    for place, stage in enumerate(panel.stages):
        for inner, move in enumerate(stage.moves):
            if move.to not in known:
                yield Fault(("stages", place, "moves", inner, "to"), _("there is no stage '{key}'").format(key=move.to))
        if stage.key not in here:
            yield Fault(("stages", place, "key"), _("no case ever comes to the stage '{key}'").format(key=stage.key))
        elif stage.key not in ending:
            yield Fault(("stages", place, "key"), _("from the stage '{key}' no case ever comes to an end").format(key=stage.key))  # fmt: skip


def in_questions(panel: Panel) -> Iterator[Fault]:
    stages, parts = {one.key for one in panel.stages}, {one.part for one in panel.roles}
    pages = {one.key for one in panel.pages}
    earlier: dict[str, Question] = {}
    for place, question in enumerate(panel.questions):
        if question.stage not in stages:
            yield Fault(("questions", place, "stage"), _("there is no stage '{key}'").format(key=question.stage))
        if question.page not in pages:
            yield Fault(("questions", place, "page"), _("there is no page '{key}'").format(key=question.page))
        if question.about is not None and question.about not in parts:
            yield Fault(("questions", place, "about"), _("nobody is '{key}' in a case of this panel").format(key=question.about))  # fmt: skip
        yield from in_condition(("questions", place, "when"), question, earlier)
        earlier[question.key] = question


def in_condition(path: Path, question: Question, earlier: dict[str, Question]) -> Iterator[Fault]:
    if question.when is None:
        return
    asked = earlier.get(question.when.question)
    if asked is None:
        yield Fault((*path, "question"), _("'{key}' is not asked before it").format(key=question.when.question))
        return
    for answer in question.when.answers:
        if answer not in asked.possible:
            yield Fault((*path, "answers"), _("'{answer}' is no answer to '{key}'").format(answer=answer, key=asked.key))  # fmt: skip


def events(panel: Panel) -> set[str]:
    """Everything that a clock can run from or to."""
    return {
        *OF_THE_CASE,
        *(f"stage.{one.key}" for one in panel.stages),
        *(f"milestone.{one.key}" for one in panel.milestones),
    }


def in_clocks(panel: Panel) -> Iterator[Fault]:
    known, stages = events(panel), {one.key for one in panel.stages}
    for place, clock in enumerate(panel.clocks):
        if clock.start not in known:
            yield Fault(("clocks", place, "start"), _("nothing is called '{key}'").format(key=clock.start))
        for until in clock.until:
            if until not in known:
                yield Fault(("clocks", place, "until"), _("nothing is called '{key}'").format(key=until))
        for stage in clock.stopped_in:
            if stage not in stages:
                yield Fault(("clocks", place, "stopped_in"), _("there is no stage '{key}'").format(key=stage))
        if panel.first in stages and endless(clock, panel):
            yield Fault(("clocks", place, "until"), _("the clock '{key}' has no end").format(key=clock.key))


def endless(clock: Clock, panel: Panel) -> bool:
    """Whether nothing that ends the clock can happen: none is named, only its own start, or only stages to which no case comes."""
    here = reached(panel)
    reachable = [one for one in clock.until if not one.startswith("stage.") or one.removeprefix("stage.") in here]
    return not set(reachable) - {clock.start}


def in_routes(panel: Panel, tool: Tool | None) -> Iterator[Fault]:
    for place, route in enumerate(panel.routes):
        if route.score is not None:
            yield from in_score(place, route, tool)
        if route.way is Way.REPEAT and not panel.repeats:
            yield Fault(("routes", place, "way"), _("the panel does not say what a repeat is"))
    if panel.risk_tool and tool is None:
        yield Fault(("risk_tool",), _("there is no risk tool '{key}'").format(key=panel.risk_tool))


def in_score(place: int, route: Route, tool: Tool | None) -> Iterator[Fault]:
    if tool is None:
        yield Fault(("routes", place, "score"), _("a score needs a risk tool"))
    elif not 0 < (route.score or 0) <= len(tool.items):
        yield Fault(("routes", place, "score"), _("the tool has {count} items: a score lies between 1 and that").format(count=len(tool.items)))  # fmt: skip


def in_dates(panel: Panel) -> Iterator[Fault]:
    """Definitions of a repeat follow one another without a day that has two."""
    for place, one in enumerate(panel.repeats):
        if one.valid_to is not None and one.valid_to <= one.valid_from:
            yield Fault(("repeats", place, "valid_to"), _("it ends before it begins"))
        before = panel.repeats[place - 1] if place else None
        if before is not None and (before.valid_to is None or one.valid_from < before.valid_to):
            yield Fault(("repeats", place, "valid_from"), _("it begins while another holds"))


def in_sight(panel: Panel) -> Iterator[Fault]:
    """Each part of a case says once who sees it, and somebody does; a guarded answer stands in a part that is narrower than the referral."""
    for place in again([one.part for one in panel.views]):
        yield Fault(("views", place, "part"), _("'{key}' stands twice").format(key=panel.views[place].part))
    for place, view in enumerate(panel.views):
        if not view.by:
            yield Fault(("views", place, "by"), _("nobody sees '{key}'").format(key=view.part))
    shown = {one.part for one in panel.views}
    for place, question in enumerate(panel.questions):
        if question.seen not in shown:
            yield Fault(("questions", place, "seen"), _("nobody is said to see '{key}'").format(key=question.seen))


def in_counted(panel: Panel) -> Iterator[Fault]:
    """A share is of something that is counted, and an answer that is counted can be given."""
    keys = {one.key for one in panel.counted}
    answers = {f"answer:{one.key}={answer}" for one in panel.questions for answer in one.possible}
    for place, counted in enumerate(panel.counted):
        if counted.share_of and counted.share_of not in keys:
            yield Fault(("counted", place, "share_of"), _("'{key}' is not counted").format(key=counted.share_of))
        if counted.of.startswith("answer:") and counted.of not in answers:
            yield Fault(("counted", place, "of"), _("nobody can give the '{answer}'").format(answer=counted.of))
