"""The pages of actions: late is a word, an owner answers its own line, a letter's link leads to the list."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import day, post, text_of
from tests.cast import NOW, agency
from tests.governance.test_actions import SINCE, board, give, line  # noqa: F401 - a fixture
from wardmote.accounts.signin import HAT
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.models import Action
from wardmote.governance.states import ActionState, Circle, GroupKind, OwnedBy
from wardmote.platform import clock

TODAY = clock.today()


def police(client_for, cast):
    """The analyst of the police, working in Southfold: they have a part in Northwick too."""
    client = client_for(cast.analyst)
    session = client.session
    session[HAT] = f"{cast.southfold.pk}.{agency('county-police').pk}"
    session.save()
    return client


def test_late_is_a_word_and_late_ones_come_first(client_for, cast, board):  # noqa: F811
    give(cast, board, board["Commissioner"], due_on=TODAY + timedelta(days=3))
    give(cast, board, OwnedBy.RESPONSIBLE, due_on=TODAY - timedelta(days=5))
    page = text_of(client_for(cast.reader).get("/governance/actions"))
    assert page.index("5 days late") < page.index("due in 3 days")
    assert "2 open actions; 1 is late." in page
    assert "0 of 3 authorities have answered" in page
    assert "Give an action" not in page


def test_who_may_only_read_is_led_to_no_answer_of_their_agency(client_for, cast, board):  # noqa: F811
    """The scrutiny member acts for the council that the action is given to, and does not answer for it."""
    give(cast, board, board["Southfold Borough Council"])
    page = text_of(client_for(cast.reader).get("/governance/actions"))
    assert "Write to every licensee" in page
    assert "/governance/answers/" not in page
    assert "What waits for my agency" not in page
    waiting = text_of(client_for(cast.reader).get("/governance/waiting"))
    assert "other people answer for Southfold Borough Council" in waiting
    assert "Write to every licensee" not in waiting
    assert "What waits for my agency" in text_of(client_for(cast.manager).get("/governance/actions"))


def test_an_action_is_given_with_four_fields_and_answered_by_its_owner(client_for, cast, board):  # noqa: F811
    manager, analyst = client_for(cast.manager), police(client_for, cast)
    sent = {"text": "Visit every licensee", "owner": "responsible", "group": str(board["group"])} | day(TODAY, "due_on")
    here = post(manager, "/governance/actions/give", **sent)["Location"].partition("?")[0]
    action = Action.objects.get()
    own, other = (line(action.pk, name) for name in ("County Constabulary", "Southfold Borough Council"))
    page = analyst.get(here).content.decode()
    assert f"/governance/answers/{own.pk}" in page
    assert f"/governance/answers/{other.pk}" not in page
    assert analyst.get(f"/governance/answers/{other.pk}").status_code == 404
    answered = {
        "state": "done",
        "text": "All visited.",
        "evidence": "https://example.org/list",
        "version": "1",
        "member": str(cast.analyst.pk),
    }
    assert post(analyst, f"/governance/answers/{own.pk}", **answered).status_code == 302
    stale = post(manager, f"/governance/answers/{own.pk}", **answered | {"text": "Not so.", "state": "open"})
    assert stale.status_code == 409
    assert "All visited." in text_of(stale)
    page = text_of(analyst.get(here))
    assert "1 of 3 authorities have answered" in page
    assert 'href="https://example.org/list"' in page
    assert "County Constabulary: Done" in page


def test_an_evidence_that_is_no_web_address_is_no_link(client_for, cast, board):  # noqa: F811
    action = give(cast, board, board["County Constabulary"])
    changes.answer_action(
        answer=line(action, "County Constabulary").pk,
        version=1,
        state=ActionState.DONE,
        text="",
        evidence="javascript:alert(1)",
        at=NOW,
        by=None,
    )
    assert 'href="javascript' not in client_for(cast.reader).get(f"/governance/actions/{action}").content.decode()


def test_what_is_the_groups_alone_is_like_nothing_to_others(client_for, cast, board):  # noqa: F811
    action = give(cast, board, board["County Constabulary"], circle=Circle.GROUP)
    reader = client_for(cast.reader)
    assert "Write to every licensee" not in text_of(reader.get("/governance/actions"))
    assert reader.get(f"/governance/asked/{line(action, 'County Constabulary').pk}").status_code == 404
    assert police(client_for, cast).get(f"/governance/actions/{action}").status_code == 404
    manager, hidden = client_for(cast.manager), "Nobody of Commissioner can read what they are asked"
    unread = give(cast, board, board["Commissioner"], circle=Circle.GROUP)
    assert hidden in text_of(manager.get(f"/governance/actions/{unread}"))
    assert hidden not in text_of(manager.get(f"/governance/actions/{give(cast, board, board['Commissioner'])}"))
    seat = {
        "group": board["group"],
        "body": board["County Constabulary"],
        "member": cast.analyst.pk,
        "valid_from": SINCE,
    }
    changes.give_seat(**seat, at=NOW, by=cast.standing(cast.manager))
    assert "Write to every licensee" in text_of(police(client_for, cast).get(f"/governance/actions/{action}"))


def test_who_gives_an_action_of_a_closed_group_is_told_who_will_read_it(client_for, cast, board):  # noqa: F811
    by = cast.standing(cast.manager)
    closed = changes.found_group(
        partnership=cast.southfold.pk,
        shape=Shape("Tasking", GroupKind.PANEL, circle=Circle.GROUP),
        valid_from=SINCE,
        at=NOW,
        by=by,
    )
    manager, analyst = client_for(cast.manager), police(client_for, cast)
    sent = {"text": "Visit number nine", "owner": "responsible", "group": str(closed)} | day(TODAY, "due_on")
    before = post(manager, "/governance/actions/give", **sent)
    page = text_of(before)
    assert "will be read, besides the group, by County Constabulary (Ana Analyst); Southfold Borough Council (" in page
    assert "None of County Fire and Rescue signs in here" in page
    assert not Action.objects.exists()
    assert "Read who will see this action</h1>" in page
    assert "Give it: these people will read it" in page
    aware = re.search(r'name="aware" value="(\d+)"', before.content.decode())[1]
    other = sent | {"owner": str(board["County Constabulary"]), "aware": aware}
    assert post(manager, "/governance/actions/give", **other).status_code == 200, "another owner, another sentence"
    assert post(manager, "/governance/actions/give", **sent, aware=aware).status_code == 302
    own = line(Action.objects.get().pk, "County Constabulary").pk
    listed = text_of(analyst.get("/governance/actions"))
    assert "Asked of County Constabulary by closed groups" in listed
    for where in (
        "/governance/actions",
        "/governance/waiting",
        "/search?q=nine",
        f"/governance/asked/{own}",
        f"/governance/answers/{own}",
    ):
        page = text_of(analyst.get(where))
        assert "Visit number" in page, where
        if where != "/governance/actions":  # there every group is offered to choose from
            assert not [word for word in ("Tasking", str(closed)) if word in page], where
    assert "1 action waits for your agency’s answer" in text_of(analyst.get("/"))
    assert "Your answer will be read by that group" in text_of(analyst.get(f"/governance/answers/{own}"))
    assert "Say in a sentence what was done" in text_of(
        post(analyst, f"/governance/answers/{own}", state="done", text="", evidence="", version="1")
    )
    done = post(
        analyst, f"/governance/answers/{own}", state="done", text="Nobody lives there.", evidence="", version="1"
    )
    assert done["Location"] == f"/governance/asked/{own}?done=answered"
    assert "Nobody lives there." in text_of(manager.get(f"/governance/actions/{Action.objects.get().pk}"))
    assert manager.get(f"/governance/asked/{own}")["Location"] == f"/governance/actions/{Action.objects.get().pk}"


def test_an_open_answer_has_no_note_of_readers_and_late_ones_are_counted(client_for, cast, board):  # noqa: F811
    actions = [give(cast, board, board["County Constabulary"], due_on=TODAY + timedelta(days=n)) for n in (-3, 5)]
    own, analyst = line(actions[0], "County Constabulary").pk, police(client_for, cast)
    assert "Your answer will be read" not in text_of(analyst.get(f"/governance/answers/{own}"))
    assert "2 actions wait for your agency’s answer, 1 of them late" in text_of(analyst.get("/"))


def test_a_list_is_narrowed_by_whose_state_words_group_and_body(client_for, cast, board):  # noqa: F811
    give(cast, board, board["County Constabulary"])
    client = police(client_for, cast)
    for query, found in (
        ("whose=agency", True), ("whose=mine", False), ("state=ended", False), ("words=LICENSEE", True), ("words=bonfire", False),
        (f"group={board['group']}", True), (f"body={board['Commissioner']}", False), (f"body={board['County Constabulary']}", True),
    ):  # fmt: skip
        assert ("Write to every licensee" in text_of(client.get(f"/governance/actions?{query}"))) is found, query


def test_a_letters_link_leads_to_the_agencys_list_and_puts_the_right_hat_on(client_for, cast, board):  # noqa: F811
    key = agency("county-police").pk
    client = police(client_for, cast)
    there = client.get(f"/governance/waiting/{cast.southfold.pk}/{key}")
    other = client.get(f"/governance/waiting/{cast.northwick.pk}/{key}")
    assert {there.status_code, other.status_code} == {302, 200}
    page = text_of(other if other.status_code == 200 else there)
    assert "Change hats and see it" in page
    assert client_for(cast.reader).get(f"/governance/waiting/{cast.southfold.pk}/{key}").status_code == 404
    door = client_for(None).get(f"/governance/waiting/{cast.southfold.pk}/{key}")
    assert door.status_code == 302
    assert "next=/governance/waiting" in door["Location"].replace("%2F", "/")


def test_a_page_asks_as_much_of_the_register_for_many_actions_as_for_one(client_for, cast, board):  # noqa: F811
    client = client_for(cast.manager)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/governance/actions").status_code == 200
        return len(queries)

    give(cast, board, OwnedBy.RESPONSIBLE)
    client.get("/governance/actions")
    one = asked()
    for _ in range(8):
        give(cast, board, OwnedBy.RESPONSIBLE)
    assert asked() == one <= 40


def test_fifty_stand_on_a_page_and_the_next_fifty_on_the_next(client_for, cast, board):  # noqa: F811
    for _ in range(52):
        give(cast, board, board["Commissioner"])
    client = client_for(cast.reader)
    first, second = (client.get(f"/governance/actions?page={n}").content.decode() for n in (1, 2))
    assert (first.count('scope="row"'), second.count('scope="row"')) == (50, 2)
    assert "52 open actions" in first
    assert "Next fifty" in first
    assert "Previous fifty" in second


def test_a_member_chooses_their_letters_on_a_page(client_for, cast, board):  # noqa: F811
    client = client_for(cast.reader)
    assert 'value="daily" checked' in client.get("/governance/waiting/letters").content.decode().replace("  ", " ")
    assert post(client, "/governance/waiting/letters", pace="never").status_code == 302
    assert 'value="never" checked' in client.get("/governance/waiting/letters").content.decode().replace("  ", " ")
