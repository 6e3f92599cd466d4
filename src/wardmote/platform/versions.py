"""No lost update: an edit form carries the version that it was opened with, and a row is changed only if it still has it.

    changes:  versions.expect(Partnership.objects.filter(pk=key), version, name=name)       raises Stale
    view:     form = PartnershipForm(versions.sent(request.POST) if request.POST else None, initial=...)
              ... except versions.Stale as stale: return versions.both_texts(request, form, stale)
    form:     version = forms.IntegerField(widget=forms.HiddenInput)      page: {{ version_input(form["version"].value()) }}

Whoever comes second sees both texts, field by field, and chooses theirs, their own, or writes a third out of both. The choice comes back to the same address as an
ordinary form, with the version it was made against: should a third person have been quicker, the same page is shown again.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

FIELD = "version"
NEVER = 0  # the version of no row
DIFFERS = "differs"  # on the page of both texts: the names of the fields that had to be chosen
THEIRS, YOURS, BOTH = "theirs", "yours", "both"
SIDES = frozenset({THEIRS, YOURS, BOTH})

Row = TypeVar("Row", bound=Model)


class Stale(Exception):
    """The row was changed since the form was opened: its version now, and what it holds in the fields that were to be written."""

    def __init__(self, version: int, theirs: Mapping[str, Any]) -> None:
        super().__init__(f"version {version}")
        self.version = version
        self.theirs = theirs


def of(*values: Any) -> int:
    """The version of a row that counts none: a number that follows from what it holds. Compare it under a lock of the row, and raise Stale."""
    return zlib.crc32(json.dumps(values).encode()) or 1


def expect(rows: QuerySet[Row], version: int, **new: Any) -> int:
    """Write `new` to the one row of `rows` if it still has `version`, in one statement: its new version. Else Stale; Refused when there is no such row."""
    if rows.filter(version=version).update(version=F("version") + 1, **new):
        return version + 1
    found = rows.values("version", *new).first()
    if found is None:
        raise Refused("edit")
    raise Stale(found.pop("version"), found)


def sent(data: QueryDict) -> QueryDict:
    """What a form was sent with. Coming from the page of both texts, the choices are carried out: a field that was not chosen makes the version one that no row has."""
    plain = QueryDict(mutable=True)
    for name, values in data.lists():
        if name != DIFFERS and name.partition(".")[0] not in SIDES | {"keep"}:
            plain.setlist(name, values)
    for name in data.getlist(DIFFERS):
        side = data.get(f"keep.{name}", "")
        if side not in SIDES:
            plain[FIELD] = str(NEVER)
        plain.setlist(name, data.getlist(f"{side if side in SIDES else YOURS}.{name}"))
    return plain


@dataclass(frozen=True)
class Difference:
    """One field of which there are two texts. `written` is what was begun as a third; `kept` is what was chosen so far; `long`: it may have more than one line."""

    name: str
    label: str
    theirs: list[str]
    yours: list[str]
    theirs_said: str
    yours_said: str
    written: str
    kept: str
    writable: bool
    long: bool
    missing: bool


def differences(form: forms.Form, stale: Stale, data: QueryDict) -> list[Difference]:
    """The fields in which the row and the form do not agree, in the form's order."""
    found = [name for name in form.fields if name in stale.theirs and stale.theirs[name] != form.cleaned_data[name]]
    return [_difference(form, name, stale.theirs[name], data) for name in found]


def _difference(form: forms.Form, name: str, theirs: Any, data: QueryDict) -> Difference:
    field, kept = form.fields[name], data.get(f"keep.{name}", "")
    asked = name in data.getlist(DIFFERS)
    yours_said = _said(field, form.cleaned_data[name])
    return Difference(
        name, str(field.label or name), _values(field, theirs), _sent(form, name),
        _said(field, theirs), yours_said,
        written=data.get(f"{BOTH}.{name}") or yours_said, kept=kept if asked and kept in SIDES else "",
        writable=type(field) is forms.CharField, long=isinstance(field.widget, forms.Textarea), missing=asked and kept not in SIDES,
    )  # fmt: skip


def _values(field: forms.Field, value: Any) -> list[str]:
    """A value as the form would send it."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    prepared = field.prepare_value(value)
    several = prepared if isinstance(prepared, list | tuple) else [prepared]
    return ["" if one is None else str(one) for one in several]


def _sent(form: forms.Form, name: str) -> list[str]:
    """A field as it was sent; one of several boxes, such as a day, as the one value that they make."""
    found: list[str] = form.data.getlist(name)  # type: ignore[attr-defined]
    several = isinstance(form.fields[name].widget, forms.MultiWidget)
    return _values(form.fields[name], form.cleaned_data[name]) if several else found


def _said(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    names = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    return ", ".join(names.get(one, one) for one in _values(field, value))


def both_texts(request: HttpRequest, form: forms.Form, stale: Stale, *, whose: str = "") -> HttpResponse:
    """The page of both texts. `form` is valid, and bound to what `sent` gave. `whose` says who saved theirs, and when, where that is known."""
    found = differences(form, stale, request.POST)
    chosen = {one.name for one in found} | {FIELD}
    agreed = [(name, value) for name in form.fields if name not in chosen for value in _sent(form, name)]
    context = {
        "differences": found,
        "agreed": agreed,
        "version": stale.version,
        "address": request.path,
        "whose": whose,
    }
    return render(request, "once/both_texts.html", context, status=409)
