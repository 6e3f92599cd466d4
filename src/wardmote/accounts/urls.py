"""The addresses of coming in, going out and changing hats."""

from django.urls import path

from wardmote.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("working-as", views.hats, name="hats"),
]
