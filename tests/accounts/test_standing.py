"""What a member is: the hats they may wear, on which day, and the one they wear."""

from datetime import date
from pathlib import Path

import pytest

from tests.cast import AGENCIES, NOW, SINCE, SOUTHFOLD, agency
from wardmote.accounts import changes, policies, queries
from wardmote.accounts.models import Agency, Grant, Member, Partnership
from wardmote.accounts.sample import demonstration_passwords
from wardmote.accounts.signin import HAT
from wardmote.accounts.states import ANONYMOUS, AgencyKind, District, Role
from wardmote.platform import secret_files
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import NOBODY, Asking

TODAY = date(2026, 1, 5)


def test_a_member_has_one_hat_for_each_agency_and_partnership(cast):
    hats = queries.hats_of(cast.analyst, on=TODAY)
    assert [hat.words for hat in hats] == [
        "County Constabulary in Northwick Community Safety Partnership",
        "County Constabulary in Southfold Community Safety Partnership",
    ]
    assert [set(hat.roles) for hat in hats] == [{Role.SCRUTINY}, {Role.ANALYST}]


def test_two_roles_for_the_same_agency_are_one_hat(cast):
    changes.grant(
        member=cast.manager, agency=agency("southfold-council"), partnership=cast.southfold, role=Role.ANALYST,
        valid_from=SINCE, at=NOW, by=None,
    )  # fmt: skip
    (hat,) = queries.hats_of(cast.manager, on=TODAY)
    assert hat.roles == {Role.MANAGER, Role.ANALYST}


def test_a_grant_holds_from_its_first_day_until_before_its_last(cast):
    grant = Grant.objects.get(member=cast.reader)
    changes.end_grant(grant=grant, valid_to=date(2026, 1, 5), by=cast.standing(cast.administrator))
    held = [bool(queries.hats_of(cast.reader, on=day)) for day in (date(2020, 3, 31), SINCE, date(2026, 1, 4), TODAY)]
    assert held == [False, True, True, False]


def test_a_member_without_a_role_has_no_partnership_and_sees_no_other(cast, client_for):
    standing = cast.standing(cast.nobody)
    assert standing.hat is None
    assert standing.districts == ()
    assert standing.asking == Asking(member=cast.nobody.pk)
    page = client_for(cast.nobody).get("/").content.decode()
    assert "No partnership has given you a role yet" in page
    assert "Southfold" not in page


def test_a_visitor_is_nobody(cast):
    assert ANONYMOUS.asking == NOBODY
    assert ANONYMOUS.roles == frozenset()


def test_the_districts_are_those_of_the_day(cast):
    changes.add_district(
        partnership=cast.southfold, district=District("E07000127", "2024", date(2026, 4, 1)), at=NOW, by=None
    )
    standing = cast.standing(cast.manager)
    assert [district.code for district in standing.districts] == ["E07000118", "E07000126"]
    later = queries.districts(standing, on=date(2026, 4, 1))
    assert [district.code for district in later] == ["E07000118", "E07000126", "E07000127"]


def test_another_hat_is_put_on_in_one_step_and_kept(cast, client_for):
    client = client_for(cast.analyst)
    assert "<h1" in (page := client.get("/").content.decode())
    assert "Northwick Community Safety Partnership</h1>" in page
    wanted = cast.standing(cast.analyst, partnership="southfold").hat.key
    assert client.post("/working-as", {"hat": wanted}).url == "/"
    assert "Southfold Community Safety Partnership</h1>" in client.get("/").content.decode()


def test_somebody_elses_hat_cannot_be_put_on(cast, client_for):
    client = client_for(cast.outsider)
    client.post("/working-as", {"hat": cast.standing(cast.manager).hat.key})
    assert HAT not in client.session
    page = client.get("/").content.decode()
    assert "Northwick Community Safety Partnership</h1>" in page
    assert "Southfold" not in page


@pytest.mark.parametrize("nonsense", ["", "x", "1.2", "0" * 5000])
def test_nonsense_for_a_hat_changes_nothing(cast, client_for, nonsense):
    client = client_for(cast.manager)
    client.post("/working-as", {"hat": nonsense})
    assert HAT not in client.session
    assert "Southfold Community Safety Partnership</h1>" in client.get("/").content.decode()


def test_an_administrator_grants_roles_in_their_own_partnership_alone(cast):
    by = cast.standing(cast.administrator)
    given = {
        "member": cast.nobody,
        "agency": agency("county-police"),
        "role": Role.SCRUTINY,
        "valid_from": SINCE,
        "at": NOW,
    }
    granted = changes.grant(partnership=cast.southfold, by=by, **given)
    assert granted.recorded_by_id == cast.administrator.pk
    with pytest.raises(Refused):
        changes.grant(partnership=cast.northwick, by=by, **given)
    assert Grant.objects.filter(member=cast.nobody).count() == 1


@pytest.mark.parametrize("person", ["manager", "auditor", "analyst", "reader", "outsider", "nobody"])
def test_nobody_else_grants_roles_in_southfold(cast, person):
    by = cast.standing(getattr(cast, person), partnership="southfold")
    with pytest.raises(Refused):
        changes.grant(
            member=cast.nobody, agency=agency("county-police"), partnership=cast.southfold, role=Role.SCRUTINY,
            valid_from=SINCE, at=NOW, by=by,
        )  # fmt: skip
    with pytest.raises(Refused):
        changes.end_grant(grant=Grant.objects.get(member=cast.manager), valid_to=TODAY, by=by)


def test_every_policy_refuses_whoever_has_no_role(cast):
    for verb in policies.MAY:
        with pytest.raises(Refused):
            policies.may(verb)(cast.standing(cast.nobody))
        with pytest.raises(Refused):
            policies.may(verb)(ANONYMOUS)


def test_each_role_may_do_what_the_table_says_and_no_more(cast):
    named = ("administrator", "manager", "analyst", "coordinator", "auditor")
    people = {Role(name): getattr(cast, name) for name in named} | {Role.SCRUTINY: cast.reader}
    for verb, roles in policies.MAY.items():
        allowed = {
            r
            for r, m in people.items()
            if policies.allows(policies.may(verb), cast.standing(m, partnership="southfold"))
        }
        assert allowed == roles & people.keys(), verb


def test_every_verb_of_the_table_is_asked_somewhere():
    """A rule that nothing asks protects nothing, and reads as if it did."""
    code = {path: path.read_text() for path in Path(policies.__file__).resolve().parents[1].rglob("*.py")}
    defined = Path(policies.__file__).resolve()
    for verb in policies.MAY:
        name = f"may_{verb.replace('-', '_')}"
        asked = [path for path, text in code.items() if name in text and path != defined]
        assert asked or f"    {name}(" in code[defined] or f'may_in("{verb}"' in code[defined], verb


def test_a_verb_that_is_not_in_the_table_is_a_defect():
    with pytest.raises(KeyError):
        policies.may("see-everything")


def test_the_sample_is_built_once(cast):
    counts = [model.objects.count() for model in (Partnership, Agency, Member, Grant)]
    again = changes.welcome_sample(SOUTHFOLD, passwords={}, valid_from=SINCE, at=NOW)
    assert again is False
    assert [model.objects.count() for model in (Partnership, Agency, Member, Grant)] == counts
    assert Agency.objects.get(slug="county-police").kind == AGENCIES["county-police"][1] == AgencyKind.POLICE


def test_demonstration_passwords_are_made_once_and_kept_for_printing(home):
    first = demonstration_passwords(["a@x.example", "b@x.example"])
    assert first["a@x.example"] != first["b@x.example"]
    assert len(first["a@x.example"]) == 14
    more = demonstration_passwords(["a@x.example", "c@x.example"])
    assert more["a@x.example"] == first["a@x.example"]
    kept = secret_files.read("demonstration-sign-ins.json")
    assert all(password in kept for password in (*first.values(), *more.values()))
