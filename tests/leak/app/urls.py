"""The addresses of the small casework, beside the project's own."""

from django.urls import include, path

from tests.leak.app import views

urlpatterns = [
    path("leak/cases", views.cases, name="leak-cases"),
    path("leak/cases/count", views.count, name="leak-count"),
    path("leak/cases/suggest", views.suggest, name="leak-suggest"),
    path("leak/cases/export", views.export, name="leak-export"),
    path("leak/cases/<uuid:key>", views.case, name="leak-case"),
    path("leak/cases/<uuid:key>/notes", views.notes, name="leak-notes"),
    path("leak/cases/<uuid:key>/link", views.link, name="leak-link"),
    path("leak/notes/<uuid:key>/paper", views.paper, name="leak-paper"),
    path("", include("wardmote.web.urls")),
]
handler400, handler403, handler404, handler500 = (
    f"wardmote.web.views.{name}" for name in ("not_understood", "not_here", "not_here", "defect")
)
