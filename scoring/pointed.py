"""Numbers to so many decimals, as people round."""

from decimal import ROUND_HALF_UP, Decimal


def pointed(value: float | Decimal, places: int) -> Decimal:
    """The value to so many decimals, half away from zero, never −0."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0
