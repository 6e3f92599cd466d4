"""All addresses: ours, and those of every app that has a module `urls`. An app writes its addresses in full."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from wardmote.web import notices, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", notices.privacy_notice, name="privacy"),
    path(".well-known/security.txt", notices.security_txt, name="security-txt"),
    path("healthz", views.health, name="health"),
]
urlpatterns += [
    path("", include(f"{app}.urls")) for app in settings.OURS if app != "wardmote.web" and find_spec(f"{app}.urls")
]

handler400 = views.not_understood
handler403 = views.not_here
handler404 = views.not_here
handler500 = views.defect
