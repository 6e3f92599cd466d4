"""Arrays in, arrays out: exact tests, intervals, dispersion and chart limits. Nothing here knows what is counted."""

from wardmote.engine.statistics.charts import (
    Limits,
    c_chart,
    seasonal_factors,
    signals,
    u_chart,
    xmr,
)
from wardmote.engine.statistics.counts import (
    RateRatio,
    effective_interval,
    funnel_dispersion,
    funnel_limits,
    pearson_dispersion,
    poisson_interval,
    rate_ratio,
)
from wardmote.engine.statistics.proportions import kish_deff, wilson

__all__ = [
    "Limits",
    "RateRatio",
    "c_chart",
    "effective_interval",
    "funnel_dispersion",
    "funnel_limits",
    "kish_deff",
    "pearson_dispersion",
    "poisson_interval",
    "rate_ratio",
    "seasonal_factors",
    "signals",
    "u_chart",
    "wilson",
    "xmr",
]
