"""What may be a password; changing one; and a forgotten one."""

import base64

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.test_signing_in import give_password
from wardmote.accounts import passwords
from wardmote.accounts.models import Member

ABOUT = (
    "Mo Manager",
    "manager@southfold.example",
    "Southfold Borough Council",
    "Southfold Community Safety Partnership",
)
GOOD = ["purple wombat ladder", "kettle-orbit-meadow", "Tj4!pq0Zx9;mW", "einundzwanzig Enten", "жёлтый трактор едет"]
BAD = [
    "", "short", "elevenchars", "password1234", "Password12345!", "passwordpassword", "p4ssw0rd12345", "qwertyuiop123", "iloveyou!!!!!!",
    "aaaaaaaaaaaaaa", "abababababababab", "123456789012345", "abcdefghijklmnop", "Southfold2026", "MoManager-2026", "wardmote-wardmote", "SouthfoldCouncil1!",
]  # fmt: skip


@pytest.mark.parametrize("password", GOOD)
def test_long_and_unlike_others_is_good(password):
    assert passwords.objection(password, about=ABOUT) is None


@pytest.mark.parametrize("password", BAD)
def test_short_listed_regular_or_about_oneself_is_not(password):
    assert passwords.objection(password, about=ABOUT)


def test_the_list_is_there_offline():
    assert len(passwords.listed()) > 19_000
    assert {"password", "iloveyou", "liverpool"} <= passwords.listed()


def test_the_page_says_what_is_wrong_with_a_password(client_for, cast):
    client = client_for(cast.manager)
    page = client.post("/your-sign-in/password", {"password": "Southfold2026"})
    assert page.status_code == 400
    assert "not made of your name" in page.content.decode()
    assert "Southfold2026" not in page.content.decode()


def test_a_link_leads_to_a_new_password_and_not_past_the_second_factor(client_for, cast, link_in_mail):
    client = client_for(None)
    client.post("/sign-in/forgotten", {"email": "Manager@Southfold.example"})
    link = link_in_mail()
    assert "Choose a new password" in client.get(link).content.decode()
    assert client.post(link, {"password": "purple wombat ladder"}).url == "/sign-in"
    assert client.get("/").status_code == 302
    give_password(client, cast.manager, password="purple wombat ladder")
    assert client.get("/sign-in/next").url == "/sign-in/code"


def test_a_link_works_once(client_for, cast, link_in_mail):
    client = client_for(None)
    client.post("/sign-in/forgotten", {"email": cast.manager.email})
    link = link_in_mail()
    client.post(link, {"password": "purple wombat ladder"})
    assert client.get(link).status_code == 404
    assert client.post(link, {"password": "another wombat ladder"}).status_code == 404


def test_a_link_is_for_its_own_member_alone(client_for, cast, link_in_mail):
    client = client_for(None)
    client.post("/sign-in/forgotten", {"email": cast.manager.email})
    other = link_in_mail().replace(str(cast.manager.pk), str(cast.reader.pk))
    assert client.post(other, {"password": "purple wombat ladder"}).status_code == 404
    assert Member.objects.get(pk=cast.reader.pk).password == cast.reader.password


def test_the_answer_does_not_say_whether_an_address_is_known(client_for, cast, letters):
    def answer(email) -> str:
        page = client_for(None).post("/sign-in/forgotten", {"email": email})
        assert page.status_code == 200
        return page.content.decode()

    assert answer(cast.manager.email) == answer("who@nowhere.example")
    assert [to for to, _body in letters()] == [cast.manager.email]


def test_asking_for_a_link_does_the_same_work_for_every_address(client_for, cast):
    """What differs is left to the worker, so that the time which the page takes says nothing."""

    def done(email) -> list[str]:
        client = client_for(None)
        with CaptureQueriesContext(connection) as asked:
            client.post("/sign-in/forgotten", {"email": email})
        return [query["sql"].split()[0] for query in asked]

    done("first@nowhere.example")
    assert done(cast.manager.email) == done("who@nowhere.example") != []


def test_an_address_that_waits_for_the_worker_is_sealed(client_for, cast, as_owner):
    client_for(None).post("/sign-in/forgotten", {"email": "who@nowhere.example"})
    waiting = as_owner.execute("SELECT cache_key, value FROM wardmote_cache").fetchall()
    assert any("wardmote:forgotten:" in key for key, _value in waiting)
    for _key, value in waiting:
        assert b"nowhere" not in base64.b64decode(value)
    assert "nowhere" not in str(as_owner.execute("SELECT args FROM procrastinate_jobs").fetchall())


def test_a_leaver_gets_no_link(client_for, cast, letters):
    Member.objects.filter(pk=cast.manager.pk).update(is_active=False)
    client_for(None).post("/sign-in/forgotten", {"email": cast.manager.email})
    assert letters() == []


def test_nobody_is_buried_in_letters(client_for, cast, letters):
    for _n in range(6):
        assert client_for(None).post("/sign-in/forgotten", {"email": cast.manager.email}).status_code == 200
    assert len(letters()) == 3


def test_a_forgotten_password_ends_every_session(client_for, cast, link_in_mail):
    inside = client_for(cast.manager)
    client = client_for(None)
    client.post("/sign-in/forgotten", {"email": cast.manager.email})
    client.post(link_in_mail(), {"password": "purple wombat ladder"})
    assert inside.get("/").status_code == 302


def test_the_letter_names_nobody(client_for, cast, letters):
    client_for(None).post("/sign-in/forgotten", {"email": cast.manager.email})
    ((_to, body),) = letters()
    assert "Manager" not in body
    assert "Southfold" not in body
