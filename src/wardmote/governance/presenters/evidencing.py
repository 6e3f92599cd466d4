"""A meeting or a decision as evidence: what it is called, and what the form begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wardmote.governance import words
from wardmote.governance.presenters.duties import duty_tag
from wardmote.governance.presenters.meetings import Tag, title
from wardmote.governance.presenters.minuting import written_down
from wardmote.governance.queries import Showing, Shown
from wardmote.governance.states import DutyState
from wardmote.words import gettext as _


@dataclass(frozen=True)
class DutyChoice:
    label: str
    href: str
    clock: str
    tag: Tag


def evidence_name(found: Showing) -> str:
    """``Decision 12: Executive Group, 3 June 2026``. What was decided stays in the minutes: evidence is read by more people."""
    name = title(found.meeting)
    return name if found.decision is None else _("Decision {n}: {meeting}").format(n=found.decision, meeting=name)


def evidence_is_at(found: Showing) -> str:
    """Where whoever is shown the evidence finds it."""
    return reverse("meeting", args=[found.meeting.key]) if found.decision is None else written_down(found.meeting)


def begin_evidence(found: Showing | None) -> dict[str, Any]:
    """What the form begins with; nothing when nothing was chosen."""
    if found is None:
        return {}
    return {"words": evidence_name(found), "on": found.meeting.on, "link": evidence_is_at(found)}


def duty_choices(found: Sequence[Shown], asked: str) -> list[DutyChoice]:
    """The duties that fall here, in the table's order, each with the way to its form; `asked` says what the form begins with."""
    return [
        DutyChoice(
            _(one.stand.duty.label), f"{reverse('add-evidence', args=[one.stand.key])}?{asked}", words.clock(one.stand.duty.clock), duty_tag(one.stand)
        )
        for one in found
        if one.stand.state is not DutyState.NOT_HERE
    ]  # fmt: skip
