"""The frame around every page."""


def test_home_names_the_member_the_agency_and_the_partnership(client_for, cast):
    page = client_for(cast.manager).get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Mo Manager" in text
    assert "Southfold Borough Council in Southfold Community Safety Partnership" in text
