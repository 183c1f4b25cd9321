"""Alarms of watched branches, effects of plans, and the claim about the last impression."""

from collections.abc import Iterator

import numpy as np

from scoring.change import baseline, monitor, plan_effect
from scoring.compare import shrink
from scoring.drivers import finish_claim
from script.simulation.bars import Bar, shown
from script.simulation.worlds import BETWEEN, MEAN, VISIT, Watched, intents, plan, watched

FLAT = (0.2,) * 5
FINISH = (0.1625,) * 4 + (0.35,)


def alarms(times: int, quiet: bool) -> Iterator[Bar]:
    """How often a branch that did not change alarms in a year, and one that fell by ten points."""
    rng = np.random.default_rng(5)
    share = {}
    for change, monthly in ((0.0, True), (-10.0, True), (-10.0, False)):
        made = [
            watched(rng, change, monthly=monthly)
            for _ in shown(range(20 * times), f"watched {change:g}", quiet)
        ]
        share[change, monthly] = float(np.mean([_alarmed(one) for one in made]))
    yield Bar("false alarms per branch and year", share[0.0, True], None, 0.09)
    yield Bar("found within a year: 10 points lower", share[-10.0, True], 0.75)
    yield Bar("… at three visits a quarter", share[-10.0, False])


def _alarmed(one: Watched) -> bool:
    before = baseline(len(one.past), float(one.past.mean()), VISIT**2, MEAN, BETWEEN**2)
    watching = before and monitor(one.months, one.n, VISIT**2, before.mean, before.variance)
    return bool(watching) and any(watching.alarms)


def effects(times: int, quiet: bool) -> Iterator[Bar]:
    """The effect of plans given to the worst-looking branches, when they do nothing and when they help."""
    for truth in (0.0, 6.0):
        found = []
        for seed in shown(range(2 * times), f"plans worth {truth:g}", quiet):
            made = plan(np.random.default_rng([6, int(truth), seed]), truth)
            before, after = made.before, made.after
            shrunk = shrink(before.y, before.v)
            found.append(plan_effect(after.y, after.v, before.y, before.v, shrunk, made.treated))
        yield Bar(
            f"bias of a plan worth {truth:g} points",
            float(np.mean([one.effect for one in found])) - truth,
            -0.5,
            0.5,
        )
        held = [one.low <= truth <= one.high for one in found if one.low is not None and one.high is not None]
        yield Bar("… its range holds the truth", float(np.mean(held)), 0.93, 0.97)
        if truth == 0.0:
            yield Bar(
                "… called better although it did nothing",
                float(np.mean([one.verdict == "better" for one in found])),
                None,
                0.04,
            )


def last_matters(times: int, quiet: bool) -> Iterator[Bar]:
    """How often the claim about the last impression is declared, when it is false and when it is true."""
    for weights, what, low, high in (
        (FLAT, "all alike", None, 0.05),
        (FINISH, "the last weighs most", 0.85, None),
    ):
        declared = []
        for seed in shown(range(times), what, quiet):
            claim = finish_claim(*intents(np.random.default_rng([7, seed]), weights), seed=seed)
            declared.append(claim is not None and claim.verdict == "supported")
        yield Bar(f"“last matters most” declared where {what}", float(np.mean(declared)), low, high)
