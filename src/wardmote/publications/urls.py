"""The addresses of publications. Which report, of where and when, is in the address."""

from django.urls import path

from wardmote.publications import views

urlpatterns = [
    path("publications/", views.publications, name="publications"),
    path("publications/report.<slug:ending>", views.report_file, name="report-file"),
]
