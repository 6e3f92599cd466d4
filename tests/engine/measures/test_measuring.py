"""What a measure says at the edges, on small files in the genuine shape; and the headline on the sample."""

import json
import math

import pytest

from tests.engine.measures.small_lakes import ATLAS, ATLAS_2011, IDS, SOUTH_RIBBLE, ask, kinds, lake_of, month_of
from tests.engine.sources import genuine
from wardmote.engine import measures
from wardmote.engine.errors import BadPeriod, BrokenSeries, MissingMonths, UnknownIndicator, WardmoteError
from wardmote.engine.geography import Level
from wardmote.engine.measures.measuring import earlier_by
from wardmote.engine.measures.relating import against, relative_change
from wardmote.engine.measures.sentences import earlier_words
from wardmote.engine.periods import Month, Period


def test_anti_social_behaviour_is_not_crime(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-05", here=3, disorder=7))
    assert ask(opened, "2021-05").count == 3
    assert ask(opened, "2021-05", key="anti-social-behaviour").count == 7


def test_rows_without_a_place_count_at_force_level_and_nowhere_below(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-05", here=3, elsewhere=4, lost=5))
    assert ask(opened, "2021-05", code="E23000003").count == 12
    districts = measures.rank(
        opened, ATLAS, "all-crime", Level.DISTRICT, ATLAS.find("E23000003"), Period.parse("2021-05", "2021-05")
    )
    assert sum(one.count for one in districts) == 7
    assert "placement" in kinds(ask(opened, "2021-05"))


def test_a_month_that_is_not_held_is_an_error_that_names_what_is(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-05"), month_of("2021-07"))
    with pytest.raises(MissingMonths, match=r"does not hold 2021-06 for lancashire; it holds 2021-05, 2021-07"):
        ask(opened, "2021-05", "2021-07")


def test_a_missing_earlier_month_makes_the_change_untold_and_is_never_a_zero(tmp_path):
    result = ask(lake_of(tmp_path, month_of("2021-05")), "2021-05")
    assert result.count == 10
    assert result.comparison.count is None
    assert result.comparison.missing == (Month(2020, 5),)
    assert (result.change.difference, result.change.percent, result.change.verdict) == (None, None, "cannot tell")
    assert "missing" in kinds(result)
    assert "the data held lack 2020-05" in measures.sentence(result)
    assert not any("earlier period)" in caveat.text for caveat in result.caveats), "what is not held is not a nought"


def test_a_held_month_without_rows_is_a_zero(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-04", here=12), month_of("2021-05", here=0))
    result = ask(opened, "2021-05", against=measures.Against.PREVIOUS_PERIOD)
    assert (result.count, result.comparison.count, result.change.percent) == (0, 12, -100.0)
    assert result.change.rate_ratio == 0


def test_a_change_from_nothing_has_no_percentage_and_no_infinity(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-04", here=0), month_of("2021-05", here=30))
    result = ask(opened, "2021-05", against=measures.Against.PREVIOUS_PERIOD)
    assert (result.change.difference, result.change.percent, result.change.rate_ratio) == (30, None, None)
    assert result.change.ci95.high is None
    json.dumps(result.as_json(), allow_nan=False)


def test_small_numbers_are_said_to_be_small(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-04", here=4), month_of("2021-05", here=6))
    result = ask(opened, "2021-05", against=measures.Against.PREVIOUS_PERIOD)
    assert measures.Qualifier.SMALL_NUMBERS in result.change.qualifiers
    assert result.change.verdict is measures.Verdict.NO_CLEAR_CHANGE
    assert "%" not in measures.sentence(result)


def test_a_rise_that_only_placement_explains_is_beyond_telling(tmp_path):
    before = month_of("2023-04", here=400, elsewhere=400, lost=800)
    after = month_of("2023-05", here=800, elsewhere=800, lost=0)
    result = ask(lake_of(tmp_path, before, after), "2023-05", against=measures.Against.PREVIOUS_PERIOD)
    assert result.change.percent == 100
    assert result.change.percent_placed == pytest.approx(0)
    assert result.change.verdict is measures.Verdict.CANNOT_TELL
    assert measures.Qualifier.SIZE_UNCERTAIN in result.change.qualifiers
    assert "the two do not say the same" in measures.sentence(result)


def test_a_month_in_which_nothing_has_a_place_cannot_be_scaled(tmp_path):
    before = month_of("2023-04", here=0, elsewhere=0, lost=50)
    after = month_of("2023-05", here=40, elsewhere=40)
    result = ask(lake_of(tmp_path, before, after), "2023-05", against=measures.Against.PREVIOUS_PERIOD)
    assert result.change.percent_placed is None
    assert result.change.verdict is measures.Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("verdict", "before", "after"), [("rose", 100, 300), ("fell", 300, 100), ("no clear change", 200, 205)]
)
def test_a_plain_change_gets_its_plain_word(tmp_path, verdict, before, after):
    opened = lake_of(
        tmp_path, month_of("2023-04", here=before, elsewhere=before), month_of("2023-05", here=after, elsewhere=after)
    )
    result = ask(opened, "2023-05", against=measures.Against.PREVIOUS_PERIOD)
    assert (result.change.verdict.value, result.change.qualifiers) == (verdict, ())
    assert verdict in measures.sentence(result)


def test_dispersion_widens_the_interval_that_words_rest_on(tmp_path):
    months = [
        month_of("2023-02", here=100, elsewhere=20),
        month_of("2023-03", here=20, elsewhere=100),
        month_of("2023-04", here=90, elsewhere=30),
        month_of("2023-05", here=90, elsewhere=100),
    ]
    result = ask(lake_of(tmp_path, *months), "2023-04", "2023-05", against=measures.Against.PREVIOUS_PERIOD)
    assert result.change.dispersion > 10
    assert result.change.ci95.low > 1, "by the exact interval it rose"
    assert result.change.ci95_adjusted.low < 1
    assert result.change.verdict is not measures.Verdict.ROSE


def test_a_district_alone_in_its_force_is_judged_by_its_lsoas(tmp_path):
    """The City of London's one district: a lockdown that halves every LSOA alike is no sign of noise."""
    lsoas = sorted(lsoa for lsoa in ATLAS.membership([ATLAS.find("E09000001")]) if lsoa in ATLAS_2011)[:4]
    files = []
    for month, each in (("2023-03", 60), ("2023-04", 20), ("2024-03", 60), ("2024-04", 60)):
        rows = [
            genuine.row(
                next(IDS),
                Month=month,
                LSOA_code=lsoa,
                Reported_by="City of London Police",
                Falls_within="City of London Police",
            )
            for lsoa in lsoas
            for _ in range(each)
        ]
        files.append((f"{month}-city-of-london-street.csv", genuine.street(rows)))
    result = ask(lake_of(tmp_path, *files), "2024-03", "2024-04", code="E09000001")
    assert result.change.dispersion == pytest.approx(0, abs=1e-9)
    assert result.change.verdict is measures.Verdict.ROSE


def test_a_period_across_a_break_is_refused(tmp_path):
    opened = lake_of(tmp_path, month_of("2013-04"), month_of("2013-05"))
    with pytest.raises(BrokenSeries, match="never joined across a break"):
        ask(opened, "2013-04", "2013-05")


def test_a_comparison_across_a_break_is_not_made(tmp_path):
    opened = lake_of(tmp_path, month_of("2012-06"), month_of("2013-06"))
    result = ask(opened, "2013-06")
    assert (result.count, result.comparison.count, result.change.difference) == (10, None, None)
    assert result.change.verdict is measures.Verdict.CANNOT_TELL
    assert result.change.qualifiers == (measures.Qualifier.BREAK_IN_SERIES,)
    assert "break in series" in measures.sentence(result)


@pytest.mark.parametrize("key", sorted(measures.indicators()))
@pytest.mark.parametrize("breaking", ["2011-09", "2013-05"])
def test_no_indicator_joins_a_break(key, breaking):
    month = Month.parse(breaking)
    found = measures.indicator(key)
    assert found.era_of(month) is None or found.era_of(month) is not found.era_of(month - 1)


def test_every_comparison_that_touches_a_lockdown_says_so(tmp_path):
    opened = lake_of(tmp_path, *(month_of(m) for m in ("2020-05", "2021-05", "2022-05", "2023-05")))
    for month, disrupted in (("2021-05", True), ("2022-05", True), ("2023-05", False)):
        result = ask(opened, month)
        assert (measures.Qualifier.DISRUPTED_BASE in result.change.qualifiers) is disrupted
        assert ("disruption" in kinds(result)) is disrupted


def test_repeated_ids_are_counted_as_published_with_the_size_of_the_matter(tmp_path):
    row = genuine.row(1, LSOA_code="E01025399")
    name, data = "2021-05-lancashire-street.csv", genuine.street([row, row, genuine.row(2, LSOA_code="E01025399")])
    result = ask(lake_of(tmp_path, (name, data)), "2021-05")
    assert result.count == 3
    assert any("1 row in the period repeats a Crime ID" in caveat.text for caveat in result.caveats)


def test_a_row_of_another_force_counts_where_it_lies(tmp_path):
    own = month_of("2021-05", here=2)
    guest = genuine.row(
        99, LSOA_code="E01025399", Reported_by="Lincolnshire Police", Falls_within="Lincolnshire Police"
    )
    opened = lake_of(tmp_path, own, ("2021-05-lincolnshire-street.csv", genuine.street([guest])))
    assert ask(opened, "2021-05").count == 3


def test_unknown_things_are_named_with_what_is_near(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-05"))
    with pytest.raises(UnknownIndicator, match="'burglaries'; there is burglary"):
        ask(opened, "2021-05", key="burglaries")
    with pytest.raises(WardmoteError, match="no files of cleveland for Middlesbrough"):
        ask(opened, "2021-05", code="E06000002")
    with pytest.raises(BadPeriod, match="reversed"):
        ask(opened, "2021-05", "2021-04")
    with pytest.raises(WardmoteError, match="holds no districts"):
        measures.rank(
            opened, ATLAS, "all-crime", Level.DISTRICT, ATLAS.find("E01025399"), Period.parse("2021-05", "2021-05")
        )


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (11, "the same months a year earlier"),
        (12, "the year before"),
        (13, "the same months 2 years earlier"),
        (24, "the 24 months before"),
    ],
)
def test_the_comparison_is_called_what_it_is(n, words):
    period = Period(Month(2024, 12) - (n - 1), Month(2024, 12))
    assert earlier_words(period, period.earlier(earlier_by(period, measures.Against.PREVIOUS_YEAR))) == words


def test_repeats_of_a_year_that_is_not_held_are_not_said_to_be_none(sample):
    result = ask(sample, "2021-10", "2022-10")
    assert result.comparison.count is None
    (caveat,) = (caveat for caveat in result.caveats if caveat.kind == "repeats")
    assert "earlier period" not in caveat.text


def test_small_numbers_get_no_percentage_whatever_the_verdict(tmp_path):
    before = month_of("2023-04", here=7, elsewhere=400, lost=800)
    after = month_of("2023-05", here=30, elsewhere=800, lost=0)
    result = ask(lake_of(tmp_path, before, after), "2023-05", against=measures.Against.PREVIOUS_PERIOD)
    assert measures.Qualifier.SMALL_NUMBERS in result.change.qualifiers
    assert "%" not in measures.sentence(result)


def test_south_ribbles_headline(sample):
    period = Period.parse("2021-10", "2022-09")
    result = measures.measure(sample, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), period)
    change = result.change
    assert (result.count, result.comparison.count) == (7096, 6002)
    assert change.percent == pytest.approx(18.2, abs=0.05)
    assert change.percent_placed == pytest.approx(8.5, abs=0.05)
    assert change.dispersion == pytest.approx(3.1, abs=0.05)
    assert change.verdict is measures.Verdict.ROSE
    assert [q.value for q in change.qualifiers] == ["size uncertain", "disrupted base"]
    said = measures.sentence(result)
    for words in ("7,096", "rose", "size is uncertain", "+18.2", "+8.5", "disrupted base", "lockdowns"):
        assert words in said
    assert any("+19.6" in caveat.text for caveat in result.caveats)


def test_the_forces_headline_and_the_district_beside_it(sample):
    period = Period.parse("2021-10", "2022-09")
    found = measures.compare(sample, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), period)
    assert (found.force.count, found.force.comparison.count) == (143_327, 137_092)
    assert found.force.change.percent == pytest.approx(4.5, abs=0.05)
    assert len(found.peers) == 13
    ratio = relative_change(found.area, found.force)
    theirs, ours = found.force.change, found.area.change
    middle = math.log((1 + ours.percent_placed / 100) / (1 + theirs.percent / 100))
    widths = [math.log(change.ci95_adjusted.high / change.ci95_adjusted.low) / 2 for change in (ours, theirs)]
    reach = math.sqrt(widths[0] ** 2 + widths[1] ** 2)
    assert (math.log(ratio.low), math.log(ratio.high)) == pytest.approx((middle - reach, middle + reach))
    assert "not clearly different from Lancashire" in against(found.area, found.force)


def test_provenance_names_the_files_the_definition_and_the_population(sample):
    result = ask(sample, "2021-10", "2022-09")
    made = result.provenance
    assert len(made.parts) == 24
    assert made.snapshot == sample.snapshot
    assert made.definition.startswith("all-crime@1 ")
    assert "mid-2020" in made.population
    assert made.access is measures.Access.OPEN


def test_the_json_has_the_contracts_keys(sample):
    found = ask(sample, "2021-10", "2022-09").as_json()
    assert list(found) == [
        "indicator", "area", "area_name", "period", "count", "comparison", "change", "rate", "caveats", "provenance",
    ]  # fmt: skip
    assert list(found["period"]) == ["from", "to", "months"]
    assert list(found["comparison"]) == ["from", "to", "count"]
    assert list(found["change"]) == [
        "difference", "percent", "rate_ratio", "ci95", "ci95_adjusted", "p", "dispersion", "percent_placed", "verdict",
        "qualifiers",
    ]  # fmt: skip
    assert list(found["rate"]) == ["per", "value", "ci95", "population", "population_year"]
