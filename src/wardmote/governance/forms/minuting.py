"""What is filled in at a meeting, at its end, and when its minutes are approved."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.documents.runs import UNWRITABLE
from wardmote.governance import minutes
from wardmote.governance.changes.meetings import When
from wardmote.governance.changes.minuting import Came, version_of
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.one_line import Understood
from wardmote.governance.queries import Line, MeetingLine, Room
from wardmote.governance.states import Mode, OwnedBy, Presence
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

NONE, NEW = "none", "new"
AS_THEY_ARE, AMENDED = "as-they-are", "amended"
LONG = 50_000  # characters of one text: a long afternoon


class WordsField(forms.CharField):
    """Running words: line ends are all of one kind, and what no document can show is left out."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": LONG, "widget": forms.Textarea} | more)

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
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"text": _("What was decided"), "reasons": _("Why"), "options": _("What else was considered, and why not")}
        labelled(self, labels, {"text": _("Enter what was decided")})


class InterestForm(forms.Form):
    """An interest that somebody declared."""

    name = forms.CharField(max_length=160)
    interest = forms.CharField(max_length=500)
    item = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    left_the_room = forms.BooleanField(required=False)

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"name": _("Who declared it"), "interest": _("Which interest"), "item": _("At which item"), "left_the_room": _("They left the room for it")}
        labelled(self, labels, {"name": _("Enter who declared it"), "interest": _("Enter which interest it is")})
        offered(self, "item", items, _("At none in particular"))


class ActionForm(forms.Form):
    """An action, as it was understood from one line or typed into the boxes."""

    text = forms.CharField(max_length=500)
    owner = forms.ChoiceField()
    due_on = DayField()

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
        self.initial |= {
            "chaired_by": room.chaired_by, "also_there": room.also_there, "head_was": versions.of(room.chair_written, room.also_there),
        } | self.initial  # fmt: skip
        for line in room.lines:
            self._offer(line)

    def _offer(self, line: Line) -> None:
        choices = [("", minutes.presence_words(None)), *((one.value, minutes.presence_words(one)) for one in Presence)]
        self.fields[f"presence-{line.body}"] = forms.ChoiceField(choices=choices, required=False, label=_("Attendance of {body}").format(body=line.name))
        self.fields[f"name-{line.body}"] = forms.CharField(max_length=160, required=False, label=_("Who came for {body}").format(body=line.name))
        self.fields[f"instead-{line.body}"] = forms.CharField(max_length=160, required=False, label=_("In whose place"))
        self.fields[f"was-{line.body}"] = forms.IntegerField(widget=forms.HiddenInput)
        now = {"presence": line.presence or "", "name": line.came, "instead": line.instead_of}
        now["was"] = version_of(line.presence, line.came, line.instead_of)
        self.initial = {f"{name}-{line.body}": value for name, value in now.items()} | self.initial

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


class CloseForm(forms.Form):
    """What comes after a meeting: one that is planned, a new one, or none yet."""

    following = forms.ChoiceField(widget=forms.RadioSelect)
    on = DayField(required=False)
    starts = forms.TimeField(required=False, input_formats=["%H:%M", "%H.%M", "%H%M"])
    ends = forms.TimeField(required=False, input_formats=["%H:%M", "%H.%M", "%H%M"])
    place = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, meetings: Choices, line: MeetingLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode = Mode(line.mode)
        labels = {
            "following": _("Which is the next meeting?"), "on": _("Day of the new meeting"), "starts": _("It starts at"), "ends": _("It ends at"),
            "place": _("Place"),
        }  # fmt: skip
        labelled(self, labels, {"following": _("Choose which is the next meeting")})
        offered(self, "following", [*meetings, (NEW, _("A new one, planned now")), (NONE, _("None is planned yet"))])
        start, end = (moment.astimezone(LONDON) for moment in (line.starts_at, line.ends_at))
        began = {"following": meetings[0][0] if meetings else None, "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}", "place": line.place}
        self.initial = began | self.initial

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or {}
        if held.get("following") == NEW:
            missing = {"on": _("Enter the day of the new meeting"), "starts": _("Enter when it starts, such as 14:00"), "ends": _("Enter when it ends, such as 16:00")}
            for name, said in missing.items():
                if not held.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return held

    @property
    def after(self) -> dict[str, Any]:
        """The next meeting, as `changes` takes it."""
        held = self.cleaned_data
        if held["following"] == NONE:
            return {}
        if held["following"] == NEW:
            return {"fresh": When(_at(held["on"], held["starts"]), _at(held["on"], held["ends"]), self.mode, held["place"])}
        return {"following": UUID(held["following"])}


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=LONDON)


class ApproveForm(forms.Form):
    """Minutes are approved as they are, or with amendments; at a later meeting, or outside one."""

    how = forms.ChoiceField(widget=forms.RadioSelect)
    amendments = WordsField(required=False)
    approved_in = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    on = DayField()

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"how": _("How are they approved?"), "amendments": _("Amendments"), "approved_in": _("At which meeting"), "on": _("On")}
        labelled(self, labels, {"how": _("Choose how they are approved")})
        offered(self, "how", [(AS_THEY_ARE, _("As they are")), (AMENDED, _("With amendments"))])
        offered(self, "approved_in", meetings, _("Outside a meeting"))
        self.fields["amendments"].help_text = _("What the meeting wanted said differently. It stands at the end of the minutes.")

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or {}
        if held.get("how") == AMENDED and not held.get("amendments"):
            self.add_error("amendments", _("Enter the amendments"))
        if held.get("how") == AS_THEY_ARE and held.get("amendments"):
            self.add_error("how", _("You have written amendments: choose “With amendments”, or take them out"))
        return held

    @property
    def approval(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("amendments", "approved_in", "on")}


class CorrectionForm(forms.Form):
    """What was found wrong in approved minutes."""

    text = WordsField(max_length=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"text": _("What is wrong, and what is right")}, {"text": _("Enter what is wrong, and what is right")})


class RegisterForm(forms.Form):
    """Which decisions are looked for."""

    q = forms.CharField(max_length=200, required=False)
    group = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id-%s", **kwargs)
        labelled(self, {"q": _("Words in it"), "group": _("Group")})
        offered(self, "group", groups, _("All groups"))

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for; what was asked wrongly is not asked for."""
        held = self.cleaned_data if self.is_valid() else {}
        return {"words": held.get("q", ""), "group": held.get("group"), "page": held.get("page") or 1}
