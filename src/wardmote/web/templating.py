"""How pages are written: Jinja2, GOV.UK's macros, our words, and what every page knows."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static as plain_static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from wardmote import words
from wardmote.accounts import entry, kept
from wardmote.accounts.presenters.dates import moment
from wardmote.accounts.states import ANONYMOUS
from wardmote.governance.navigation import navigation as governance_navigation
from wardmote.platform import clock
from wardmote.web import form_keys, govuk_forms, moments, navigation


@cache
def _digest(path: str) -> str:
    found = finders.find(path)
    if not found:
        return "missing"
    with open(str(found), "rb") as file:  # noqa: PTH123 - finders give a string
        return hashlib.file_digest(file, "sha256").hexdigest()[:10]


def static(path: str) -> str:
    """The address of a file of ours, with a digest of its bytes: it may be kept by browsers for as long as they like."""
    return f"{plain_static(path)}?v={_digest(path)}"


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page called `name`."""
    return reverse(name, args=args, kwargs=kwargs)


def navigation_items(places: list[navigation.Place]) -> list[dict[str, Any]]:
    """Places as GOV.UK's service navigation wants them."""
    return [{"text": p.label, "href": p.href, "current": p.exact, "active": p.here and not p.exact} for p in places]


def spark_path(values: Sequence[float | None]) -> str:
    """The path of a sparkline in a box of 100 by 20, from zero up; a missing value lifts the pen, and a lone one is a dot."""
    known = [value for value in values if value is not None]
    top, step = max(known, default=0) or 1, 100 / max(len(values) - 1, 1)
    drawn, down = [], False
    for place, value in enumerate(values):
        if value is not None:
            drawn.append(f"{'L' if down else 'M'}{place * step:.1f} {19 - 18 * value / top:.1f}{'' if down else 'h0'}")
        down = value is not None
    return "".join(drawn)


def breakable(address: str) -> Markup:
    """An e-mail address that a narrow column breaks after its @ and its dots, not amid a word. It stays whole for whoever copies or hears it."""
    return Markup("<wbr>").join(re.split(r"(?<=[@.])(?=.)", address))


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of all pages."""
    options["extensions"] = ["jinja2.ext.i18n", *options.get("extensions", ())]
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=False)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=url, language=words.language)
    made.globals.update(
        navigation_items=navigation_items, spark_path=spark_path, governance_navigation=governance_navigation
    )
    made.globals.update(govuk_forms.for_templates(made), kept_typed=kept.typed_here)
    made.filters.update(breakable=breakable)
    made.globals.update(session_hours=str(int(entry.ABSOLUTE.total_seconds() // 3600)))
    made.globals.update(version_input=form_keys.version_input, at=moments.at, moment=moment)
    return made


def every_page(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: who is asking, where they may go, and what its forms carry unseen (in place of Django's own `csrf_input`)."""
    return {
        "standing": getattr(request, "standing", ANONYMOUS),
        "places": navigation.places(request),
        "beside": navigation.beside(request),
        "parts": navigation.parts(request),
        "opened": clock.now(),
        "csrf_input": form_keys.FormKeys(request),
    }
