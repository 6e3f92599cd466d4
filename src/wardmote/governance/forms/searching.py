"""What is looked for in governance."""

from typing import Any

from django import forms

from wardmote.governance import words
from wardmote.governance.forms.filling import labelled, offered
from wardmote.governance.states import Found
from wardmote.words import gettext as _

LONGEST = 200  # characters: a sentence


class WordsForm(forms.Form):
    """Words, in the address of the page; then perhaps one kind of what was found, and which page of it."""

    q = forms.CharField(max_length=LONGEST, required=False)
    kind = forms.TypedChoiceField(coerce=Found, required=False, empty_value=None, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data or None, auto_id="id-%s")
        labelled(self, {"q": _("Words to look for")})
        self.fields["q"].error_messages["max_length"] = _("Shorten it to at most 200 characters")
        self.fields["q"].help_text = _(
            "Words, a “phrase in quotation marks”, -word to leave one out, or a number such as action 45."
        )
        offered(self, "kind", [(one.value, words.found(one)) for one in Found], _("All kinds"))

    @property
    def sought(self) -> str:
        """The words; none where there are none, or they are no good."""
        return str(self.cleaned_data["q"]) if self.is_bound and self.is_valid() else ""

    @property
    def kind_wanted(self) -> Found | None:
        kind: Found | None = self.cleaned_data["kind"] if self.is_bound and self.is_valid() else None
        return kind

    @property
    def page_wanted(self) -> int:
        return (self.cleaned_data["page"] if self.is_bound and self.is_valid() else None) or 1
