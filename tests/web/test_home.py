"""Home tells what happened since somebody was last here, and keeps to it for the whole visit; and says how the partnership stands in figures."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import text_of
from tests.cast import NOW, agency
from tests.governance.test_actions import board, give  # noqa: F401 - a fixture
from wardmote.accounts import changes as accounts
from wardmote.accounts.changes.visits import AWAY, another
from wardmote.accounts.signin import HAT
from wardmote.accounts.states import Role
from wardmote.governance import changes
from wardmote.governance.changes.planning import When
from wardmote.governance.changes.scrutiny import Asked
from wardmote.governance.models import Action, Meeting
from wardmote.governance.states import Capacity, Circle, MatterKind, MeetingState, Rating, Source
from wardmote.platform import clock


def news(client, address: str = "/") -> str:
    """What Home says happened."""
    page = text_of(client.get(address))
    found = re.search(r'<section class="wm-since".*?</section>', page)
    return found[0] if found else ""


@pytest.fixture
def away(as_owner, cast):
    """Their last visit to Southfold was some days ago."""

    def made(*, days: float = 0, hours: float = 0, who=None) -> None:
        ago = clock.now() - timedelta(days=days, hours=hours)
        as_owner.execute(
            "UPDATE accounts_visit SET began_at = %s, seen_at = %s WHERE member_id = %s",
            [ago, ago, (who or cast.reader).pk],
        )

    return made


def given(cast, board, **more):  # noqa: F811
    common = {"text": "Light the underpass", "group": board["group"], "due_on": clock.today() + timedelta(days=9)}
    return changes.give_action(owner=board["County Constabulary"], at=clock.now(), by=cast.standing(cast.manager), **common | more)  # fmt: skip


def test_the_mark_stands_still_for_a_whole_visit_and_moves_with_the_next(client_for, cast, board, away):  # noqa: F811
    reader = client_for(cast.reader)
    assert "This is your first visit" in news(reader)
    by_others = given(cast, board)
    told = news(reader)
    assert "This is your first visit" not in told
    assert "You have been here since" in told
    assert f"/governance/actions/{by_others}" in told
    Action.objects.filter(pk=by_others).update(recorded_at=clock.now() - timedelta(days=30))
    away(days=3)
    given(cast, board)
    for _reload in range(2):
        told = news(reader)
        assert "3 days ago" in told
        assert "1 action was given" in told
        assert "2. Light the underpass" in told
    away(days=2)
    assert "2 days ago" in news(reader)  # that was another visit


def test_a_visit_ends_after_a_while_or_with_the_day():
    noon = clock.now().replace(hour=12, minute=0)
    assert not another(noon, noon + AWAY - timedelta(seconds=1))
    assert another(noon, noon + AWAY)
    late = noon.replace(hour=23, minute=50, month=1)
    assert another(late, late + timedelta(minutes=20))


def test_what_others_did_is_told_as_far_as_it_may_be_seen_and_ones_own_doing_is_no_news(client_for, cast, board, away):  # noqa: F811
    manager, reader = client_for(cast.manager), client_for(cast.reader)
    for client in (manager, reader):
        client.get("/")
    away(days=2)
    away(days=2, who=cast.manager)
    keys = [given(cast, board) for _each in range(5)]
    Action.objects.filter(pk=keys[-1]).update(circle=Circle.GROUP, text="Kept among the group")
    told = news(reader)
    assert "4 actions were given" in told
    assert "and 1 more" in told
    assert "Kept among" not in told
    assert "actions were given" not in news(manager)
    assert not news(client_for(cast.nobody))
    told = news(client_for(cast.outsider), "/?since=2020-01-01")
    assert "Since 1 January 2020" in told
    assert "Light the underpass" not in told


def test_after_long_leave_how_much_happened_is_told_and_any_day_can_be_asked_for(client_for, cast, board, away):  # noqa: F811
    reader = client_for(cast.reader)
    reader.get("/")
    away(days=90)
    given(cast, board)
    told = news(reader)
    assert "1 action was given" in told
    assert "Light the underpass" not in told
    yesterday = clock.today() - timedelta(days=1)
    told = news(reader, f"/?since={yesterday}")
    assert "Light the underpass" in told
    assert "enter a day that has come" in news(reader, f"/?since={clock.today() + timedelta(days=2)}")
    assert "a real day" in news(reader, "/?since-day=31&since-month=2&since-year=2026")
    assert "enter a day" in news(reader, "/?since=yesterday")


def test_figures_are_doors_with_their_denominator_and_their_past_in_words(client_for, cast, board):  # noqa: F811
    assert "wm-figures" not in client_for(cast.outsider).get("/").content.decode()
    for days in (-3, -1, 4):
        given(cast, board, due_on=clock.today() + timedelta(days=days))
    page = text_of(client_for(cast.reader).get("/"))
    assert '<dt><a class="govuk-link" href="/governance/actions">Actions late</a></dt> <dd class="wm-figures__value">2</dd>' in page  # fmt: skip
    assert "of 3 open actions" in page
    assert "not known, not known, not known, not known, not known, not known, not known, not known, 3" in page


def test_home_asks_no_more_questions_however_much_happened(client_for, cast, board, away):  # noqa: F811
    reader, counts = client_for(cast.reader), []
    reader.get("/")
    for much in (1, 5):
        for _each in range(much):
            given(cast, board)
        away(days=2)
        reader.get("/")
        with CaptureQueriesContext(connection) as done:
            reader.get("/")
        counts.append(len(done))
    assert counts[0] == counts[1] < 65


def queue(client) -> list[str]:
    page = text_of(client.get("/"))
    return [re.sub(r"<[^>]+>|\s+", " ", one) for one in re.findall(r'<li class="wm-queue__item">(.*?)</li>', page)]


def test_what_waits_in_governance_is_told_to_whom_it_concerns_while_the_partnership_goes_on(
    client_for,
    cast,
    board,  # noqa: F811
    as_owner,
):
    by, now, today = cast.standing(cast.manager), clock.now(), clock.today()
    common = {"at": now, "by": by}
    seat = {
        "group": board["group"],
        "body": board["Southfold Borough Council"],
        "valid_from": today - timedelta(days=300),
    }
    changes.give_seat(**seat, **common, member=cast.reader.pk, capacity=Capacity.CHAIR)
    for days in (-40, 5):
        starts = now + timedelta(days=days)
        when = When(starts, starts + timedelta(hours=1))
        changes.plan_meeting(group=board["group"], when=when, **common)
    Meeting.objects.filter(starts_at__lt=now).update(state=MeetingState.HELD)
    changes.write_recommendation(
        partnership=cast.southfold.pk, source=Source.SCRUTINY, source_name="Scrutiny", made_on=today, text="Publish it", to=(board["County Constabulary"],), **common
    )  # fmt: skip
    changes.require_reports(
        group=board["group"], quarters_of="financial", due_days=14, valid_from=today - timedelta(days=120), **common
    )
    chair, manager = queue(client_for(cast.reader)), queue(client_for(cast.manager))
    police = queue(police_in(client_for, cast))
    assert any("Your next meeting: Executive" in one and "in 5 days" in one for one in chair)
    assert any("The minutes of 1 meeting wait to be approved" in one and "since" in one for one in chair)
    assert any("The minutes of 1 meeting wait" in one for one in manager)
    assert not any("next meeting" in one for one in manager)
    assert any("1 recommendation waits for your agency’s answer" in one and "due" in one for one in police)
    assert not any("recommendation waits" in one for one in (*chair, *manager))
    assert queue(client_for(cast.outsider)) == []
    as_owner.execute("UPDATE accounts_partnership SET ended_on = current_date WHERE id = %s", [cast.southfold.pk])
    assert queue(client_for(cast.reader)) == []


def police_in(client_for, cast):
    """The analyst of the police, in Southfold."""
    client = client_for(cast.analyst)
    session = client.session
    session[HAT] = f"{cast.southfold.pk}.{agency('county-police').pk}"
    session.save()
    return client


def test_home_and_the_calendar_of_duties_tell_one_truth_and_days_are_written_with_their_thousands(client_for, cast):
    """Nothing is late in a calendar that nobody has begun to keep; from the first claim on both say what is."""
    manager, calendar = client_for(cast.manager), "/governance/duties"
    before = text_of(manager.get(calendar))
    assert "Nothing on file" in before
    assert not re.search(r"\d late|days? late|\d (is|are) late", before)
    assert queue(manager) == []
    first = {"done_on": date(2020, 1, 1), "first": date(2020, 1, 1), "last": date(2020, 12, 31)}
    shared = {"partnership": cast.southfold.pk, "at": clock.now(), "by": cast.standing(cast.manager)}
    changes.claim_duty(duty="protocol", rating=Rating.IN_PLACE, **first, **shared)
    late = re.findall(r">(\d,\d{3} days late)<", text_of(manager.get(calendar)))
    assert late
    (line,) = (one for one in queue(manager) if "duties of the partnership are late" in one or "is late" in one)
    assert any(one in line for one in late)


def test_what_has_no_day_and_what_nobody_sees_to_waits_for_whoever_runs_the_business(client_for, cast, board):  # noqa: F811
    by, now, today = cast.standing(cast.manager), clock.now(), clock.today()
    common = {"at": now, "by": by}
    asked = Asked(MatterKind.INFORMATION, "Councillor Sample (demonstration)", today, "How many?")
    changes.write_matter(partnership=cast.southfold.pk, asked=asked, **common)
    changes.write_recommendation(
        partnership=cast.southfold.pk, source=Source.AUDIT, source_name="Audit", made_on=today, text="Count", to=(board["County Constabulary"],), **common
    )  # fmt: skip
    changes.require_reports(
        group=board["group"], quarters_of="financial", due_days=1, valid_from=today - timedelta(days=400), **common
    )
    lines = queue(client_for(cast.manager))
    assert any(
        "1 request of scrutiny is to be answered as soon as reasonably possible" in one and "since" in one
        for one in lines
    )
    assert any("reports by exception were not handed in by their boards" in one and "days late" in one for one in lines)
    assert any("1 group has nobody on it" in one for one in lines)
    assert any("1 recommendation without a day waits" in one for one in queue(police_in(client_for, cast)))
    assert queue(client_for(cast.reader)) == []
    seat = {"group": board["group"], "body": board["Southfold Borough Council"], "member": cast.manager.pk}
    changes.give_seat(**seat, capacity=Capacity.CHAIR, valid_from=today - timedelta(days=1), **common)
    lines = queue(client_for(cast.manager))
    assert not any("nobody on it" in one or "not handed in" in one for one in lines)
    assert any("reports by exception are to be handed in" in one for one in lines)


def test_who_serves_two_agencies_is_told_that_the_list_is_of_one_and_changes_over(client_for, cast):
    said = "What waits under your other roles"
    assert said not in text_of(client_for(cast.coordinator).get("/")), "one agency in two partnerships is one list"
    other = {"agency": agency("county-police"), "partnership": cast.northwick, "role": Role.REPRESENTATIVE}
    accounts.grant(member=cast.coordinator, valid_from=date(2020, 4, 1), at=NOW, by=None, **other)
    page = text_of(client_for(cast.coordinator).get("/"))
    assert said in page
    assert "Change over to Southfold Borough Council in Southfold" in page
    assert f'name="hat" value="{cast.southfold.pk}.{agency("southfold-council").pk}"' in page
