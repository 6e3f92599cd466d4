"""What the operator does about people at the command line: founding, handing over, putting out, listing."""

import pytest
from django.db import transaction

from tests.accounts.asking import TODAY, events
from tests.cast import SINCE
from wardmote.accounts import changes, queries, words
from wardmote.accounts.models import Grant, Partnership, RoleDefinition
from wardmote.accounts.states import Role
from wardmote.platform import clock


def founded(**more) -> str:
    from wardmote.accounts.states import District

    given = {
        "name": "Westmere Community Safety Partnership", "slug": "westmere", "district": District("E07000117", "2024", SINCE),
        "council": "Westmere Council", "guest_name": "Fay First", "guest_email": "fay@westmere.example", "at": clock.now(),
    }  # fmt: skip
    return changes.found(**given | more)


def test_a_new_installation_begins_with_a_partnership_a_council_and_an_administrator(cast, client_for):
    secret = founded()
    partnership = Partnership.objects.get(slug="westmere")
    held = Grant.objects.get(partnership=partnership)
    assert (held.role_id, held.agency.name, held.recorded_by) == ("administrator", "Westmere Council", None)
    page = client_for(None).get(f"/invitation/{secret}").content.decode()
    assert "You, Fay First, are invited to work in Westmere Community Safety Partnership" in page
    (event,) = events("found-partnership")
    assert event["origin"] == "command"
    with pytest.raises(changes.Clash):
        founded()


def test_the_operator_hands_over_a_new_link_when_the_first_ran_out(cast, client_for):
    old = founded()
    new = changes.new_link(email="FAY@westmere.example", at=clock.now())
    assert client_for(None).get(f"/invitation/{old}").status_code == 404
    assert client_for(None).get(f"/invitation/{new}").status_code == 200
    with pytest.raises(changes.Clash):
        changes.new_link(email=cast.reader.email, at=clock.now())


def test_the_operator_puts_somebody_out_of_every_partnership(cast, client_for):
    client = client_for(cast.coordinator)
    assert client.get("/").status_code == 200
    changes.mark_left_everywhere(email=cast.coordinator.email, on=TODAY, at=clock.now())
    assert client.get("/").status_code == 302
    assert queries.hats_of(cast.coordinator, on=TODAY) == ()
    with pytest.raises(changes.Clash):
        changes.mark_left_everywhere(email="nobody@nowhere.example", on=TODAY, at=clock.now())


def test_the_operator_lists_everybody_and_the_log_says_so(cast):
    with transaction.atomic():
        found = queries.everybody(on=TODAY)
    assert {name for name, _person in found} == {cast.southfold.name, cast.northwick.name}
    assert len([person for _name, person in found if person.key == cast.coordinator.pk]) == 2
    told = {event["partnership"]: event for event in events("list-people")}
    assert set(told) == {cast.southfold.pk, cast.northwick.pk}, "an event for each"
    assert {event["origin"] for event in told.values()} == {"command"}
    assert cast.reader.pk not in told[cast.northwick.pk]["ids"]
    assert cast.coordinator.pk in told[cast.southfold.pk]["ids"]


def test_a_role_may_be_given_to_the_roles_there_are(cast):
    assert [role.key for role in queries.roles()] == [role.value for role in Role]


def test_the_words_for_a_role_are_those_of_the_register(cast):
    kept = {role.key: (role.name, role.description) for role in RoleDefinition.objects.all()}
    assert kept == {role.value: words.role(role) for role in Role}
