"""What somebody types is kept before it is sent: sealed, for them alone, until it is sent."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict

from wardmote.accounts import changes
from wardmote.accounts.models import Agency
from wardmote.accounts.states import Role
from wardmote.platform import clock, drafts, once
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, Asking, acting_as

PAGE = "/partnership"


def by(member) -> Asking:
    return Asking(member=member.pk)


def keep(client, address=PAGE, **fields):
    return client.post("/drafts/keep", {"draft": address} | fields, headers={"Accept": "application/json"})


@pytest.fixture
def draft(cast):
    """The address of the administrator's form: that of the page, and of the hat worn."""
    return drafts.address_of(PAGE, cast.standing(cast.administrator).hat.key)


def test_what_was_typed_is_saved_and_comes_back_with_the_version_it_was_typed_against(client_for, cast, draft):
    client = client_for(cast.administrator)
    told = keep(client, draft, contact="The desk", notice="Half a sen", version=1).json()
    assert told["saved"]
    assert re.fullmatch(r"Saved \d\d:\d\d", told["said"])
    page = client.get(PAGE).content.decode()
    assert "This is what you typed and did not send" in page
    assert 'value="The desk"' in page
    assert "Half a sen" in page


def test_a_text_that_comes_back_overwrites_nothing_that_was_saved_meanwhile(client_for, cast, draft):
    client = client_for(cast.administrator)
    keep(client, draft, contact="Mine", version=1)
    client.post(PAGE, {"once": once.fresh(), "contact": "Theirs", "notice": "", "version": 1})  # from another page
    page = client.get(PAGE).content.decode()
    assert 'name="version" value="1"' in page
    answer = client.post(PAGE, {"once": once.fresh(), "contact": "Mine", "notice": "", "version": 1, "draft": draft})
    assert answer.status_code == 409


def test_a_form_that_was_sent_has_no_draft_any_more(client_for, cast, draft):
    client = client_for(cast.administrator)
    keep(client, draft, contact="The desk", version=1)
    sent = {"once": once.fresh(), "contact": "The desk", "notice": "", "version": 1, "draft": draft}
    assert client.post(PAGE, sent).status_code == 302
    assert "did not send" not in client.get(PAGE).content.decode()


def test_a_form_with_a_mistake_keeps_its_draft(client_for, cast, draft):
    client = client_for(cast.administrator)
    keep(client, draft, contact="The desk", version=1)
    client.post(PAGE, {"once": once.fresh(), "contact": "x" * 300, "version": 1, "draft": draft})
    assert "did not send" in client.get(PAGE).content.decode()


def test_a_saving_that_comes_after_the_form_was_sent_keeps_nothing(client_for, cast, draft):
    client, key = client_for(cast.administrator), once.fresh()
    client.post(PAGE, {"once": key, "contact": "The desk", "notice": "", "version": 1, "draft": draft})
    assert not keep(client, draft, once=key, contact="The desk", version=1).json()["saved"]
    assert "did not send" not in client.get(PAGE).content.decode()


def test_without_a_script_a_button_saves_and_leads_to_what_waits(client_for, cast, draft):
    client = client_for(cast.administrator)
    answer = client.post("/drafts/keep", {"draft": draft, "contact": "The desk", "version": 1})
    assert answer.url == "/drafts"
    page = client.get("/drafts").content.decode()
    assert f'<a class="govuk-link" href="{PAGE}">What members are told</a>' in page
    assert "Southfold Community Safety Partnership</dd>" in page
    client.post("/drafts/drop", {"draft": draft})
    assert "Nothing waits" in client.get("/drafts").content.decode()


def test_nobody_else_sees_a_draft(client_for, cast, draft):
    keep(client_for(cast.administrator), draft, contact="The desk", version=1)
    for other in (cast.manager, cast.outsider, cast.auditor):
        with acting_as(by(other)):
            assert drafts.found(member=cast.administrator.pk, address=draft) is None
            assert drafts.waiting(member=cast.administrator.pk) == []
            assert not drafts.drop(member=cast.administrator.pk, address=draft)
    with acting_as(by(cast.administrator)):
        assert drafts.found(member=cast.administrator.pk, address=draft).fields["contact"] == "The desk"


def test_a_draft_is_sealed_where_it_is_kept(client_for, cast, draft, as_owner):
    as_owner.execute("SET wardmote.upkeep = 'on'")
    keep(client_for(cast.administrator), draft, contact="The desk", version=1)
    (kept,) = as_owner.execute("SELECT fields FROM platform_draft").fetchone()
    assert b"desk" not in bytes(kept)


def test_there_is_one_draft_for_a_form_the_latest(client_for, cast, draft):
    client = client_for(cast.administrator)
    for text in ("one", "two"):
        keep(client, draft, contact=text, version=1)
    with acting_as(by(cast.administrator)):
        assert [address for address, _saved in drafts.waiting(member=cast.administrator.pk)] == [draft]
        assert drafts.found(member=cast.administrator.pk, address=draft).fields["contact"] == "two"


def test_passwords_codes_and_what_forms_carry_unseen_are_not_kept():
    sent = QueryDict("csrfmiddlewaretoken=t&once=k&draft=/x&new_password=p&code=1&text=a&text=b&version=3")
    assert drafts.typed(sent) == {"text": ["a", "b"], "version": ["3"]}


@pytest.mark.parametrize(
    "address", ["", "//elsewhere.example/x", "https://elsewhere.example", "x", "/a?b=c", "/" + "x" * 600]
)
def test_a_draft_belongs_to_a_page_of_this_site(client_for, cast, address):
    assert client_for(cast.manager).post("/drafts/keep", {"draft": address, "text": "a"}).status_code == 400


def test_what_is_too_long_is_not_kept_and_said(client_for, cast):
    told = keep(client_for(cast.manager), text="x" * drafts.MOST).json()
    assert not told["saved"]
    assert told["said"].startswith("Not saved")


def test_a_visitor_who_saves_is_sent_to_sign_in(client_for, cast):
    assert keep(client_for(None), text="a").status_code == 302


def test_drafts_are_swept_by_their_age(client_for, cast, draft):
    keep(client_for(cast.administrator), draft, contact="The desk", version=1)
    with acting_as(Asking(origin="job")):
        assert drafts.sweep(before=clock.now() - drafts.KEPT) == 0
        assert drafts.sweep(before=clock.now() + timedelta(seconds=1)) == 1


def test_what_one_wrote_for_one_partnership_is_not_in_the_form_of_another(client_for, cast, draft):
    with acting_as(AT_THE_COMMAND_LINE):
        changes.grant(
            member=cast.administrator, agency=Agency.objects.get(slug="southfold-council"), partnership=cast.northwick,
            role=Role.ADMINISTRATOR, valid_from=clock.today(), at=clock.now(), by=None,
        )  # fmt: skip
    client = client_for(cast.administrator)
    other = cast.standing(cast.administrator, partnership="northwick").hat
    keep(client, drafts.address_of(PAGE, other.key), contact="The desk of Northwick", version=1)
    assert "The desk of Northwick" not in client.get(PAGE).content.decode()
    assert f'name="hat" value="{other.key}"' in client.get("/drafts").content.decode()
    home = client.get("/").content.decode()
    assert f'name="hat" value="{other.key}"><input type="hidden" name="next" value="{PAGE}">' in home
    client.post("/working-as", {"once": once.fresh(), "hat": other.key, "next": PAGE})
    assert "The desk of Northwick" in client.get(PAGE).content.decode()
