"""Numbers as people read them: thousands apart, rounded half away from zero, a sign that says which way."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
UNDEFINED = "n/a"


def rounded(value: float, digits: int = 0) -> Decimal:
    """`value` to `digits` decimals, halves away from zero (66.7 for 66.66..., 1 for 0.5, -1 for -0.5)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def number(value: float | None, digits: int = 0) -> str:
    """``7,096``; ``n/a`` for None. A true minus sign, never a hyphen."""
    if value is None:
        return UNDEFINED
    found = rounded(value, digits)
    return f"{abs(found):,f}" if found >= 0 or not found else f"{MINUS}{abs(found):,f}"


def signed(value: float | None, digits: int = 0) -> str:
    """``+1,094``, ``−12``, ``0``."""
    if value is None:
        return UNDEFINED
    found = rounded(value, digits)
    return f"{'+' if found > 0 else MINUS if found < 0 else ''}{abs(found):,f}"


def percent(value: float | None, digits: int = 1) -> str:
    """``+18.2 %`` with a no-break space; ``n/a`` for None. `value` is in percent, not a fraction."""
    return UNDEFINED if value is None else f"{signed(value, digits)}\u00a0%"


def share(value: float | None, digits: int = 1) -> str:
    """``13.3 %`` for a share given in percent: no sign."""
    return UNDEFINED if value is None else f"{number(value, digits)}\u00a0%"
