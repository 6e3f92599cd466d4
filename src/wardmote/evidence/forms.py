"""What people choose on the left of a page. It is sent with GET: the question is in the address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse

from wardmote.engine.errors import BadPeriod, BrokenSeries, MissingMonths, UnknownArea, UnknownIndicator, WardmoteError
from wardmote.engine.measures import Against, Indicator
from wardmote.engine.periods import Month
from wardmote.words import gettext as _

FIELD_OF = {
    UnknownArea: "q",
    UnknownIndicator: "indicator",
    BadPeriod: "from",
    MissingMonths: "from",
    BrokenSeries: "from",
}


class Offered(forms.ChoiceField):
    """A choice whose value is checked where it is used: the engine says in better words what is there instead."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002 - every value goes through
        return True


class ExploreForm(forms.Form):
    """An area, an indicator, months and what to compare with.

    The area is typed: a name or a code. `page` is the page that its suggestions lead to.
    """

    q = forms.CharField(required=False, max_length=200)
    indicator = Offered(required=False)
    against = Offered(required=False)
    page = "evidence-area"
    order: tuple[str, ...] = ("q", "indicator", "from", "to", "against")

    def __init__(
        self, chosen: Mapping[str, str], *, area: str, indicators: Mapping[str, Indicator], months: Sequence[Month]
    ) -> None:
        super().__init__(dict(chosen), auto_id="id-%s")
        self._search(area)
        self.fields["indicator"].label = _("What is counted")
        self._offer("indicator", ((key, _(one.label)) for key, one in indicators.items()))
        newest = [(str(month), month.words) for month in reversed(months)]
        self._add("from", _("First month"), newest)
        self._add("to", _("Last month"), newest)
        self.fields["against"].label = _("Compare with")
        labels = {
            Against.PREVIOUS_YEAR: _("a year earlier"),
            Against.PREVIOUS_PERIOD: _("the months before"),
        }
        self._offer("against", ((one.value, words) for one, words in labels.items()))
        for name in self.fields.keys() - set(self.order):
            del self.fields[name]
        self.order_fields(self.order)

    def _search(self, area: str) -> None:
        found = self.fields["q"]
        found.label = _("Area")
        now = _("Now {area}. ").format(area=area) if area else ""
        found.help_text = now + _("Type the name or code of another ward, district, partnership or force.")
        found.widget.attrs |= {
            "autocomplete": "off",
            "hx-get": f"{reverse('evidence-areas')}?page={self.page}",
            "hx-trigger": "input changed delay:250ms",
            "hx-include": "closest form",
            "hx-target": "#area-matches",
        }

    def _add(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = Offered(required=False, label=label, choices=choices)

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def refuse(self, problem: WardmoteError) -> None:
        """Say what is wrong: beside the field at fault, or above the form when it is none of them."""
        name, said = FIELD_OF.get(type(problem)), str(problem)
        self.add_error(name if name in self.fields else None, f"{said[:1].upper()}{said[1:]}.".replace("..", "."))


class RankingForm(ExploreForm):
    """The same, with the level of the areas that are ranked."""

    level = Offered(required=False)
    page = "evidence-ranking"
    order = ("q", "level", "indicator", "from", "to", "against")

    def offer_levels(self, levels: Iterable[tuple[str, str]]) -> None:
        """Which levels the area holds: pairs of value and words."""
        self.fields["level"].label = _("Rank its")
        self._offer("level", levels)
