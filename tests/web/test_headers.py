"""What the server tells browsers to refuse."""

import json
import os
import subprocess
import sys
from contextlib import closing

import pytest

from wardmote.web.headers import TrueAddress

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'",
    "connect-src": "'self'", "worker-src": "'self'", "manifest-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page", "/static/wardmote/site.css", "/healthz"])
def test_every_answer_carries_the_policy_and_the_limits(client_for, cast, path):
    answer = client_for(cast.manager).get(path)
    given = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert given == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    answer.close()


def test_pages_are_kept_by_nobody_and_files_for_a_while(client_for, cast):
    client = client_for(cast.manager)
    assert "no-store" in client.get("/")["Cache-Control"]
    with closing(client.get("/static/wardmote/site.css")) as file:
        assert file["Cache-Control"] == "max-age=300, public"


def test_cookies_cannot_be_read_by_scripts(client_for, cast):
    client = client_for(None)
    client.get("/sign-in")
    client.post("/sign-in", {"email": cast.manager.email, "password": "correct-horse-battery"})
    assert {name: bool(cookie["httponly"]) for name, cookie in client.cookies.items()} == {
        "wardmote": True,
        "wardmote-form": True,
    }
    assert {cookie["samesite"] for cookie in client.cookies.values()} == {"Lax"}


def told(code: str, **environment: str) -> str:
    code = f"import django; from django.conf import settings; django.setup(); {code}"
    found = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "wardmote.web.settings"} | environment,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


ASKED = (
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "KNOWN_COOKIE_NAME", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
)  # fmt: skip


@pytest.fixture(scope="module", params=[False, True], ids=["without TLS", "with TLS"])
def transport(request) -> tuple[bool, list]:
    """Whether a site is behind TLS, and what its settings say; one process for all that is asked."""
    code = f"import json; print(json.dumps([getattr(settings, name) for name in {ASKED}]))"
    return request.param, json.loads(told(code, **({"WARDMOTE_TLS": "1"} if request.param else {})))


def test_hsts_and_secure_cookies_come_with_tls_alone(transport):
    tls, said = transport
    assert said[:4] == ([31536000, True, True, True] if tls else [0, False, False, False])


def test_with_tls_no_other_host_can_set_our_cookies_and_no_name_below_ours_goes_without_it(transport):
    tls, said = transport
    without = ["wardmote", "wardmote-form", "wardmote-known"]
    assert said[4:] == ([f"__Host-{name}" for name in without] if tls else without) + [tls]


def test_importing_settings_starts_nothing_and_writes_nothing(tmp_path):
    home = tmp_path / "home"
    assert told("import wardmote.web.urls; print('imported')", WARDMOTE_HOME=str(home)) == "imported"
    assert not home.exists()


def test_the_signing_key_is_made_once_and_kept(tmp_path):
    sign = "from django.core.signing import dumps, loads; print(dumps('x', salt='s').split(':')[0], end=''); from wardmote.web.settings import secret_key; print(secret_key())"
    first = told(sign, WARDMOTE_HOME=str(tmp_path))
    assert told(sign, WARDMOTE_HOME=str(tmp_path)) == first
    assert (tmp_path / "secrets/signing-key").read_text() in first


@pytest.mark.parametrize(
    ("proxies", "heard", "believed"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_visitors_address_is_what_our_own_proxies_heard_and_no_more(rf, settings, proxies, heard, believed):
    settings.PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": heard})
    TrueAddress(lambda asked: asked)(request)
    assert request.META["REMOTE_ADDR"] == believed


def test_the_health_page_answers_whoever_asks_this_machine_by_any_name_and_without_tls(client_for):
    """A watcher asks by address. The page says nothing of the name by which it was asked; every other page is refused by a strange one."""
    for name, status in (("/healthz", 200), ("/sign-in", 400)):
        assert client_for(None).get(name, headers={"host": "10.1.2.3:8000"}).status_code == status
    code = (
        "from django.test import RequestFactory as R; from django.middleware.security import SecurityMiddleware as M;"
        "ask = M(lambda request: None).process_request; print(*(ask(R().get(path)) is None for path in ('/healthz', '/healthz/', '/sign-in')))"
    )
    assert told(code, WARDMOTE_TLS="1", WARDMOTE_HOSTS="testserver") == "True False False"
