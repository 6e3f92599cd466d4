"""The pages of meetings: planned, filled, called, moved, answered in writing; read by the partnership and run by whoever runs its business."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import day, events, post
from tests.cast import NOW
from tests.governance.test_paper_files import PDF
from wardmote.accounts.models import Agency
from wardmote.accounts.signin import HAT
from wardmote.governance import changes, working_days
from wardmote.governance.changes import When
from wardmote.governance.changes.groups import Shape
from wardmote.governance.models import AgendaItem
from wardmote.governance.states import GroupKind, MeetingKind, MeetingState, StatutoryRole
from wardmote.platform import clock
from wardmote.platform.models import Mail

SINCE = date(2020, 4, 1)
SOON = clock.today() + timedelta(days=40)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def board(cast):
    """A statutory board on which the council sits, by its manager, and the police, by whoever acts for them."""
    common = {"partnership": cast.southfold.pk, "at": NOW, "by": cast.standing(cast.manager)}
    made = changes.found_group(
        shape=Shape("Safer <Board>", GroupKind.EXECUTIVE, statutory=True), valid_from=SINCE, **common
    )
    for name, kind, agency in (
        ("Council", "district-council", "southfold-council"),
        ("Police", "police", "county-police"),
    ):
        body = changes.add_body(
            name=name, kind=kind, role=StatutoryRole.RESPONSIBLE, votes=True, valid_from=SINCE, agency=Agency.objects.get(slug=agency).pk, **common
        )  # fmt: skip
        member = cast.manager.pk if name == "Council" else None
        changes.give_seat(group=made, body=body, member=member, valid_from=SINCE, at=NOW, by=common["by"])
    return made


@pytest.fixture
def manager(cast, client_for):
    return client_for(cast.manager)


def wear(client, standing) -> None:
    """Put the hat on that the standing wears."""
    session = client.session
    session[HAT] = standing.hat.key
    session.save()


def planned(manager, board, **more) -> str:
    sent = {
        "group": board,
        "kind": "public",
        "starts": "14:00",
        "minutes": "90",
        "mode": "room",
        "place": "Town Hall",
    } | day(SOON, "on")
    answer = post(manager, "/governance/meetings/plan", **sent | more)
    assert answer.status_code == 302, text(answer)
    return answer.url.split("?")[0]


def key(page: str, pattern: str) -> str:
    return re.search(pattern.replace("KEY", "([0-9a-f-]{36})"), page)[1]


def test_a_meeting_is_planned_given_papers_and_called_and_its_members_are_told_nothing_of_it_by_mail(
    manager, board, cast, client_for
):
    here = planned(manager, board)
    page = text(manager.get(here))
    assert "Public meeting" in page
    assert "Safer &lt;Board&gt;" in page
    assert "5 clear working days before" in page
    item = key(page, "/governance/items/KEY/papers/add")
    wrong = post(
        manager, f"/governance/items/{item}/papers/add", title="Plan", file=SimpleUploadedFile("plan.pdf", b"GIF89a")
    )
    assert wrong.status_code == 400
    assert "not what its name says" in text(wrong)
    assert (
        post(
            manager, f"/governance/items/{item}/papers/add", title="Plan", file=SimpleUploadedFile("plan.pdf", PDF)
        ).status_code
        == 302
    )
    page = text(manager.get(here))
    paper, version = key(page, "/governance/papers/KEY/replace"), key(page, "/governance/papers/versions/KEY")
    taken = client_for(cast.reader).get(f"/governance/papers/versions/{version}")
    assert taken.content == PDF
    assert (taken["Content-Disposition"], taken["X-Content-Type-Options"]) == (
        'attachment; filename="plan.pdf"',
        "nosniff",
    )
    assert client_for(cast.outsider).get(f"/governance/papers/versions/{version}").status_code == 404
    assert post(manager, f"/governance/papers/{paper}/replace", link="https://papers.example/plan").status_code == 302
    assert "version 2" in text(manager.get(here))
    assert "1 member gets a letter" in text(manager.get(f"{here}/circulate"))
    assert post(manager, f"{here}/circulate").status_code == 302
    letter = Mail.objects.get(kind="meeting")
    assert letter.to == cast.manager.email
    assert "Board" not in letter.subject + letter.body
    assert "1 member was told" in text(manager.get(here))
    assert post(manager, f"/governance/papers/{paper}/withdraw").status_code == 302
    assert client_for(cast.reader).get(f"/governance/papers/versions/{version}").status_code == 404


def test_a_file_is_kept_while_something_else_in_its_form_is_mended_and_nobody_else_files_it(
    manager, board, client_for, cast
):
    item = key(text(manager.get(planned(manager, board))), "/governance/items/KEY/papers/add")
    add = f"/governance/items/{item}/papers/add"
    first = post(manager, add, title="", file=SimpleUploadedFile("plan.pdf", PDF))
    assert first.status_code == 400
    assert "The file “plan.pdf” is kept" in text(first)
    word = re.search(r'name="kept" value="([0-9a-f-]{36})"', text(first))[1]
    again = post(manager, add, title="", kept=word)
    assert f'value="{word}"' in text(again)
    other = client_for(cast.coordinator)
    wear(other, cast.standing(cast.coordinator, partnership="southfold"))
    assert "Choose a file, or give a link." in text(post(other, add, title="Plan", kept=word))
    assert post(manager, add, title="Plan", kept="nonsense").status_code == 400
    assert post(manager, add, title="Plan", kept=word).status_code == 302
    version = key(text(manager.get(f"/governance/meetings/{_meeting(item)}")), "/governance/papers/versions/KEY")
    assert manager.get(f"/governance/papers/versions/{version}").content == PDF
    assert post(manager, add, title="Plan", kept=word).status_code == 400  # it was taken
    unfit = post(manager, add, title="", file=SimpleUploadedFile("plan.pdf", b"GIF89a"))
    assert "you need not choose it again" not in text(unfit)


def _meeting(item: str) -> str:
    return str(AgendaItem.objects.get(pk=item).meeting_id)


def test_a_meeting_that_cannot_be_called_in_time_says_so_until_its_members_are_told(manager, board):
    tomorrow = planned(manager, board, **day(clock.today() + timedelta(days=1), "on"))
    for page in (tomorrow, f"{tomorrow}/circulate"):
        assert "cannot be called in time any more. Give the reason for urgency" in text(manager.get(page)), page
    over = planned(manager, board, **day(clock.today() - timedelta(days=365), "on"))
    assert "It is over, and nobody was told of it" in text(manager.get(over))
    assert "in time any more" not in text(manager.get(planned(manager, board)))
    assert post(manager, f"{tomorrow}/circulate").status_code == 302
    assert "in time any more" not in text(manager.get(tomorrow))


def test_papers_are_asked_for_by_a_day_on_which_somebody_works():
    monday = date(2026, 11, 23)
    assert (working_days.out_by(monday, MeetingKind.PUBLIC), working_days.sent_by(monday, MeetingKind.PUBLIC)) == (
        date(2026, 11, 15),
        date(2026, 11, 13),
    )


def test_a_paper_that_came_after_the_fifth_clear_working_day_is_said_to_be_late(manager, board):
    here = planned(manager, board, **day(clock.today() + timedelta(days=2), "on"))
    item = key(text(manager.get(here)), "/governance/items/KEY/papers/add")
    post(manager, f"/governance/items/{item}/papers/add", title="Late", link="https://papers.example/late")
    assert re.search(r"[3-9] days late", text(manager.get(here)))


def test_the_agenda_is_ordered_without_scripts_and_two_who_change_a_point_see_both_texts(manager, board):
    here = planned(manager, board)
    assert post(manager, f"{here}/items/add", title="Fireworks").status_code == 302
    page = text(manager.get(here))
    items = re.findall(r'id="item-([0-9a-f-]{36})"', page)
    assert len(items) == 7
    post(manager, f"/governance/items/{items[6]}/up")
    post(manager, f"/governance/items/{items[0]}/up")  # the first stays
    assert re.findall(r'id="item-([0-9a-f-]{36})"', text(manager.get(here))) == [*items[:5], items[6], items[5]]
    assert post(manager, f"/governance/items/{items[6]}/change", title="Bonfires", version="1").status_code == 302
    both = post(manager, f"/governance/items/{items[6]}/change", title="Rockets", version="1")
    assert both.status_code == 409
    assert "Bonfires" in text(both)
    assert "Rockets" in text(both)
    assert post(manager, f"/governance/items/{items[0]}/remove").status_code == 302
    assert [
        line.split(".")[0] for line in re.findall(r'<h3 class="govuk-heading-s">(\d+\.)', text(manager.get(here)))
    ] == list("123456")


def test_a_meeting_is_moved_with_a_reason_cancelled_and_planned_again_and_each_is_told_once(manager, board):
    here = planned(manager, board)
    post(manager, f"{here}/circulate")
    sent = {"starts": "10:30", "minutes": "60", "mode": "online", "reason": "The chair is away", "version": "2"} | day(
        SOON + timedelta(days=7), "on"
    )
    assert post(manager, f"{here}/move", **sent).status_code == 302
    assert post(manager, f"{here}/move", **sent).status_code == 409  # opened before it was moved
    assert "Why: The chair is away" in text(manager.get(here))
    assert post(manager, f"{here}/cancel").status_code == 400  # says why
    assert post(manager, f"{here}/cancel", reason="No quorum").status_code == 302
    assert "Cancelled" in text(manager.get(here))
    assert post(manager, f"{here}/items/add", title="Too late").status_code == 400
    assert post(manager, f"{here}/again").status_code == 302
    assert Mail.objects.filter(kind="meeting").count() == 3
    assert [event["verb"] for event in events() if event["verb"] in {"reschedule-meeting", "cancel-meeting", "plan-again"}] == [
        "reschedule-meeting", "cancel-meeting", "plan-again",
    ]  # fmt: skip


def test_a_question_is_answered_by_a_bodys_own_people_and_decided_and_counts_as_no_meeting(
    manager, board, cast, client_for
):
    sent = {"group": board, "question": "Agree the bid?", "starts": "17:00"} | day(SOON, "until")
    here = post(manager, "/governance/meetings/ask", **sent).url.split("?")[0]
    assert post(manager, f"{here}/decide", text="Agreed").status_code == 400  # nobody was asked
    post(manager, f"{here}/circulate")
    police = client_for(cast.analyst)
    wear(police, cast.standing(cast.analyst, partnership="southfold"))
    mine = re.findall(r"/governance/written-answers/([0-9a-f-]{36})", text(police.get(here)))
    both = re.findall(r"/governance/written-answers/([0-9a-f-]{36})", text(manager.get(here)))
    assert len(mine) == 1
    assert len(both) == 2
    others = next(one for one in both if one not in mine)
    assert police.get(f"/governance/written-answers/{others}").status_code == 404
    assert client_for(cast.reader).get(f"/governance/written-answers/{others}").status_code == 404
    assert (
        post(police, f"/governance/written-answers/{mine[0]}", reply="agree", text="Gladly", version="1").status_code
        == 302
    )
    assert "Bodies with a vote: 2. Agree: 1. Do not agree: 0. Abstain: 0. Not voted yet: 1." in text(
        manager.get(f"{here}/decide")
    )
    assert post(manager, f"{here}/decide", text="The bid is agreed.", reasons="Time").status_code == 302
    assert "Decision 1" in text(police.get(here))
    assert post(police, f"/governance/written-answers/{mine[0]}", reply="disagree", version="2").status_code == 400
    assert "no meeting is on file as held" in text(manager.get(f"/governance/attendance?year=c{clock.today().year}"))


def test_a_series_is_planned_ahead_moved_as_asked_and_ended(manager, board):
    first = date(SOON.year + 1, 1, 12)
    pattern = {
        "cadence": "monthly",
        "starts": "14:00",
        "minutes": "60",
        "mode": "room",
        "standing": ["risk"],
        "own": "Bonfires",
    }
    here = f"/governance/groups/{board}/series"
    assert post(manager, f"{here}/add", **pattern | day(first, "valid_from")).status_code == 302
    series = key(text(manager.get(here)), "/governance/series/KEY/plan")
    assert post(manager, f"/governance/series/{series}/plan", count="3").status_code == 302
    assert (
        post(manager, f"/governance/series/{series}/plan", count="1").status_code == 302
    )  # the fourth, not the first again
    assert "4 meetings planned ahead" in text(manager.get(here))
    change = pattern | {"starts": "09:15", "version": "1"} | day(first + timedelta(days=1), "valid_from")
    assert post(manager, f"/governance/series/{series}/change", **change).status_code == 400  # asked plainly
    assert post(manager, f"/governance/series/{series}/change", move_planned="yes", **change).status_code == 302
    assert text(manager.get(here)).count("09:15 to 10:15") == 4
    end = day(first + timedelta(days=40), "last")
    assert post(manager, f"/governance/series/{series}/end", cancel_planned="yes", **end).status_code == 302
    assert text(manager.get("/governance/meetings")).count(">Cancelled<") == 2


def test_a_list_of_many_meetings_is_fifty_to_a_page_and_asks_no_more_questions_for_more_of_them(manager, board, cast):
    from django.db import connection

    by = cast.standing(cast.manager)

    def plan(number: int) -> None:
        start = clock.now() + timedelta(days=number)
        changes.plan_meeting(group=board, when=When(start, start + timedelta(hours=1)), at=NOW, by=by)

    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert manager.get(address).status_code == 200
        return len(found)

    plan(1)
    manager.get("/governance/meetings")
    few = asked("/governance/meetings")
    for number in range(2, 54):
        plan(number)
    assert asked("/governance/meetings") <= few
    page = text(manager.get("/governance/meetings"))
    assert "53 meetings to come, 0 that were." in page
    assert "Page 1 of 2" in page
    assert page.count(">Planned<") == 50
    assert text(manager.get("/governance/meetings?page=2")).count(">Planned<") == 3
    assert "To come" not in text(manager.get("/governance/meetings?kind=written"))


def test_a_calendar_is_read_by_its_address_alone_until_it_is_made_anew_or_its_member_leaves(
    manager, board, cast, client_for, as_owner
):
    here = planned(manager, board)
    made = post(manager, "/governance/calendar", scope="mine")
    first = re.search(r"/calendar/[\w-]+\.ics", text(made))[0]
    assert first not in text(manager.get("/governance/calendar"))  # shown once
    program = client_for(None)
    read = program.get(first)
    lines = read.content.decode().replace("\r\n ", "").splitlines()
    assert read["Content-Type"].startswith("text/calendar")
    assert {
        f"UID:{here.rsplit('/', 1)[1]}@wardmote",
        "SEQUENCE:0",
        "STATUS:TENTATIVE",
        "SUMMARY:Safer <Board>",
        "LOCATION:Town Hall",
    } <= set(lines)
    assert "Welcome" not in read.content.decode()
    post(manager, f"{here}/cancel", reason="Snow")
    lines = program.get(first).content.decode().splitlines()
    assert {"SEQUENCE:1", "STATUS:CANCELLED"} <= set(lines)
    second = re.search(r"/calendar/[\w-]+\.ics", text(post(manager, "/governance/calendar", scope="all")))[0]
    assert [program.get(one).status_code for one in (first, second, "/calendar/wrong.ics")] == [404, 200, 404]
    assert {program.get(one).content for one in (first, "/calendar/wrong.ics")} == {b"There is no such calendar."}
    signed_in = manager.get(second)  # whoever opens it in the browser that they work in is told why they see nothing
    assert (signed_in.status_code, signed_in["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert text(signed_in) == "This address is for a calendar program. Where somebody is signed in it shows nothing."
    as_owner.execute("UPDATE accounts_member SET left_at = now() WHERE id = %s", [cast.manager.pk])
    assert program.get(second).status_code == 404
    assert MeetingState.CANCELLED in [event["facts"].get("state", "cancelled") for event in events("cancel-meeting")]


def test_a_calendar_is_not_guessed_at_and_not_asked_for_without_end_and_others_of_that_network_still_read_theirs(
    manager, board, client_for, settings
):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"calendar": "3/h/key", "calendar_wrong": "4/5m/ip"}
    own = re.search(r"/calendar/[\w-]+\.ics", text(post(manager, "/governance/calendar", scope="mine")))[0]
    program = client_for(None)
    assert [program.get(own).status_code for _time in range(5)] == [200, 200, 200, 429, 429]
    guesser = client_for(None)
    assert [guesser.get(f"/calendar/{n}.ics", REMOTE_ADDR="203.0.113.9").status_code for n in range(6)] == [404] * 4 + [
        429
    ] * 2
    told = guesser.get("/calendar/7.ics", REMOTE_ADDR="203.0.113.9")
    assert (told["Retry-After"], told["Content-Type"]) == ("3600", "text/plain; charset=utf-8")
    assert text(told) == "This calendar was asked for too often. Ask again in an hour."
    other = re.search(r"/calendar/[\w-]+\.ics", text(post(manager, "/governance/calendar", scope="all")))[0]
    assert program.get(other).status_code == 200


def test_whoever_does_not_run_the_business_reads_and_changes_nothing(manager, board, cast, client_for):
    here = planned(manager, board)
    reader = client_for(cast.reader)
    page = text(reader.get(here))
    assert "Circulate" not in page
    assert "Take off" not in page
    item = re.search(r'id="item-([0-9a-f-]{36})"', page)[1]
    for address in (f"{here}/circulate", f"{here}/cancel", f"{here}/items/add", f"/governance/items/{item}/remove"):
        assert post(reader, address, reason="x", title="x").status_code == 404
