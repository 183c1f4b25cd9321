"""Did it help: from the sums of visits before and after a day to what may be said of it."""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

import numpy as np

from scoring.change.effect import LEAST_COMPARED, Effect, plan_effect
from scoring.compare import Floats, shrink
from scoring.comparison.branches import why_alone
from scoring.comparison.means import points, t_quantile, visit_variance

Cells = Mapping[str, Sequence[int]]
"""(n, total, total_sq) by branch, in hundredths of a point."""
Unknown = Literal["no_before", "no_after", "no_both", "one_visit_each", "few_branches", "few_compared"]


class Helped(NamedTuple):
    """Means of branches in points; every number is None where `why` says why nobody can tell."""

    before: float | None
    after: float | None
    after_range: tuple[float, float] | None
    expected: float | None
    """What the time after would have brought without it."""
    expected_range: tuple[float, float] | None
    effect: Effect | None
    why: Unknown | None
    treated: int
    """Branches where it was done that have visits before and after."""
    compared: int
    """Other branches that have both and say what would have happened anyway."""
    visits: tuple[int, int]
    """Of the treated branches, before and after."""
    set_aside: int = 0
    """Others that have both and do not count, for something began there too."""


class Record(NamedTuple):
    """All visits of the reference population around a day. A quarter is a block of three months."""

    before: Cells
    """The selecting period."""
    after: Cells
    past: Sequence[Cells]
    """Quarters before the selecting period: they share how much branches differ."""
    quarters: Sequence[Cells]
    """Every quarter, those of both periods too: they tell how much visits differ."""


def did_it_help(record: Record, treated: AbstractSet[str], apart: AbstractSet[str] = frozenset()) -> Helped:
    """The effect of what was done at the branches `treated`, against all others (SCORING §4).

    `apart` are others where something of their own began: they do not say what would have happened
    anyway. Expected = mean after − effect of `plan_effect`. Before and after alone is never an effect:
    with fewer than five others that have visits in both periods nothing is said.
    """
    before, after = _visited(record.before), _visited(record.after)
    chosen = [key for key in before if key in treated and key in after]
    rest = [key for key in before if key not in treated and key in after]
    others = [key for key in rest if key not in apart]
    visits = tuple(sum(cell[0] for key, cell in cells.items() if key in treated) for cells in (before, after))
    counted = (len(chosen), len(others), (visits[0], visits[1]))
    past = [found for found in map(_visited, record.past) if found]
    variance, df = visit_variance(cell for cells in record.quarters for cell in _visited(cells).values())
    why = _unknown(visits, counted, [len(before), *map(len, past)], df)
    found = (
        Helped(None, None, None, None, None, None, why, *counted)
        if why
        else _told(before, after, past, (chosen, others), variance, df, counted)
    )
    return found._replace(set_aside=len(rest) - len(others))


def _visited(cells: Cells) -> dict[str, Sequence[int]]:
    return {key: cell for key, cell in cells.items() if cell[0] > 0}


def _unknown(
    visits: Sequence[int], counted: tuple[int, int, tuple[int, int]], sizes: Sequence[int], df: int
) -> Unknown | None:
    if not visits[0]:
        return "no_before"
    if not visits[1]:
        return "no_after"
    if not counted[0]:
        return "no_both"
    alone = why_alone(sizes, df)
    if alone:
        return "one_visit_each" if alone == "one_visit_each" else "few_branches"
    return "few_compared" if counted[1] < LEAST_COMPARED else None


def _told(  # noqa: PLR0913, PLR0917 - what was learned above, once
    before: Cells,
    after: Cells,
    past: Sequence[Cells],
    groups: tuple[list[str], list[str]],
    variance: float,
    df: int,
    counted: tuple[int, int, tuple[int, int]],
) -> Helped:
    every, both = list(before), [*groups[0], *groups[1]]
    y, v = points(before.values(), variance)
    shrunk = shrink(y, v, [(y, v), *(points(each.values(), variance) for each in past)])
    at = np.array([every.index(key) for key in both])
    kept = shrunk._replace(theta=shrunk.theta[at], sd=shrunk.sd[at])
    reached, v_reached = points((after[key] for key in both), variance)
    done = np.arange(len(both)) < len(groups[0])
    effect = plan_effect(reached, v_reached, y[at], v[at], kept, done)
    mean, reach = float(reached[done].mean()), _reach(v_reached[done], df)
    return Helped(
        float(y[at][done].mean()),
        mean,
        (mean - reach, mean + reach),
        mean - effect.effect,
        _expected_range(mean, effect, v_reached[done]),
        effect,
        None,
        *counted,
    )


def _reach(variances: Floats, df: int) -> float:
    return t_quantile(0.95, df) * math.sqrt(float(variances.sum())) / len(variances)


def _expected_range(mean: float, effect: Effect, v_after: Floats) -> tuple[float, float] | None:
    """The range of the effect without what is unsure of the time after itself."""
    if effect.low is None or effect.high is None:
        return None
    z = t_quantile(0.95, 30)
    whole = ((effect.high - effect.low) / 2 / z) ** 2
    reach = z * max(whole - float(v_after.sum()) / len(v_after) ** 2, 0.0) ** 0.5
    return mean - effect.effect - reach, mean - effect.effect + reach
