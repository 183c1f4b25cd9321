"""What a visit adds to the tallies: exact integers, so that taking it out again leaves nothing behind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.lines import ANSWERED, UNANSWERED, Line, read_lines
from scoring.marks import NO, YES, band_index
from scoring.result import VisitResult
from scoring.shown import hundredths
from survey_defs.kinds import Measured, Question
from survey_defs.possible import words_of
from survey_defs.schema import QuestionSet


@dataclass(frozen=True)
class Cell:
    """Sufficient statistics of `n` whole numbers: their sum and the sum of their squares."""

    n: int = 0
    total: int = 0
    total_sq: int = 0

    def add(self, value: int) -> "Cell":
        return self + Cell(1, value, value * value)

    def remove(self, value: int) -> "Cell":
        return self - Cell(1, value, value * value)

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.n + other.n, self.total + other.total, self.total_sq + other.total_sq)

    def __sub__(self, other: "Cell") -> "Cell":
        return Cell(self.n - other.n, self.total - other.total, self.total_sq - other.total_sq)


def visit_tally(result: VisitResult, question_set: QuestionSet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """`{"values": {measure: hundredths of a point}, "counts": [measure, …]}`, JSON-ready.

    `answers` are those that gave `result`. Of a visit that was not scored nothing counts but that."""
    if not result.scored:
        return {"values": {}, "counts": ["not_scored"]}
    values = {measure: hundredths(points) for measure, points in _values(result)}
    seen = ((each.key, each.momentum) for each in result.touchpoints)
    moved = momentum_counts(seen, result.felt_differs)
    return {"values": values, "counts": [*_counts(result), *moved, *question_counts(question_set, answers)]}


def momentum_counts(seen: Iterable[tuple[str, str | None]], felt_differs: Iterable[str]) -> Iterator[str]:
    """`momentum:<touchpoint>:<which way>` of each touchpoint seen, as it scored, and
    `felt_differs:<touchpoint>` where it scored forward and the shopper felt away."""
    yield from (f"momentum:{key}:{moved}" for key, moved in seen if moved is not None)
    yield from (f"felt_differs:{key}" for key in felt_differs)


def with_momentum(tally: Mapping[str, Any], explanation: Mapping[str, Any]) -> dict[str, Any]:
    """The tally of a stored snapshot from before momentum was counted, completed from its explanation.

    One that has its counts, or was not scored, comes back as it is."""
    if not tally["values"] or any(each.startswith("momentum:") for each in tally["counts"]):
        return dict(tally)
    seen = ((each["key"], each["momentum"]) for each in explanation["touchpoints"])
    return {**tally, "counts": [*tally["counts"], *momentum_counts(seen, explanation["felt_differs"])]}


def cells(tally: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """What a `visit_tally` adds to each measure. A count is the value 1."""
    for measure, value in tally["values"].items():
        yield measure, Cell().add(value)
    for measure in tally["counts"]:
        yield measure, Cell().add(1)


class Sums:
    """The same as adding up `cells` of many tallies, several times quicker."""

    def __init__(self) -> None:
        self._by_measure: dict[str, list[int]] = {}

    def add(self, tally: Mapping[str, Any]) -> None:
        by_measure = self._by_measure
        for measure, value in tally["values"].items():
            into = by_measure.setdefault(measure, [0, 0, 0])
            into[0] += 1
            into[1] += value
            into[2] += value * value
        for measure in tally["counts"]:
            into = by_measure.setdefault(measure, [0, 0, 0])
            into[0] += 1
            into[1] += 1
            into[2] += 1

    def cells(self) -> Iterator[tuple[str, Cell]]:
        for measure, (n, total, total_sq) in self._by_measure.items():
            yield measure, Cell(n, total, total_sq)


def _values(result: VisitResult) -> Iterator[tuple[str, Fraction]]:
    """Measures of a scored visit, in points."""
    for measure, points in _headline(result).items():
        if points is not None:
            yield measure, points
    for touchpoint in result.touchpoints:
        if touchpoint.score is not None:
            yield f"t:{touchpoint.key}", touchpoint.score
    yield from ((f"mode:{mode}", points) for mode, points in result.by_mode.items())
    yield from ((f"p:{p}", points) for p, points in result.by_p.items())


def _headline(result: VisitResult) -> dict[str, Fraction | None]:
    others = result.sensitivity or {}
    always = {
        "overall": result.raw,
        "official": result.official,
        "flat": result.flat,
        "share_25": others.get("share_25"),
        "share_60": others.get("share_60"),
    }
    at_the_end = {"finish": result.finish, "set_up": result.set_up, "gap": result.gap}
    return always | at_the_end if result.finish_observed else always


def _counts(result: VisitResult) -> Iterator[str]:
    yield f"outcome:{result.outcome}"
    if result.critical:
        yield "critical"
    yield from (f"critical:{key}" for key in result.critical)
    if result.finish_observed:
        yield "leaving_seen"


def question_counts(question_set: QuestionSet, answers: Mapping[str, Any]) -> Iterator[str]:
    """`q:<question>=<what was said>` for every question that was asked and answered.

    What was said: the option or point, every ticked one, `band:<i>` (from 0) where the question has
    bands, 0–10, a state, and `answered` for free answers, whose words do not leave the visit. Where that
    does not tell the mark (several ticks, a quantity between anchors) also `mark:full|part|none`, once
    a visit; `mark:unknown` for ticks that have none."""
    for line in read_lines(question_set, answers):
        if line.state != UNANSWERED:
            for said in _said(question_set.by_key[line.key], line):
                yield f"q:{line.key}={said}"


def _said(question: Question, line: Line) -> Sequence[str]:
    if line.state != ANSWERED:
        return (line.state,)
    if question.type == "choices":
        return (*line.value, _grade(line.mark))
    if words_of(question) or question.type == "recommend":
        return (str(line.value),)
    if isinstance(question, Measured) and question.bands:
        return (f"band:{band_index(question, line.value)}",)
    return (ANSWERED,) if line.mark is None else (ANSWERED, _grade(line.mark))


def _grade(mark: Fraction | None) -> str:
    if mark is None:
        return "mark:unknown"
    return {YES: "mark:full", NO: "mark:none"}.get(mark, "mark:part")
