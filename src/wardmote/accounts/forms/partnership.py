"""What administrators fill in about their partnership."""

from typing import Any

from django import forms

from wardmote.words import gettext as _


class PartnershipForm(forms.Form):
    """What a partnership tells its members. `version` is the one that the form was opened with."""

    contact = forms.CharField(required=False, max_length=200)
    notice = forms.CharField(required=False, max_length=5000, widget=forms.Textarea)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact, notice = self.fields["contact"], self.fields["notice"]
        contact.label, notice.label = _("Whom to ask"), _("What everybody should know")
        contact.help_text = _("A person or a desk, with a telephone number or an address of work.")
        notice.help_text = _("Nothing about a case or a person: all members of the partnership may read it.")
