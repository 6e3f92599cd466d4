import pytest

from wardmote.engine import sources
from wardmote.engine.periods import Month

PUBLISHED_SLUGS = {  # domain knowledge: the publisher's own keys, and when each was in use
    "burglary": "2010-12", "robbery": "2010-12", "vehicle-crime": "2010-12", "violent-crime": "2010-12",
    "anti-social-behaviour": "2010-12", "other-crime": "2010-12", "criminal-damage-arson": "2011-09",
    "drugs": "2011-09", "other-theft": "2011-09", "shoplifting": "2011-09", "public-disorder-weapons": "2011-09",
    "bicycle-theft": "2013-05", "theft-from-the-person": "2013-05", "possession-of-weapons": "2013-05",
    "public-order": "2013-05",
}  # fmt: skip


@pytest.mark.parametrize("key", sources.keys())
def test_every_source_says_whose_it_is_and_how_it_is_revised(key: str) -> None:
    source = sources.described(key)
    assert "Open Government Licence v3.0" in source.licence
    assert "Open Government Licence" in source.attribution
    assert source.revisions
    assert source.rows_are


@pytest.mark.parametrize("key", sources.keys())
def test_no_code_key_label_or_column_is_there_twice(key: str) -> None:
    source = sources.described(key)
    codes = [category.code for category in source.category]
    keys = [category.key for category in source.category]
    labels = [label for category in source.category for label in category.published]
    for values in (codes, keys, labels, source.names, source.header):
        assert len(set(values)) == len(values)


def test_the_street_categories_are_the_publishers_with_their_eras() -> None:
    found = {category.key: category for category in sources.described(sources.STREET).category}
    assert {key: category.first for key, category in found.items()} == PUBLISHED_SLUGS
    assert found["public-disorder-weapons"].last_month == Month(2013, 4)
    assert found["violent-crime"].published == ("Violence and sexual offences", "Violent crime")


def test_the_codes_that_are_in_lakes_already_never_change() -> None:
    codes = {category.key: category.code for category in sources.described(sources.STREET).category}
    assert codes["burglary"] == 1
    assert codes["violent-crime"] == 4
    assert codes["anti-social-behaviour"] == 5
    assert codes["public-order"] == 15
    assert sorted(codes.values()) == list(range(1, 16))


def test_forces_beyond_the_packaged_geography_are_known_too() -> None:
    assert {"lancashire", "btp", "northern-ireland", "metropolitan", "dyfed-powys"} <= set(sources.forces())


def test_every_toml_source_has_its_module_and_the_reverse() -> None:
    from wardmote.definitions import keys

    assert set(keys("sources")) == set(sources.keys())
