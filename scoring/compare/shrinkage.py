"""The recommended estimator: a hierarchical normal model, integrated over the between-branch sd τ."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.compare.records import Floats, Nodes, Shrunk, means_and_variances

NODES = 61
DEPTH = 20.0
"""Nodes cover the region where the log-density is within this of its maximum."""


class _Grouped(NamedTuple):
    """Means collected by equal sampling variance: many branches share a number of visits."""

    v: Floats
    size: Floats
    mean: Floats
    spread: Floats
    """Σ(y − group mean)², taken inside the group so that nothing cancels."""


def shrink(
    y: ArrayLike, v: ArrayLike, history: Sequence[tuple[ArrayLike, ArrayLike]] | None = None
) -> Shrunk:
    """Branch means y (L,), with sampling variances v > 0 (L,), drawn towards the chain mean.

    Flat prior on τ ≥ 0. `history` is the list of (y_q, v_q) of all periods that share τ and INCLUDES
    the current one; each has its own mean μ_q. None means [(y, v)]. With w = 1/(v+τ²):
    log p(τ) = Σ_q [½Σ log w − ½ log Σw − ½Σ w(y−μ_q)²]; per node B = v/(v+τ²), c = Bμ + (1−B)y,
    var = v(1−B) + B²/Σw; theta and sd are the moments of the mixture over the nodes.
    Gelman et al., Bayesian Data Analysis (2013), section 5.4.

    Raises ValueError when Σ_q(L_q − 1) < 2, where the flat prior leaves nothing to integrate
    (`scoring.comparison` asks for more before it shrinks), and for a v that is not positive.
    """
    means, variances = means_and_variances(y, v, least=1)
    periods = history if history is not None else [(means, variances)]
    groups = [_grouped(*means_and_variances(y_q, v_q, least=1)) for y_q, v_q in periods]
    if sum(int(group.size.sum()) - 1 for group in groups) < 2:
        raise ValueError("too few branches to learn how much they differ: Σ(L − 1) is below 2")
    tau, weight = _grid(groups)
    mu, mu_var = _chain_mean(tau, _grouped(means, variances))
    return _mixed(means, variances, Nodes(tau, weight, mu, mu_var))


def conditional(y: Floats, v: Floats, nodes: Nodes) -> tuple[Floats, Floats]:
    """Mean c and variance of each branch under each node: two arrays of shape (nodes, L)."""
    pull = v / (v + nodes.tau[:, None] ** 2)
    center = pull * nodes.mu[:, None] + (1 - pull) * y
    return center, v * (1 - pull) + pull**2 * nodes.mu_var[:, None]


def _mixed(y: Floats, v: Floats, nodes: Nodes) -> Shrunk:
    center, variance = conditional(y, v, nodes)
    theta = nodes.weight @ center
    sd = np.sqrt(nodes.weight @ (variance + (center - theta) ** 2))
    return Shrunk(theta, sd, float(nodes.weight @ nodes.mu), float(nodes.weight @ nodes.tau), nodes)


def _grouped(y: Floats, v: Floats) -> _Grouped:
    values, where = np.unique(v, return_inverse=True)
    size = np.asarray(np.bincount(where), dtype=np.float64)
    mean = np.asarray(np.bincount(where, weights=y) / size, dtype=np.float64)
    spread = np.asarray(np.bincount(where, weights=(y - mean[where]) ** 2), dtype=np.float64)
    return _Grouped(values, size, mean, spread)


def _chain_mean(tau: Floats, group: _Grouped) -> tuple[Floats, Floats]:
    weight = group.size / (group.v + tau[:, None] ** 2)
    return weight @ group.mean / weight.sum(axis=1), 1 / weight.sum(axis=1)


def _log_density(tau: Floats, groups: list[_Grouped]) -> Floats:
    log_p = np.zeros_like(tau)
    for group in groups:
        each = 1 / (group.v + tau[:, None] ** 2)
        mu, mu_var = _chain_mean(tau, group)
        misfit = each * (group.spread + group.size * (group.mean - mu[:, None]) ** 2)
        log_p += 0.5 * (np.log(each) @ group.size + np.log(mu_var) - misfit.sum(axis=1))
    return log_p


def _grid(groups: list[_Grouped]) -> tuple[Floats, Floats]:
    """τ nodes and weights: zoom until the nodes fill the region that matters.

    τ = scale·sinh(u) is even-spaced near 0 and log-spaced in the long tail that few branches leave;
    log p is even in τ, so the trapezoid rule is as good at τ = 0 as anywhere.
    """
    scale = float(np.sqrt(np.median(np.concatenate([group.v for group in groups]))))
    u = np.linspace(0.0, _farthest(groups, scale), NODES)
    while True:
        log_p = _log_density(scale * np.sinh(u), groups)
        inside = np.flatnonzero(log_p > log_p.max() - DEPTH)
        low, high = max(inside[0] - 1, 0), min(inside[-1] + 1, NODES - 1)
        if high - low > 0.8 * (NODES - 1):
            break
        u = np.linspace(u[low], u[high], NODES)
    weight = np.exp(log_p - log_p.max()) * np.cosh(u)
    weight[[0, -1]] /= 2
    return scale * np.sinh(u), weight / weight.sum()


def _farthest(groups: list[_Grouped], scale: float) -> float:
    """An u beyond the region: past every scale in the data, p falls as τ to the power −Σ(L−1)."""
    freedom = sum(float(group.size.sum()) - 1 for group in groups)
    spread = sum(
        float(group.spread.sum() + (group.size * (group.mean - group.mean.mean()) ** 2).sum())
        for group in groups
    )
    widest = max(float(group.v.max()) for group in groups)
    reach = np.sqrt(spread + widest) * np.exp(DEPTH / max(freedom - 1, 1))
    return float(np.arcsinh(reach / scale))
