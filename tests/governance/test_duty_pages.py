"""The pages of duties, registers and the framework: read by everybody in the partnership, written by whoever runs its business, and nobody's elsewhere."""

from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.accounts.asking import asking
from tests.cast import NOW
from tests.governance.test_minuting_pages import met  # noqa: F401 - a fixture
from tests.governance.test_pages import day, text
from wardmote.governance import changes, duties, registers
from wardmote.governance.states import Rating, StatutoryRole
from wardmote.platform import clock

FIRST = {"done_on": date(2025, 3, 1), "first": date(2025, 3, 1), "last": date(2025, 3, 31)}


def days(**named: date) -> dict[str, int]:
    return {key: value for name, on in named.items() for key, value in day(on, name).items()}


def test_the_calendar_says_what_is_late_in_words_and_shows_every_duty_once(client_for, cast):
    with asking(cast.standing(cast.manager)) as manager:
        common = {"partnership": cast.southfold.pk, "at": NOW, "by": manager}
        changes.add_body(
            name="Southfold",
            kind="unitary-council",
            role=StatutoryRole.RESPONSIBLE,
            votes=True,
            valid_from=date(2020, 1, 1),
            **common,
        )
        changes.claim_duty(duty="protocol", rating=Rating.IN_PLACE, **FIRST, **common)
        changes.set_reach(duty="plan", falls=True, reason="The board wants it.", valid_from=date(2025, 1, 1), **common)
    page = text(client_for(cast.reader).get("/governance/duties?on-day=6&on-month=3&on-year=2026"))
    assert "5 days late" in page
    assert "The board wants it." in page
    assert "No evidence is on file for it." in page
    assert page.count("<svg") >= 2
    for key, duty in duties.standing_on(date(2026, 3, 6)).items():
        assert f'href="/governance/duties/{key}"' in page, duty.label
    assert "They do not fall on this partnership" in page
    assert page.index("They do not fall on this partnership") < page.index(
        "/governance/duties/community-safety-agreement"
    )
    assert "an area with one council in England" in page


def test_every_duty_and_every_register_has_a_page_for_who_reads_and_forms_for_who_runs(client_for, cast):
    reader, manager = client_for(cast.reader), client_for(cast.manager)
    for key in duties.standing_on(clock.today()):
        assert reader.get(reverse("duty", args=[key])).status_code == 200
    for name in ("claim-duty", "add-evidence", "set-reach"):
        assert manager.get(reverse(name, args=["prevent"])).status_code == 200
        assert reader.get(reverse(name, args=["prevent"])).status_code == 404
    for key in registers.table():
        assert "An entry asks for:" in text(reader.get(reverse("register", args=[key])))
        assert manager.get(reverse("add-entry", args=[key])).status_code == 200
        assert reader.post(reverse("add-entry", args=[key]), {"name": "X"}).status_code == 404
    for name in ("registers", "timeline", "framework", "board-parts"):
        assert reader.get(reverse(name)).status_code == 200
    for address in ("duties/nothing", "registers/nothing", "registers/nothing/add", "duties/nothing/claim"):
        assert manager.get(f"/governance/{address}").status_code == 404


def test_a_manager_starts_a_clock_adds_evidence_claims_and_takes_back(client_for, cast):
    client, here = client_for(cast.manager), "/governance/duties/review-decision"
    assert (
        client.post(f"{here}/start", {"words": "A death was notified."} | days(on=date(2026, 1, 31))).url
        == f"{here}?done=clock-started"
    )
    page = client.get(f"{here}/claim").content.decode()
    occasion = page.split('name="occasion"')[1].split('value="')[1].split('"')[0]
    sent = {"occasion": occasion, "rating": "in-place"} | days(
        done_on=date(2026, 2, 20), first=date(2026, 2, 20), last=date(2026, 2, 20)
    )
    assert client.post(f"{here}/claim", sent).url == f"{here}?done=claimed"
    assert "No evidence is on file for it." in text(client.get(here))
    link = reverse("duties")
    assert (
        client.post(
            f"{here}/evidence", {"words": "The minutes <say> so.", "link": link} | days(on=date(2026, 2, 20))
        ).status_code
        == 302
    )
    page = client.get(here).content.decode()
    assert "The minutes &lt;say&gt; so." in page
    assert "No evidence is on file for it." not in page
    back = next(part.split('"')[0] for part in page.split('href="') if part.startswith("/governance/claims/"))
    assert client.post(back, {"reason": "It was another death."}).status_code == 302
    assert "Taken back: It was another death." in text(client.get(here))
    bad = client.post(f"{here}/evidence", {"words": "X", "link": "javascript:alert(1)"} | days(on=date(2026, 2, 20)))
    assert bad.status_code == 400
    assert "begins with https://" in text(bad)


def test_a_manager_enters_a_strategy_finds_it_changes_it_and_two_at_once_see_both_texts(client_for, cast):
    client = client_for(cast.manager)
    sent = {"name": "Hate crime strategy", "years": "2017-2020", "year_type": "calendar"} | days(
        agreed_on=date(2017, 2, 1)
    )
    assert client.post("/governance/registers/strategies/add", sent | {"years": "soon"}).status_code == 400
    here = client.post("/governance/registers/strategies/add", sent).url.split("?")[0]
    page = text(client.get("/governance/registers/strategies?words=HATE"))
    assert "Expired on 31 December 2020" in page
    assert "No entry holds all of that." in text(client.get("/governance/registers/strategies?words=nowhere"))
    change = sent | {"version": "1", "year_type": "financial"}
    assert client.post(f"{here}/change", change).url == f"{here}?done=entry-changed"
    later = change | days(agreed_on=date(2018, 2, 1))
    both = client.post(f"{here}/change", later | {"name": "Hate strategy", "year_type": "calendar"})
    assert both.status_code == 409
    page = both.content.decode()
    assert 'name="theirs.agreed_on" value="2017-02-01"' in page
    assert 'name="yours.agreed_on" value="2018-02-01"' in page
    chosen = {"version": "2", "differs": ["name", "year_type", "agreed_on"], "years": "2017-2020"}
    for name, theirs, yours in (
        ("name", "Hate crime strategy", "Hate strategy"),
        ("year_type", "financial", "calendar"),
        ("agreed_on", "2017-02-01", "2018-02-01"),
    ):
        chosen |= {f"keep.{name}": "yours", f"theirs.{name}": theirs, f"yours.{name}": yours}
    assert client.post(f"{here}/change", chosen).status_code == 302
    page = text(client.get(here))
    assert "1 February 2018" in page
    assert "What was written before" in page
    assert "changed by Mo Manager" in page
    assert "What was written before" not in text(client_for(cast.reader).get(here))


def test_a_place_is_given_another_status_and_the_line_of_time_tells(client_for, cast):
    client = client_for(cast.manager)
    sent = {"place": "Filton", "programme": "Priority Neighbourhoods"} | days(since=date(2008, 4, 1))
    here = client.post("/governance/registers/places/add", sent).url.split("?")[0]
    assert (
        client.post(
            f"{here}/status", {"status": "removed", "words": "It improved."} | days(valid_from=date(2017, 3, 31))
        ).status_code
        == 302
    )
    page = text(client.get(here))
    assert "1 April 2008 to 30 March 2017" in page
    assert "since 31 March 2017" in page
    told = text(client_for(cast.reader).get("/governance/timeline?register=places"))
    assert told.index("1 April 2008") < told.index("31 March 2017")
    assert "Removed" in told


def test_a_manager_writes_a_framework_adopts_it_and_anybody_takes_it_away(client_for, cast):
    client = client_for(cast.manager)
    made = client.post(
        "/governance/framework/add", {"title": "Terms <of> reference", "text": "# Purpose\nTo keep people safe."}
    ).url.split("?")[0]
    assert "Draft, not adopted" in text(client.get(made))
    assert (
        client.post(f"{made}/change", {"title": "Terms", "text": "# Purpose\nSafe & well.", "version": "1"}).status_code
        == 302
    )
    assert client.post(f"{made}/change", {"title": "Terms", "text": "Other", "version": "1"}).status_code == 409
    assert client.post(f"{made}/adopt", {"where": "the executive"} | days(on=date(2024, 5, 1))).status_code == 302
    reader = client_for(cast.reader)
    page = text(reader.get("/governance/framework"))
    assert "Safe &amp; well." in page
    assert "since 1 May 2024; adopted at the executive" in page
    assert "No version held on 30 April 2024" in text(
        reader.get("/governance/framework?on-day=30&on-month=4&on-year=2024")
    )
    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        taken = reader.get(f"{made}.{ending}")
        assert taken.content.startswith(start)
        assert taken["Content-Disposition"] == f'attachment; filename="framework-1.{ending}"'
    assert reader.get(f"{made}.exe").status_code == 404
    assert reader.get(f"{made}/change").status_code == 404


def test_who_leads_on_what_is_a_table_of_words_and_a_topic_without_a_lead_is_marked(client_for, cast):
    client = client_for(cast.manager)
    for board, part in (("Health and wellbeing", "informed"), ("Safeguarding adults", "contributes")):
        sent = {"topic": "Drugs", "board": board, "part": part} | days(valid_from=date(2024, 1, 1))
        assert client.post("/governance/boards/add", sent).status_code == 302
    page = text(client_for(cast.reader).get("/governance/boards"))
    assert "Nobody leads on: Drugs." in page
    assert 'data-label="Safeguarding adults"><div><strong class="govuk-tag govuk-tag--green">Contributes' in page
    client.post(
        "/governance/boards/add",
        {"topic": "drugs", "board": "CSP", "part": "leads"} | days(valid_from=date(2024, 1, 1)),
    )
    assert "Nobody leads on" not in text(client.get("/governance/boards"))
    assert "Nothing was on the table" in text(client.get("/governance/boards?on-day=31&on-month=12&on-year=2023"))


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_another_partnership_sees_none_of_it(client_for, cast, who):
    with asking(cast.standing(cast.manager)) as manager:
        common = {"partnership": cast.southfold.pk, "at": NOW, "by": manager}
        values = {"missing": "Zebra figures", "since": date(2025, 1, 1)}
        entry = changes.add_entry(register="data-gaps", values=values, **common)
        framework = changes.draft_framework(title="Zebra terms", text="Zebra", link="", what_changed="", **common)
        changes.add_evidence(duty="protocol", on=date(2025, 1, 1), words="Zebra minutes", **common)
    client = client_for(getattr(cast, who))
    for address in (
        "duties/protocol",
        "registers/data-gaps",
        "timeline",
        "framework",
        f"registers/data-gaps?words={quote('Zebra figures')}",
    ):
        assert "Zebra " not in client.get(f"/governance/{address}").content.decode().replace('value="Zebra', "")
    for address in (
        f"entries/{entry}",
        f"entries/{entry}/change",
        f"framework/{framework}",
        f"framework/{framework}.docx",
    ):
        assert client.get(f"/governance/{address}").status_code == 404


def test_a_held_meeting_and_a_decision_become_evidence_with_the_form_filled_in(client_for, cast, met):  # noqa: F811
    client, here = client_for(cast.manager), f"/governance/meetings/{met['meeting']}"
    with asking(cast.standing(cast.manager)) as manager:
        changes.decide(item=met["items"]["Risk"], text="Zebra crossings.", at=NOW, by=manager)
    assert "Use as evidence" not in text(client.get(here))
    with asking(cast.standing(cast.manager)) as manager:
        changes.close_meeting(meeting=met["meeting"], at=NOW, by=manager)
    assert f'href="{here}/evidence"' in client.get(here).content.decode()
    page = client.get(f"{here}/evidence").content.decode()
    assert f'href="/governance/duties/prevent/evidence?meeting={met["meeting"]}"' in page
    form = client.get(f"/governance/duties/prevent/evidence?meeting={met['meeting']}").content.decode()
    for wanted in (f'value="{here}"', 'value="2026"', "Board, "):
        assert wanted in form
    register = client.get("/governance/decisions").content.decode()
    decision = next(
        one for one in (part.split('"')[0] for part in register.split('href="')) if one.endswith("/evidence")
    )
    assert "Use as evidence: Decision 1: Board, " in text(client.get(decision))
    form = client.get(f"/governance/duties/plan/evidence?decision={decision.split('/')[3]}").content.decode()
    assert f'value="{here}/minutes"' in form
    assert "Zebra" not in form  # evidence is read by more people than minutes are
    sent = {"words": "Decision 1", "link": f"{here}/minutes"} | days(on=date(2026, 6, 3))
    assert client.post("/governance/duties/plan/evidence", sent).status_code == 302
    assert f'href="{here}/minutes"' in client_for(cast.reader).get("/governance/duties/plan").content.decode()
    stranger, reader = client_for(cast.outsider), client_for(cast.reader)
    for address in (f"{here}/evidence", decision, f"/governance/duties/plan/evidence?meeting={met['meeting']}"):
        assert reader.get(address).status_code == stranger.get(address).status_code == 404
    for nothing in ("meeting=x", f"decision={met['meeting']}"):
        assert client.get(f"/governance/duties/plan/evidence?{nothing}").status_code == 404
