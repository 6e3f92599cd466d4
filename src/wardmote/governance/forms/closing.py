"""What is filled in at the end of a meeting, when its minutes are approved, and to look for a decision."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance.changes.planning import When
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.forms.minuting import WordsField
from wardmote.governance.queries import MeetingLine, NextDay
from wardmote.governance.states import Mode
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

NONE, NEW, SERIES = "none", "new", "series"
AS_THEY_ARE, AMENDED = "as-they-are", "amended"


class CloseForm(forms.Form):
    """What comes after a meeting: one that is planned, the next day of its series, another new one, or none yet."""

    following = forms.ChoiceField(widget=forms.RadioSelect)
    on = DayField(required=False)
    starts = forms.TimeField(required=False, input_formats=["%H:%M", "%H.%M", "%H%M"])
    ends = forms.TimeField(required=False, input_formats=["%H:%M", "%H.%M", "%H%M"])
    place = forms.CharField(max_length=200, required=False)

    def __init__(
        self, *args: Any, meetings: Choices, line: MeetingLine, series: NextDay | None, said: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mode, self.series = Mode(line.mode), series
        by_itself = [(SERIES, said)] if series else []
        labels = {
            "following": _("Which is the next meeting?"), "on": _("Day of the new meeting"), "starts": _("It starts at"), "ends": _("It ends at"),
            "place": _("Place"),
        }  # fmt: skip
        labelled(self, labels, {"following": _("Choose which is the next meeting")})
        offered(
            self,
            "following",
            [*meetings, *by_itself, (NEW, _("A new one, planned now")), (NONE, _("None is planned yet"))],
        )
        start, end = (moment.astimezone(LONDON) for moment in (line.starts_at, line.ends_at))
        began = {
            "following": next((key for key, _label in (*meetings, *by_itself)), None),
            "starts": f"{start:%H:%M}",
            "ends": f"{end:%H:%M}",
            "place": line.place,
        }
        self.initial = began | dict(self.initial)

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or {}
        if held.get("following") == NEW:
            missing = {
                "on": _("Enter the day of the new meeting"),
                "starts": _("Enter when it starts, such as 14:00"),
                "ends": _("Enter when it ends, such as 16:00"),
            }
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
        if held["following"] == SERIES and self.series:
            one = self.series
            return {"fresh": When(one.starts_at, one.ends_at, one.mode, one.place), "series": one.series}
        if held["following"] == NEW:
            return {
                "fresh": When(_at(held["on"], held["starts"]), _at(held["on"], held["ends"]), self.mode, held["place"])
            }
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
        labels = {
            "how": _("How are they approved?"),
            "amendments": _("Amendments"),
            "approved_in": _("At which meeting"),
            "on": _("On"),
        }
        labelled(self, labels, {"how": _("Choose how they are approved")})
        offered(self, "how", [(AS_THEY_ARE, _("As they are")), (AMENDED, _("With amendments"))])
        offered(self, "approved_in", meetings, _("Outside a meeting"))
        self.fields["amendments"].help_text = _(
            "What the meeting wanted said differently. It stands at the end of the minutes."
        )

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
        labelled(
            self, {"text": _("What is wrong, and what is right")}, {"text": _("Enter what is wrong, and what is right")}
        )


class RegisterForm(forms.Form):
    """Which decisions are looked for."""

    q = forms.CharField(max_length=200, required=False)
    group = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, groups: Choices) -> None:
        super().__init__(data or None, auto_id="id-%s")
        labelled(self, {"q": _("Words in it"), "group": _("Group")})
        offered(self, "group", groups, _("All groups"))

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for; what was asked wrongly is not asked for."""
        held = self.cleaned_data if self.is_valid() else {}
        return {"words": held.get("q", ""), "group": held.get("group"), "page": held.get("page") or 1}
