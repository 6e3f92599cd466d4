"""What the states of bodies and groups are called on a page."""

from wardmote.governance.bodies import kinds
from wardmote.governance.states import Cadence, Capacity, Circle, GroupKind, Merger, StatutoryRole
from wardmote.words import gettext as _


def role(one: StatutoryRole) -> str:
    return {
        StatutoryRole.RESPONSIBLE: _("Responsible authority"),
        StatutoryRole.COOPERATING: _("Co-operating body"),
        StatutoryRole.INVITED: _("Invited to take part"),
        StatutoryRole.OTHER: _("Other"),
    }[one]


def group_kind(one: GroupKind) -> str:
    return {
        GroupKind.EXECUTIVE: _("Statutory executive"),
        GroupKind.BOARD: _("Board"),
        GroupKind.THEMATIC: _("Thematic group"),
        GroupKind.TASK: _("Task and finish group"),
        GroupKind.PANEL: _("Panel"),
        GroupKind.OFFICERS: _("Officers’ group"),
    }[one]


def cadence(one: Cadence) -> str:
    return {
        Cadence.WEEKLY: _("weekly"),
        Cadence.FORTNIGHTLY: _("fortnightly"),
        Cadence.MONTHLY: _("monthly"),
        Cadence.QUARTERLY: _("quarterly"),
        Cadence.HALF_YEARLY: _("twice a year"),
        Cadence.YEARLY: _("once a year"),
        Cadence.AS_NEEDED: _("as needed"),
    }[one]


def capacity(one: Capacity) -> str:
    return {
        Capacity.CHAIR: _("Chair"),
        Capacity.VICE_CHAIR: _("Vice-chair"),
        Capacity.MEMBER: _("Member"),
        Capacity.ADVISER: _("Adviser"),
        Capacity.SECRETARY: _("Secretary"),
    }[one]


def circle(one: Circle) -> str:
    return {
        Circle.PARTNERSHIP: _("Everybody in the partnership"),
        Circle.GROUP: _("The group, and whoever runs the partnership’s business"),
    }[one]


def merger(one: Merger) -> str:
    return {
        Merger.FORMAL: _("Merged by law with"),
        Merger.INFORMAL: _("Merged by agreement with"),
        Merger.NESTED: _("Part of"),
        Merger.COUNTY: _("At county level under"),
    }[one]


def body_kinds() -> list[tuple[str, str]]:
    """For a form: the kinds of bodies in the table's order."""
    return [(key, _(kind.label)) for key, kind in kinds().items()]


def merger_choice(one: Merger) -> str:
    """A merger as a form offers it."""
    return {
        Merger.FORMAL: _("Merged by law: the partnerships are one"),
        Merger.INFORMAL: _("Merged by agreement: they meet as one, and each keeps its duties"),
        Merger.NESTED: _("Part of a wider partnership"),
        Merger.COUNTY: _("Under a county’s board"),
    }[one]
