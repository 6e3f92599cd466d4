"""Who comes in by their agency's sign-in alone is asked into more roles, and back after having left, by a letter: no invitation gives them a password."""

import pytest
from allauth.socialaccount.models import SocialAccount

from tests.accounts.asking import TODAY, asking, events, post
from tests.accounts.inviting import CHOSEN, form
from tests.accounts.test_single_sign_on import (
    come_all_the_way,
    known_there,
    provider,  # noqa: F401 - a fixture
    pytestmark,  # noqa: F401 - the provider's own warnings
    there_and_back,
    without_password,
)
from tests.cast import agency
from wardmote.accounts import changes, queries
from wardmote.accounts.changes import writing
from wardmote.accounts.models import Invitation, Member
from wardmote.platform import clock
from wardmote.platform.models import Mail


@pytest.fixture
def known(client_for, provider):  # noqa: F811
    """known(member): they have no password here, and have come in by their agency's sign-in."""

    def made(member) -> None:
        without_password(member)
        known_there(provider, f"u-{member.pk}", email=member.email, email_verified=True)
        come_all_the_way(client_for(None), provider, f"u-{member.pk}")
        Mail.objects.all().delete()

    return made


def opens_nothing(client_for, member, link: str) -> bool:
    """Whether a link gives no password, whoever holds it."""
    visitor = client_for(None)
    answers = [visitor.get(link).status_code, visitor.post(link, {"password": CHOSEN}).status_code]
    return answers == [404, 404] and not Member.objects.get(pk=member.pk).has_usable_password()


def asked_to_sign_in(member) -> bool:
    """Whether the one letter says that there is something new, and asks to sign in."""
    (letter,) = Mail.objects.all()
    return letter.to == member.email and "Sign in to see it" in letter.body and not Invitation.objects.exists()


def test_who_was_woken_and_is_asked_into_one_more_role_gets_no_link_to_a_password(cast, client_for, known, ask_in):
    known(cast.manager)
    assert post(client_for(cast.administrator), f"/people/{cast.manager.pk}/wake").status_code == 302
    assert ask_in(email=cast.manager.email, roles=["chair"]) == ""
    assert asked_to_sign_in(cast.manager)
    assert events("invite")[-1]["facts"] == {"has-account": True}
    with asking(by := cast.standing(cast.administrator, on=TODAY)), pytest.raises(changes.Clash):
        changes.resend_invitation(member=cast.manager.pk, link=str, at=clock.now(), by=by)
    with pytest.raises(changes.Clash):
        changes.new_link(email=cast.manager.email, at=clock.now())


def test_who_left_and_is_asked_back_gets_no_link_either_and_comes_in_as_before(
    cast, client_for, known, ask_in, provider  # noqa: F811
):  # fmt: skip
    known(cast.reader)
    post(client_for(cast.administrator), f"/people/{cast.reader.pk}/left")
    assert ask_in(email=cast.reader.email, roles=["chair"]) == ""
    assert asked_to_sign_in(cast.reader)
    assert not Member.objects.get(pk=cast.reader.pk).has_usable_password()
    back = client_for(None)
    assert there_and_back(back, provider, f"u-{cast.reader.pk}").url == "/sign-in/next"
    assert [hat.roles for hat in queries.hats_of(cast.reader, on=TODAY)] == [{"chair"}]


def test_who_had_a_password_too_and_left_comes_back_by_their_agencys_sign_in_alone(cast, client_for, known, ask_in):
    known(cast.reader)
    Member.objects.filter(pk=cast.reader.pk).update(password=cast.manager.password)
    post(client_for(cast.administrator), f"/people/{cast.reader.pk}/left")
    assert ask_in(email=cast.reader.email, roles=["chair"]) == ""
    assert not Member.objects.get(pk=cast.reader.pk).has_usable_password()


def test_an_administrator_who_may_not_see_how_they_come_in_sends_none_either(cast, client_for, known):
    """Who serves two partnerships is looked after by neither's administrator alone: their account elsewhere is no business of either."""
    known(cast.coordinator)
    Member.objects.filter(pk=cast.coordinator.pk).update(woken_at=clock.now())
    with asking(cast.standing(cast.administrator, on=TODAY)):
        assert not SocialAccount.objects.exists()
    sent = form(email=cast.coordinator.email, agency=str(agency("southfold-council").pk), roles=["chair"])
    assert post(client_for(cast.administrator), "/people/invite", **sent).status_code == 302
    assert asked_to_sign_in(cast.coordinator)


def test_a_link_that_was_sent_before_opens_nothing_for_them(cast, client_for, known):
    known(cast.manager)
    writing.new_invitation(
        member=cast.manager, partnership=cast.southfold, secret="sent-before", at=clock.now(), by=None,
        expires_at=clock.now() + changes.invitations.LASTS,
    )  # fmt: skip
    assert opens_nothing(client_for, cast.manager, "/invitation/sent-before")


def test_where_the_operator_took_their_agencys_sign_in_away_a_link_gives_a_password(
    cast, client_for, known, ask_in, settings
):
    known(cast.reader)
    settings.WARDMOTE_PROVIDERS = ()
    post(client_for(cast.administrator), f"/people/{cast.reader.pk}/left")
    link = ask_in(email=cast.reader.email, roles=["chair"])
    assert client_for(None).post(link, {"password": CHOSEN}).url == "/sign-in/next"
