"""Meetings, series, agendas, papers and answers, as they are filled in."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.changes.planning import DEFAULT_AGENDA, When
from wardmote.governance.changes.series import Pattern
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.paper_files import PaperFile, Unfit, examined
from wardmote.governance.states import Cadence, FeedScope, MeetingKind, Mode, WrittenReply
from wardmote.platform import kept_files
from wardmote.platform.clock import LONDON
from wardmote.platform.kept_files import KeptFile
from wardmote.words import gettext as _

YES, NO = "yes", "no"


class TimeField(forms.TimeField):
    """A time of the day, such as 14:00 or 9.30."""

    def __init__(self) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M"], widget=forms.TextInput)
        self.error_messages["invalid"] = _("Enter a time of the day, like 14:00")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class WhenForm(forms.Form):
    """When and where a meeting is to be."""

    on = DayField()
    starts = TimeField()
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60)
    mode = forms.TypedChoiceField(coerce=Mode, widget=forms.RadioSelect)
    place = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "on": _("Day"), "starts": _("It starts at"), "minutes": _("How many minutes it takes"), "mode": _("How people meet"), "place": _("Where"),
        }  # fmt: skip
        missing = {"starts": _("Enter a time of the day, like 14:00"), "minutes": _("Enter how long it takes")}
        labelled(self, labels, missing | {"mode": _("Choose how people meet")})
        offered(self, "mode", [(one.value, words.mode(one)) for one in Mode])
        self.fields["place"].help_text = _("A room, or the address of an online meeting.")

    @property
    def when(self) -> When:
        """What was filled in, as `changes` takes it: by London's clocks."""
        held = self.cleaned_data
        starts = datetime.combine(held["on"], held["starts"], LONDON)
        return When(starts, starts + timedelta(minutes=held["minutes"]), held["mode"], held["place"])


class MeetingForm(WhenForm):
    """A meeting of a group."""

    group = forms.TypedChoiceField(coerce=UUID)
    kind = forms.TypedChoiceField(coerce=MeetingKind, widget=forms.RadioSelect)
    field_order = ("group", "kind", "on", "starts", "minutes", "mode", "place")

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            {"group": _("Which group meets"), "kind": _("What kind of meeting it is")},
            {"group": _("Choose a group")},
        )
        offered(self, "group", groups, _("Choose a group"))
        offered(
            self, "kind", [(one.value, words.meeting_kind(one)) for one in (MeetingKind.MEETING, MeetingKind.PUBLIC)]
        )


class AnotherTimeForm(WhenForm):
    """Another time for a meeting. `version` is that of the meeting when the form was opened."""

    reason = forms.CharField(max_length=300)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"reason": _("Why")}, {"reason": _("Say why it is moved")})


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(max_length=300)

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"reason": _("Why") if required else _("What is new")}, {"reason": _("Say why")})
        self.fields["reason"].required = required


class WrittenForm(forms.Form):
    """A question to be decided in writing."""

    group = forms.TypedChoiceField(coerce=UUID)
    question = forms.CharField(max_length=300)
    explanation = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)
    until = DayField()
    starts = TimeField()

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "group": _("Which group is asked"), "question": _("The question"), "explanation": _("What they need to know to answer"),
            "until": _("Answers come until"), "starts": _("At what time"),
        }  # fmt: skip
        labelled(self, labels, {"group": _("Choose a group"), "question": _("Enter the question")})
        offered(self, "group", groups, _("Choose a group"))

    def when(self, now: datetime) -> When:
        """From now until answers are due."""
        return When(now, datetime.combine(self.cleaned_data["until"], self.cleaned_data["starts"], LONDON))


class SeriesForm(forms.Form):
    """When a group meets as a rule."""

    cadence = forms.TypedChoiceField(coerce=Cadence)
    valid_from = DayField()
    starts = TimeField()
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60)
    mode = forms.TypedChoiceField(coerce=Mode, widget=forms.RadioSelect)
    place = forms.CharField(max_length=200, required=False)
    standing = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    own = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "cadence": _("How often"), "valid_from": _("First day"), "starts": _("It starts at"), "minutes": _("How many minutes it takes"),
            "mode": _("How people meet"), "place": _("Where"), "standing": _("What is on every agenda"), "own": _("Other points of every agenda"),
        }  # fmt: skip
        missing = {"starts": _("Enter a time of the day, like 14:00"), "minutes": _("Enter how long it takes")}
        labelled(self, labels, missing | {"mode": _("Choose how people meet")})
        offered(self, "cadence", [(one.value, words.cadence(one).capitalize()) for one in Cadence])
        offered(self, "mode", [(one.value, words.mode(one)) for one in Mode])
        offered(self, "standing", [(one.value, words.standing(one)) for one in DEFAULT_AGENDA])
        self.fields["valid_from"].help_text = _(
            "The first day says the weekday: a monthly series from a second Tuesday meets on second Tuesdays."
        )
        self.fields["own"].help_text = _("One on each line.")

    @property
    def pattern(self) -> Pattern:
        """What was filled in, as `changes` takes it."""
        held = self.cleaned_data
        own = tuple(line.strip() for line in held["own"].splitlines() if line.strip())
        return Pattern(
            held["cadence"], held["starts"], held["minutes"], held["mode"], held["place"], (*held["standing"], *own)
        )


class ChangeSeriesForm(SeriesForm):
    """Another pattern. What becomes of the meetings that are planned already is asked, plainly."""

    move_planned = forms.ChoiceField(widget=forms.RadioSelect)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, planned: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("What happens to the meetings that are planned already ({n})").format(n=planned)
        labelled(
            self,
            {"move_planned": label},
            {"move_planned": _("Say what happens to the meetings that are planned already")},
        )
        offered(self, "move_planned", [(YES, _("They move to the new days")), (NO, _("They stay where they are"))])


class EndSeriesForm(forms.Form):
    """The last day of a series."""

    last = DayField()
    cancel_planned = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"last": _("Last day"), "cancel_planned": _("What happens to meetings planned for later")}
        labelled(self, labels, {"cancel_planned": _("Say what happens to meetings planned for later")})
        offered(self, "cancel_planned", [(YES, _("They are cancelled")), (NO, _("They stay"))])

    @property
    def end(self) -> date:
        """The first day on which it no longer holds."""
        return date.fromordinal(self.cleaned_data["last"].toordinal() + 1)


class HowManyForm(forms.Form):
    """How many meetings to plan."""

    count = forms.IntegerField(min_value=1, max_value=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self, {"count": _("How many of the next meetings to plan")}, {"count": _("Enter a number from 1 to 60")}
        )


class ItemForm(forms.Form):
    """A point of an agenda."""

    title = forms.CharField(max_length=200)
    lead = forms.CharField(max_length=120, required=False)
    note = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "title": _("What it is about"),
            "lead": _("Who leads it"),
            "note": _("What people should know before"),
        }
        labelled(self, labels, {"title": _("Enter what it is about")})


class ChangeItemForm(ItemForm):
    """Other words for a point. `version` is that of the point when the form was opened."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """A paper: a file or a link. A file that was sent and fits is kept for its `owner` while something else has to be mended: `kept` is the word by which it is found."""

    title = forms.CharField(max_length=200)
    file = forms.FileField(required=False, allow_empty_file=True)
    link = forms.URLField(max_length=500, required=False, assume_scheme="https")
    kept = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: UUID | None, titled: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        labelled(
            self,
            {"title": _("What the paper is called"), "file": _("A file"), "link": _("Or a link to where it is")},
            {"title": _("Enter what the paper is called")},
        )
        self.fields["file"].help_text = _(
            "PDF, Word, Excel, PowerPoint, OpenDocument text, PNG or JPEG, up to 10 MB, without macros."
        )
        self.examined: PaperFile | None = None
        if not titled:
            del self.fields["title"]

    def clean(self) -> dict[str, Any]:
        held = super().clean() or {}
        sent = held.get("file") or self._kept(held.get("kept", ""))
        if sent is None and not held.get("link") and "link" not in self.errors and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or give a link."))
        if sent is not None:
            try:
                self.examined = examined(sent.name, sent.data if isinstance(sent, KeptFile) else sent.read())
            except Unfit as why:
                self.add_error("file", str(why))
        return held

    def _kept(self, word: str) -> KeptFile | None:
        return kept_files.kept(self.owner, word) if self.owner and word else None

    def keep_file(self) -> None:
        """The form comes back: what was sent and fits is kept, and the page says so."""
        if self.examined is None or self.owner is None:
            return
        word = self.data.get("kept") or ""
        if self.files or not word:
            word = kept_files.keep(self.owner, self.examined.name, self.examined.data)
        self.data = {name: self.data.get(name) for name in self.data} | {"kept": word}
        said = _("The file “{name}” is kept: you need not choose it again. Choose another to send that instead.")
        self["file"].help_text = said.format(name=self.examined.name)

    def forget_file(self) -> None:
        """It was taken."""
        if self.owner and self.cleaned_data.get("kept"):
            kept_files.forget(self.owner, self.cleaned_data["kept"])


class WrittenAnswerForm(forms.Form):
    """What a body answers. `version` is that of the answer when the form was opened."""

    reply = forms.TypedChoiceField(coerce=WrittenReply, widget=forms.RadioSelect)
    text = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"reply": _("Answer"), "text": _("Comment")}, {"reply": _("Choose an answer")})
        offered(self, "reply", [(one.value, words.reply(one)) for one in WrittenReply if one])


class DecideForm(forms.Form):
    """What was decided in writing, and why."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea)
    reasons = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"text": _("The decision"), "reasons": _("Why")}, {"text": _("Enter the decision")})


class CalendarForm(forms.Form):
    """Which meetings a calendar shows."""

    scope = forms.TypedChoiceField(coerce=FeedScope, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"scope": _("Which meetings it shows")}, {"scope": _("Choose which meetings it shows")})
        choices = [
            (FeedScope.MINE.value, _("Those of the groups on which I sit")), (FeedScope.ALL.value, _("All that I may see")),
        ]  # fmt: skip
        offered(self, "scope", choices)


class FilterForm(forms.Form):
    """Which meetings a list shows, in its address."""

    group = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    kind = forms.TypedChoiceField(coerce=MeetingKind, required=False, empty_value=None)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, groups: Choices) -> None:
        super().__init__(data or {}, auto_id="id-%s")
        labelled(self, {"group": _("Group"), "kind": _("Kind")})
        offered(self, "group", groups, _("All groups"))
        offered(self, "kind", [(one.value, words.meeting_kind(one)) for one in MeetingKind], _("All kinds"))
        self.is_valid()

    def chosen(self, name: str) -> Any:
        """What was chosen; None where nothing was, or what is not offered."""
        return self.cleaned_data.get(name) or None


class YearForm(forms.Form):
    """A year and a group, in the address of the attendance page. A year is financial (“f2026”: from April 2026) or a calendar year (“c2026”)."""

    year = forms.ChoiceField(required=False)
    group = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)

    def __init__(self, data: Any, *, groups: Choices, today: date, held: date | None = None) -> None:
        """It opens on the year of `held`, the last day on which somebody met; without one on the present year."""
        self.opens = _financial(held or today)
        super().__init__({"group": data.get("group"), "year": data.get("year") or self.opens}, auto_id="id-%s")
        labelled(self, {"year": _("Year"), "group": _("Group")})
        offered(
            self,
            "year",
            [
                one
                for year in range(today.year, min(today.year - 11, int(self.opens[1:])) - 1, -1)
                for one in _years(year)
            ],
        )
        offered(self, "group", groups, _("Every group required by law"))
        self.is_valid()

    @property
    def stretch(self) -> tuple[date, date]:
        """From a day until before another."""
        chosen = self.cleaned_data.get("year") or self.opens
        year, month = int(chosen[1:]), 4 if chosen[0] == "f" else 1
        return date(year, month, 1), date(year + 1, month, 1)


def _financial(day: date) -> str:
    return f"f{day.year if day.month >= 4 else day.year - 1}"


def _years(year: int) -> tuple[tuple[str, str], tuple[str, str]]:
    financial = _("April {year} to March {next}").format(year=year, next=year + 1)
    return (f"f{year}", financial), (f"c{year}", _("The year {year}").format(year=year))
