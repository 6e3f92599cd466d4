from pathlib import Path

import pytest

from tests.lakes import lake, quiet_about_arrow

__all__ = ["lake"]
HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    quiet_about_arrow(items, HERE)
