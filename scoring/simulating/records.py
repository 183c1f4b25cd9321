"""What goes into a simulation and what comes out of it: points are 0–100, sums in hundredths."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, NamedTuple

Why = Literal["other_visits", "new", "meaning", "not_asked", "answer"]
"""Why a visit cannot be scored by the draft: the whole set is about other visits; a question is new; it
means something else now; it was not asked on that visit; its answer is not taken any more."""
WHYS: tuple[Why, ...] = ("other_visits", "new", "meaning", "not_asked", "answer")

Turn = Literal["falls_below", "rises_above", "no_longer_above", "no_longer_below", "unsure"]
"""How a branch's comparison with the others changes sign: the new side is clear of chance; the old side
was and the new one is not; or neither is, so that nothing is claimed."""

Level = str | None
"""A band; "" for a score under all bands; None for a visit that was not scored."""


class Past(NamedTuple):
    """A past visit: its score as stored (raw in hundredths, None where it was not scored), the band of
    its official score, and its answers in the long form in which they are stored."""

    branch: int
    version: int
    raw: int | None
    band: str | None
    answers: Mapping[str, Any]


class Refusal(NamedTuple):
    """`n` visits cannot be scored because of this question ("" for the whole set)."""

    why: Why
    question: str
    n: int


class Count(NamedTuple):
    """Visits before and after."""

    before: int
    after: int


class Move(NamedTuple):
    """`n` visits go from one level to another; `way` is 1 up, −1 down, 0 beside (another name)."""

    before: Level
    after: Level
    n: int
    way: int


class Difference(NamedTuple):
    """A branch's mean, and by how much it is above the mean of the visits to all others, with its 95 %
    range; None where nothing is known about how much visits differ."""

    mean: Fraction
    above: Fraction
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the range allows to say on which side the branch is."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class BranchChange(NamedTuple):
    """One branch before and after, from the same `n` visits; `turn` is None where its comparison keeps
    its sign. `depends`: its sign is not the same under flat weights and shares of .25, .35 and .60."""

    branch: int
    n: int
    before: Difference
    after: Difference
    turn: Turn | None
    depends: bool


class Simulation(NamedTuple):
    """A draft applied to past visits. Everything but `looked`, `refused` and the three `…scored` counts
    speaks of the `compared` visits, which are scored before and after alike."""

    looked: int
    compared: int
    newly_scored: int
    no_longer_scored: int
    never_scored: int
    refused: tuple[Refusal, ...]
    bands: Mapping[str, Count]
    """Best first, "" for scores under all bands."""
    tens: tuple[Count, ...]
    """0–10, 10–20, … 90–100; a score of exactly 90 stands in the last."""
    moves: tuple[Move, ...]
    mean: tuple[Fraction, Fraction] | None
    """Mean raw before and after, exact."""
    sensitivity: Mapping[str, Fraction]
    """Mean raw under `flat`, `share_25`, `share_35` and `share_60`, by the draft's marks and points."""
    branches: tuple[BranchChange, ...]
    """The largest change of its difference first; none where there is one branch only."""

    @property
    def cannot(self) -> int:
        """Visits that cannot be scored by the draft."""
        return sum(each.n for each in self.refused)

    @property
    def up(self) -> int:
        """Visits that would be in a higher band."""
        return sum(each.n for each in self.moves if each.way > 0)

    @property
    def down(self) -> int:
        """Visits that would be in a lower band."""
        return sum(each.n for each in self.moves if each.way < 0)
