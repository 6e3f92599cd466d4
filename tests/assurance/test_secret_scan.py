"""The secret scan finds what must never be committed, and lets through what is none.

What is planted is put together here from parts, so that this file itself holds nothing that looks like a secret.
"""

import base64
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/secret_scan.py"


def loaded():
    spec = importlib.util.spec_from_file_location("secret_scan", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["secret_scan"] = module
    spec.loader.exec_module(module)
    return module


scan = loaded()


def disorder(length: int, alphabet: str) -> str:
    """Text that looks random and is the same in every run."""
    digest = hashlib.shake_256(b"planted").digest(length)
    return "".join(alphabet[byte % len(alphabet)] for byte in digest)


DIGITS = "0123456789"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = UPPER + UPPER.lower()
MIXED = LETTERS + DIGITS
UUID = "-".join(disorder(n, "0123456789abcdef") for n in (8, 4, 4, 4, 12))

PLANTED = {
    "private key": "-----BEGIN " + "OPENSSH PRIVATE " + "KEY-----",
    "age key": "AGE-SECRET-" + "KEY-1" + disorder(58, UPPER + DIGITS),
    "AWS access key": "id = AK" + "IA" + disorder(16, UPPER),
    "Azure key": "Account" + "Key=" + disorder(86, MIXED) + "==",
    "Google key": "AI" + "za" + disorder(35, MIXED),
    "GitHub token": "gh" + "p_" + disorder(36, MIXED),
    "GitLab token": "glp" + "at-" + disorder(20, MIXED),
    "GOV.UK Notify key": f"wardmote-{UUID}-{UUID}",
    "JSON web token": "ey" + "J" + disorder(20, MIXED) + ".ey" + "J" + disorder(30, MIXED) + "." + disorder(40, MIXED),
    "npm token": "np" + "m_" + disorder(36, MIXED),
    "PyPI token": "pypi-" + "AgEI" + disorder(60, MIXED),
    "Slack token": "xo" + "xb-" + disorder(24, MIXED),
    "Stripe key": "sk_" + "live_" + disorder(24, MIXED),
    "authenticator secret": "otpauth://totp/x?" + "secret" + "=" + disorder(32, UPPER),
    "password in an address": "postgresql://app:" + "hidden99" + "@db.example/wardmote",
    "password given a value": "SMTP_PASS" + "WORD = 'tuesday-morning'",
    "disorderly text": f"ring = '{disorder(44, MIXED)}'",
}


def kinds(text: str, path: str = "src/somewhere.py") -> set[str]:
    return {finding.kind for finding in scan.in_text(path, text)}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_secret_is_found(kind):
    assert kind in kinds(f"first line\n{PLANTED[kind]}\n")


def test_every_shape_that_is_looked_for_is_planted_here():
    assert PLANTED.keys() - {"disorderly text"} == scan.PATTERNS.keys()


def test_what_lies_bare_in_a_settings_file_is_found():
    assert kinds("WARDMOTE_KEYS=" + disorder(48, MIXED)) == {"disorderly text"}


def test_a_key_in_hexadecimal_is_found():
    assert kinds(f'key = "{hashlib.sha256(b"planted").hexdigest()}"') == {"disorderly text"}


@pytest.mark.parametrize(
    "harmless",
    [
        'name = "a_perfectly_ordinary_name_of_a_function"',
        'address = "https://www.gov.uk/guidance/domestic-abuse-how-to-get-help"',
        f"    --hash=sha256:{hashlib.sha256(b'a wheel').hexdigest()}",
        '"login_failed_password": "60/5m/ip,5/5m/key"',
        'id = "01a202c0-e621-7b49-9b36-c9da3b0b92e7"',
        'DATABASE_URL = "postgresql://wardmote_app@localhost/wardmote"',
        '"PASS' + 'WORD": "password", to = "smtp://user:password@mail.example:587"',
        "DATABASE_URL=postgresql://wardmote_app:...@db.example/wardmote",
        "CREDENTIAL = 'credential_starts_once'",
        "password = os.environ['WARDMOTE_SECRET']",
    ],
)
def test_what_is_no_secret_is_let_through(harmless):
    assert kinds(harmless) == set()


def test_only_a_disorderly_password_counts_where_people_are_made_up():
    assert kinds("PASS" + "WORD = 'correct-horse-battery'", "tests/cast.py") == set()
    assert kinds("PASS" + f"WORD = '{disorder(30, MIXED)}'", "tests/cast.py") == {"password given a value"}


def test_the_digest_of_a_trigger_is_let_through_in_a_migration_alone():
    line = f'kept("agency", "insert", "{hashlib.sha1(b"a trigger").hexdigest()}")'
    assert kinds(line, "src/wardmote/accounts/migrations/0006_history.py") == set()
    assert kinds(line) == {"disorderly text"}


def test_what_is_no_text_is_not_read():
    assert list(scan.in_bytes("picture.png", b"\0" + PLANTED["private key"].encode())) == []


def test_a_finding_never_shows_the_secret_itself():
    (finding,) = scan.in_text("x", PLANTED["GitHub token"])
    assert finding.secret not in str(finding)
    assert finding.fingerprint in str(finding)


def test_an_allowed_finding_is_let_through_in_its_own_file_alone():
    (here,) = scan.in_text("a.py", PLANTED["GitHub token"])
    (there,) = scan.in_text("b.py", PLANTED["GitHub token"])
    known = {("a.py", here.fingerprint): "made up"}
    assert scan.judged([here, there], known) == ([there], {("a.py", here.fingerprint)})


def test_a_planted_file_ends_the_scan_with_status_1(tmp_path):
    path = tmp_path / "settings.env"
    path.write_text("KEY=" + base64.b64encode(hashlib.sha256(b"planted").digest()).decode() + "\n")
    done = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "disorderly text" in done.stdout
    path.write_text("KEY=\n")
    assert subprocess.run([sys.executable, SCRIPT, path]).returncode == 0


def test_nothing_committed_looks_like_a_secret():
    if subprocess.run(["git", "rev-parse"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("not a git checkout: what is committed cannot be told")
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
