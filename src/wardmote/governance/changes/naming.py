"""What the rows of a partnership are called in a plan: by their name, number or reference, after the short name of their partnership."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BinaryField

from wardmote.governance import models as m
from wardmote.governance.queries.open_things import reaching

SAID = {
    m.Body: "{0.name}",
    m.Risk: "{0.reference}",
    m.Recommendation: "{0.number}",
    m.Action: "{0.number}",
    m.Matter: "{0.number}",
    m.Entry: "{0.register}/{0.title}",
    m.Occasion: "{0.duty} of {0.on}",
    m.Theme: "{0.name}",
    m.RiskCategory: "{0.name}",
}


def groups_of(partnership: UUID, on: date) -> dict[str, UUID]:
    """The groups of a partnership that are there on a day or later, by their names in small letters."""
    shapes = m.GroupShape.objects.filter(reaching(on), partnership=partnership).order_by("-valid_from")
    return {name.casefold(): group for name, group in shapes.values_list("name", "group")}


def names(model: type[Any], rows: Iterable[Any], slug: str, on: date) -> dict[UUID, str]:
    """Each row's name in a plan; '' for a row that no plan names."""
    if model is m.Group:
        shapes = m.GroupShape.objects.filter(reaching(on), group__in=[row.pk for row in rows]).order_by("-valid_from")
        return {group: f"{slug}: {name}" for name, group in shapes.values_list("name", "group")}
    if not (said := SAID.get(model, "")):
        return defaultdict(str)
    return {row.pk: f"{slug}: {said.format(row)}" for row in rows}


def files_of(model: type[Any]) -> list[str]:
    """The columns of a table that hold files."""
    return [one.name for one in model._meta.concrete_fields if isinstance(one, BinaryField)]
