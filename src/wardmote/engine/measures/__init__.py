"""Measures: a question (indicator, area, period) goes in, a Result that knows its own uncertainty comes out."""

from wardmote.engine.measures.breakdown import breakdown
from wardmote.engine.measures.changes import range_of_both
from wardmote.engine.measures.indicators import Indicator, indicator, indicators, markers
from wardmote.engine.measures.measuring import Comparators, measure
from wardmote.engine.measures.ranking import compare, rank
from wardmote.engine.measures.results import (
    Access,
    Against,
    Caveat,
    Change,
    Comparison,
    Funnel,
    Interval,
    Marker,
    Part,
    Point,
    Provenance,
    Qualifier,
    Rate,
    Result,
    Rolling,
    Series,
)
from wardmote.engine.measures.sentences import sentence
from wardmote.engine.measures.serial import rolling, series
from wardmote.engine.verdicts import Good, Verdict

__all__ = [
    "Access", "Against", "Caveat", "Change", "Comparators", "Comparison", "Funnel", "Good", "Indicator", "Interval",
    "Marker", "Part", "Point", "Provenance", "Qualifier", "Rate", "Result", "Rolling", "Series", "Verdict", "breakdown", "compare",
    "indicator", "indicators", "markers", "measure", "range_of_both", "rank", "rolling", "sentence", "series",
]  # fmt: skip
