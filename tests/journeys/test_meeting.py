"""A meeting: planned, circulated, minuted by two at once, closed, taken away as a Word file, and approved by the next, all by the pages."""

import re
from datetime import date
from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from tests.accounts.asking import asking
from tests.cast import NOW
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import Capacity, GroupKind, StatutoryRole
from wardmote.platform import outbox

pytestmark = pytest.mark.journey
SINCE = date(2020, 4, 1)
BODIES = (
    ("Southfold Borough Council", "district-council", True), ("County Constabulary", "police", True),
    ("County Fire and Rescue Authority", "fire", True), ("HMP Southfold", "prison", False),
)  # fmt: skip


@pytest.fixture
def board(cast) -> None:
    """A board with four bodies, a chair and a secretary who signs in."""
    with asking(cast.standing(cast.manager)) as manager:
        common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": manager}
        board = changes.found_group(shape=Shape("Community Safety Board", GroupKind.BOARD, quorum=2), **common)
        for name, kind, votes in BODIES:
            role = StatutoryRole.RESPONSIBLE if votes else StatutoryRole.OTHER
            body = changes.add_body(name=name, kind=kind, role=role, votes=votes, **common)
            changes.give_seat(group=board, body=body, votes=votes, valid_from=SINCE, at=NOW, by=manager)
        changes.give_seat(
            group=board, body=None, name="Charlie Chair (demonstration)", capacity=Capacity.CHAIR, valid_from=SINCE, at=NOW, by=manager
        )  # fmt: skip
        changes.give_seat(
            group=board, body=None, member=cast.coordinator.pk, capacity=Capacity.SECRETARY, valid_from=SINCE, at=NOW, by=manager
        )  # fmt: skip


@pytest.fixture
def second(chromium, site):
    """Another colleague's browser."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(25_000)
    yield context.new_page()
    context.close()


def fill_day(page, label: str, day: date) -> None:
    boxes = page.get_by_role("group", name=label)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(part).fill(str(value))


def set_up_the_series(page) -> None:
    """From the meetings to the group, and when it meets as a rule: each quarter on a first Wednesday."""
    page.goto("/governance")
    page.get_by_role("link", name="Community Safety Board").last.click()
    page.get_by_role("link", name="When it meets").click()
    page.get_by_role("button", name="Set up a series").click()
    page.get_by_label("How often").select_option("quarterly")
    fill_day(page, "First day", date(2026, 3, 4))
    page.get_by_label("It starts at").fill("14:00")
    page.get_by_label("Where").fill("Committee room 2")
    page.get_by_role("button", name="Set this up").click()
    page.get_by_role("heading", level=2, name="quarterly, on the first Wednesday of the month, at 14:00").wait_for()


def plan_the_meeting(page, axe, picture) -> str:
    """Planned by hand, with a point of its own: the address of its page."""
    page.get_by_role("link", name="Meetings").first.click()
    page.get_by_role("button", name="Plan a meeting").click()
    page.get_by_label("Which group meets").select_option("Community Safety Board")
    fill_day(page, "Day", date(2026, 6, 3))
    page.get_by_label("It starts at").fill("14:00")
    page.get_by_label("Where").fill("Committee room 2")
    assert axe(page) == []
    picture(page, "meeting-plan")
    page.get_by_role("button", name="Plan this meeting").click()
    page.get_by_role("heading", level=1, name="Community Safety Board, 3 June 2026").wait_for()
    page.get_by_role("button", name="Add a point").click()
    page.get_by_label("What it is about").fill("Winter nights")
    page.get_by_role("button", name="Add this point").click()
    page.get_by_role("heading", level=3, name="7. Winter nights").wait_for()
    return page.url.split("?")[0]


def circulate(page, cast, axe, picture) -> None:
    """Whoever sits on the board is told that there is something, and where; never what."""
    page.get_by_role("button", name="Circulate it").click()
    page.get_by_text("1 member gets a letter").wait_for()
    assert axe(page) == []
    picture(page, "meeting-circulate")
    page.get_by_role("button", name="Circulate it").click()
    page.get_by_text("Circulated", exact=True).first.wait_for()
    letter = next(one for one in outbox.waiting() if one.kind == "meeting")
    assert letter.to == cast.coordinator.email
    assert "Winter nights" not in letter.body
    assert "Board" not in letter.body


def at_the_meeting(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Minute it").click()
    page.get_by_role("heading", level=1, name="Minute: Community Safety Board, 3 June 2026").wait_for()


def box(page, title: str):
    return page.get_by_label(f"What was said ({title})")


def test_a_meeting_is_planned_circulated_minuted_by_two_at_once_closed_taken_away_and_approved_by_the_next(
    page, second, site, cast, sign_in, axe, picture, board
):
    page.context.set_default_timeout(25_000)
    expect.set_options(timeout=25_000)
    sign_in(page, cast.manager)
    sign_in(second, cast.coordinator)
    second.goto("/working-as")
    second.get_by_role("button", name="Southfold Community Safety Partnership").click()
    second.get_by_role("heading", level=1, name="Southfold Community Safety Partnership").wait_for()
    set_up_the_series(page)
    address = plan_the_meeting(page, axe, picture)
    circulate(page, cast, axe, picture)
    at_the_meeting(page, address)
    at_the_meeting(second, address)

    page.get_by_role("button", name="Take attendance").click()
    for name, kind in (
        ("Southfold Borough Council", "Present"),
        ("County Constabulary", "Substitute"),
        ("HMP Southfold", "Apologies"),
    ):
        page.get_by_label(f"Attendance of {name}").select_option(kind)
    page.get_by_label("Who came for County Constabulary").fill("Sam Sergeant (demonstration)")
    assert axe(page) == []
    picture(page, "meeting-attendance")
    page.get_by_role("button", name="Save who is here").click()
    page.get_by_text("2 of 3 voting bodies are here; the quorum is 2: quorate.").wait_for()
    second.get_by_text("2 of 3 voting bodies are here; the quorum is 2: quorate.").wait_for()

    box(page, "Welcome and apologies").fill("The chair welcomed everybody.")
    page.get_by_text("by Mo Manager.").first.wait_for()
    expect(box(second, "Welcome and apologies")).to_have_value("The chair welcomed everybody.")

    box(second, "Risk").fill("The van is old.")
    second.get_by_text("by Cory Coordinator.").first.wait_for()
    expect(box(page, "Risk")).to_have_value("The van is old.")
    box(second, "Risk").focus()
    box(second, "Risk").press_sequentially(" It is")
    expect(box(page, "Risk")).to_have_value("The van is old. It is")
    # Both type into the same box now; the second to save is shown both texts.
    with second.expect_response(lambda answer: answer.url.endswith("/note") and answer.status == 409):
        second.context.set_offline(True)
        box(second, "Risk").fill("The van is old.\nIt was stolen.")
        box(page, "Risk").fill("The van is old.\nIt was sold.")
        expect(page.locator("#minute-6-said")).to_contain_text("by Mo Manager")
        second.context.set_offline(False)
    second.get_by_role("heading", name="Somebody else has written here too").wait_for()
    assert axe(second) == []
    picture(second, "meeting-two-texts")
    second.get_by_role("button", name="Put both together").click()
    box(page, "Welcome and apologies").focus()
    expect(box(page, "Risk")).to_have_value("The van is old.\nIt was sold.\nIt was stolen.")

    page.get_by_role("link", name=re.compile("Add a decision.*Risk")).click()
    page.get_by_label("What was decided").fill("Lease a new van.")
    page.get_by_label("Why", exact=True).fill("It is cheaper than the repair.")
    page.get_by_label("What else was considered, and why not").fill("Repair: too dear.")
    assert axe(page) == []
    picture(page, "meeting-decision")
    page.get_by_role("button", name="Write this decision down").click()
    page.get_by_text("Lease a new van.").wait_for()
    risk = page.get_by_role("region", name="6. Risk")
    risk.get_by_label("Action: who / what / by when").fill("Police / find the old van / by 12 December 2026")
    risk.get_by_role("button", name="Enter").click()
    page.get_by_role("heading", name="This is what was understood").wait_for()
    assert axe(page) == []
    picture(page, "meeting-minuting")
    page.get_by_role("button", name="Give this action").click()
    page.get_by_text("County Constabulary, by 12 December 2026: find the old van").wait_for()
    page.get_by_role("button", name=re.compile("Carry it over to the next meeting.*Cross-cutting")).click()
    page.get_by_role("button", name="Close the meeting").click()
    page.get_by_role("heading", level=1, name="Close the meeting: Community Safety Board, 3 June 2026").wait_for()
    following = page.get_by_label("the next day on which it meets (quarterly)")
    expect(following).to_be_checked()
    assert axe(page) == []
    picture(page, "meeting-close")
    page.get_by_role("button", name="Close the meeting").click()
    page.get_by_text("The meeting is closed. Its minutes are drafted.").wait_for()
    assert axe(page) == []
    picture(page, "meeting-minutes")
    word = docx.Document(BytesIO(taken(page, "Word")))
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")]
    assert {"Who was there", "Declared interests", "Item 6: Risk", "Decision 1", "Actions"} <= set(headings)
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Lease a new van." in said
    assert "Draft – not yet approved" in said
    assert taken(page, "PDF").startswith(b"%PDF")

    page.get_by_role("link", name="Meetings").first.click()
    page.get_by_role("table", name="To come").get_by_role("link", name="Community Safety Board").click()
    page.get_by_text("Carried over from Community Safety Board, 3 June 2026.").wait_for()
    page.get_by_role("button", name="Minute it").click()
    page.get_by_role("link", name="Approve the minutes: Community Safety Board, 3 June 2026").click()
    page.get_by_label("With amendments").check()
    page.get_by_label("Amendments", exact=True).fill("For “lease” read “buy”.")
    fill_day(page, "On", date(2026, 9, 2))
    assert axe(page) == []
    picture(page, "meeting-approve")
    page.get_by_role("button", name="Approve and fix these minutes").click()
    page.get_by_text(
        "These minutes were approved on 2 September 2026 at the meeting “Community Safety Board, "
    ).wait_for()
    assert "Draft" not in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="Decisions").first.click()
    page.get_by_role("cell", name="Lease a new van.").wait_for()
    assert axe(page) == []
    picture(page, "meeting-decisions")


def taken(page, name: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("button", name=re.compile(f"^{name}.*minutes-")).click()
    return found.value.path().read_bytes()
