"""What the design of a set gives each touchpoint to weigh: the last is the heaviest, whatever did not apply."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from survey_defs.score_settings import Finish, Share

AHEAD = Fraction(1, 10)
"""By how much the last touchpoint outweighs any other, at least, before `weakest_link`."""


class Place(NamedTuple):
    """An observed touchpoint: its 0-based position in the designed journey, and its importance > 0."""

    position: int
    importance: Fraction


def _normalised(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(amounts, Fraction(0))
    return tuple(amount / total for amount in amounts)


def flat(places: Sequence[Place]) -> tuple[Fraction, ...]:
    """Importance alone: the baseline to compare with, never the official weighting."""
    return _normalised([place.importance for place in places])


def share(least: Fraction, places: Sequence[Place]) -> tuple[Fraction, ...]:
    """The last place carries `least` of the whole, the heads divide the rest by importance.

    Where `least` would not put it `AHEAD` of the heaviest head it carries that floor instead:
    w_last = max(α, (1+δ)p/(1+(1+δ)p)), p the largest head share."""
    if len(places) == 1:
        return (Fraction(1),)
    heads = flat(places[:-1])
    needed = (1 + AHEAD) * max(heads)
    last = max(least, needed / (1 + needed))
    return (*((1 - last) * head for head in heads), last)


def _lifted(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Raise the last amount `AHEAD` of all others, then make them add up to 1."""
    *heads, last = amounts
    return _normalised([*heads, max(last, (1 + AHEAD) * max(heads, default=Fraction(0)))])


def geometric(ratio: Fraction, places: Sequence[Place]) -> tuple[Fraction, ...]:
    """u = b·r^position, the last lifted where it is not `AHEAD`."""
    return _lifted([place.importance * ratio**place.position for place in places])


def linear(slope: Fraction, places: Sequence[Place], length: int) -> tuple[Fraction, ...]:
    """u = b·(1 + c·position/(T−1)) in a journey of `length` T, the last lifted where it is not `AHEAD`."""
    steps = max(length - 1, 1)
    return _lifted([place.importance * (1 + slope * place.position / steps) for place in places])


def finish_weights(finish: Finish, places: Sequence[Place], length: int) -> tuple[Fraction, ...]:
    """The weights w of the observed `places`, in journey order, of a journey designed with `length`
    touchpoints. Positive, adding up to exactly 1; empty when nothing was observed."""
    if not places:
        return ()
    if isinstance(finish, Share):
        return share(Fraction(finish.share), places)
    if finish.curve == "geometric":
        return geometric(Fraction(finish.ratio), places)
    return linear(Fraction(finish.slope), places, length)
