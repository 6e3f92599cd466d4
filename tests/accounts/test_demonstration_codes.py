"""The demonstration's people have second factors like everybody; a command plays their telephone."""

import pytest

from tests.accounts.test_signing_in import give_password
from wardmote.accounts.models import Member
from wardmote.accounts.sample import demonstration_apps
from wardmote.demo import building
from wardmote.engine.errors import WardmoteError
from wardmote.platform import secret_files


@pytest.fixture
def people(database, home, quick_passwords, monkeypatch):
    monkeypatch.setattr("wardmote.platform.register.migrate", lambda: None)
    return building._people()


def test_a_code_from_the_command_lets_a_made_up_person_in(client_for, people):
    client, manager = client_for(None), Member.objects.get(email="manager@example.org")
    give_password(client, manager, password=people["manager@example.org"])
    email, code = building.code_for("Manager")
    assert email == "manager@example.org"
    assert client.post("/sign-in/code", {"code": code}).url == "/"
    assert "South Ribble" in client.get("/").content.decode()


def test_doing_it_again_changes_no_secret_and_wakes_who_slept(people, as_owner):
    before = demonstration_apps(people)
    as_owner.execute("UPDATE accounts_member SET signed_in_at = now() - interval '500 days'")
    building._people()
    assert demonstration_apps(people) == before
    ours = "SELECT count(*) FROM accounts_member WHERE member_sleeps(id) AND email = ANY (%s)"
    asleep = as_owner.execute(ours, [list(people)]).fetchone()
    assert asleep == (0,)


def test_the_secrets_are_for_the_owner_of_the_home_folder_alone(people):
    for name in ("demonstration-sign-ins.json", "demonstration-apps.json"):
        assert (secret_files.folder() / name).stat().st_mode & 0o077 == 0


def test_a_name_that_is_nobodys_is_answered_with_those_there_are():
    with pytest.raises(WardmoteError, match="manager, analyst"):
        building.code_for("nobody")
