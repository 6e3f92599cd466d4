"""Django's fields become GOV.UK components; the one macro of our own equals the Design System's."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template import engines

from wardmote.web.govuk_forms import component, mistakes

FIXTURES = (
    Path(__file__).resolve().parents[2]
    / "node_modules/govuk-frontend/dist/govuk/components/generic-header/fixtures.json"
)


class Everything(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the <agenda>")
    note = forms.CharField(label="Note", widget=forms.Textarea)
    level = forms.ChoiceField(label="Level", choices=[("ward", "Ward"), ("lsoa", "LSOA")])
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Many", choices=[("1", "One"), ("2", "Two")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="Sure")


def rendered(form: forms.Form, name: str) -> str:
    return str(engines.all()[0].from_string("{{ field(bound) }}").render({"bound": form[name]}))


GIVEN = {"name": "<b>Ann", "note": "n", "level": "lsoa", "kind": "b", "many": ["2"], "sure": "on"}


def test_values_that_were_typed_are_shown_again_and_escaped():
    form = Everything(GIVEN)
    assert 'value="&lt;b&gt;Ann"' in rendered(form, "name")
    assert "As on the &lt;agenda&gt;" in rendered(form, "name")
    assert '<option value="lsoa" selected' in rendered(form, "level")
    assert 'value="b" checked' in rendered(form, "kind")
    assert 'value="2" checked' in rendered(form, "many")
    assert 'value="1" checked' not in rendered(form, "many")
    assert "checked" in rendered(form, "sure")
    assert ">n</textarea>" in rendered(form, "note")


@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_a_mistake_is_said_at_its_field_and_leads_there_from_the_summary(name):
    form = Everything({})
    html = rendered(form, name)
    (entry,) = [
        entry for entry in mistakes(form) if entry["href"] == f"#{form[name].id_for_label or form[name].auto_id}"
    ]
    assert "govuk-error-message" in html
    assert f'id="{entry["href"][1:]}"' in html


def test_a_widget_that_has_no_component_is_an_error():
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        component(Odd()["when"])


class Normal(HTMLParser):
    """Two pieces of HTML are the same when these events are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.events: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.events.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag):
        self.events.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.events.append(" ".join(data.split()))


@pytest.mark.skipif(not FIXTURES.exists(), reason="node_modules is not there: run 'npm ci'")
def test_the_generic_header_equals_the_design_systems_own_examples():
    macro = engines.all()[0].env.get_template("generic_header.html").module.genericHeader
    examples = json.loads(FIXTURES.read_text())["fixtures"]
    assert len(examples) >= 6
    for example in examples:
        assert Normal(str(macro(example["options"]))).events == Normal(example["html"]).events, example["name"]
