import os
from pathlib import Path

import pytest

from wardmote.engine import geography

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def atlas() -> geography.Geography:
    return geography.load()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = Path(os.environ.get("WARDMOTE_SHARED_DATA", CHECKOUT.parent / "shared" / "data"))
    if not (folder / "MANIFEST.csv").exists():
        pytest.skip("the shared folder of open data is not here: set WARDMOTE_SHARED_DATA")
    return folder
