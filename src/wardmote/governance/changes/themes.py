"""Themes: priorities, their parts, and what runs across them all."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import Theme
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def add_theme(
    *, partnership: UUID, name: str, valid_from: date, at: datetime, by: Standing | None, parent: UUID | None = None, cross_cutting: bool = False
) -> UUID:  # fmt: skip
    """A theme from a day on: its key. Raises Clash for a second of that name, and for a part of a part: there are two levels."""
    who = business_of(by, partnership)
    here = Theme.objects.select_for_update().filter(partnership=partnership).filter(_reaches(valid_from))
    if here.filter(name__iexact=name).exists():
        raise Clash(_("There is a theme of that name already."))
    if parent is not None:
        _may_have_parts(here.filter(pk=parent).first(), cross_cutting=cross_cutting)
    last = Theme.objects.filter(partnership=partnership).count()
    made = Theme.objects.create(
        partnership_id=partnership, parent_id=parent, name=name, cross_cutting=cross_cutting, position=last + 1, valid_from=valid_from,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("add-theme", kind="theme", ids=[made.pk], partnership=partnership)
    return made.pk


@transaction.atomic
def end_theme(*, theme: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on nothing more is tagged with the theme or its parts; what was stays so."""
    found = Theme.objects.select_for_update().filter(pk=theme).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if valid_to <= found.valid_from or (found.valid_to is not None and valid_to >= found.valid_to):
        raise Clash(_("A theme cannot end before it began, nor twice."))
    parts = Theme.objects.filter(Q(pk=theme) | Q(parent=theme)).filter(_reaches(valid_to))
    if parts.filter(valid_from__gte=valid_to).exists():
        raise Clash(_("A part of it begins on that day or later: end that first."))
    parts.update(valid_to=valid_to)
    record("end-theme", kind="theme", ids=[found.pk], partnership=found.partnership_id)


def _may_have_parts(parent: Theme | None, *, cross_cutting: bool) -> None:
    if parent is None:
        raise Refused("run-governance")
    if parent.parent_id is not None:
        raise Clash(_("{name} is a part itself: themes have two levels.").format(name=parent.name))
    if cross_cutting:
        raise Clash(_("What runs across all themes is part of none."))


def _reaches(day: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)
