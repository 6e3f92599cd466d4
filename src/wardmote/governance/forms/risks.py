"""The risk register, as whoever runs the business fills it in."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.changes.risks import Description
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.scales import Scale
from wardmote.governance.states import Proximity, RiskState, Scored, Works
from wardmote.words import gettext as _

LONG = 2000


class Text(forms.CharField):
    """A few lines of words."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}), **more)


class CategoryForm(forms.Form):
    name = forms.CharField(max_length=80)
    purpose = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            {"name": _("Name of the category"), "purpose": _("What belongs in it")},
            {"name": _("Enter the name of the category")},
        )
        self.fields["name"].help_text = _(
            "Its risks are numbered in it: “Strategic planning 1”, “Strategic planning 2”. A number is never given twice."
        )


class Describing(forms.Form):
    """What a risk is."""

    title = forms.CharField(max_length=200)
    cause = Text(required=False)
    event = Text(required=False)
    effect = Text(required=False)
    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    seat = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    owner = forms.CharField(max_length=120, required=False)
    proximity = forms.TypedChoiceField(coerce=Proximity, widget=forms.RadioSelect)
    also_called = forms.CharField(max_length=160, required=False)

    def __init__(self, *args: Any, bodies: Choices, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "title": _("The risk in one line"), "cause": _("Cause"), "event": _("Event"), "effect": _("Effect"), "body": _("Owned by the body"),
            "seat": _("Owned by whoever sits as"), "owner": _("Owned by"), "proximity": _("When it could come true"), "also_called": _("What papers also call it"),
        }  # fmt: skip
        labelled(
            self, labels, {"title": _("Enter the risk in one line"), "proximity": _("Choose when it could come true")}
        )
        offered(self, "body", bodies, _("No body in particular"))
        offered(self, "seat", seats, _("No seat in particular"))
        offered(self, "proximity", [(one.value, words.proximity(one)) for one in Proximity])
        self.fields["cause"].help_text = _("Because of what")
        self.fields["event"].help_text = _("What may happen")
        self.fields["effect"].help_text = _("What that would lead to. Nothing about a case or a person.")
        self.fields["owner"].help_text = _("A name or a post, if the owner is not on the lists above.")
        self.fields["also_called"].help_text = _("Such as “Strategic Risk 4”: it is found by that, too.")

    @property
    def description(self) -> Description:
        """What was filled in, as `changes` takes it."""
        return Description(**{name: self.cleaned_data[name] for name in Description.__dataclass_fields__})


class DescribeForm(Describing):
    """Another description. `version` is the one that the form was opened with."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def scoring_fields(form: forms.Form, scale: Scale) -> None:
    """Two choices for each kind of score, with the words of the scale; what they mean stands beside the form."""
    for kind in Scored:
        for side, label, levels in (
            ("likelihood", _("{kind}: how likely"), scale.likelihood),
            ("impact", _("{kind}: how bad"), scale.impact),
        ):
            field = forms.TypedChoiceField(coerce=int, required=kind is Scored.CURRENT, empty_value=None)
            field.label = label.format(kind=words.scored(kind))
            if kind is Scored.CURRENT:
                field.error_messages["required"] = _("Choose a level: {what}").format(what=field.label)
            field.choices = [
                ("", _("Not said")),
                *((str(n), f"{n} {_(level.label)}") for n, level in enumerate(levels, start=1)),
            ]
            form.fields[f"{kind}_{side}"] = field
        form.fields[f"{kind}_likelihood"].help_text = words.scored_hint(kind)


class Scoring(forms.Form):
    """Scores on the scale of the day."""

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scoring_fields(self, scale)

    def clean(self) -> dict[str, Any] | None:
        for kind in (Scored.INHERENT, Scored.TARGET):
            sides = [self.cleaned_data.get(f"{kind}_{side}") for side in ("likelihood", "impact")]
            if sides.count(None) == 1:
                self.add_error(f"{kind}_likelihood", _("Choose both how likely and how bad, or neither."))
        return self.cleaned_data

    @property
    def scores(self) -> dict[Scored, tuple[int, int]]:
        found = {
            kind: (self.cleaned_data[f"{kind}_likelihood"], self.cleaned_data[f"{kind}_impact"]) for kind in Scored
        }
        return {kind: pair for kind, pair in found.items() if None not in pair}


class RiskForm(Describing, Scoring):
    """A risk that enters the register."""

    category = forms.TypedChoiceField(coerce=UUID)
    raised_on = DayField()
    review_on = DayField()

    def __init__(self, *args: Any, categories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"category": _("Category"), "raised_on": _("On the register from"), "review_on": _("Next review")}
        labelled(self, labels, {"category": _("Choose a category")})
        offered(self, "category", categories, _("Choose a category"))
        names = [
            "category",
            *Describing.base_fields,
            *(name for name in self.fields if name.split("_")[0] in set(Scored)),
            "raised_on",
            "review_on",
        ]
        self.order_fields(names)


class ScoreForm(Scoring):
    why = Text()
    on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"why": _("Why the score changes"), "on": _("From")}, {"why": _("Say why the score changes")})
        self.order_fields([*(name for name in self.fields if name not in {"why", "on"}), "why", "on"])


class NoteForm(forms.Form):
    """What happened since."""

    text = Text()
    on = DayField()
    against = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"text": _("What happened"), "on": _("When"), "against": _("It contradicts what the risk says")}
        labelled(self, labels, {"text": _("Say what happened")})
        self.fields["against"].help_text = _(
            "Such as a grant that came although the cause says that all funding was withdrawn. The risk is shown as to be reviewed until somebody does."
        )


class ReviewForm(forms.Form):
    text = Text()
    on = DayField()
    review_on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"text": _("What the review found"), "on": _("Reviewed on"), "review_on": _("Next review")}
        labelled(self, labels, {"text": _("Say what the review found")})


class CloseForm(forms.Form):
    why = Text()
    on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"why": _("Why it is closed"), "on": _("Closed on")}, {"why": _("Say why it is closed")})


class ReopenForm(forms.Form):
    why = Text()
    on = DayField()
    review_on = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"why": _("Why it is opened again"), "on": _("Opened again on"), "review_on": _("Next review")}
        labelled(self, labels, {"why": _("Say why it is opened again")})


class ControlForm(forms.Form):
    """What is done against a risk."""

    text = Text()
    works = forms.TypedChoiceField(coerce=Works, widget=forms.RadioSelect)
    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    owner = forms.CharField(max_length=120, required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "text": _("What is done"),
            "works": _("Does it work?"),
            "body": _("Done by the body"),
            "owner": _("Done by"),
            "valid_from": _("From"),
        }
        labelled(
            self,
            {name: label for name, label in labels.items() if name in self.fields},
            {"text": _("Say what is done"), "works": _("Say whether it works")},
        )
        offered(self, "works", [(one.value, words.works(one)) for one in Works])
        offered(self, "body", bodies, _("No body in particular"))
        self.fields["owner"].help_text = _("A name or a post.")


class ControlChangeForm(ControlForm):
    """Another control in its place, or its end."""

    valid_from = None  # type: ignore[assignment]
    last = DayField(required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last"].label = _("Last day, if it ends")

    @property
    def held(self) -> dict[str, Any]:
        """What was filled in, as `changes` takes it: the last day as the first on which it is no more."""
        found = dict(self.cleaned_data)
        last = found.pop("last")
        return found | {"valid_to": date.fromordinal(last.toordinal() + 1) if last else None}


class ScaleForm(forms.Form):
    scale = forms.ChoiceField(widget=forms.RadioSelect)
    valid_from = DayField()

    def __init__(self, *args: Any, offers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"scale": _("Scale"), "valid_from": _("From")}, {"scale": _("Choose a scale")})
        offered(self, "scale", offers)


class RegisterFilter(forms.Form):
    """Which risks a page lists, in its address."""

    words = forms.CharField(max_length=100, required=False)
    category = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    state = forms.ChoiceField(required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, categories: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "id-%s"})
        labelled(
            self, {"words": _("Reference or words"), "category": _("Category"), "body": _("Owner"), "state": _("State")}
        )
        offered(self, "category", categories, _("All categories"))
        offered(self, "body", bodies, _("Every owner"))
        offered(self, "state", [("", _("Open")), ("closed", _("Closed")), ("all", _("All"))])

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for; a part that makes no sense asks for nothing."""
        self.is_valid()
        held = getattr(self, "cleaned_data", {})
        state = {"": RiskState.OPEN, "closed": RiskState.CLOSED, "all": None}[held.get("state") or ""]
        return {
            "words": held.get("words") or "",
            "category": held.get("category"),
            "body": held.get("body"),
            "state": state,
            "page": held.get("page") or 1,
        }


class BetweenForm(forms.Form):
    """Two days to compare, in the address."""

    then = DayField(required=False)
    now = DayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "id-%s"})
        labelled(self, {"then": _("From the end of"), "now": _("To the end of")})
