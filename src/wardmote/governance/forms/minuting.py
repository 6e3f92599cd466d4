"""What is filled in at a meeting."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.documents.runs import UNWRITABLE
from wardmote.governance import minutes
from wardmote.governance.changes.minuting import Came, version_of
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.one_line import Understood
from wardmote.governance.queries import Line, Room
from wardmote.governance.states import OwnedBy, Presence
from wardmote.platform import versions
from wardmote.words import gettext as _

LONG = 50_000  # characters of one text: a long afternoon


class WordsField(forms.CharField):
    """Running words: line ends are all of one kind, and what no document can show is left out."""

    def __init__(self, **more: Any) -> None:
        settings: dict[str, Any] = {"max_length": LONG, "widget": forms.Textarea}
        super().__init__(**settings | more)

    def to_python(self, value: Any) -> str:
        return UNWRITABLE.sub("", str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n"))


class MinuteForm(forms.Form):
    """What was said at a point. `version` is the one that the form was opened with."""

    minute = WordsField(required=False, strip=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"minute": _("What was said")})


class DecisionForm(forms.Form):
    """What was decided, why, and what else was considered."""

    text = WordsField()
    reasons = WordsField(required=False)
    options = WordsField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "text": _("What was decided"),
            "reasons": _("Why"),
            "options": _("What else was considered, and why not"),
        }
        labelled(self, labels, {"text": _("Enter what was decided")})


class ChangedDecisionForm(DecisionForm):
    """A decision, said better. `version` is the one that the form was opened with."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class InterestForm(forms.Form):
    """An interest that somebody declared."""

    name = forms.CharField(max_length=160)
    interest = forms.CharField(max_length=500)
    item = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    left_the_room = forms.BooleanField(required=False)

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": _("Who declared it"),
            "interest": _("Which interest"),
            "item": _("At which item"),
            "left_the_room": _("They left the room for it"),
        }
        labelled(self, labels, {"name": _("Enter who declared it"), "interest": _("Enter which interest it is")})
        offered(self, "item", items, _("At none in particular"))


class ActionForm(forms.Form):
    """An action, as it was understood from one line or typed into the boxes."""

    text = forms.CharField(max_length=500)
    owner = forms.ChoiceField()
    due_on = DayField()
    aware = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"text": _("What is to be done"), "owner": _("Who does it"), "due_on": _("By when")}
        missing = {"text": _("Enter what is to be done"), "owner": _("Choose who does it")}
        labelled(self, labels, missing)
        everybody = (OwnedBy.RESPONSIBLE.value, _("All responsible authorities, each for itself"))
        offered(self, "owner", [everybody, *bodies], _("Choose a body"))

    @property
    def owned_by(self) -> UUID | OwnedBy:
        chosen = self.cleaned_data["owner"]
        return OwnedBy.RESPONSIBLE if chosen == OwnedBy.RESPONSIBLE else UUID(chosen)


def begun_with(found: Understood) -> dict[str, Any]:
    """What the form of an action begins with, once a line was understood."""
    return {"text": found.text, "owner": str(found.owner or ""), "due_on": found.due_on}


class AttendanceForm(forms.Form):
    """Who is there: a line for each body, with what the line was when the page was made."""

    chaired_by = forms.CharField(max_length=160, required=False)
    also_there = WordsField(required=False, max_length=2000)
    head_was = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        labelled(self, {"chaired_by": _("In the chair"), "also_there": _("Also there, one on a line")})
        self.initial = {
            "chaired_by": room.chaired_by, "also_there": room.also_there, "head_was": versions.of(room.chair_written, room.also_there),
        } | dict(self.initial)  # fmt: skip
        for line in room.lines:
            self._offer(line)

    def _offer(self, line: Line) -> None:
        choices = [("", minutes.presence_words(None)), *((one.value, minutes.presence_words(one)) for one in Presence)]
        self.fields[f"presence-{line.body}"] = forms.ChoiceField(
            choices=choices, required=False, label=_("Attendance of {body}").format(body=line.name)
        )
        self.fields[f"name-{line.body}"] = forms.CharField(
            max_length=160, required=False, label=_("Who came for {body}").format(body=line.name)
        )
        self.fields[f"instead-{line.body}"] = forms.CharField(max_length=160, required=False, label=_("In whose place"))
        self.fields[f"was-{line.body}"] = forms.IntegerField(widget=forms.HiddenInput)
        now: dict[str, Any] = {"presence": line.presence or "", "name": line.came, "instead": line.instead_of}
        now["was"] = version_of(line.presence, line.came, line.instead_of)
        self.initial = {f"{name}-{line.body}": value for name, value in now.items()} | dict(self.initial)

    @property
    def rows(self) -> Iterable[dict[str, Any]]:
        """The lines of the table: the body, and its fields."""
        names = ("presence", "name", "instead", "was")
        return [{"line": line} | {name: self[f"{name}-{line.body}"] for name in names} for line in self.room.lines]

    @property
    def came(self) -> list[Came]:
        held = self.cleaned_data
        return [
            Came(
                line.body, Presence(found) if (found := held[f"presence-{line.body}"]) else None, held[f"name-{line.body}"],
                held[f"instead-{line.body}"], held[f"was-{line.body}"],
            )
            for line in self.room.lines
        ]  # fmt: skip

    @property
    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("chaired_by", "also_there", "head_was")}
