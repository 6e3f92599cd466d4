"""Django's form fields as GOV.UK components: the label, the hint, the error and the value go where the Design System puts them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField
from jinja2 import Environment
from markupsafe import Markup

from wardmote.accounts.forms.days import PARTS, DayBoxes
from wardmote.words import gettext as _

Params = dict[str, Any]
FOLDER = "govuk_frontend_jinja/components"


def _shared(bound: BoundField) -> Params:
    found: Params = {"id": bound.id_for_label or bound.auto_id, "name": bound.html_name}
    if bound.help_text:
        found["hint"] = {"text": bound.help_text}
    if bound.errors:
        found["errorMessage"] = {"text": bound.errors[0], "visuallyHiddenText": _("Error")}
    return found


def _attributes(bound: BoundField) -> Params:
    return dict(bound.field.widget.attrs)


def _text(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    attributes = _attributes(bound)
    widget = bound.field.widget
    params = _shared(bound) | {
        "label": {"text": bound.label},
        "type": getattr(widget, "input_type", "text"),
        "value": "" if isinstance(widget, forms.PasswordInput) else bound.value() or "",
        "autocomplete": attributes.pop("autocomplete", None),
        "inputmode": attributes.pop("inputmode", None),
        "spellcheck": False if isinstance(widget, forms.EmailInput) else None,
        "classes": classes,
        "attributes": attributes,
    }
    return "input", params


def _textarea(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    return "textarea", _shared(bound) | {
        "label": {"text": bound.label},
        "value": bound.value() or "",
        "classes": classes,
    }


def _file(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    """A file to send. What was chosen before is chosen anew: a browser gives no file back."""
    params = {"label": {"text": bound.label}, "classes": classes, "attributes": _attributes(bound)}
    return "file-upload", _shared(bound) | params


def _options(bound: BoundField) -> list[Params]:
    chosen = bound.value()
    values = {str(value) for value in chosen} if isinstance(chosen, list | tuple) else {str(chosen)}
    choices = bound.field.choices  # type: ignore[attr-defined]
    hints = getattr(bound.field, "hints", {})  # words under a choice, by its value
    return [
        {"value": value, "text": text, "given": str(value) in values}
        | ({"hint": {"text": hints[value]}} if value in hints else {})
        for value, text in choices
    ]


def _select(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    items = [option | {"selected": option["given"]} for option in _options(bound)]
    params = {
        "label": {"text": bound.label},
        "items": items,
        "classes": classes,
        "attributes": _attributes(bound),
    }
    return "select", _shared(bound) | params


def _ticks(component: str) -> Callable[..., tuple[str, Params]]:
    def made(bound: BoundField, *, classes: str) -> tuple[str, Params]:
        items = [option | {"checked": option["given"]} for option in _options(bound)]
        legend = {"legend": {"text": bound.label, "classes": "govuk-fieldset__legend--s"}}
        shared = _shared(bound)
        return component, shared | {"idPrefix": shared["id"], "fieldset": legend, "items": items, "classes": classes}

    return made


def _tick(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    item = {"value": "on", "text": bound.label, "checked": bool(bound.value()), "id": bound.id_for_label}
    shared = _shared(bound)
    return "checkboxes", shared | {"idPrefix": shared["id"], "items": [item], "classes": classes}


def _day(bound: BoundField, *, classes: str) -> tuple[str, Params]:
    """Three boxes. Their names and ids end with ``-day``, ``-month`` and ``-year``."""
    value, shared = bound.value(), _shared(bound)
    typed = value if isinstance(value, list) else bound.field.widget.decompress(value)
    labels, wrong = (_("Day"), _("Month"), _("Year")), " govuk-input--error" if bound.errors else ""
    items = [
        {
            "name": f"{shared['name']}-{part}", "id": f"{shared['id']}-{part}", "label": label, "value": text,
            "inputmode": "numeric", "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
        }
        for part, label, text in zip(PARTS, labels, typed, strict=True)
    ]  # fmt: skip
    legend = {"legend": {"text": bound.label, "classes": "govuk-fieldset__legend--s"}}
    return "date-input", shared | {"fieldset": legend, "items": items, "classes": classes}


# The first kind that a widget is of decides; so the special come before the general.
KINDS: tuple[tuple[type[forms.Widget], Callable[..., tuple[str, Params]]], ...] = (
    (DayBoxes, _day),
    (forms.CheckboxSelectMultiple, _ticks("checkboxes")),
    (forms.RadioSelect, _ticks("radios")),
    (forms.CheckboxInput, _tick),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.widgets.Input, _text),
)


def component(bound: BoundField, *, classes: str = "") -> tuple[str, Params]:
    """The name of the GOV.UK component for a bound field, and its parameters. Raises TypeError for a widget that has none."""
    for kind, made in KINDS:
        if isinstance(bound.field.widget, kind):
            return made(bound, classes=classes)
    raise TypeError(f"no GOV.UK component is known for {type(bound.field.widget).__name__}")


def mistakes(form: forms.BaseForm) -> list[Params]:
    """The entries of an error summary, each leading to its field."""
    found = [{"text": text} for text in form.non_field_errors()]
    for bound in form:
        first = "-day" if isinstance(bound.field.widget, DayBoxes) else ""
        found += [{"text": text, "href": f"#{bound.id_for_label or bound.auto_id}{first}"} for text in bound.errors]
    return found


def for_templates(made: Environment) -> dict[str, Callable[..., Markup]]:
    """`field(form.name)`, `error_summary(form)` and `button(text)` for the templates of one environment."""

    def macro(name: str) -> Callable[[Params], str]:
        called = "govuk" + "".join(part.capitalize() for part in name.split("-"))
        found: Callable[[Params], str] = getattr(made.get_template(f"{FOLDER}/{name}/macro.html").module, called)
        return found

    def field(bound: BoundField, *, classes: str = "") -> Markup:
        name, params = component(bound, classes=classes)
        return Markup(macro(name)(params))  # noqa: S704 - the macro escapes its parameters

    def error_summary(form: forms.BaseForm) -> Markup:
        errors = mistakes(form) if form.is_bound else []
        if not errors:
            return Markup()
        summary = {"titleText": _("There is a problem"), "errorList": errors}
        return Markup(macro("error-summary")(summary))  # noqa: S704

    def button(text: str, *, classes: str = "", href: str | None = None, name: str | None = None) -> Markup:
        params = {"text": text, "classes": classes, "href": href, "name": name, "preventDoubleClick": not href}
        return Markup(macro("button")(params))  # noqa: S704

    return {"field": field, "error_summary": error_summary, "button": button}
