"""What the tables themselves refuse, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from tests.cast import NOW, SINCE, agency
from wardmote.accounts import changes
from wardmote.accounts.models import Agency, Grant, PartnershipArea
from wardmote.accounts.states import District, Role


def test_an_address_belongs_to_one_member_however_it_is_written(cast):
    with pytest.raises(IntegrityError, match="member_email_once"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_member SET email = 'MANAGER@southfold.example' WHERE email LIKE 'reader@%'")


def test_a_grant_cannot_end_before_it_starts(cast):
    with pytest.raises(IntegrityError, match="grant_ends_after_it_starts"):
        Grant.objects.filter(member=cast.reader).update(valid_to=SINCE - timedelta(days=1))


def test_the_same_grant_is_open_once(cast):
    with pytest.raises(IntegrityError, match="grant_open_once"):
        Grant.objects.create(
            member=cast.reader, agency=agency("southfold-council"), partnership=cast.southfold, role_id=Role.SCRUTINY,
            valid_from=date(2026, 1, 1), recorded_at=NOW,
        )  # fmt: skip


def test_a_role_and_a_kind_must_be_known(cast):
    with pytest.raises(IntegrityError, match="accounts_role"):
        Grant.objects.filter(member=cast.reader).update(role="king")
    with pytest.raises(IntegrityError, match="agency_kind_is_known"):
        Agency.objects.update(kind="circus")


def test_a_district_belongs_to_a_partnership_once_at_a_time(cast):
    with pytest.raises(IntegrityError, match="partnership_area_open_once"):
        changes.add_district(
            partnership=cast.southfold, district=District("E07000126", "2024", NOW.date()), at=NOW, by=None
        )
    with pytest.raises(IntegrityError, match="partnership_area_ends_after_it_starts"):
        PartnershipArea.objects.update(valid_to=SINCE)
