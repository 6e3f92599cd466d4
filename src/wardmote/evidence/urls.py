"""The addresses of evidence. Every question is in the address, so that a page can be bookmarked and sent to a colleague."""

from django.urls import path

from wardmote.evidence import views

urlpatterns = [
    path("evidence/", views.evidence, name="evidence"),
    path("evidence/area/", views.area, name="evidence-area"),
    path("evidence/area/map/", views.area_map, name="evidence-area-map"),
    path("evidence/area/made/", views.made, name="evidence-made"),
    path("evidence/area/result.json", views.result, name="evidence-result"),
    path("evidence/area/<slug:figure>.<slug:ending>", views.area_figure, name="evidence-area-figure"),
    path("evidence/areas/", views.areas, name="evidence-areas"),
    path("evidence/ranking/", views.ranking, name="evidence-ranking"),
    path("evidence/ranking/results.json", views.ranking_results, name="evidence-ranking-results"),
    path("evidence/ranking/<slug:figure>.<slug:ending>", views.ranking_figure, name="evidence-ranking-figure"),
    path("evidence/ward/", views.wards, name="evidence-wards"),
    path("evidence/ward/<slug:code>/", views.ward, name="evidence-ward"),
    path("evidence/quality/", views.quality, name="evidence-quality"),
    path("evidence/quality/<slug:figure>.<slug:ending>", views.quality_figure, name="evidence-quality-figure"),
]
