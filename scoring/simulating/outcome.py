"""From the sums of a simulation to what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from scoring.simulating.records import WHYS, Count, Level, Move, Refusal, Simulation
from scoring.simulating.standing import AFTER, BEFORE, OTHERS, branch_changes
from scoring.simulating.sums import Sums
from scoring.simulating.weightings import OTHERS as WEIGHTINGS
from survey_defs.schema import QuestionSet

LOWEST = Fraction(-1)
"""Under every band."""


def outcome(sums: Sums, draft: QuestionSet, versions: Iterable[QuestionSet]) -> Simulation:
    """What the draft would have done to the visits of `versions` that were added up."""
    both = {pair: n for pair, n in sums.moves.items() if None not in pair}
    compared = sum(both.values())
    order = _order(draft, versions)
    totals = [sum(column) for column in zip(*sums.branches.values(), strict=True)]
    return Simulation(
        looked=sums.looked,
        compared=compared,
        newly_scored=sum(n for (old, new), n in sums.moves.items() if old is None and new is not None),
        no_longer_scored=sum(n for (old, new), n in sums.moves.items() if old is not None and new is None),
        never_scored=sums.moves[None, None],
        refused=_refused(sums),
        bands=_bands(both, order),
        tens=tuple(Count(*each) for each in zip(*sums.tens, strict=True)),
        moves=tuple(_moves(both, order)),
        mean=(_mean(totals, BEFORE), _mean(totals, AFTER)) if compared else None,
        sensitivity={name: _mean(totals, OTHERS + at) for at, name in enumerate(WEIGHTINGS)}
        if compared
        else {},
        branches=branch_changes(sums.branches),
    )


def _mean(totals: Sequence[int], at: int) -> Fraction:
    return Fraction(totals[at], 100 * totals[0])


def _refused(sums: Sums) -> tuple[Refusal, ...]:
    """The most frequent reason first."""
    found = (Refusal(why, question, n) for (why, question), n in sums.refused.items())
    return tuple(sorted(found, key=lambda one: (-one.n, WHYS.index(one.why), one.question)))


def _order(draft: QuestionSet, versions: Iterable[QuestionSet]) -> dict[Level, Fraction]:
    """Every band by its lower bound: the draft's own where it still has it."""
    bounds: dict[Level, Fraction] = {"": LOWEST}
    for definition in (*versions, draft):
        bounds |= {name: Fraction(least) for name, least in definition.scoring.bands.items()}
    return bounds


def _bands(both: Mapping[tuple[Level, Level], int], order: Mapping[Level, Fraction]) -> dict[str, Count]:
    found = {}
    for name in sorted(order, key=lambda name: -order[name]):
        before, after = (sum(n for pair, n in both.items() if pair[side] == name) for side in (0, 1))
        if before or after:
            found[name or ""] = Count(before, after)
    return found


def _moves(both: Mapping[tuple[Level, Level], int], order: Mapping[Level, Fraction]) -> Iterator[Move]:
    """Those that change band, the most frequent first."""
    for (before, after), n in sorted(both.items(), key=lambda one: (-one[1], str(one[0]))):
        if before != after:
            rise = order.get(after, LOWEST) - order.get(before, LOWEST)
            yield Move(before, after, n, (rise > 0) - (rise < 0))
