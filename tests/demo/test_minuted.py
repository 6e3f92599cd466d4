"""The demonstration's main partnership as a first visitor meets it: a year that was minuted, and something worth seeing in every list."""

import csv
import io
import re
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.accounts.asking import text_of
from wardmote.accounts import changes
from wardmote.accounts import queries as accounts
from wardmote.demo import governance, people
from wardmote.governance import registers
from wardmote.governance.extracts import LISTS
from wardmote.governance.models import Correction, Decision, Meeting, Minutes
from wardmote.governance.states import MeetingKind, MeetingState
from wardmote.platform import clock
from wardmote.platform.models import Mail


@pytest.fixture
def visitor(database, client_for):
    """Whoever runs the business of the main partnership, signed in."""
    changes.welcome_sample(people.SOUTH_RIBBLE, passwords={}, valid_from=people.SINCE, at=clock.now())
    for _twice in range(2):  # the second time, all is there
        governance.build(people.SOUTH_RIBBLE.slug, at=clock.now())
    return client_for(accounts.member_signing_in("manager@example.org"))


def test_minutes_are_drafted_changed_approved_at_the_next_meeting_and_every_list_has_something_to_see(visitor):
    a_chain_of_minutes_leads_from_meeting_to_meeting(visitor)
    every_list_and_every_register_has_a_row(visitor)
    nobody_in_it_is_real(visitor)
    every_letter_about_a_meeting_leads_to_one(visitor)


def every_letter_about_a_meeting_leads_to_one(visitor) -> None:
    letters = Mail.objects.filter(kind="meeting")
    assert letters
    for letter in letters:
        path = re.search(r"https?://[^/]+(/governance/meetings/\S+)", letter.body)
        assert path, letter.body
        assert visitor.get(path[1]).status_code == 200


def a_chain_of_minutes_leads_from_meeting_to_meeting(visitor) -> None:
    held = list(Meeting.objects.filter(kind=MeetingKind.MEETING, starts_at__lt=clock.now()).order_by("starts_at"))
    assert [one.state for one in held] == [*[MeetingState.APPROVED] * 3, MeetingState.HELD]
    approved = list(Minutes.objects.order_by("approved_on"))
    assert [(one.meeting_id, one.approved_in_id) for one in approved] == [
        (before.pk, after.pk) for before, after in pairwise(held)
    ]
    assert [bool(one.amendments) for one in approved] == [False, True, False]
    assert Correction.objects.count() == 1
    assert Decision.objects.count() == 5
    first, third, last = (text_of(visitor.get(f"/governance/meetings/{held[n].pk}/minutes")) for n in (0, 2, 3))
    assert "is 34, not 31" in first
    assert "meet on the same day" in third
    assert "Draft – not yet approved" in last
    following = Meeting.objects.filter(starts_at__gt=clock.now(), group=held[0].group_id, kind=MeetingKind.MEETING)
    agenda = text_of(visitor.get(f"/governance/meetings/{following.order_by('starts_at')[0].pk}"))
    assert "Carried over from" in agenda


def every_list_and_every_register_has_a_row(visitor) -> None:
    year = (clock.today() - timedelta(days=100)).year
    addresses = [f"/governance/lists/{name}.csv?year=c{year}&state=&words=" for name in LISTS if name != "register"]
    addresses += [f"/governance/lists/registers/{key}.csv" for key in registers.table()]
    for address in addresses:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) > 1, f"nothing to see in {address}"


def nobody_in_it_is_real(visitor) -> None:
    for one in Meeting.objects.exclude(chaired_by=""):
        page = text_of(visitor.get(f"/governance/meetings/{one.pk}/minutes"))
        named = re.findall(r"\b(\w+ Sample)\b( \(demonstration\))?", page.split("<main")[1])
        assert named
        assert all(marked for who, marked in named if who != "Morgan Sample")
