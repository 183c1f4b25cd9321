"""The search behind `next_band`: exact, bounded, in whole numbers.

Every answer can be made better by one of its steps. Wanted: as few answers as possible, then as few
points as possible, so that Σ gain + min over touchpoints of (low + Σ its rise) ≥ need. Choices with
the same count, points and touchpoint scores are one state, of which only the largest gain is kept:
that is what keeps forty answers within a few thousand states."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import Any, NamedTuple

MOST_STATES = 4000
"""Where the search gives up: a few milliseconds of work."""


class Step(NamedTuple):
    """A better mark: its gain in the weighted sum, its rise of the touchpoint (times κ), its points."""

    mark: Fraction
    gain: Fraction
    rise: Fraction
    points: Fraction


class Fix(NamedTuple):
    """An answer that could be better, best step first; `must` where its cap lies too low as it is."""

    key: str
    steps: tuple[Step, ...]
    must: bool


class Group(NamedTuple):
    """The fixes of an observed touchpoint; `low` is κ times its score."""

    fixes: tuple[Fix, ...]
    low: Fraction


class Chosen(NamedTuple):
    """The better marks by question, empty where nothing would do; `exact`: the search ran to its end."""

    marks: Mapping[str, Fraction]
    exact: bool


def fewest(groups: Sequence[Group], need: Fraction, most_states: int = MOST_STATES) -> Chosen:
    """The fewest fixes, then the fewest points, that reach `need`, every `must` among them."""
    task = _whole(groups, need)
    if not task.reached(task.items):
        return Chosen({}, exact=True)
    budget = _Budget(most_states)
    for count in range(task.at_least(), len(task.items) + 1):
        try:
            path = _search(task, count, budget)
        except _GaveUp:
            break
        if path is not None:
            return Chosen(dict(_unrolled(path)), exact=True)
    return Chosen({item.key: item.best.mark for item in task.greedy()}, exact=False)


class _GaveUp(Exception):
    """More states than the budget allows."""


class _Budget:
    def __init__(self, states: int) -> None:
        self.left = states

    def spend(self, states: int) -> None:
        self.left -= states
        if self.left < 0:
            raise _GaveUp


class _Move(NamedTuple):
    """A step in whole numbers; `spent` is 0 for leaving the answer as it is."""

    mark: Fraction
    gain: int
    rise: int
    points: int
    spent: int = 1


_STAY = _Move(Fraction(0), 0, 0, 0, 0)


class _Item(NamedTuple):
    key: str
    place: int
    moves: tuple[_Move, ...]
    must: bool

    @property
    def best(self) -> _Move:
        return self.moves[0] if self.moves else _STAY


@dataclass(frozen=True)
class _Task:
    """The whole search in whole numbers: `items` by touchpoint, `lows` of every touchpoint."""

    items: tuple[_Item, ...]
    lows: tuple[int, ...]
    need: int

    def lowest(self, chosen: Iterable[_Item]) -> int:
        """The lowest touchpoint when `chosen` are at their best."""
        lows = list(self.lows)
        for item in chosen:
            lows[item.place] += item.best.rise
        return min(lows)

    def reached(self, chosen: Sequence[_Item]) -> bool:
        if any(item.must and not item.moves for item in chosen):
            return False
        return sum(item.best.gain for item in chosen) + self.lowest(chosen) >= self.need

    def at_least(self) -> int:
        """So many fixes are needed even if all were as good as the best ones."""
        most, musts = _most_of(self.items), sum(item.must for item in self.items)
        enough = self.need - self.lowest(self.items)
        return max(musts, next(count for count, gain in enumerate(most) if gain >= enough))

    def greedy(self) -> list[_Item]:
        """Every `must`, then the largest gains until it is enough: with κ = 0 also the fewest."""
        chosen: list[_Item] = []
        for item in sorted(self.items, key=lambda item: (not item.must, -item.best.gain)):
            if not item.must and self.reached(chosen):
                break
            chosen.append(item)
        return chosen


def _most_of(items: Iterable[_Item]) -> tuple[int, ...]:
    """What the best 0, 1, 2, … of the items can gain together."""
    return tuple(accumulate(sorted((item.best.gain for item in items), reverse=True), initial=0))


def _steps(groups: Iterable[Group]) -> Iterator[Step]:
    return (step for group in groups for fix in group.fixes for step in fix.steps)


def _whole(groups: Sequence[Group], need: Fraction) -> _Task:
    """In units so small that every amount is a whole number."""
    lows = [group.low for group in groups]
    exact = [need, *lows, *(amount for step in _steps(groups) for amount in (step.gain, step.rise))]
    unit = lcm(*(amount.denominator for amount in exact))
    per_point = lcm(*(step.points.denominator for step in _steps(groups)))

    def move(step: Step) -> _Move:
        return _Move(step.mark, int(step.gain * unit), int(step.rise * unit), int(step.points * per_point))

    items = (
        _Item(fix.key, place, tuple(move(step) for step in fix.steps), fix.must)
        for place, group in enumerate(groups)
        for fix in group.fixes
    )
    return _Task(_large_first(items), tuple(int(low * unit) for low in lows), int(need * unit))


def _large_first(items: Iterable[_Item]) -> tuple[_Item, ...]:
    """Touchpoint by touchpoint, the one with the largest gain first: hopeless states end early."""
    found = list(items)
    top: dict[int, int] = {}
    for item in found:
        top[item.place] = max(top.get(item.place, 0), item.best.gain)
    return tuple(sorted(found, key=lambda item: (-top[item.place], item.place, -item.best.gain)))


# A state is (count, points, level of the touchpoint being filled, lowest one filled); with it go its
# gain and the path there, a chain of (path before, question, better mark).
_State = tuple[int, int, int, int]
_Path = tuple[Any, str, Fraction] | None
_States = dict[_State, tuple[int, _Path]]


def _search(task: _Task, count: int, budget: _Budget) -> _Path:
    """The path of fewest points that reaches the need with exactly `count` fixes; None without any."""
    ceiling = task.lowest(task.items)
    states: _States = {(0, 0, ceiling, ceiling): (0, None)}
    place = None
    for at, item in enumerate(task.items):
        if item.place != place:
            place = item.place
            states = _next_touchpoint(states, min(task.lows[place], ceiling))
        bound = _Bound(count, task.items[at + 1 :], task.need)
        budget.spend(len(states) * (len(item.moves) + 1))
        states = _extended(states, item, bound, ceiling)
    return _cheapest(states, task.need, count)


class _Bound:
    """Which states cannot succeed any more with the items of `rest`."""

    def __init__(self, count: int, rest: Sequence[_Item], need: int) -> None:
        self.count, self.need = count, need
        self.musts = sum(item.must for item in rest)
        self.most = _most_of(rest)

    def hopeless(self, used: int, gain: int, low: int) -> bool:
        left = self.count - used
        return left < self.musts or gain + self.most[min(left, len(self.most) - 1)] + low < self.need


def _extended(states: _States, item: _Item, bound: _Bound, ceiling: int) -> _States:
    """Every state with every move. Above the `ceiling` a level makes no difference, so it stops there."""
    moves = item.moves if item.must else (_STAY, *item.moves)
    found: _States = {}
    for (count, points, level, low), (gain, path) in states.items():
        for move in moves:
            used, gained = count + move.spent, gain + move.gain
            if bound.hopeless(used, gained, low):
                continue
            state = (used, points + move.points, min(level + move.rise, ceiling), low)
            if state not in found or found[state][0] < gained:
                found[state] = gained, (path, item.key, move.mark) if move.spent else path
    return found


def _next_touchpoint(states: _States, own_level: int) -> _States:
    """The touchpoint before is filled and may be the lowest one; the next starts at `own_level`."""
    found: _States = {}
    for (count, points, level, low), (gain, path) in states.items():
        state = (count, points, own_level, min(low, level))
        if state not in found or found[state][0] < gain:
            found[state] = gain, path
    return found


def _cheapest(states: _States, need: int, count: int) -> _Path:
    """Of the states that made it: fewest points, then largest gain."""
    made_it = (
        (points, -gain, path)
        for (used, points, level, low), (gain, path) in states.items()
        if used == count and gain + min(low, level) >= need
    )
    return min(made_it, key=lambda found: found[:2], default=(0, 0, None))[2]


def _unrolled(path: _Path) -> Iterator[tuple[str, Fraction]]:
    while path is not None:
        path, key, mark = path
        yield key, mark
