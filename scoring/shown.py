"""What is printed: one decimal, and parts that add up to the printed total, always."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


def _half_away(points: Fraction, per_point: int) -> int:
    size = floor(abs(points) * per_point + HALF)
    return size if points >= 0 else -size


def _decimal(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)


def one_decimal(points: Fraction) -> Decimal:
    """`points` to one decimal, half away from zero, from the exact value: −46.25 → −46.3."""
    return _decimal(_half_away(points, 10))


def hundredths(points: Fraction) -> int:
    """`points` in whole hundredths, half to even: how scores are stored and summed. 70.0625 → 7006."""
    return round(points * 100)


def parts_of(total: Decimal, exact: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """`exact` parts (each ≥ 0, in journey order) in tenths that add up to `total`, their rounded sum.

    Largest remainder; of equal remainders the later part is rounded up. Every part stays within
    a tenth of its exact value."""
    tenths = {key: floor(part * 10) for key, part in exact.items()}
    order = list(exact)
    by_remainder = sorted(
        order, key=lambda key: (exact[key] * 10 - tenths[key], order.index(key)), reverse=True
    )
    left = int(total * 10) - sum(tenths.values())
    for key in by_remainder[:left]:
        tenths[key] += 1
    return {key: _decimal(amount) for key, amount in tenths.items()}


@dataclass(frozen=True)
class Shown:
    """The printed figures of one visit, in points with one decimal; None where it was not scored.

    sum(parts) + cap = total and sum(losses) = 100 − raw, exactly. `cap` is 0 or less. `parts` and
    `losses` have one entry per observed touchpoint and are empty where the visit was not scored."""

    total: Decimal | None = None
    raw: Decimal | None = None
    cap: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    losses: Mapping[str, Decimal] = field(default_factory=dict)


def show(
    raw: Fraction, official: Fraction, contributions: Mapping[str, Fraction], losses: Mapping[str, Fraction]
) -> Shown:
    """Round a scored visit for print. The mappings are by observed touchpoint, in journey order."""
    total, shown_raw = one_decimal(official), one_decimal(raw)
    return Shown(
        total=total,
        raw=shown_raw,
        cap=total - shown_raw,
        parts=parts_of(shown_raw, contributions),
        losses=parts_of(100 - shown_raw, losses),
    )
