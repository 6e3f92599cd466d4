"""One form, one change: what the pages of governance share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from wardmote.governance.changes import Clash

FORM = ["GET", "HEAD", "POST"]


def done(form: forms.Form, change: Callable[[], Any]) -> bool:
    """Do what a form asks for; what clashes with what is there is said in the form."""
    if not form.is_valid():
        return False
    try:
        change()
    except Clash as clash:
        form.add_error(None, str(clash))
        return False
    return True


def page(
    request: HttpRequest,
    form: forms.Form,
    *,
    heading: str,
    button: str,
    back: str,
    lead: str = "",
    dangerous: bool = False,
) -> HttpResponse:
    """The form's page; with what was wrong, status 400."""
    context = {
        "form": form,
        "heading": heading,
        "button_text": button,
        "back": back,
        "lead": lead,
        "dangerous": dangerous,
    }
    return render(request, "governance/form.html", context, status=400 if form.errors else 200)


def to(address: str, said: str) -> HttpResponseRedirect:
    """On to a page that says what was done."""
    return HttpResponseRedirect(f"{address}?done={said}")
