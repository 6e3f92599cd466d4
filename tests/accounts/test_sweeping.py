"""What signing in leaves behind is thrown away at night, by the installation itself and by nobody else."""

from datetime import timedelta

from allauth.usersessions.models import UserSession

from tests.accounts.asking import events
from wardmote.accounts.models import KeptText
from wardmote.platform import clock
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web.jobs import sweep

NIGHT = Asking(purpose="sweep", origin="job")
COUNT = "SELECT (SELECT count(*) FROM django_session), (SELECT count(*) FROM usersessions_usersession), (SELECT count(*) FROM accounts_kept_text)"


def left(as_owner) -> tuple:
    return as_owner.execute(COUNT).fetchone()


def kept(member, until) -> None:
    with acting_as(Asking()):
        KeptText(member=member, path="/note", sealed="{}", expires_at=until).save(force_insert=True)


def test_sessions_and_texts_whose_time_is_over_are_thrown_away_and_others_stay(client_for, cast, as_owner):
    for member in (cast.manager, cast.reader):
        key = client_for(member).session.session_key
        UserSession.objects.create(user=member, session_key=key, ip="192.0.2.1", user_agent="a browser")
    kept(cast.manager, clock.now() - timedelta(seconds=1))
    kept(cast.reader, clock.now() + timedelta(hours=1))
    assert left(as_owner) == (2, 2, 2)
    as_owner.execute(
        "UPDATE django_session SET expire_date = now() - interval '1 second' WHERE session_key = (SELECT session_key FROM usersessions_usersession WHERE user_id = %s)",
        [cast.manager.pk],
    )
    sweep.run(NIGHT, {})
    assert left(as_owner) == (1, 1, 1)
    assert as_owner.execute("SELECT user_id FROM usersessions_usersession").fetchone() == (cast.reader.pk,)
    assert as_owner.execute("SELECT member_id FROM accounts_kept_text").fetchone() == (cast.reader.pk,)
    (event,) = events("sweep-sign-ins")
    assert event["facts"] == {"sessions": 1, "lines": 1, "texts": 1}


def test_nobody_but_the_installation_throws_away_anothers_text(cast, as_owner):
    kept(cast.manager, clock.now() - timedelta(seconds=1))
    for asking in (Asking(), Asking(member=cast.administrator.pk), Asking(member=cast.administrator.pk, origin="job")):
        with acting_as(asking):
            assert KeptText.objects.count() == 0
            assert KeptText.objects.all().delete()[0] == 0
    assert left(as_owner)[2] == 1
