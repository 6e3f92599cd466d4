"""Forms that write a line into a table of the tests' own, and addresses for them."""

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from wardmote.accounts.doors import allowed_by
from wardmote.accounts.policies import may_enter
from wardmote.platform.once import repeatable

TABLE = "CREATE TABLE line (id bigint GENERATED ALWAYS AS IDENTITY, text text NOT NULL)"


PAGE = """{% extends "page.html" %}{% block title %}A line{% endblock %}{% block content %}<h1>A line</h1>
<form method="post" novalidate>{{ csrf_input }}{{ field(form.text) }}{{ button("Write") }}</form>
<form method="post" novalidate>{{ csrf_input }}{{ button("Write nothing") }}</form>{% endblock %}"""


class LineForm(forms.Form):
    text = forms.CharField(label="Text")


def write(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO line (text) VALUES (%s)", [text])


def lines() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM line ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@allowed_by(may_enter)
def line(request: HttpRequest) -> HttpResponse:
    form = LineForm(request.POST or None)
    if form.is_valid():
        write(form.cleaned_data["text"])
        return redirect(f"/once/line?said={len(form.cleaned_data['text'])}")
    page = engines["jinja2"].from_string(PAGE)
    return HttpResponse(page.render({"form": form}, request), status=400 if form.errors else 200)


@allowed_by(may_enter)
def shown(request: HttpRequest) -> HttpResponse:
    write("shown")
    return HttpResponse("secret words that are shown once")


@allowed_by(may_enter)
def broken(request: HttpRequest) -> HttpResponse:
    write("broken")
    if request.POST.get("break"):
        raise RuntimeError("a defect")
    return redirect("/once/line")


@allowed_by(may_enter)
@repeatable
def again(request: HttpRequest) -> HttpResponse:
    write("again")
    return HttpResponse(status=204)


@allowed_by(may_enter)
def upload(request: HttpRequest) -> HttpResponse:
    write(request.FILES["file"].read().decode())
    return HttpResponse(status=204)


urlpatterns = [path(f"once/{view.__name__}", view, name=view.__name__) for view in (line, shown, broken, again, upload)]
urlpatterns += [path("", include("wardmote.web.urls"))]
handler403, handler404, handler500 = (f"wardmote.web.views.{name}" for name in ("not_here", "not_here", "defect"))
