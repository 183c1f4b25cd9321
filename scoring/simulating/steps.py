"""The questions of a set made ready for reading thousands of reports: each answer is judged once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from scoring.lines import BESIDE_THE_SCORE
from scoring.marks import mark
from survey_defs.answer_problems import Wrong
from survey_defs.answers import Answer
from survey_defs.judging import judge
from survey_defs.kinds import Question, Scorable
from survey_defs.schema import QuestionSet

EVEN = 60
"""Points are counted in sixtieths, so that halves, thirds, quarters and fifths of them are whole."""


class Read(NamedTuple):
    """One answer: what conditions see of it, its mark, what it earns, whether it applies, and whether it
    can be an answer to the question at all. `earned` is in the units of the set."""

    stored: Mapping[str, Any] | None = None
    mark: Fraction | None = None
    earned: int | Fraction = 0
    applies: bool = True
    fits: bool = True


OPEN = Read()
"""Nothing was answered."""
_CLEARED = Read({"state": "cleared"})


@dataclass(frozen=True)
class Step:
    """One question; `points` in the units of the set, `place` is that of its touchpoint."""

    key: str
    place: int
    question: Question
    condition: Mapping[str, Any] | None
    points: int
    cap: tuple[Fraction, Fraction] | None
    """A critical question: the mark under which, and the points at which it caps."""
    known: dict[Any, Read] = field(default_factory=dict)

    def read(self, entry: Mapping[str, Any]) -> Read:
        """A stored answer (long form); time and comment play no part."""
        value, state = entry.get("value"), entry.get("state")
        if state is not None:
            name: Any = (state,)
        elif isinstance(value, str | int):
            name = type(value), value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            name = tuple, tuple(value)
        else:
            return OPEN if value is None else self._judged(value, state)
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._judged(value, state)
        return found

    def _judged(self, value: Any, state: Any) -> Read:
        if state == "cleared":
            return _CLEARED
        try:
            sound = judge(self.question, Answer(value=value, state=state))
        except Wrong as wrong:
            if wrong.code not in BESIDE_THE_SCORE:
                return Read(fits=False)
            return self._worth(None, Answer(state=state))
        return self._worth(sound.to_json(), sound)

    def _worth(self, stored: Mapping[str, Any] | None, answer: Answer) -> Read:
        if answer.state is None:
            worth = mark(self.question, answer.value)
        else:
            worth = Fraction(0) if answer.state == "nobody" and self.question.scorable else None
        earned = self.points * worth if worth is not None else Fraction(0)
        whole = earned.numerator if earned.denominator == 1 else earned
        return Read(stored, worth, whole, answer.state != "does_not_apply")


def steps_of(question_set: QuestionSet) -> tuple[Step, ...]:
    """The questions that can change a score, in journey order: scored ones, and those asked about."""
    asked_about = {key for one in question_set.conditions.values() for key in _names(one)}
    places = {touchpoint.key: place for place, touchpoint in enumerate(question_set.touchpoints)}
    unit = EVEN * lcm(*(_points(each).denominator for _, each in question_set.walk()))
    return tuple(
        Step(
            key=question.key,
            place=places[touchpoint.key],
            question=question,
            condition=question_set.conditions.get(question.key),
            points=int(_points(question) * unit),
            cap=_cap(question),
        )
        for touchpoint, question in question_set.walk()
        if question.type != "note" and (question.key in asked_about or _points(question) or _cap(question))
    )


def _names(condition: Mapping[str, Any]) -> Iterator[str]:
    """The questions that a plain condition asks about."""
    if "question" in condition:
        yield condition["question"]
    for part in (*condition.get("all", ()), *condition.get("any", ())):
        yield from _names(part)
    if "not" in condition:
        yield from _names(condition["not"])


def _points(question: Question) -> Fraction:
    return Fraction(question.points) if isinstance(question, Scorable) else Fraction(0)


def _cap(question: Question) -> tuple[Fraction, Fraction] | None:
    critical = question.critical if isinstance(question, Scorable) else None
    return (Fraction(critical.below), Fraction(critical.at)) if critical else None
