"""The weights of a journey in whole numbers, worked out once for each set of touchpoints observed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from scoring.sensitivity import SHARES
from scoring.weights import Place, effective_kappa, finish_weights, flat, share
from survey_defs.schema import QuestionSet

OTHERS = ("flat", *SHARES)


class Weighting(NamedTuple):
    """w_eff of the observed touchpoints as `amounts` ÷ `whole`, with `least` ÷ `whole` = κ_eff for the
    weakest, wherever that is."""

    amounts: tuple[int, ...]
    least: int
    whole: int

    def points(self, scores: Sequence[int], full: int) -> Fraction:
        """raw = 100·(Σ a·s + least·min s) ÷ (whole·full); scores s in parts of `full`."""
        earned = sum(a * s for a, s in zip(self.amounts, scores, strict=True)) + self.least * min(scores)
        return Fraction(100 * earned, self.whole * full)


def weightings(question_set: QuestionSet, seen: Sequence[int]) -> Mapping[str, Weighting]:
    """The set's own weighting (`own`), `flat` and the three shares, where these touchpoints were seen."""
    scoring, touchpoints = question_set.scoring, question_set.touchpoints
    kappa = Fraction(scoring.weakest_link)
    places = [Place(at, Fraction(touchpoints[at].weight)) for at in seen]
    own = _whole(finish_weights(scoring.finish, places, len(touchpoints)), kappa)
    shares = {name: _whole(share(least, places), kappa) for name, least in SHARES.items()}
    return {"own": own, "flat": _whole(flat(places), Fraction(0)), **shares}


def _whole(curve: Sequence[Fraction], kappa: Fraction) -> Weighting:
    moved = effective_kappa(kappa, curve)
    weights = [(1 - moved) * weight for weight in curve]
    whole = lcm(moved.denominator, *(weight.denominator for weight in weights))
    return Weighting(tuple(int(weight * whole) for weight in weights), int(moved * whole), whole)
