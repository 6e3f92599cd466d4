"""Partnerships end on a day, and others stand in their place: nothing is lost, nothing counted twice, nobody sees more."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import transaction

from wardmote.accounts import changes as accounts
from wardmote.accounts.states import District
from wardmote.demo import governance as sample
from wardmote.governance import changes, models
from wardmote.governance.changes.carrying import CARRIED
from wardmote.governance.reorganising import Plan

BUILT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 9)
AT = datetime(2026, 11, 9, 10, tzinfo=UTC)


def founded(slug: str):
    return accounts.found_partnership(name=f"{slug.title()} Partnership", slug=slug, districts=(), at=BUILT, by=None)


@pytest.fixture
def two(cast):
    """Southfold and Northwick, each with the whole sample of governance; and the one that is to stand in their place."""
    for slug in ("southfold", "northwick"):
        sample.build(slug, at=BUILT)
    return founded("both")


def reorganised(**more) -> changes.Outcome:
    plan = Plan(on=DAY, reason="An order of Parliament", **more)
    with transaction.atomic():
        return changes.reorganise(plan=plan, text="", at=AT)


def test_scratch(two, cast):
    found = reorganised(before=("southfold", "northwick"), after=("both",))
    print(found)
    assert found.faults == ()
