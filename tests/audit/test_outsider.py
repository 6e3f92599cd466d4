"""The thirty lines in the decision page verify a log without any of our code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from wardmote.audit import anchors, signing
from wardmote.platform import register

PAGE = Path(__file__).resolve().parents[2] / "docs/decisions/0012-the-log-is-sealed-apart.md"


@pytest.fixture
def outsider(log, folders, tmp_path):
    """Run the page's own program: (exit status, what it said)."""
    script, key = tmp_path / "outsider.py", tmp_path / "public.pem"
    script.write_text(re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)[1])
    key.write_text(signing.public_pem(signing.own()))

    def run():
        command = [sys.executable, "-I", script, register.urls().owner, key, folders[0] / anchors.FILE]
        found = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return found.returncode, found.stdout + found.stderr

    return run


def test_an_outsider_finds_a_log_as_it_was_sealed(outsider):
    assert outsider() == (0, "10 events, as they were sealed\n")


def test_an_outsider_finds_an_edit_at_its_place(outsider, rogue):
    rogue.execute(
        "UPDATE audit_event SET verb = 'nothing' WHERE id = (SELECT event FROM audit_link WHERE sequence = 7)"
    )
    assert outsider() == (1, "altered at place 7 of the chain\n")


def test_an_outsider_finds_that_the_end_is_gone(outsider, rogue):
    rogue.execute("DELETE FROM audit_link WHERE sequence > 8")
    assert outsider() == (1, "truncated: 8 events, 10 anchored\n")


def test_an_outsider_finds_an_anchor_that_was_edited(outsider, folders):
    file = folders[0] / anchors.FILE
    file.write_text(file.read_text().replace('"last": 10', '"last": 9'))
    status, said = outsider()
    assert status == 1
    assert "InvalidSignature" in said


def test_the_page_says_the_same_fields_as_the_code():
    from wardmote.audit.canonical import FIELDS

    script = re.search(r'FIELDS = """(.*?)"""', PAGE.read_text(), re.DOTALL)[1]
    assert " ".join(script.split()) == ", ".join(FIELDS)
