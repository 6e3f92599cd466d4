"""The area of a partnership, and with whom it stands."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import places, words
from wardmote.governance.forms.filling import AreaField, Choices, labelled, offered
from wardmote.governance.states import Merger
from wardmote.words import gettext as _


class CoverForm(forms.Form):
    """Districts that the partnership covers from a day on."""

    area = AreaField()
    valid_from = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            {"area": _("Which area"), "valid_from": _("From")},
            {"area": _("Enter a district, a county or a police area")},
        )
        self.fields["area"].help_text = _(
            "A district, by name or code. A county or a police area adds every district in it."
        )

    @property
    def districts(self) -> list[tuple[str, str]]:
        """The districts of what was filled in: codes and their vintage."""
        return [(area.code, area.vintage) for area in places.found(self.cleaned_data["area"]).districts]


class LinkForm(forms.Form):
    """How the partnership stands with another."""

    kind = forms.TypedChoiceField(coerce=Merger, widget=forms.RadioSelect)
    with_partnership = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    with_name = forms.CharField(max_length=160, required=False)
    cluster = forms.CharField(max_length=80, required=False)
    decision = forms.CharField(max_length=300, required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, partnerships: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = dict(partnerships)
        labels = {
            "kind": _("How they stand together"), "with_partnership": _("With which partnership"), "with_name": _("Its name, if it is not kept here"),
            "cluster": _("In which cluster"), "decision": _("Where that is written"), "valid_from": _("From"),
        }  # fmt: skip
        labelled(self, labels, {"kind": _("Choose how they stand together")})
        offered(self, "kind", [(one.value, words.merger_choice(one)) for one in Merger])
        offered(self, "with_partnership", partnerships, _("One that is not kept here"))
        self.fields["cluster"].help_text = _(
            "A county’s word for its parts, such as “North”. Leave it empty if there is none."
        )
        self.fields["decision"].help_text = _("The order, or the minute of the meeting that agreed it.")

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        chosen = held.get("with_partnership")
        held["with_name"] = self.names.get(str(chosen), "") if chosen else held.get("with_name", "")
        if not held["with_name"]:
            self.add_error("with_name", _("Choose a partnership, or enter the name of one"))
        return held
