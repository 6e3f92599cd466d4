"""The addresses of coming in, going out and changing hats."""

from django.urls import path

from wardmote.accounts.views import coming_in, drafts, forgotten, openid, partnership, second_factor, sessions

urlpatterns = [
    path("sign-in", coming_in.sign_in, name="sign-in"),
    path("sign-out", coming_in.sign_out, name="sign-out"),
    path("working-as", coming_in.hats, name="hats"),
    path("sign-in/next", coming_in.come_further, name="come-further"),
    path("sign-in/asleep", coming_in.asleep, name="asleep"),
    path("sign-in/leave", coming_in.leave, name="leave-half-way"),
    path("sign-in/code", second_factor.ask, name="second-factor"),
    path("sign-in/set-up", second_factor.enrol, name="enrol"),
    path("sign-in/set-up/app", second_factor.enrol_app, name="enrol-app"),
    path("sign-in/set-up/passkey", second_factor.enrol_passkey, name="enrol-passkey"),
    path("sign-in/recovery-codes", second_factor.first_codes, name="first-codes"),
    path("sign-in/forgotten", forgotten.ask, name="forgotten-password"),
    path("sign-in/new-password/<uuid:member>/<str:token>", forgotten.choose, name="choose-password"),
    path("still-here", sessions.still_here, name="still-here"),
    path("your-sign-in", sessions.own, name="your-sign-in"),
    path("your-sign-in/prove", second_factor.prove_again, name="prove-again"),
    path("your-sign-in/app", second_factor.add_app, name="add-app"),
    path("your-sign-in/passkey", second_factor.add_passkey, name="add-passkey"),
    path("your-sign-in/factors/<int:factor>/remove", second_factor.remove, name="remove-factor"),
    path("your-sign-in/recovery-codes", second_factor.fresh_codes, name="fresh-codes"),
    path("your-sign-in/password", sessions.password, name="new-password"),
    path("your-sign-in/sessions/<int:session>/end", sessions.end, name="end-session"),
    path("your-sign-in/sessions/end-others", sessions.end_others, name="end-other-sessions"),
    path("your-sign-in/kept/forget", sessions.forget_kept, name="forget-kept"),
    path("partnership", partnership.partnership, name="partnership"),
    path("drafts", drafts.drafts, name="drafts"),
    path("drafts/keep", drafts.keep, name="keep-draft"),
    path("drafts/drop", drafts.drop, name="drop-draft"),
    path("sign-in/with/<str:provider_id>", openid.start, name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/back", openid.back, name="openid_connect_callback"),
]
