"""The whole site, and a page with a form that fills itself again; another that does not."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from wardmote.accounts.doors import allowed_by
from wardmote.accounts.kept import kept_for
from wardmote.accounts.policies import may_enter

SENT: list[dict] = []


class NoteForm(forms.Form):
    title = forms.CharField(label="Title")
    note = forms.CharField(label="Note", widget=forms.Textarea)


def _page(request, initial) -> HttpResponse:
    form = NoteForm(request.POST or None, initial=initial)
    if form.is_valid():
        SENT.append(form.cleaned_data)
        return redirect("home")
    return render(request, "writing.html", {"form": form})


@allowed_by(may_enter)
def note(request) -> HttpResponse:
    return _page(request, {"title": "stored"} | kept_for(request))


@allowed_by(may_enter)
def plain(request) -> HttpResponse:
    return _page(request, {})


urlpatterns = [
    path("", include("wardmote.web.urls")),
    path("note", note, name="note"),
    path("plain", plain, name="plain"),
]
handler404 = "wardmote.web.views.not_here"
