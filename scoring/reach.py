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

MOST_STATES = 2000
"""Where the search gives up: a few milliseconds of work."""


class Step(NamedTuple):
    """A better mark, and the points of the question that it adds."""

    mark: Fraction
    points: Fraction


class Fix(NamedTuple):
    """An answer that could be better, best step first; `must` where its cap lies too low as it is."""

    key: str
    steps: tuple[Step, ...]
    must: bool


class Group(NamedTuple):
    """The fixes of an observed touchpoint; a point of its questions gains `gain` in the weighted sum and
    adds `rise` to `low`, which is κ times the score of the touchpoint."""

    fixes: tuple[Fix, ...]
    gain: Fraction
    rise: Fraction
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
    search = _Search(task, most_states)
    try:
        paths = (search.cheapest(count) for count in range(task.at_least(), len(task.items) + 1))
        return Chosen(dict(_unrolled(next(filter(None, paths)))), exact=True)
    except _GaveUp:
        return Chosen({item.key: item.best.mark for item in task.greedy()}, exact=False)


class _GaveUp(Exception):
    """More states than the budget allows."""


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


def _whole(groups: Sequence[Group], need: Fraction) -> _Task:
    """In units so small that every amount is a whole number."""
    steps = (step for group in groups for fix in group.fixes for step in fix.steps)
    per_point = lcm(*(step.points.denominator for step in steps))
    exact = (need, *(amount for group in groups for amount in (group.gain, group.rise, group.low)))
    unit = per_point * lcm(*(amount.denominator for amount in exact))
    items = []
    for place, group in enumerate(groups):
        gain, rise = int(group.gain * unit) // per_point, int(group.rise * unit) // per_point
        for fix in group.fixes:
            moves = tuple(_move(step, int(step.points * per_point), gain, rise) for step in fix.steps)
            items.append(_Item(fix.key, place, moves, fix.must))
    return _Task(_large_first(items), tuple(int(group.low * unit) for group in groups), int(need * unit))


def _move(step: Step, points: int, gain: int, rise: int) -> _Move:
    return _Move(step.mark, points * gain, points * rise, points)


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


class _Search:
    def __init__(self, task: _Task, most_states: int) -> None:
        self.task, self.left = task, most_states
        self.ceiling = task.lowest(task.items)
        """Above it the level of a touchpoint makes no difference."""
        after = [task.items[at + 1 :] for at in range(len(task.items))]
        self.most_after = [_most_of(rest) for rest in after]
        self.musts_after = [sum(item.must for item in rest) for rest in after]

    def cheapest(self, count: int) -> _Path:
        """The path of fewest points that reaches the need with exactly `count` fixes; None without any."""
        states: _States = {(0, 0, self.ceiling, self.ceiling): (0, None)}
        place = None
        for at, item in enumerate(self.task.items):
            if item.place != place:
                place = item.place
                states = _next_touchpoint(states, min(self.task.lows[place], self.ceiling))
            states = self._extended(states, at, count)
        return _cheapest(states, self.task.need, count)

    def _extended(self, states: _States, at: int, most: int) -> _States:
        """Every state with every move of an item, those apart that cannot succeed any more."""
        item, need = self.task.items[at], self.task.need
        moves = item.moves if item.must else (_STAY, *item.moves)
        self._spend(len(states) * len(moves))
        gains, open_until = self.most_after[at], most - self.musts_after[at]
        found: _States = {}
        for (count, points, level, low), (gain, path) in states.items():
            for mark, more, rise, cost, spent in moves:
                used, gained = count + spent, gain + more
                if used > open_until or gained + gains[min(most - used, len(gains) - 1)] + low < need:
                    continue
                state = (used, points + cost, min(level + rise, self.ceiling), low)
                if state not in found or found[state][0] < gained:
                    found[state] = gained, (path, item.key, mark) if spent else path
        return found

    def _spend(self, states: int) -> None:
        self.left -= states
        if self.left < 0:
            raise _GaveUp


def _next_touchpoint(states: _States, own_level: int) -> _States:
    """The touchpoint before is filled and may be the lowest one; the next starts at `own_level`.

    A state that costs more points than another and gains no more is dropped."""
    most: dict[tuple[int, int], int] = {}
    found: _States = {}
    by_points = sorted(states.items(), key=lambda item: (item[0][1], -item[1][0]))
    for (count, points, level, low), (gain, path) in by_points:
        lowest = min(low, level)
        if gain > most.get((count, lowest), -1):
            most[count, lowest] = gain
            found[count, points, own_level, lowest] = gain, path
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
