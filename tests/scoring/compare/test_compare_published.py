"""The comparison functions against results that nobody here wrote."""

from fractions import Fraction
from statistics import mean

import numpy as np
import pytest

from scoring.compare import (
    benjamini_hochberg,
    between_variance,
    comparison_multiplier,
    detectable_difference,
    interval,
    james_stein,
    joint_rank_sets,
    plug_in,
    pooled_within,
    quantile,
    rank_set,
    shrink,
    tau2_interval,
    visits_needed,
    wilson,
)

# BCG vaccine trials (metafor dat.bcg): treated cases and non-cases, control cases and non-cases.
BCG = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
BCG_Y = [np.log(a / (a + b)) - np.log(c / (c + d)) for a, b, c, d in BCG]
BCG_V = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]

# Viechtbauer (2005), p. 271.
VIECHTBAUER_Y = [-0.581, 0.53, 0.771, 1.031, 0.553, 0.295, 0.078, 0.573, -0.176, -0.232]
VIECHTBAUER_V = [0.023, 0.052, 0.06, 0.115, 0.095, 0.203, 0.2, 0.211, 0.051, 0.04]

# Dyestuff, Box and Tiao (1973): yield of five samples from each of six batches.
DYESTUFF = [
    (1545, 1440, 1440, 1520, 1580),
    (1540, 1555, 1490, 1560, 1495),
    (1595, 1550, 1605, 1510, 1560),
    (1445, 1440, 1595, 1465, 1545),
    (1595, 1630, 1515, 1635, 1625),
    (1520, 1455, 1450, 1480, 1445),
]
DYESTUFF_MEANS = [mean(batch) for batch in DYESTUFF]

# Eight schools, Gelman et al., Bayesian Data Analysis (2013), tables 5.2 and 5.3.
SCHOOLS_Y = [28, 8, -3, 7, -1, 1, 18, 12]
SCHOOLS_V = [se**2 for se in (15, 10, 16, 11, 9, 11, 10, 18)]

# PISA 2018 mathematics as in the csranks documentation: estimate and standard error by country.
PISA = {
    "Australia": (491.3600252, 1.939833031),
    "Austria": (498.9423138, 2.970998694),
    "Belgium": (508.0703063, 2.262662011),
    "Canada": (512.0169429, 2.357475749),
    "Chile": (417.4065563, 2.41588757),
    "Colombia": (390.9322732, 2.989559274),
    "Czech Republic": (499.4676508, 2.460661531),
    "Denmark": (509.3983746, 1.735002337),
    "Estonia": (523.4145802, 1.743602224),
    "Finland": (507.3013618, 1.967920411),
    "France": (495.4075794, 2.320214487),
    "Germany": (500.0437805, 2.647083096),
    "Greece": (451.3703438, 3.091228197),
    "Hungary": (481.0826364, 2.319596741),
    "Iceland": (495.1873762, 1.953082603),
    "Ireland": (499.632894, 2.198621128),
    "Israel": (463.0345488, 3.498563228),
    "Italy": (486.5898573, 2.780045867),
    "Japan": (526.9732502, 2.471475318),
    "Korea": (525.933002, 3.121394315),
    "Latvia": (496.1263306, 1.962766789),
    "Lithuania": (481.1911884, 1.953282039),
    "Luxembourg": (483.421485, 1.097632409),
    "Mexico": (408.8014734, 2.493225544),
    "Netherlands": (519.2309824, 2.632277885),
    "New Zealand": (494.489676, 1.705942856),
    "Norway": (500.9637885, 2.219044878),
    "Poland": (515.6478747, 2.602085176),
    "Portugal": (492.4874062, 2.684570081),
    "Slovak Republic": (486.1648542, 2.555595707),
    "Slovenia": (508.8975441, 1.363877596),
    "Spain": (481.3926126, 1.462417763),
    "Sweden": (502.3877022, 2.654250935),
    "Switzerland": (515.3147131, 2.908003898),
    "Turkey": (453.5077774, 2.260406789),
    "United Kingdom": (501.7698992, 2.564428111),
    "United States": (478.2447174, 3.235444099),
}


def test_bcg_between_trial_variance():
    """metafor: rma(yi, vi, method = "DL" | "PM" | "REML") and the Q-profile confint()."""
    assert between_variance(BCG_Y, BCG_V, "DL") == pytest.approx(0.3088, abs=6e-5)
    assert between_variance(BCG_Y, BCG_V, "PM") == pytest.approx(0.3181, abs=6e-5)
    assert between_variance(BCG_Y, BCG_V, "REML") == pytest.approx(0.313243325980895, abs=1e-6)
    assert tau2_interval(BCG_Y, BCG_V) == pytest.approx((0.1197, 1.1115), abs=6e-5)


def test_bcg_means():
    """metafor: the equal-effects mean and Q, and the DerSimonian–Laird mean with its interval."""
    equal = plug_in(BCG_Y, BCG_V, 0)
    assert (equal.mu, equal.q, equal.n) == pytest.approx((-0.4303, 152.233, 13), abs=6e-5)
    spread = plug_in(BCG_Y, BCG_V, between_variance(BCG_Y, BCG_V, "DL"))
    ends = [spread.mu - 1.959964 * spread.se_mu, spread.mu + 1.959964 * spread.se_mu]
    assert [spread.mu, *ends] == pytest.approx([-0.7141, -1.0644, -0.3638], abs=6e-5)


def test_raudenbush_shrunk_means():
    """Raudenbush (1985) as analysed on the metafor pages: REML, Q and the shrunk means."""
    y = [0.03, 0.12, -0.14, 1.18, 0.26, -0.06, -0.02, -0.32, 0.27, 0.8]
    y += [0.54, 0.18, -0.02, 0.23, -0.18, -0.06, 0.3, 0.07, -0.07]
    v = [0.0156, 0.0216, 0.0279, 0.1391, 0.1362, 0.0106, 0.0106, 0.0484, 0.0269, 0.063]
    v += [0.0912, 0.0497, 0.0835, 0.0841, 0.0253, 0.0279, 0.0193, 0.0088, 0.0303]
    published = [0.0543, 0.1006, -0.0064, 0.2144, 0.1051, -0.0082, 0.0174, -0.0293, 0.1604, 0.2485]
    published += [0.1618, 0.1102, 0.0646, 0.1105, -0.0288, 0.0258, 0.1905, 0.0744, 0.0248]
    tau2 = between_variance(y, v, "REML")
    found = plug_in(y, v, tau2)
    assert (tau2, found.mu, found.q) == pytest.approx((0.0188, 0.0837, 35.8295), abs=1e-4)
    assert found.theta.tolist() == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize(
    ("method", "published"),
    [("HE", 0.1484), ("DL", 0.2768), ("ML", 0.1967), ("REML", 0.2232), ("PM", 0.192)],
)
def test_five_estimators_of_the_between_variance(method: str, published: float):
    assert between_variance(VIECHTBAUER_Y, VIECHTBAUER_V, method) == pytest.approx(published, abs=6e-5)


def test_dyestuff():
    """lme4 book and MixedModels.jl."""
    variance, df = pooled_within(
        [5] * 6, [sum(batch) for batch in DYESTUFF], [sum(x * x for x in batch) for batch in DYESTUFF]
    )
    assert (variance, df) == (Fraction("2451.25"), 24)
    v = [variance / 5] * 6
    for method in ("REML", "PM", "DL"):
        assert between_variance(DYESTUFF_MEANS, v, method) ** 0.5 == pytest.approx(42.0006, abs=1e-3)
    assert between_variance(DYESTUFF_MEANS, v, "ML") ** 0.5 == pytest.approx(37.2603437, abs=1e-5)
    found = plug_in(DYESTUFF_MEANS, v, between_variance(DYESTUFF_MEANS, v, "REML"))
    published = [-17.60597, 0.39124, 28.56079, -23.08338, 56.73033, -44.99302]
    assert (found.theta - found.mu).tolist() == pytest.approx(published, abs=3e-3)


def test_sums_with_thirteen_leading_digits_stay_exact():
    """NIST StRD SmLs09 in tenths: 9 treatments of one middle value and 1,000 a tenth to either side."""
    middles = [10**13 + tenths for tenths in (4, 3, 5, 3, 5, 3, 5, 3, 5)]
    cells = [[middle] + [middle - 1] * 1000 + [middle + 1] * 1000 for middle in middles]
    totals = [sum(cell) for cell in cells]
    variance, df = pooled_within([2001] * 9, totals, [sum(x * x for x in cell) for cell in cells])
    grand = Fraction(sum(totals), 9 * 2001)
    between = sum(2001 * (Fraction(total, 2001) - grand) ** 2 for total in totals) / 8
    assert (variance / 100, df) == (Fraction("0.01"), 18_000)
    assert between / variance == 2001


def test_eight_schools():
    """Flat prior on τ: posterior medians and the 95 % interval of school A (printed as whole numbers)."""
    shrunk = shrink(SCHOOLS_Y, SCHOOLS_V)
    medians = quantile(SCHOOLS_Y, SCHOOLS_V, shrunk, 0.5)
    assert medians.tolist() == pytest.approx([10, 8, 7, 8, 5, 6, 10, 8], abs=1.0)
    low, high = interval(SCHOOLS_Y, SCHOOLS_V, shrunk)
    assert (low[0], high[0]) == pytest.approx((-2, 31), abs=2.5)


def test_batting_averages():
    """Efron and Morris (1975): 45 times at bat of 18 players foretell the rest of the season."""
    hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
    rest = [0.346, 0.298, 0.276, 0.222, 0.273, 0.27, 0.263, 0.21, 0.269]
    rest += [0.23, 0.264, 0.256, 0.303, 0.264, 0.226, 0.285, 0.316, 0.2]
    early = np.array(hits) / 45
    shrunk, factor = james_stein(early, 0.265 * 0.735 / 45)
    assert factor == pytest.approx(0.212, abs=0.0015)
    assert (shrunk[0], shrunk[-1]) == pytest.approx((0.294, 0.242), abs=0.001)
    errors = [float(((guess - rest) ** 2).sum()) for guess in (early, shrunk)]
    assert errors == pytest.approx([0.077, 0.022], abs=0.002)


def test_rank_of_one_country():
    """csranks: the 95 % marginal rank set of the United Kingdom, and the plain ranks it surrounds."""
    y, se = ([row[part] for row in PISA.values()] for part in (0, 1))
    here = list(PISA).index("United Kingdom")
    assert rank_set(y, se, here) == (7, 23)
    best, worst = joint_rank_sets(y, se, level=0.95)
    assert best[here] <= 7
    assert worst[here] >= 23


def test_exact_critical_value_when_one_error_is_thirteen_times_the_others():
    """SCORING.md §3, 200 branches: 2.16 is right, 64 Hermite nodes give 2.04; a gap of 2.10 tells."""
    se = [13.0] + [1.0] * 199
    for gap, best in ((2.10, 1), (2.20, 2)):
        assert rank_set([0, gap * float(np.hypot(13, 1))] + [0] * 198, se, 0)[0] == best


def test_benjamini_and_hochberg_1995():
    """The fifteen p-values of the paper: four are rejected at .05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
    assert benjamini_hochberg(p).tolist() == [True] * 4 + [False] * 11


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_of_newcombe_1998(hits: int, n: int, low: float, high: float):
    found = wilson(hits, n)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)
    assert found.n == n


def test_bars_to_compare_by_eye():
    """Goldstein and Healy (1995): 1.386 (1.3859) for equal standard errors at 95 %."""
    assert comparison_multiplier([2.0, 2.0, 2.0]) == pytest.approx(1.3859, abs=1e-4)


def test_visits_needed():
    """62.79 a side for half an sd at 80 % power; SCORING.md §3 for s = 13 (3 visits detect 30 points)."""
    assert visits_needed(0.5, 1) == pytest.approx(62.79, abs=0.01)
    assert [int(np.ceil(visits_needed(d, 13))) for d in (5, 10, 15)] == [107, 27, 12]
    assert detectable_difference(3, 13) == pytest.approx(29.74, abs=0.01)
