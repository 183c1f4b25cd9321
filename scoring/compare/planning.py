"""How many visits a question costs, said before money is spent."""

import math

from scipy.special import gammaincinv, ndtri


def visits_needed(difference: float, sd: float, power: float = 0.8, level: float = 0.95) -> float:
    """Visits on each side to notice a true `difference` between two branches; round up to plan.

    n = 2·(z_{(1+level)/2} + z_power)²·sd²/difference², two-sided; at 95 % and 80 % power z + z = 2.8016.
    `difference` > 0 and the visit sd > 0 in the same unit. Raises ValueError otherwise.
    """
    if difference <= 0 or sd <= 0:
        raise ValueError("the difference to notice and the visit sd must both be above 0")
    return 2 * (_reach(power, level) * sd / difference) ** 2


def detectable_difference(n: float, sd: float, power: float = 0.8, level: float = 0.95) -> float:
    """The smallest true difference that n > 0 visits on each side notice with `power`: inverse of the above."""
    if n <= 0 or sd <= 0:
        raise ValueError("the number of visits and the visit sd must both be above 0")
    return _reach(power, level) * sd * math.sqrt(2 / n)


def visits_against(
    difference: float, sd: float, se: float = 0.0, power: float = 0.8, level: float = 0.95
) -> float | None:
    """Visits to one branch to notice a true `difference` from a mean that is itself known to ± `se`.

    n = sd²/(difference²/(z_{(1+level)/2} + z_power)² − se²): half of `visits_needed` where se = 0; None
    where that mean is too rough for any number of visits. Raises ValueError for a difference or sd that is
    not above 0, or a negative se.
    """
    if difference <= 0 or sd <= 0 or se < 0:
        raise ValueError("the difference to notice and the visit sd must be above 0, se not below it")
    left = (difference / _reach(power, level)) ** 2 - se**2
    return sd**2 / left if left > 0 else None


def sd_interval(sd: float, df: int, level: float = 0.95) -> tuple[float, float]:
    """Likely range of the sd of one visit that was estimated on `df` degrees of freedom.

    sd·√(df/χ²) at both quantiles of χ² on df (NIST/SEMATECH e-Handbook 7.2.3.1). Raises ValueError for
    df < 1 or a negative sd.
    """
    if df < 1 or sd < 0:
        raise ValueError("a range needs at least one degree of freedom and an sd")
    low, high = (2 * float(gammaincinv(df / 2, p)) for p in ((1 + level) / 2, (1 - level) / 2))
    return sd * math.sqrt(df / low), sd * math.sqrt(df / high)


def _reach(power: float, level: float) -> float:
    return float(ndtri((1 + level) / 2) + ndtri(power))
