"""The pages of a meeting that is minuted: what one point says is saved alone, both texts are shown where there are two, and nobody reads what is not theirs."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.asking import asking, post
from tests.cast import NOW
from tests.governance.test_minuting import board
from tests.governance.test_pages import day, text
from wardmote.governance import changes, queries
from wardmote.governance.changes import When
from wardmote.governance.models import AgendaItem, Decision, Meeting
from wardmote.governance.states import MeetingState
from wardmote.platform import clock, drafts

SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def met(cast):
    """The meeting of the board in Southfold, committed: its key, and its points by title."""
    with asking(cast.standing(cast.manager)) as by:
        made = board.__wrapped__(by)
        room = queries.room_for(by, made["meeting"])
    return made | {"items": {item.title: item.key for item in room.items}}


def note(met, title="Risk") -> str:
    return reverse("minute-item", args=[met["items"][title]])


def test_a_text_is_saved_by_itself_and_the_second_is_shown_both_whose_it_is_and_the_two_put_together(
    client_for, cast, met
):
    client = client_for(cast.manager)
    answer = client.post(note(met), {"minute": "Same.\r\nTheirs.", "version": "1"}, **SCRIPT)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    both = client.post(note(met), {"minute": "Same.\nYours.", "version": "1"}, **SCRIPT)
    assert both.status_code == 409
    told = both.json()
    assert (told["theirs"], told["together"], told["version"]) == ("Same.\nTheirs.", "Same.\nTheirs.\nYours.", 2)
    assert "by Mo Manager" in told["said"]
    page = text(client.get(note(met)))  # what lost is kept, and comes back
    assert "Yours." in page
    assert "This is what you typed and did not send." in page
    address = f"{note(met)}#{cast.standing(cast.manager).hat.key}"
    assert post(client, note(met), minute=told["together"], version="2", draft=address).status_code == 302
    assert drafts.waiting(member=cast.manager.pk) == []


def test_without_a_script_both_texts_are_a_page_that_says_who_wrote_theirs(client_for, cast, met):
    client = client_for(cast.manager)
    assert client.post(note(met), {"minute": "Theirs.", "version": "1"}).url.endswith("/minute#item-6")
    page = text(client.post(note(met), {"minute": "Yours.", "version": "1"}))
    assert "Somebody else changed this too" in page
    for wanted in ("Theirs.", "Yours.", "by Mo Manager."):
        assert wanted in page


def test_a_page_that_follows_is_told_only_when_something_was_written_and_asks_one_question_until_then(
    client_for, cast, met, as_owner
):
    client, address = client_for(cast.manager), reverse("meeting-news", args=[met["meeting"]])
    client.post(note(met), {"minute": "News.", "version": "1"}, **SCRIPT)
    told = client.get(address, {"since": "0", "quiet": "1"}).json()
    assert [item["text"] for item in told["items"]][5] == "News."
    before = as_owner.execute("SELECT count(*) FROM audit_event").fetchone()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, {"since": str(told["beat"]), "quiet": "1"}).json() == {"beat": told["beat"]}
    assert sum("governance_" in query["sql"] for query in asked) == 1
    assert as_owner.execute("SELECT count(*) FROM audit_event").fetchone() == before


def test_a_page_asks_as_many_questions_for_forty_points_as_for_six(client_for, cast, met):
    client, address = client_for(cast.manager), reverse("minute-meeting", args=[met["meeting"]])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    many = met | {"meeting": _long(cast, met)}
    with CaptureQueriesContext(connection) as lots:
        assert client.get(reverse("minute-meeting", args=[many["meeting"]])).status_code == 200
    assert len(lots) == len(few)


def _long(cast, met):
    meeting = Meeting.objects.get(pk=met["meeting"])
    meeting.pk = None
    long = Meeting.objects.create(
        **{f.attname: getattr(meeting, f.attname) for f in Meeting._meta.fields if f.attname != "id"}
    )
    for n in range(40):
        item = AgendaItem.objects.create(
            partnership=cast.southfold,
            meeting=long,
            position=n + 1,
            title=f"Point {n}",
            minute="Said.",
            minute_by=cast.manager,
            minute_at=NOW,
            recorded_at=NOW,
        )
        Decision.objects.create(
            partnership=cast.southfold, meeting=long, item=item, number=n + 1, text=f"Decision {n}", recorded_at=NOW
        )
    return long.pk


def test_an_action_typed_in_one_line_is_shown_as_it_was_understood_and_given_with_one_more_press(client_for, cast, met):
    client, address = client_for(cast.manager), reverse("minute-action", args=[met["items"]["Risk"]])
    page = text(client.post(address, {"line": "Police / find the van / by 12 December 2026"}))
    assert 'value="find the van"' in page
    assert f'value="{met["bodies"]["Police"]}" selected' in page
    assert "was not understood" not in page
    assert "Who does it was not understood." in text(client.post(address, {"line": "Mayor / find it"}))
    sent = {"text": "find the van", "owner": str(met["bodies"]["Police"])} | day(date(2026, 12, 12), "due_on")
    assert client.post(address, sent).status_code == 302
    assert "Police, by 12 December 2026: find the van" in text(
        client.get(reverse("minute-meeting", args=[met["meeting"]]))
    )
    assert client.post(address, sent | {"owner": ""}).status_code == 400


def test_whoever_closes_a_meeting_before_it_has_begun_is_warned_and_may_all_the_same(client_for, cast, met):
    client, starts = client_for(cast.manager), clock.now() + timedelta(hours=3)
    early = changes.plan_meeting(
        group=met["group"], when=When(starts, starts + timedelta(hours=1)), at=NOW, by=cast.standing(cast.manager)
    )
    close = reverse("close-meeting", args=[early])
    said = text(client.get(close))
    assert "The meeting has not begun: " in said
    assert "Once it is closed it counts as held." in said
    assert "has not begun" not in text(client.get(reverse("close-meeting", args=[met["meeting"]])))
    assert client.post(close, {"following": "none"}).url.endswith("done=meeting-closed")
    assert Meeting.objects.get(pk=early).state == MeetingState.HELD


def test_a_meeting_goes_from_the_room_to_approved_minutes_that_are_taken_away_as_files(client_for, cast, met):
    client = client_for(cast.manager)
    decide = reverse("decide", args=[met["items"]["Risk"]])
    assert client.post(decide, {"text": "Buy <the> van.", "reasons": "It is needed."}).status_code == 302
    close = reverse("close-meeting", args=[met["meeting"]])
    assert "Nobody has said yet who was there." in text(client.get(close))
    assert client.post(close, {"following": "new"}).status_code == 400
    fresh = {"following": "new", "starts": "14:00", "ends": "16:00", "place": "Hall"} | day(date(2026, 9, 2), "on")
    assert client.post(close, fresh).url.endswith("/minutes?done=meeting-closed")
    minutes = reverse("minutes", args=[met["meeting"]])
    assert "Draft – not yet approved" in text(client_for(cast.reader).get(minutes))
    word = docx.Document(BytesIO(client.get(f"{minutes}.docx").content))
    assert {"Decision 1", "Next meeting"} <= {p.text for p in word.paragraphs if p.style.name.startswith("Heading")}
    assert word.tables[0].rows[0].cells[0].text == "Body"
    assert client.get(f"{minutes}.pdf").content.startswith(b"%PDF")
    assert b'<html lang="en-GB">' in client.get(f"{minutes}.html").content
    assert client.get(f"{minutes}.exe").status_code == 404
    approve = {"how": "amended"} | day(date(2026, 9, 2), "on")
    assert client.post(f"{minutes}/approve", approve).status_code == 400
    assert client.post(f"{minutes}/approve", approve | {"amendments": "Buy two."}).status_code == 302
    page = text(client.get(minutes))
    assert "Approved on 2 September 2026" in page
    assert "Buy two." in page
    assert client.post(f"{minutes}/correct", {"text": "It was blue."}).status_code == 302
    assert "It was blue." in text(client.get(minutes))
    removed = reverse("remove-decision", args=[_decision(cast, met)])
    assert client.post(removed).url.endswith("done=minutes-fixed")
    assert "Buy &lt;the&gt; van." in text(client.get("/governance/decisions?q=van"))
    assert "No decision that you may read has these words." in text(client.get("/governance/decisions?q=bicycle"))


def _decision(cast, met):
    return Decision.objects.get(meeting=met["meeting"]).pk


@pytest.mark.parametrize("who", ["reader", "outsider"])
def test_whoever_does_not_run_the_business_minutes_nothing_and_another_partnership_reads_nothing(
    client_for, cast, met, who
):
    with asking(cast.standing(cast.manager)) as by:
        changes.decide(item=met["items"]["Risk"], text="A secret", at=NOW, by=by)
    client = client_for(getattr(cast, who))
    for name in (
        "minute-meeting",
        "meeting-news",
        "take-attendance",
        "declare-interest",
        "close-meeting",
        "approve-minutes",
        "correct-minutes",
    ):
        address = reverse(name, args=[met["meeting"]])
        assert client.get(address).status_code == 404, name
        assert client.post(address, {}).status_code in {404, 405}, name
    assert client.post(note(met), {"minute": "Mine", "version": "1"}).status_code == 404
    assert client.get(reverse("minutes", args=[met["meeting"]])).status_code == (404 if who == "outsider" else 200)
    assert ("A secret" in text(client.get("/governance/decisions"))) == (who == "reader")
