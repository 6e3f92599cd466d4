"""Search over governance finds what whoever asks may read, and neither finds nor counts anything else."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import asking, text_of
from tests.cast import NOW
from tests.governance.test_actions import DUE, board, give  # noqa: F401 - a fixture
from tests.governance.test_risks import category, risk
from wardmote.governance import changes
from wardmote.governance.changes.planning import When
from wardmote.governance.models import Action
from wardmote.governance.states import Circle

HERE = "/search"


def asked(client, words: str, **more):
    return client.get(HERE, {"q": words, **more})


def test_words_are_found_in_every_kind_with_what_may_be_read_alone_counted(client_for, cast, board):  # noqa: F811
    for _each in range(7):
        give(cast, board, board["Commissioner"])
    hidden = give(cast, board, board["Commissioner"])
    Action.objects.filter(pk=hidden).update(circle=Circle.GROUP)
    manager, reader, outsider = (client_for(one) for one in (cast.manager, cast.reader, cast.outsider))
    page = text_of(asked(manager, "licensees"))
    assert "8 results for “licensees”, of 1 kind." in page
    assert "q=licensees&amp;kind=action" in page
    assert "7 results for “licensee”, of 1 kind." in text_of(asked(reader, "licensee"))
    assert "Nothing that you may read has all of these words." in text_of(asked(outsider, "licensee"))
    number = Action.objects.get(pk=hidden).number
    assert f"/governance/actions/{hidden}" in asked(manager, f"action {number}").content.decode()
    assert str(hidden) not in asked(reader, f"action {number}").content.decode()
    page = asked(manager, "licensee", kind="action").content.decode()
    assert page.count('class="wm-hits__one"') == 8
    assert "<mark>licensee</mark>" in page
    group = text_of(asked(reader, "Executive"))
    assert "Groups" in group


def test_the_log_is_told_how_much_was_found_and_never_what_was_looked_for(client_for, cast, board, as_owner):  # noqa: F811
    action = give(cast, board, board["Commissioner"])
    asked(client_for(cast.manager), "licensee")
    told = as_owner.execute("SELECT ids, facts, e::text FROM audit_event e WHERE verb = 'search-governance'").fetchall()
    assert [(ids, facts) for ids, facts, _all in told] == [([action], {"found": 1})]
    assert "licens" not in told[0][2]


def test_what_is_typed_stays_text(client_for, cast, board):  # noqa: F811
    words = "Ask O’Brien’s café: <script>alert(1)</script> & co"
    changes.give_action(group=board["group"], text=words, owner=board["Commissioner"], due_on=DUE, at=NOW, by=cast.standing(cast.manager))  # fmt: skip
    client = client_for(cast.manager)
    for words in ("café", "CAFE", "O’Brien’s", "O'Brien"):
        page = asked(client, words)
        assert page.status_code == 200
        assert "1 result for" in text_of(page)
        assert "<script>alert(1)" not in page.content.decode()
    for words in ("'; DROP TABLE governance_action; --", "<img src=x onerror=alert(1)>", "& | ! ( ) :* <->", '"', "%_\\", "-", "\ue000mark\ue001", "action 99999999999", "0"):  # fmt: skip
        page = asked(client, words)
        assert page.status_code == 200, words
        assert "<img src=x" not in page.content.decode()
    assert Action.objects.exists()
    for words in ("", "   "):
        assert "looks through groups and bodies" in text_of(asked(client, words))
    assert "in nearly every text" in text_of(asked(client, "the"))
    assert "at most 200" in text_of(asked(client, "a" * 201))
    assert asked(client, "Brien", kind="nonsense", page="-4").status_code == 200
    assert asked(client, "Brien", kind="action", page="400").status_code == 200
    assert "no-store" in asked(client, "Brien")["Cache-Control"]


def test_a_search_asks_no_more_questions_for_more_that_is_found(client_for, cast, board):  # noqa: F811
    client, counts = client_for(cast.manager), []
    for much in (1, 6):
        for _each in range(much):
            give(cast, board, board["Commissioner"])
        asked(client, "licensee")
        with CaptureQueriesContext(connection) as done:
            asked(client, "licensee")
        counts.append(len(done))
    assert counts[0] == counts[1] <= 45


def test_each_kind_is_called_what_people_call_it(client_for, cast, board):  # noqa: F811
    with asking(cast.standing(cast.manager)) as by:
        made = risk(by, category(by), "Partners do not come to meetings")
        when = When(NOW + timedelta(days=200), NOW + timedelta(days=200, hours=2), place="Partners’ Hall")
        meeting = changes.plan_meeting(group=board["group"], when=when, at=NOW, by=by)
        item = changes.add_item(meeting=meeting, title="Partners and money", lead="", note="", at=NOW, by=by)
        changes.decide(item=item, text="Ask all partners to pay", at=NOW, by=by)
    page = asked(client_for(cast.reader), "partner").content.decode()
    for words, href in (
        ("Strategic planning 1 Partners do not come to meetings", f"/governance/risks/{made}"),
        ("Decision 1", f"/governance/meetings/{meeting}/minutes"),
        ("Partners and money", f"/governance/meetings/{meeting}"),
        ("Executive, 24 July 2026", f"/governance/meetings/{meeting}"),
    ):
        assert f'href="{href}">{words}</a>' in page, words
