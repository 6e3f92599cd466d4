"""Asking people in: one form, one mail that says nothing."""

import re
from datetime import timedelta

import pytest

from tests.accounts.asking import TODAY, TOMORROW, asking, at_the_same_moment, day, events, post
from tests.accounts.inviting import CHOSEN, form
from tests.cast import NOW, PASSWORD, agency
from wardmote.accounts import changes, queries
from wardmote.accounts.changes.invitations import Guest, NewAgency
from wardmote.accounts.models import Agency, Credential, Grant, Invitation, Member
from wardmote.accounts.states import Role
from wardmote.platform import clock
from wardmote.platform.models import Mail
from wardmote.platform.refusals import Refused


def test_one_form_makes_the_account_its_roles_and_the_invitation(cast, newcomer):
    member = Member.objects.get(email="nia@police.example")
    assert (member.name, member.has_usable_password()) == ("Nia Newcomer", False)
    roles = Grant.objects.filter(member=member)
    assert {held.role_id for held in roles} == {"representative", "analyst"}
    assert {(held.agency.slug, held.partnership_id, held.recorded_by_id) for held in roles} == {
        ("county-police", cast.southfold.pk, cast.administrator.pk)
    }
    sent = Invitation.objects.get(member=member)
    assert timedelta(days=6, hours=23) < sent.expires_at - clock.now() <= timedelta(days=7)
    assert sent.secret_digest not in newcomer, "only a digest is kept"
    (event,) = events("invite")
    assert (event["ids"], event["partnership"]) == ([member.pk], cast.southfold.pk)
    told = [event["verb"] for event in events() if event["member"]]
    assert told == ["see-agencies", "invite"], "what the form offered was read, and one change is one event"


def test_the_mail_says_that_somebody_invites_and_nothing_else(cast, newcomer):
    (mail,) = Mail.objects.all()
    assert mail.to == "nia@police.example"
    words = f"{mail.subject} {mail.body}"
    for told in ("Addy", "Administrator", "Southfold", "Nia", "Constabulary", "Analyst", "representative", "agency"):
        assert told not in words
    assert "/invitation/" in mail.body
    until = Invitation.objects.get().expires_at.astimezone(clock.LONDON).date()
    assert f"until {until.day} {until:%B %Y}." in mail.body


def test_credentials_and_a_last_day_can_come_with_it(cast, ask_in):
    ask_in(vetting="NPPV level 3", **day(TOMORROW, "vetting_to"), **day(TOMORROW, "valid_to"))
    held = Credential.objects.get(member__email="nia@police.example")
    assert (held.kind, held.name, held.valid_to) == ("vetting", "NPPV level 3", TOMORROW + timedelta(days=1))
    assert set(Grant.objects.filter(member=held.member).values_list("valid_to", flat=True)) == {
        TOMORROW + timedelta(days=1)
    }


def test_an_agency_that_is_not_round_the_table_yet_is_made(cast, ask_in):
    ask_in(agency="another", agency_name="Refuge South", agency_kind="voluntary")
    made = Agency.objects.get(slug="refuge-south")
    assert (made.name, made.kind) == ("Refuge South", "voluntary")
    assert Grant.objects.filter(agency=made, partnership=cast.southfold).count() == 2


def test_no_agency_that_never_sat_there_is_worn(cast, client_for):
    """Not by its key in a form, and not past the form either."""
    other, client = agency("northwick-council"), client_for(cast.administrator)
    assert "Northwick Council" not in client.get("/people/invite").content.decode()
    assert post(client, "/people/invite", **form(agency=str(other.pk))).status_code == 400
    by = cast.standing(cast.administrator, on=TODAY)
    with asking(by), pytest.raises(Refused):
        changes.give_role(
            member=cast.reader.pk, agency=other.pk, role=Role.ANALYST, valid_from=TODAY, valid_to=None, at=NOW, by=by
        )


def another(name: str, number: int) -> dict:
    return form(email=f"n{number}@trust.example", agency="another", agency_name=name, agency_kind="health")


@pytest.mark.parametrize("typed", [" Refuge South ", "refuge  SOUTH", "Ｒefuge\u00a0South"])
def test_an_agency_of_that_full_name_elsewhere_is_the_same_agency(cast, ask_in, typed):
    """An agency serves several partnerships; a second row of the same body would split its people."""
    before = Agency.objects.count()
    changes.register_agency(name="Refuge South", slug="as-it-was-called-once", kind="voluntary", at=NOW, by=None)
    ask_in(agency="another", agency_name=typed, agency_kind="voluntary")
    assert Agency.objects.count() == before + 1
    assert {held.agency.slug for held in Grant.objects.filter(member__email="nia@police.example")} == {
        "as-it-was-called-once"
    }


def test_agencies_whose_names_differ_are_never_one(cast, client_for):
    """Neither where they begin alike for fifty letters, nor where no letter is of the alphabet of addresses."""
    client, before = client_for(cast.administrator), Agency.objects.count()
    trust = "Lancashire and South Cumbria NHS Foundation Trust"
    names = [f"{trust} (children)", f"{trust} (adults)", f"{trust} – adults", "北", "南", "Refuge", "Refuge!"]
    for number, name in enumerate(names):
        assert post(client, "/people/invite", **another(name, number)).status_code == 302, name
    made = dict(
        Grant.objects.filter(member__email__endswith="trust.example").values_list("agency__name", "agency__slug")
    )
    assert set(made) == set(names)
    assert len(set(made.values())) == len(names) == Agency.objects.count() - before
    assert all(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?", slug) for slug in made.values()), made


def test_two_who_name_a_new_agency_at_the_same_moment_make_one(cast, as_owner):
    """The second waits until the first is done, and finds it."""

    def invite(by, number: int) -> None:
        guest = Guest(
            "Nia Newcomer", f"n{number}@refuge.example", NewAgency("Refuge South", "voluntary"), (Role.CHAIR,), TODAY
        )
        changes.invite(guest=guest, link=str, home="/", at=NOW, by=by)

    here, there = cast.standing(cast.administrator, on=TODAY), cast.standing(cast.outsider, on=TODAY)

    def elsewhere() -> None:
        with asking(there):
            invite(there, 2)

    at_the_same_moment(as_owner, lambda: invite(here, 1), elsewhere, asking=here.asking)
    assert Grant.objects.filter(agency=Agency.objects.get(name="Refuge South")).count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "Enter their name"),
        ({"email": "nia"}, "Enter an email address in the correct format"),
        ({"roles": []}, "Choose at least one role"),
        ({"agency": ""}, "Choose an agency</a>"),
        ({"agency": "another"}, "Enter the name of the new agency"),
        ({"agency": "another", "agency_name": "x"}, "Choose what kind of body it is"),
        ({"valid_from-year": ""}, "First day: enter a day, a month and a year"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(cast, client_for, sent, said):
    answer = post(client_for(cast.administrator), "/people/invite", **form(**sent))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Member.objects.filter(email="nia@police.example").exists()
    assert Mail.objects.count() == 0


def test_no_agency_is_chosen_before_the_administrator_chooses_one(cast, client_for):
    """The first of the alphabet is nobody's choice, and was given to whoever was invited in haste."""
    client, offered = (
        client_for(cast.administrator),
        re.compile(r"<option value=\"([^\"]*)\"( selected)?>\s*([^<]*?)\s*<"),
    )
    for address in ("/people/invite", f"/people/{cast.reader.pk}/role"):
        select = client.get(address).content.decode().partition('name="agency"')[2].partition("</select>")[0]
        first, *others = offered.findall(select)
        assert (first[0], first[2]) == ("", "Choose an agency"), address
        assert others
        assert not any(chosen for _value, chosen, _name in others)
    sent = {"role": "analyst", "agency": ""} | day(TODAY, "valid_from")
    answer = post(client, f"/people/{cast.reader.pk}/role", **sent)
    assert (answer.status_code, "Choose an agency</a>" in answer.content.decode()) == (400, True)


def test_an_administrator_is_told_that_the_mail_waits_where_no_server_would_send_it(
    cast, client_for, ask_in, monkeypatch
):
    client = client_for(cast.administrator)
    ask_in()
    pages = [
        "/people/invite",
        *(
            f"/people/{Member.objects.get(email='nia@police.example').pk}?done={key}"
            for key in ("invited", "invited-again")
        ),
    ]
    for page, told in [(page, told) for page in pages for told in ("", "smtp://127.0.0.1:1?tls=none")]:
        monkeypatch.setenv("WARDMOTE_SMTP_URL", told)
        assert ("mail waits: no mail server is set" in client.get(page).content.decode()) == (not told), (page, told)


# People who have an account


def test_somebody_with_an_account_gets_the_roles_and_keeps_account_name_and_password(cast, client_for):
    answer = post(
        client_for(cast.administrator), "/people/invite",
        **form(email="OUTSIDER@northwick.example", name="Another Name", agency="another", agency_name="Northwick Council", agency_kind="council"),
    )  # fmt: skip
    assert answer.url == f"/people/{cast.outsider.pk}?done=invited"
    kept = Member.objects.get(pk=cast.outsider.pk)
    assert (kept.name, kept.check_password(PASSWORD)) == ("Orla Outsider", True)
    assert len(queries.hats_of(kept, on=TODAY)) == 2
    assert Invitation.objects.count() == 0
    (mail,) = Mail.objects.all()
    assert "/invitation/" not in mail.body
    assert "Southfold" not in mail.body


def test_who_had_left_is_asked_in_again_and_chooses_a_new_password(cast, client_for, ask_in):
    post(client_for(cast.administrator), f"/people/{cast.reader.pk}/left")
    link = ask_in(email=cast.reader.email, name="Ray Reader")
    back = Member.objects.get(pk=cast.reader.pk)
    assert back.is_active
    assert not back.check_password(PASSWORD), "an old password opens nothing"
    assert client_for(None).post(link, {"password": CHOSEN}).url == "/sign-in/next"


def test_nobody_invites_themselves_to_more(cast, client_for):
    sent = form(email=cast.administrator.email, roles=["coordinator"])
    assert post(client_for(cast.administrator), "/people/invite", **sent).status_code == 404
    assert Grant.objects.filter(member=cast.administrator).count() == 1


@pytest.mark.parametrize("person", ["manager", "auditor", "coordinator", "reader", "nobody"])
def test_nobody_but_an_administrator_invites(cast, client_for, person):
    client = client_for(getattr(cast, person))
    assert client.get("/people/invite").status_code == 404
    assert post(client, "/people/invite", **form()).status_code == 404
    assert not Member.objects.filter(email="nia@police.example").exists()


def test_an_administrator_invites_into_the_partnership_of_the_hat_alone(cast, client_for):
    """The outsider keeps Northwick's accounts: what they send lands there, whatever they write."""
    post(client_for(cast.outsider), "/people/invite", **form(agency="another", agency_name="N", agency_kind="other"))
    held = Grant.objects.filter(member__email="nia@police.example")
    assert {one.partnership_id for one in held} == {cast.northwick.pk}


def test_the_same_invitation_sent_twice_is_one(cast, client_for):
    client, sent = client_for(cast.administrator), form(once="01a202c0-e621-4b49-9b36-c9da3b0b92e7")
    first, second = client.post("/people/invite", sent), client.post("/people/invite", sent)
    assert first.url == second.url
    assert Mail.objects.count() == 1
    assert Invitation.objects.count() == 1


def test_inviting_again_somebody_who_holds_the_role_is_refused_in_words(cast, client_for, newcomer):
    answer = post(client_for(cast.administrator), "/people/invite", **form())
    assert answer.status_code == 400
    assert "They hold that role for that agency" in answer.content.decode()
    assert Mail.objects.count() == 1


def test_an_invitation_of_another_partnership_is_not_withdrawn(cast, client_for, newcomer):
    member = Member.objects.get(email="nia@police.example")
    assert post(client_for(cast.outsider), f"/people/{member.pk}/withdraw").status_code == 404
    assert client_for(None).get(newcomer).status_code == 200


def test_resending_to_somebody_who_has_come_in_is_refused(cast, client_for):
    by = cast.standing(cast.administrator, on=TODAY)
    with asking(by), pytest.raises(changes.Clash):
        changes.resend_invitation(member=cast.reader.pk, link=str, at=NOW, by=by)
    other = cast.standing(cast.outsider, on=TODAY)
    with asking(other), pytest.raises(Refused):
        changes.resend_invitation(member=cast.reader.pk, link=str, at=NOW, by=other)
