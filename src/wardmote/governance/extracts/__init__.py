"""Every list of governance to take away: columns over the rows that whoever asks may see, by the name that addresses know it by."""

from collections.abc import Callable

from wardmote.governance.extracts.doings import action_answers, actions, attendance, decisions, meetings
from wardmote.governance.extracts.extract import Asked, Extract, Taken, taken
from wardmote.governance.extracts.looking import claims, duties, matters, recommendations, register, reports, risks
from wardmote.governance.extracts.structure import bodies, groups, matrix, seats
from wardmote.governance.extracts.told import framework, raised, scrutiny_meetings, themes, timeline

LISTS: dict[str, Callable[..., Extract]] = {
    "bodies": bodies,
    "groups": groups,
    "seats": seats,
    "matrix": matrix,
    "meetings": meetings,
    "attendance": attendance,
    "decisions": decisions,
    "actions": actions,
    "action-answers": action_answers,
    "recommendations": recommendations,
    "scrutiny": matters,
    "risks": risks,
    "reports": reports,
    "duties": duties,
    "claims": claims,
    "themes": themes,
    "raised": raised,
    "scrutiny-meetings": scrutiny_meetings,
    "framework": framework,
    "timeline": timeline,
    "register": register,
}

__all__ = ["LISTS", "Asked", "Extract", "Taken", "taken"]
