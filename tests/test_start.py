"""A command that needs no measures does not wait for what counts them: the site's parts are loaded in a fraction of the time."""

import subprocess
import sys

HEAVY = ("ibis", "polars", "scipy", "duckdb")
CODE = f"import sys, django; django.setup(); print([name for name in {HEAVY} if name in sys.modules])"


def test_the_register_is_opened_without_what_counts_the_open_data(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert (found.returncode, found.stdout.strip()) == (0, "[]"), found.stderr
