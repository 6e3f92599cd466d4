"""How far work is that the worker does for whoever waits for it, in a sentence and a bar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wardmote.governance.queries.incoming import FileSeen
from wardmote.governance.states import Stage
from wardmote.governance.states.imports import RUNNING
from wardmote.platform.jobs import Whereabouts
from wardmote.platform.progress import Progress
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class Underway:
    """`done` of `most`, where that can be said. `over`: there is something else to be looked at now. `stopped`: it goes on only when somebody asks."""

    said: str
    done: int = 0
    most: int = 0
    over: bool = False
    stopped: bool = False

    def told(self) -> dict[str, Any]:
        return {"said": self.said, "done": self.done, "most": self.most, "over": self.over or self.stopped}


def underway(found: FileSeen, where: Whereabouts, *, now: datetime) -> Underway:
    """How far the work on a file is. `where` was looked up before the file was: the other way round work that ends between the two would look stopped."""
    if found.stage is Stage.BROKEN:
        return Underway(_("A defect of Wardmote broke the work off. Nothing was brought in. It is written in the operator’s log."), stopped=True)  # fmt: skip
    if found.stage not in RUNNING:
        return Underway("", over=True)
    if not where.somewhere:
        return Underway(_("The work stopped before its end. Nothing was brought in."), stopped=True)
    if not where.alive:
        return Underway(nobody_at_work())
    if not where.at_work or found.began_at is None:
        return Underway(_("It waits for its turn."))
    seconds = (now - found.began_at).total_seconds()
    if found.stage is Stage.BRINGING:
        return Underway(_said(_("All rows are being brought in together."), found.seconds - seconds if found.seconds else None))  # fmt: skip
    step = Progress("", found.tried, found.lines_read, seconds)
    if 0 < step.total == step.done:
        return Underway(_("Each row was tried. Now all of them are tried together."), step.done, step.total)
    tried = _("{n} of {all} rows are tried.").format(n=f"{step.done:,}", all=f"{step.total:,}")
    return Underway(_said(tried, step.seconds_left), step.done, step.total)


def nobody_at_work() -> str:
    return _("Nobody is at work on it: the worker of this installation does not answer. Tell whoever looks after Wardmote. It goes on by itself when the worker is back, and you need not wait on this page.")  # fmt: skip


def _said(far: str, left: float | None) -> str:
    return f"{far} {time_left(left)}" if left is not None and left >= 1 else far


def time_left(seconds: float) -> str:
    """``About 20 seconds left.``"""
    if seconds < 55:
        tens = max(10, round(seconds / 10) * 10) if seconds > 5 else 5
        return _("About {n} seconds left.").format(n=tens)
    minutes = max(1, round(seconds / 60))
    return ngettext("About {n} minute left.", "About {n} minutes left.", minutes).format(n=minutes)
