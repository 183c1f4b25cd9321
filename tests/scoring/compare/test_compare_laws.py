"""What holds for any data, so that no unlucky quarter breaks a page."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr

from scoring.compare import (
    between_variance,
    interval,
    plug_in,
    pooled_within,
    quantile,
    shrink,
    tau2_interval,
)
from scoring.compare.ranges import MIXTURE_TO
from scoring.compare.shrinkage import conditional

points = st.floats(0, 100).map(lambda x: round(x, 2))
chains = st.lists(st.tuples(points, st.integers(1, 9)), min_size=5, max_size=12)
marks = st.lists(st.lists(st.integers(0, 10_000), max_size=5), min_size=1, max_size=8)
some = settings(max_examples=40)


def means_of(chain: list[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([y for y, _ in chain]), np.array([169 / n for _, n in chain])


@given(marks)
def test_pooled_variance_is_exact(cells: list[list[int]]):
    """Sums alone give the very number that the visits themselves give."""
    variance, df = pooled_within(
        [len(c) for c in cells], [sum(c) for c in cells], [sum(x * x for x in c) for c in cells]
    )
    full = [c for c in cells if c]
    around = sum(sum((x - Fraction(sum(c), len(c))) ** 2 for x in c) for c in full)
    assert df == sum(len(c) - 1 for c in full)
    assert variance == (around / df if df else 0)


def test_pooled_variance_survives_numpy_integers_beyond_64_bits():
    n, x = np.array([100_000]), 10_000
    variance, _ = pooled_within(n, n * x, [int(n[0]) * x * x + 99_999])
    assert variance == 1


@pytest.mark.parametrize(("n", "total", "total_sq"), [([-1], [0], [0]), ([2], [10], [3]), ([1, 2], [1], [1])])
def test_impossible_sums_are_refused(n: list[int], total: list[int], total_sq: list[int]):
    with pytest.raises(ValueError, match=r"visits|negative|shorter"):
        pooled_within(n, total, total_sq)


@some
@given(chains)
def test_shrinkage_stays_between_own_mean_and_chain_means(chain: list[tuple[float, int]]):
    """Every node draws towards its own μ, so θ lies between y and the range of those."""
    y, v = means_of(chain)
    shrunk = shrink(y, v)
    low, high = shrunk.nodes.mu.min(), shrunk.nodes.mu.max()
    assert (shrunk.theta >= np.minimum(y, low) - 1e-9).all()
    assert (shrunk.theta <= np.maximum(y, high) + 1e-9).all()
    assert shrunk.n == len(chain)
    assert shrunk.nodes.weight.sum() == pytest.approx(1)


@some
@given(chains, st.randoms())
def test_order_of_branches_changes_nothing(chain: list[tuple[float, int]], random):
    order = list(range(len(chain)))
    random.shuffle(order)
    y, v = means_of(chain)
    straight, mixed = shrink(y, v), shrink(y[order], v[order])
    assert mixed.theta == pytest.approx(straight.theta[order], abs=1e-8)
    assert mixed.sd == pytest.approx(straight.sd[order], abs=1e-8)


@some
@given(chains, st.floats(-50, 50), st.floats(0.1, 10))
def test_shifting_and_scaling_points_shifts_and_scales_estimates(chain, shift: float, scale: float):
    y, v = means_of(chain)
    plain, moved = shrink(y, v), shrink(shift + scale * y, scale**2 * v)
    assert moved.theta == pytest.approx(shift + scale * plain.theta, abs=1e-6, rel=1e-6)
    assert moved.tau == pytest.approx(scale * plain.tau, abs=1e-6, rel=1e-6)


@some
@given(chains, st.integers(0, 4), st.floats(0.5, 20))
def test_a_better_mean_gives_a_better_estimate(chain, which: int, gain: float):
    """With τ known; learning τ from the same data may draw an outlier in less, never reverse it."""
    y, v = means_of(chain)
    better = y.copy()
    better[which] += gain
    assert plug_in(better, v, 25).theta[which] > plug_in(y, v, 25).theta[which]


@some
@given(chains)
def test_of_two_branches_with_equal_visits_the_better_mean_stays_ahead(chain):
    y, v = means_of(chain)
    theta = shrink(y, np.full_like(v, 40.0)).theta
    assert (np.diff(theta[np.argsort(y)]) >= -1e-9).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nodes_reproduce_the_integral_over_tau(seed: int):
    """61 nodes against adaptive quadrature: the estimate of a branch, and E τ to a hundredth of a point."""
    random = np.random.default_rng(seed)
    v = 169 / random.integers(1, 8, 12)
    y = random.normal(80, 5, 12) + random.normal(0, np.sqrt(v))

    def under(tau: float) -> tuple[float, float]:
        w = 1 / (v + tau**2)
        mu = w @ y / w.sum()
        log_p = 0.5 * (np.log(w).sum() - np.log(w.sum()) - w @ (y - mu) ** 2)
        pull = v[0] * w[0]
        return float(np.exp(log_p + 30)), float(pull * mu + (1 - pull) * y[0])

    whole = quad(lambda tau: under(tau)[0], 0, np.inf)[0]
    tau = quad(lambda tau: tau * under(tau)[0], 0, np.inf)[0] / whole
    first = quad(lambda tau: under(tau)[0] * under(tau)[1], 0, np.inf)[0] / whole
    shrunk = shrink(y, v)
    assert shrunk.tau == pytest.approx(tau, abs=0.01)
    assert shrunk.theta[0] == pytest.approx(first, abs=1e-4)


def test_earlier_quarters_teach_how_much_branches_differ():
    """The same means with quarters of wide differences before are drawn in less."""
    y, v = np.array([70.0, 75, 80, 85, 90]), np.full(5, 50.0)
    calm, wild = np.full(5, 80.0), np.array([40.0, 60, 80, 100, 120])
    among_alike = shrink(y, v, [(y, v), (calm, v), (calm, v)])
    among_different = shrink(y, v, [(y, v), (wild, v), (wild, v)])
    assert among_alike.tau < shrink(y, v).tau < among_different.tau
    assert among_alike.theta[0] > among_different.theta[0]


def test_one_period_is_the_default_history():
    y, v = [70, 75, 80, 85, 90], [50, 40, 30, 20, 10]
    assert shrink(y, v).theta.tolist() == shrink(y, v, [(y, v)]).theta.tolist()


def test_branches_that_look_alike_still_keep_some_distance():
    """τ̂ = 0 would print the same number everywhere; the integral does not."""
    y, v = [79, 80, 80, 81, 82], [60] * 5
    assert between_variance(y, v) == 0
    assert tau2_interval(y, v)[0] == 0
    assert np.ptp(shrink(y, v).theta) > 0.3


@pytest.mark.parametrize("v", [[0, 1, 1], [-1, 1, 1], [np.nan, 1, 1]])
def test_variances_must_be_known_and_positive(v: list[float]):
    with pytest.raises(ValueError, match="above 0"):
        shrink([1, 2, 3], v)


def test_too_few_branches_cannot_be_shrunk():
    with pytest.raises(ValueError, match="too few branches"):
        shrink([70, 80], [9, 9])
    with pytest.raises(ValueError, match="no method 'EB'"):
        between_variance([1, 2, 3], [1, 1, 1], "EB")


@some
@given(chains, st.floats(0.02, 0.98))
def test_quantiles_of_the_mixture_hold_their_probability(chain, p: float):
    y, v = means_of(chain)
    shrunk = shrink(y, v)

    center, variance = conditional(y, v, shrunk.nodes)
    at = quantile(y, v, shrunk, p)

    assert shrunk.nodes.weight @ ndtr((at - center) / np.sqrt(variance)) == pytest.approx(
        np.full(len(y), p), abs=1e-9
    )


def test_ranges_are_nested_and_hold_the_estimate():
    random = np.random.default_rng(4)
    for branches in (MIXTURE_TO, MIXTURE_TO + 1):
        v = 169 / random.integers(1, 8, branches)
        y = random.normal(80, 5, branches) + random.normal(0, np.sqrt(v))
        shrunk = shrink(y, v)
        (low, high), (low_50, high_50) = interval(y, v, shrunk), interval(y, v, shrunk, 0.5)
        assert (low < low_50).all()
        assert (low_50 < shrunk.theta).all()
        assert (shrunk.theta < high_50).all()
        assert (high_50 < high).all()


def test_few_degrees_of_freedom_widen_ranges_by_t():
    """t.975 on 5 df is 2.5706 where the normal has 1.9600; from 30 on the normal serves."""
    y, v = [70, 75, 80, 85, 90], [50] * 5
    shrunk = shrink(y, v)
    known, unknown = interval(y, v, shrunk), interval(y, v, shrunk, df=5)
    assert unknown[0] - shrunk.theta == pytest.approx((known[0] - shrunk.theta) * 2.5706 / 1.9600, rel=1e-4)
    assert interval(y, v, shrunk, df=30)[1].tolist() == known[1].tolist()
