"""A register and a home worth backing up, and folders to restore into."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.platform.vaultapp.installing import installed, kept, tables, vault_home
from tests.platform.vaultapp.models import SafeAddress
from wardmote.platform import secret_files

__all__ = ["installed", "kept", "tables", "vault_home"]


@pytest.fixture
def worth_keeping(vault_home, kept, cast) -> Path:
    """The standing cast, guarded and sealed rows, a lake's files, a report, and secrets: the home."""
    SafeAddress.objects.bulk_create(SafeAddress(line=f"{n} Nowhere Lane") for n in range(30))
    files = {
        "lake/CURRENT": b"manifests/1.json", "lake/manifests/1.json": b"{}", "lake/files/ab/1.parquet": bytes(3_000_000),
        "lake/staging/half": b"half", "lake/lock": b"", "reports/performance.html": b"<p>crime</p>", "server.log": b"log", "server.pid": b"1",
        "areas/own.toml": b"name = 'Southfold'",
    }  # fmt: skip
    for name, data in files.items():
        (vault_home / name).parent.mkdir(parents=True, exist_ok=True)
        (vault_home / name).write_bytes(data)
    secret_files.write("signing-key", "a secret that no backup may hold")
    return vault_home


@pytest.fixture
def elsewhere():
    """A folder that PostgreSQL's own user may pass through."""
    made = Path(tempfile.mkdtemp(prefix="wardmote-elsewhere-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)
