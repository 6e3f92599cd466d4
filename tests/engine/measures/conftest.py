import pytest

from tests.lakes import sample_lake
from wardmote.engine import lake


@pytest.fixture(scope="session")
def sample(run_folder):
    """The lake of the sample's 25 months."""
    return lake.open_lake(sample_lake(run_folder / "sample-lake"))
