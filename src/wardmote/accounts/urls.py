"""The addresses of coming in, going out and changing hats."""

from django.urls import path

from wardmote.accounts.views import coming_in

urlpatterns = [
    path("sign-in", coming_in.sign_in, name="sign-in"),
    path("sign-out", coming_in.sign_out, name="sign-out"),
    path("working-as", coming_in.hats, name="hats"),
]
