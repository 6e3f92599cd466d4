"""Claims, evidence and events of duties, as whoever runs the business fills them in."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.accounts.presenters.dates import day
from wardmote.governance import words
from wardmote.governance.duties import Stand
from wardmote.governance.forms.filling import labelled, offered
from wardmote.governance.states import Rating
from wardmote.words import gettext as _


class ClaimForm(forms.Form):
    """A duty, or a point of its checklist, is met."""

    occasion = forms.TypedChoiceField(coerce=UUID, widget=forms.RadioSelect)
    item = forms.ChoiceField(required=False)
    rating = forms.TypedChoiceField(coerce=Rating, widget=forms.RadioSelect)
    done_on = DayField()
    first = DayField()
    last = DayField()
    all_took_part = forms.BooleanField(required=False)
    words = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, stand: Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "occasion": _("Which event it answers"), "item": _("For which point"), "rating": _("How far it is in place"), "done_on": _("It was done on"),
            "first": _("For the time from"), "last": _("Up to and including"), "all_took_part": _("All responsible authorities took part"),
            "words": _("More about it"),
        }  # fmt: skip
        missing = {"rating": _("Choose how far it is in place"), "occasion": _("Choose the event that it answers")}
        labelled(self, labels, missing)
        offered(self, "rating", [(one.value, words.rating(one)) for one in Rating])
        points = [(item.key, _(item.label)) for item in stand.duty.checklist]
        offered(self, "item", points, _("The whole of it"))
        offered(
            self,
            "occasion",
            [(str(one.key), _("{day}: {what}").format(day=day(one.on), what=one.words)) for one in stand.open],
        )
        self.fields["all_took_part"].help_text = _("This is held against who came to the meetings of that time.")
        for name, wanted in (
            ("occasion", stand.duty.clock.from_event),
            ("item", bool(points)),
            ("all_took_part", stand.duty.all_take_part),
        ):
            if not wanted:
                del self.fields[name]


class EvidenceForm(forms.Form):
    """Something that shows that a duty was done."""

    item = forms.ChoiceField(required=False)
    words = forms.CharField(max_length=1000)
    on = DayField()
    link = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, stand: Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"item": _("For which point"), "words": _("What shows it"), "on": _("Day"), "link": _("Where it is")}
        labelled(self, labels, {"words": _("Say what shows it")})
        points = [(item.key, _(item.label)) for item in stand.duty.checklist]
        offered(self, "item", points, _("The whole of it"))
        self.fields["on"].help_text = _("The day that it is from: a claim rests on evidence from its own period.")
        self.fields["link"].help_text = _(
            "A whole address that begins with https://, or that of a page here that begins with /, such as a meeting, a decision or an entry. Leave it empty if the words are enough."
        )
        if not points:
            del self.fields["item"]


class StartForm(forms.Form):
    """An event that starts the clock of a duty."""

    words = forms.CharField(max_length=500)
    on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"words": _("What happened"), "on": _("On")}, {"words": _("Say what happened")})
        self.fields["words"].help_text = _("No names, and nothing by which somebody could be known.")


class ReachForm(forms.Form):
    """Whether a duty falls on this partnership."""

    falls = forms.TypedChoiceField(coerce=lambda text: text == "yes", widget=forms.RadioSelect)
    reason = forms.CharField(max_length=500, widget=forms.Textarea)
    valid_from = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"falls": _("Does it fall on this partnership?"), "reason": _("Why"), "valid_from": _("From")}
        labelled(self, labels, {"falls": _("Choose whether it does"), "reason": _("Say why")})
        offered(self, "falls", [("yes", _("Yes, it falls here")), ("no", _("No, it does not"))])


class WhyForm(forms.Form):
    """The reason for taking something back."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"reason": _("Why")}, {"reason": _("Say why")})
