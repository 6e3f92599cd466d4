"""A panel's manual, printed from its definition: one page of Markdown that a coordinator can read, with the stages as a diagram. Pure.

`docs/panels/` holds what is printed from the shipped panels (`make panels`), and a test holds it to the definitions. Nothing is said here that the definition does not say.
"""

from collections.abc import Iterable, Iterator

from wardmote.panels.definition import Clock, Panel, Question, Rule, Stage
from wardmote.panels.risk import Tool
from wardmote.panels.states import Doer, Seen
from wardmote.words import gettext as _
from wardmote.words import ngettext

SCOPE = {
    "case.referred": "the referral",
    "case.incident": "the incident",
    "case.hearing": "the day of the hearing",
    "case.heard": "the hearing",
}


def manual(panel: Panel, tool: Tool | None) -> str:
    """The whole page."""
    parts = [
        [f"# {panel.name}", "", panel.purpose, ""],
        facts(panel),
        stages(panel),
        clocks(panel),
        routes(panel),
        questions(panel),
        risk(tool),
        sight(panel),
        seats(panel),
        ends(panel),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def facts(panel: Panel) -> Iterator[str]:
    meeting = panel.meeting
    yield from table(
        ("", ""),
        [
            (_("Version"), _("{version}, from {day}").format(version=panel.version, day=panel.valid_from)),
            (_("Access"), panel.access),
            (_("Law"), " ".join(f"{one}." for one in panel.legal_basis)),
            (_("May be told under"), ", ".join(panel.gateways)),
            (_("Needs an agreement"), panel.agreement),
            (_("Kept"), panel.retention),
            (_("Meets"), _("{cadence}, {least} to {most} minutes a case").format(cadence=meeting.cadence, least=meeting.minutes_least, most=meeting.minutes_most)),
            (_("Agencies see each other’s returns"), panel.returns_seen),
        ],
    )  # fmt: skip


def stages(panel: Panel) -> Iterator[str]:
    """The stages as a diagram and as a table: whoever cannot see the one has the other."""
    yield from (_("## Stages"), "", "```mermaid", "stateDiagram-v2", f"    [*] --> {name(panel.first)}")
    for stage in panel.stages:
        yield f"    {name(stage.key)}: {stage.label}"
        yield from (f"    {name(stage.key)} --> {name(move.to)}: {move.label}" for move in stage.moves)
        if stage.ends:
            yield f"    {name(stage.key)} --> [*]"
    yield from ("```", "")
    yield from table(
        (_("Stage"), _("Who has it"), _("What happens"), _("From here")),
        [(one.label, one.owner, one.note, moves(panel, one)) for one in panel.stages],
    )


def name(key: str) -> str:
    return key.replace("-", "_")


def moves(panel: Panel, stage: Stage) -> str:
    said = []
    for one in stage.moves:
        reason = _(", with a reason") if one.reason else ""
        said.append(_("{label} → {stage} ({who}{reason})").format(label=one.label, stage=panel.stage(one.to).label, who=listed(one.by), reason=reason))  # fmt: skip
    return "; ".join(said) or _("nothing")


def clocks(panel: Panel) -> Iterator[str]:
    if not panel.clocks:
        return
    yield from (_("## Clocks"), "")
    yield from table(
        (_("Clock"), _("Within"), _("From"), _("Until"), _("Who answers for it"), _("Who hears when it has run out"), _("Source")),
        [(one.label, length(one.rule), event(panel, one.start), until(panel, one), one.owner, one.told, one.source) for one in panel.clocks],
    )  # fmt: skip


def length(rule: Rule) -> str:
    said = (
        ngettext("{n} hour", "{n} hours", rule.hours).format(n=rule.hours) if rule.hours
        else ngettext("{n} day", "{n} days", rule.days).format(n=rule.days) if rule.days
        else ngettext("{n} working day", "{n} working days", rule.working_days).format(n=rule.working_days) if rule.working_days
        else ngettext("{n} month", "{n} months", rule.months).format(n=rule.months)
    )  # fmt: skip
    return _("{time} clear before").format(time=said) if rule.before else said


def event(panel: Panel, key: str) -> str:
    """What a clock runs from or to, in words."""
    kind, _dot, own = key.partition(".")
    if kind == "stage":
        return _("the stage {label}").format(label=panel.stage(own).label)
    if kind == "milestone":
        return next(one.label for one in panel.milestones if one.key == own)
    return _(SCOPE[key])


def until(panel: Panel, clock: Clock) -> str:
    said = _(" or ").join(event(panel, one) for one in clock.until)
    if not clock.stopped_in:
        return said
    return _("{ends}; stands still in {stages}").format(ends=said, stages=listed(panel.stage(one).label for one in clock.stopped_in))  # fmt: skip


def routes(panel: Panel) -> Iterator[str]:
    yield from (_("## Ways in"), "", _("Each is enough by itself."), "")
    yield from table((_("Way"), _("What it is")), [(one.label, one.note) for one in panel.routes])
    for one in panel.repeats:
        held = _("to {day}").format(day=one.valid_to) if one.valid_to else _("until now")
        yield _("- A repeat, from {day} {held}: {months} months from {start}, incident {incident}. {source}.").format(day=one.valid_from, held=held, months=one.months, start=one.counted_from, incident=one.incident, source=one.source)  # fmt: skip
    if panel.repeats:
        yield ""


def questions(panel: Panel) -> Iterator[str]:
    yield from (_("## What is asked"), "")
    for page in panel.pages:
        asked = [one for one in panel.questions if one.page == page.key]
        if asked:
            yield from (f"### {page.label}", "")
            yield from table(
                (_("Question"), _("Answer"), _("Stage"), _("Asked")),
                [(one.label, answer(one), panel.stage(one.stage).label, asked_when(panel, one)) for one in asked],
            )


def answer(question: Question) -> str:
    chosen = ", ".join(one.label for one in question.choices)
    sealed = _(" (kept sealed)") if question.guarded else ""
    return (chosen or question.kind) + sealed


def asked_when(panel: Panel, question: Question) -> str:
    said = [_("must be answered")] if question.required else []
    if question.about:
        said.append(_("of each {who}").format(who=question.about))
    if question.when:
        earlier = next(one for one in panel.questions if one.key == question.when.question)
        said.append(_("when “{question}” is {answers}").format(question=earlier.label, answers=_(" or ").join(question.when.answers)))  # fmt: skip
    return ", ".join(said) or _("always")


def risk(tool: Tool | None) -> Iterator[str]:
    if tool is None:
        return
    yield from (_("## Risk"), "", _("{name}, version {version}: {count} items. {wording}").format(name=tool.name, version=tool.version, count=len(tool.items), wording=tool.wording), "")  # fmt: skip
    yield from table((_("Band"), _("Items answered yes, from")), [(one.label, str(one.least)) for one in tool.bands])
    yield _("Whatever the score, these stand out: {labels}.").format(labels=listed(one.label for one in tool.combinations))  # fmt: skip
    yield from (_("Not known is neither yes nor no. A low score is never a refusal."), "")


def sight(panel: Panel) -> Iterator[str]:
    """Who sees which part: a column for each who works on a case."""
    doers = [one for one in Doer if one is not Doer.SYSTEM]
    yield from (_("## Who sees what"), "")
    yield from table(
        (_("Part"), *doers),
        [(part, *(_("yes") if panel.sees(doer, part) else _("no") for doer in doers)) for part in Seen],
    )


def seats(panel: Panel) -> Iterator[str]:
    yield from (_("## Who sits"), "")
    yield from table(
        (_("Agency"), _("Needed at a hearing"), _("Asked what it holds")),
        [(one.label, _("yes") if one.core else _("no"), _("yes") if one.returns else _("no")) for one in panel.seats],
    )


def ends(panel: Panel) -> Iterator[str]:
    yield from (_("## How a case ends"), "")
    yield from table((_("Outcome"), _("The aim was")), [(one.label, one.aim) for one in panel.outcomes])
    yield from (_("## What is counted"), "")
    yield from (f"- {one.label}" for one in panel.counted)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table of Markdown, with an empty line after it."""
    head = tuple(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)
