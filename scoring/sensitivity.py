"""What the visit would have been worth under other weightings: one line on every report."""

from collections.abc import Sequence
from fractions import Fraction

from scoring.touchpoints import Observed, mean
from scoring.weights import flat, share, with_weakest_link

SHARES = {"share_25": Fraction(25, 100), "share_35": Fraction(35, 100), "share_60": Fraction(60, 100)}


def flat_score(seen: Sequence[Observed]) -> Fraction:
    """Every touchpoint by its importance alone, in points."""
    return mean(flat([one.place for one in seen]), [one.score for one in seen])


def sensitivity(seen: Sequence[Observed], kappa: Fraction) -> dict[str, Fraction]:
    """Raw in points under `flat` (without weakest link) and under three shares with the set's `kappa`."""
    places, scores = [one.place for one in seen], [one.score for one in seen]
    shared = {
        name: mean(with_weakest_link(share(least, places), scores, kappa), scores)
        for name, least in SHARES.items()
    }
    return {"flat": flat_score(seen), **shared}
