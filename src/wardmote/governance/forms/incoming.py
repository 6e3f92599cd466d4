"""A spreadsheet is handed in, its columns are matched, and somebody says yes."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.incoming.columns import Column, columns
from wardmote.governance.incoming.matching import missing
from wardmote.governance.incoming.reading import read
from wardmote.governance.paper_files import Unfit
from wardmote.governance.states import ImportKind
from wardmote.words import gettext as _


class FileForm(forms.Form):
    """A file. It is read as it is handed in, so that one that cannot be is refused at once."""

    file = forms.FileField(allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"file": _("The file")}, {"file": _("Choose a file")})
        self.fields["file"].help_text = _("An Excel workbook (.xlsx) or a CSV file, up to 5 MB and 1,000 rows, without macros and without a password.")  # fmt: skip
        self.handed_in: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        sent = held.get("file")
        if sent is not None:
            data = sent.read()
            try:
                read(sent.name, data)
                self.handed_in = {"name": sent.name, "data": data}
            except Unfit as why:
                self.add_error("file", str(why))
        return held


class MatchForm(forms.Form):
    """Which column of a sheet holds what."""

    def __init__(
        self, data: Any, *, kind: ImportKind, headings: Sequence[str], groups: Choices, begin: Mapping[str, Any]
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="id-%s", initial=dict(begin))
        self.kind, self.columns = kind, columns(kind)
        places = [("", _("No column")), *((str(place), name) for place, name in enumerate(headings))]
        for one in self.columns:
            self.fields[one.key] = self._field(one, places)
        if kind is ImportKind.ACTIONS:
            self.fields["default_group"] = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None, label=_("Group of rows that say none"))  # fmt: skip
            offered(self, "default_group", groups, _("Every row says its group"))

    def _field(self, one: Column, places: Choices) -> forms.Field:
        label = _("{column} (needed)").format(column=one.label) if one.required else one.label
        return forms.TypedChoiceField(coerce=int, required=False, empty_value=None, choices=places, label=label, help_text=one.note)  # fmt: skip

    @property
    def matching(self) -> dict[str, int]:
        return {one.key: place for one in self.columns if (place := self.cleaned_data.get(one.key)) is not None}

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        chosen = [held[one.key] for one in self.columns if held.get(one.key) is not None]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("Two answers point at the same column. Choose each column once."))
        if names := missing(self.matching, self.kind):
            self.add_error(None, _("These are needed: {columns}. Choose the columns that hold them.").format(columns=", ".join(names)))  # fmt: skip
        return held


class YesForm(forms.Form):
    """Bring it in, as it was shown."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
