"""Did it help: what was reached against what was to be expected without it.

Plans are made where things are bad, so things get better by themselves; before and after alone would
call that an effect. Here the follow-up stands against the follow-up that the selecting period
predicts, and what was treated against what was not."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from scoring.compare import Floats, Shrunk
from scoring.compare.records import means_and_variances
from scoring.compare.shrinkage import conditional

LEAST_COMPARED = 5
"""With fewer branches that had no plan nobody can tell what would have happened anyway."""


class Effect(NamedTuple):
    """Points that the plan added, with its likely range; no range where nobody can tell."""

    effect: float
    low: float | None
    high: float | None
    n: int
    """Branches with the plan."""

    @property
    def verdict(self) -> Literal["better", "worse", "cannot tell"]:
        """`better` or `worse` only where the whole range lies on one side of 0."""
        if self.low is None or self.high is None:
            return "cannot tell"
        return "better" if self.low > 0 else "worse" if self.high < 0 else "cannot tell"


def plan_effect(  # noqa: PLR0913, PLR0917 - the six things the formula takes
    follow_up: ArrayLike,
    v_follow_up: ArrayLike,
    y: ArrayLike,
    v: ArrayLike,
    shrunk: Shrunk,
    treated: ArrayLike,
    level: float = 0.95,
) -> Effect:
    """Effect of a plan on the branches `treated` (L, of bool), all arrays (L,), points and points².

    y, v are the means of the selecting period and their variances, `shrunk` what `shrink(y, v)` made of
    them; follow_up, v_follow_up those of the period after. Effect = mean_T(y′ − θ) − mean_C(y′ − θ) and
    SE² = Σ_T(v′+u)/|T|² + Σ_C(v′+u)/|C|² + Var over the τ nodes of (mean_T c − mean_C c), where u is the
    node-averaged variance of a branch and c its mean under a node (SCORING §4).

    Raises ValueError where nothing is treated or the arrays do not fit together.
    """
    reached, v_reached = means_and_variances(follow_up, v_follow_up, least=1)
    before, v_before = means_and_variances(y, v, least=1)
    chosen = np.asarray(treated, dtype=bool)
    if not len(reached) == len(before) == len(shrunk.theta) == len(chosen) or not chosen.any():
        raise ValueError("every branch needs both periods, and at least one must be treated")
    gained = reached - shrunk.theta
    rest = ~chosen
    if rest.sum() < LEAST_COMPARED:
        return Effect(
            float(gained[chosen].mean() - (gained[rest].mean() if rest.any() else 0)),
            None,
            None,
            int(chosen.sum()),
        )
    effect = float(gained[chosen].mean() - gained[rest].mean())
    center, variance = conditional(before, v_before, shrunk.nodes)
    each = v_reached + shrunk.nodes.weight @ variance
    apart = center[:, chosen].mean(axis=1) - center[:, rest].mean(axis=1)
    se2 = _of_mean(each[chosen]) + _of_mean(each[rest]) + _spread(apart, shrunk.nodes.weight)
    reach = float(ndtri((1 + level) / 2)) * se2**0.5
    return Effect(effect, effect - reach, effect + reach, int(chosen.sum()))


def _of_mean(variances: Floats) -> float:
    """The variance of the mean of independent values."""
    return float(variances.sum()) / len(variances) ** 2


def _spread(values: Floats, weight: Floats) -> float:
    return float(weight @ (values - weight @ values) ** 2)
