"""One change beside another: did this area's crime rise more than the force's?"""

import math

from wardmote.engine.figures import percent
from wardmote.engine.measures.changes import scaled_interval
from wardmote.engine.measures.results import Interval, Result
from wardmote.engine.verdicts import Verdict
from wardmote.words import gettext as _

Z95 = 1.959963984540054


def relative_change(result: Result, other: Result) -> Interval | None:
    """95 % interval of the ratio of two changes, `result`'s over `other`'s, both allowing for placement.

    The two are taken as independent and normal on the logarithmic scale, with the errors of their adjusted intervals. An area
    is part of its force, so for a large part of it the interval is a little too wide, never too narrow by that. None
    where either change or an end of its interval is undefined.
    """
    ours, theirs = _log(result), _log(other)
    if ours is None or theirs is None:
        return None
    middle, reach = ours[0] - theirs[0], Z95 * math.hypot(ours[1], theirs[1])
    return Interval(math.exp(middle - reach), math.exp(middle + reach))


def _log(result: Result) -> tuple[float, float] | None:
    """Logarithm of the scaled ratio and its standard error."""
    change = result.change
    if change is None or change.percent_placed is None or change.percent_placed <= -100:
        return None
    ends = scaled_interval(change)
    if not ends.low or ends.high is None:
        return None
    return math.log1p(change.percent_placed / 100), (math.log(ends.high) - math.log(ends.low)) / (2 * Z95)


def against(result: Result, other: Result) -> str:
    """A sentence that sets a change beside another's, like with like: the force counts crimes without a place, so the
    area's change is the one that allows for them.
    """
    ratio = relative_change(result, other)
    if ratio is None or result.change is None or other.change is None:
        return _("The two changes cannot be compared.")
    text = {
        Verdict.ROSE: _(
            "That is above the change in {other} ({theirs}), like with like ({ours} allowing for placement)."
        ),
        Verdict.FELL: _(
            "That is below the change in {other} ({theirs}), like with like ({ours} allowing for placement)."
        ),
        Verdict.NO_CLEAR_CHANGE: _(
            "That is not clearly different from {other} ({theirs}), like with like ({ours} allowing for placement)."
        ),
    }[_side(ratio)]
    return text.format(
        other=other.area.name, theirs=percent(other.change.percent_placed), ours=percent(result.change.percent_placed)
    )


def _side(ratio: Interval) -> Verdict:
    if ratio.low is not None and ratio.low > 1:
        return Verdict.ROSE
    if ratio.high is not None and ratio.high < 1:
        return Verdict.FELL
    return Verdict.NO_CLEAR_CHANGE
