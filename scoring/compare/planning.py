"""How many visits a question costs, said before money is spent."""

import math

from scipy.special import ndtri


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


def _reach(power: float, level: float) -> float:
    return float(ndtri((1 + level) / 2) + ndtri(power))
