"""How much branches differ beyond chance (τ²), and estimates under one value of it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaincinv

from scoring.compare.records import Floats, PlugIn, means_and_variances


def between_variance(y: ArrayLike, v: ArrayLike, method: str = "PM") -> float:
    """Between-branch variance τ² ≥ 0 from L ≥ 2 means y with sampling variances v; 0 at the boundary.

    method: "PM" Paule–Mandel, Q(τ²) = L − 1 · "DL" DerSimonian–Laird · "REML" · "ML" · "HE" Hedges,
    variance of y − mean of v. Viechtbauer (2005), doi:10.3102/10769986030003261.
    Raises ValueError for another method.
    """
    estimators: dict[str, Callable[[Floats, Floats], float]] = {
        "PM": _paule_mandel,
        "DL": _dersimonian_laird,
        "HE": _hedges,
        "ML": lambda means, variances: _most_likely(means, variances, restricted=False),
        "REML": lambda means, variances: _most_likely(means, variances, restricted=True),
    }
    if method not in estimators:
        raise ValueError(f"no method {method!r}: choose from {', '.join(estimators)}")
    return max(0.0, estimators[method](*means_and_variances(y, v)))


def tau2_interval(y: ArrayLike, v: ArrayLike, level: float = 0.95) -> tuple[float, float]:
    """Q-profile interval for τ²: where Q(τ²) meets the χ² quantiles on L − 1 degrees of freedom.

    (0, 0) when even τ² = 0 leaves less spread than chance. Viechtbauer (2007), doi:10.1002/sim.2514.
    """
    means, variances = means_and_variances(y, v)
    low, high = (2 * float(gammaincinv((len(means) - 1) / 2, p)) for p in ((1 + level) / 2, (1 - level) / 2))
    return _where_q_is(low, means, variances), _where_q_is(high, means, variances)


def plug_in(y: ArrayLike, v: ArrayLike, tau2: float) -> PlugIn:
    """Random-effects mean and shrunk means (BLUPs) as if τ² were known; tau2 = 0: one common mean.

    w = 1/(v+τ²), μ = Σwy/Σw, B = v/(v+τ²), θ = Bμ + (1−B)y, sd² = v(1−B) + B²/Σw. L ≥ 1.
    q is Cochran's Q, at τ² = 0 whatever tau2 is. Raises ValueError for a negative tau2.
    """
    means, variances = means_and_variances(y, v, least=1)
    if tau2 < 0:
        raise ValueError("τ² cannot be negative")
    weight = 1 / (variances + tau2)
    mu, pull = float(weight @ means / weight.sum()), variances * weight
    sd = np.sqrt(variances * (1 - pull) + pull**2 / weight.sum())
    theta = pull * mu + (1 - pull) * means
    return PlugIn(mu, float(weight.sum() ** -0.5), theta, sd, _q(0.0, means, variances))


def james_stein(y: ArrayLike, v: ArrayLike) -> tuple[Floats, float]:
    """Means drawn towards their average by one factor c = max(0, 1 − (L−3)·v/Σ(y−ȳ)²): (theta, c).

    For L ≥ 4 means of equal variance v. Efron and Morris (1975), doi:10.1080/01621459.1975.10479864.
    Raises ValueError when the variances differ.
    """
    means, variances = means_and_variances(y, v, least=4)
    if np.ptp(variances) > 1e-9 * variances[0]:
        raise ValueError("James–Stein needs one variance for all; use shrink")
    away = means - means.mean()
    spread = float(away @ away)
    factor = max(0.0, 1 - (len(means) - 3) * float(variances[0]) / spread) if spread else 0.0
    return means.mean() + factor * away, factor


def _q(tau2: float, y: Floats, v: Floats) -> float:
    weight = 1 / (v + tau2)
    away = y - weight @ y / weight.sum()
    return float(weight @ away**2)


def _where_q_is(target: float, y: Floats, v: Floats) -> float:
    """τ² at which Q falls to target; 0 when it already is below. Q ≤ Σ(y−ȳ)²/τ² bounds the search."""
    if _q(0.0, y, v) <= target:
        return 0.0
    top = float(((y - y.mean()) ** 2).sum()) / target
    return float(brentq(lambda tau2: _q(tau2, y, v) - target, 0.0, top, xtol=1e-14 * top, rtol=1e-13))


def _paule_mandel(y: Floats, v: Floats) -> float:
    return _where_q_is(len(y) - 1, y, v)


def _dersimonian_laird(y: Floats, v: Floats) -> float:
    weight = 1 / v
    return float((_q(0.0, y, v) - (len(y) - 1)) / (weight.sum() - (weight**2).sum() / weight.sum()))


def _hedges(y: Floats, v: Floats) -> float:
    return float(y.var(ddof=1) - v.mean())


def _most_likely(y: Floats, v: Floats, *, restricted: bool) -> float:
    """The maximum of the (restricted) likelihood: a grid finds the hill, a bounded search its top."""

    def misfit(tau2: float) -> float:
        weight = 1 / (v + tau2)
        lost = np.log(weight.sum()) if restricted else 0.0
        return float(_q(tau2, y, v) - np.log(weight).sum() + lost)

    top = float(np.ptp(y)) ** 2
    if top == 0:
        return 0.0
    grid = np.concatenate([[0.0], top * np.geomspace(1e-6, 1, 60)])
    best = int(np.argmin([misfit(tau2) for tau2 in grid]))
    around = (float(grid[max(best - 1, 0)]), float(grid[min(best + 1, len(grid) - 1)]))
    found = float(minimize_scalar(misfit, bounds=around, method="bounded", options={"xatol": 1e-10 * top}).x)
    return found if misfit(found) < misfit(0.0) else 0.0
