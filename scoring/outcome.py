"""The words for a score: momentum of a touchpoint, band and outcome of a visit."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from survey_defs.score_settings import MomentumLimits, OutcomeLimits


class Momentum(StrEnum):
    FORWARD = "forward"
    DRIFT = "drift"
    AWAY = "away"


class Outcome(StrEnum):
    """What became of one visit; a branch has rates of these, never one of them."""

    TURNOVER = "turnover"
    UNFINISHED = "unfinished"
    PENALTY = "penalty"
    TOUCHDOWN = "touchdown"
    RESCUE = "rescue"
    FUMBLE = "fumble"
    FIELD_GOAL = "field_goal"
    PUNT = "punt"


def momentum(points: Fraction, limits: MomentumLimits) -> Momentum:
    """Which way a touchpoint of `points` (0–100) moved the customer."""
    if points >= Fraction(limits.forward):
        return Momentum.FORWARD
    return Momentum.DRIFT if points >= Fraction(limits.drift) else Momentum.AWAY


def band(points: Fraction, bands: Mapping[str, Decimal]) -> str | None:
    """The highest band whose lower bound `points` reach, judged exactly; None under all of them."""
    reached = [name for name, least in bands.items() if points >= Fraction(least)]
    return max(reached, key=lambda name: bands[name], default=None)


def next_bound(points: Fraction, bands: Mapping[str, Decimal]) -> tuple[str, Fraction] | None:
    """The next higher band and its lower bound in points; None in the highest."""
    above = [name for name, least in bands.items() if points < Fraction(least)]
    name = min(above, key=lambda name: bands[name], default=None)
    return None if name is None else (name, Fraction(bands[name]))


def outcome(  # noqa: PLR0913  the six facts that decide it
    *,
    left_early: bool,
    complete: bool,
    critical: bool,
    finish: Fraction | None,
    set_up: Fraction | None,
    limits: OutcomeLimits,
) -> Outcome:
    """The first outcome that fits.

    `complete`: two or more touchpoints observed, the leaving one among them. `finish` and `set_up`
    in points, None where too little was seen to score the visit: that is unfinished as well, unless
    the customer left early or a critical question was triggered."""
    if left_early:
        return Outcome.TURNOVER
    if not complete:
        return Outcome.UNFINISHED
    if critical:
        return Outcome.PENALTY
    if finish is None or set_up is None:
        return Outcome.UNFINISHED
    return _played(finish, set_up, limits)


def _played(finish: Fraction, set_up: Fraction, limits: OutcomeLimits) -> Outcome:
    strong_set_up = set_up >= Fraction(limits.strong_set_up)
    if finish >= Fraction(limits.strong_finish):
        return Outcome.TOUCHDOWN if strong_set_up else Outcome.RESCUE
    if not strong_set_up:
        return Outcome.PUNT
    return Outcome.FUMBLE if finish - set_up <= -Fraction(limits.gap) else Outcome.FIELD_GOAL
