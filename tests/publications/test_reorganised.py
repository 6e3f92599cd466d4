"""What a partnership reported before local government was reorganised, it reports still."""

from datetime import UTC, date, datetime

from wardmote.accounts import changes as accounts
from wardmote.governance import changes
from wardmote.governance.reorganising import Plan

DAY, AT = date(2026, 11, 9), datetime(2026, 11, 9, 10, tzinfo=UTC)
YEAR = {"report": "performance", "area": "E07000126", "from": "2021-10", "to": "2022-09"}


def test_the_reports_of_a_partnership_that_ended_render_as_before_with_its_last_area(lake, cast, client_for):
    client = client_for(cast.manager)
    before = client.get("/publications/", YEAR)
    usual = client.get("/publications/", {"report": "performance"})
    document = client.get("/publications/report.docx", YEAR)
    accounts.found_partnership(name="Both", slug="both", districts=(), at=AT, by=None)
    changes.reorganise(plan=Plan(on=DAY, reason="An order", before=("southfold",), after=("both",)), text="", at=AT)
    standing = cast.standing(cast.manager)
    assert standing.hat.ended_on == DAY
    assert [one.code for one in standing.districts] == ["E07000118", "E07000126"]
    after = client.get("/publications/", YEAR)
    assert before.status_code == after.status_code == 200
    assert "7,096" in after.content.decode()
    assert client.get("/publications/", {"report": "performance"}).status_code == usual.status_code
    assert client.get("/publications/report.docx", YEAR).content == document.content
    assert client.get("/evidence", follow=True).status_code == 200
