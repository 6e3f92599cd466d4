"""Where governance stands in the loop, and its own parts: a few sections, each with its pages in a second row."""

from dataclasses import dataclass

from django.urls import reverse

from wardmote.accounts.navigation import Entry
from wardmote.governance.policies import may_see_governance
from wardmote.words import gettext as _

ENTRIES = (
    Entry(
        label="Governance",
        url_name="governance",
        order=9,
        policy=may_see_governance,
        hint="Bodies, groups, meetings and actions",
    ),
)

STRUCTURE = ("governance", "bodies", "partnership-area", "framework")
MEETINGS = ("meetings", "decisions", "attendance")
ACTIONS = ("actions", "recommendations", "scrutiny")
RISKS = ("risks",)
REPORTS = ("exception-reports", "themes")
DUTIES = ("duties", "registers")
SECTIONS = (STRUCTURE, MEETINGS, ACTIONS, RISKS, REPORTS, DUTIES)  # a section is named for its first page

BELOW = {
    "governance": ("groups", "seats", "structure.svg", "imports", "lists", "popolo.json"), "bodies": ("bodies",), "partnership-area": ("partnership",),
    "framework": ("framework", "boards"), "meetings": ("meetings", "items", "papers", "interests", "written-answers", "series", "calendar"),
    "decisions": ("decisions",), "attendance": ("attendance",), "actions": ("actions", "answers", "asked", "waiting"),
    "recommendations": ("recommendations", "responses"), "scrutiny": ("scrutiny",), "risks": ("risks", "controls"),
    "exception-reports": ("reports", "report-lines", "report-duties"), "themes": ("themes",), "duties": ("duties", "claims", "evidence"),
    "registers": ("registers", "entries", "timeline"),
}  # fmt: skip
"""What stands after /governance/ in the addresses of each page's own pages."""


@dataclass(frozen=True)
class Part:
    """A page of the navigation as another page shows it. `current` is for aria-current: ``page``, ``true`` for one that lies below, or empty."""

    label: str
    href: str
    current: str


@dataclass(frozen=True)
class Navigation:
    """The sections of governance, and the pages of the section that a page belongs to."""

    sections: tuple[Part, ...]
    pages: tuple[Part, ...]


def page_of(path: str) -> str:
    """The page of the navigation that an address belongs to; empty for none."""
    if path == reverse("governance"):
        return "governance"
    part = path.removeprefix(reverse("governance") + "/").split("/")[0]
    return next((name for name, below in BELOW.items() if part in below), "")


def navigation(path: str) -> Navigation:
    """What stands above the page with this address. A section of one page has no second row."""
    here = page_of(path)
    return Navigation(
        tuple(_head(names, path, here) for names in SECTIONS),
        tuple(_part(name, path, here) for names in SECTIONS if here in names and len(names) > 1 for name in names),
    )


def _head(names: tuple[str, ...], path: str, here: str) -> Part:
    """The section; its page is marked as the page itself in the second row, where there is one."""
    href = reverse(names[0])
    exact = len(names) == 1 and path == href
    return Part(_section(names[0]), href, "page" if exact else "true" if here in names else "")


def _part(name: str, path: str, here: str) -> Part:
    href = reverse(name)
    return Part(_page(name), href, "page" if path == href else "true" if name == here else "")


def _section(name: str) -> str:
    return {
        "governance": _("Structure"),
        "meetings": _("Meetings"),
        "actions": _("Actions"),
        "risks": _("Risks"),
        "exception-reports": _("Reports"),
        "duties": _("Duties"),
    }[name]


def _page(name: str) -> str:
    return {
        "governance": _("Groups"),
        "bodies": _("Bodies"),
        "partnership-area": _("Area"),
        "framework": _("Framework"),
        "meetings": _("All meetings"),
        "decisions": _("Decisions"),
        "attendance": _("Attendance"),
        "actions": _("All actions"),
        "recommendations": _("Recommendations"),
        "scrutiny": _("Scrutiny"),
        "exception-reports": _("Boards’ reports"),
        "themes": _("Themes"),
        "duties": _("Calendar of duties"),
        "registers": _("Registers"),
    }[name]
