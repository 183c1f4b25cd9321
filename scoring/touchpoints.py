"""What was observed of the journey, and how it felt as it went on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from scoring.lines import Line
from scoring.weights import Place
from survey_defs.schema import QuestionSet


@dataclass(frozen=True)
class Observed:
    """A touchpoint with at least one mark. `score` s is 0–1, `possible` the points it was judged by."""

    key: str
    mode: str | None
    place: Place
    score: Fraction
    possible: Fraction


def by_touchpoint(question_set: QuestionSet, lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of every touchpoint, in journey order; a list may be empty."""
    found: dict[str, list[Line]] = {touchpoint.key: [] for touchpoint in question_set.touchpoints}
    for line in lines:
        found[line.touchpoint].append(line)
    return found


def observed(question_set: QuestionSet, lines: Mapping[str, Sequence[Line]]) -> tuple[Observed, ...]:
    """The observed touchpoints in journey order, each with s = Σ m·x / Σ m over its marks."""
    seen = []
    for position, touchpoint in enumerate(question_set.touchpoints):
        marked = [line for line in lines[touchpoint.key] if line.counts]
        if marked:
            points = possible(marked)
            place = Place(position, Fraction(touchpoint.weight))
            seen.append(Observed(touchpoint.key, touchpoint.mode, place, earned(marked) / points, points))
    return tuple(seen)


def coverage(
    question_set: QuestionSet, lines: Mapping[str, Sequence[Line]], seen: Iterable[Observed]
) -> Fraction:
    """Σ b(observed) / Σ b(applicable), 0–1; 0 where nothing applied."""
    applicable = sum(
        Fraction(touchpoint.weight)
        for touchpoint in question_set.touchpoints
        if any(line.applies for line in lines[touchpoint.key])
    )
    return sum((one.place.importance for one in seen), Fraction(0)) / (applicable or 1)


def mean(weights: Sequence[Fraction], scores: Sequence[Fraction]) -> Fraction:
    """Weighted mean in points, of one score or more (each 0–1)."""
    total = sum((w * s for w, s in zip(weights, scores, strict=True)), Fraction(0))
    return 100 * total / sum(weights)


def impressions(weights: Sequence[Fraction], scores: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The running impression A_j = 100·Σ_{i≤j} w_i·s_i / Σ_{i≤j} w_i, in points."""
    earned = accumulate(w * s for w, s in zip(weights, scores, strict=True))
    return tuple(100 * sum_ws / sum_w for sum_ws, sum_w in zip(earned, accumulate(weights), strict=True))


def pulls(running: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """A_1, then A_j − A_{j−1}: how far each touchpoint pulled the impression. They sum to the last A."""
    return tuple(now - before for before, now in zip((Fraction(0), *running), running, strict=False))


def by_mode(seen: Sequence[Observed], weights: Sequence[Fraction]) -> dict[str, Fraction]:
    """The mean of each mode's touchpoints under the weights of the visit, in points."""
    modes = dict.fromkeys(one.mode for one in seen if one.mode is not None)
    chosen = {mode: [at for at, one in enumerate(seen) if one.mode == mode] for mode in modes}
    return {
        mode: mean([weights[at] for at in places], [seen[at].score for at in places])
        for mode, places in chosen.items()
    }


def by_p(lines: Iterable[Line]) -> dict[str, Fraction]:
    """100·Σ m·x / Σ m over the marked questions of each P, in points."""
    own: dict[str, list[Line]] = {}
    for line in lines:
        if line.counts and line.p is not None:
            own.setdefault(line.p, []).append(line)
    return {p: 100 * earned(marked) / possible(marked) for p, marked in own.items()}


def earned(lines: Iterable[Line]) -> Fraction:
    """Σ m·x, in points of the questions."""
    return sum((line.earned for line in lines), Fraction(0))


def possible(lines: Iterable[Line]) -> Fraction:
    """Σ m of lines with a mark, in points of the questions."""
    return sum((line.points for line in lines), Fraction(0))


def felt(lines: Mapping[str, Iterable[Line]]) -> dict[str, str]:
    """What the shopper said they felt, for each touchpoint with an answered momentum question."""
    return {
        touchpoint: line.value
        for touchpoint, own in lines.items()
        for line in own
        if line.kind == "momentum" and line.value is not None
    }
