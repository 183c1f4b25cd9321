"""One line per question asked: what was answered and what it earned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from scoring.marks import mark
from survey_defs.answer_problems import AnswerProblem, AnswersError, Wrong
from survey_defs.answers import Answer, read_answers
from survey_defs.checking import visible_questions
from survey_defs.kinds import Asked, Question, Scorable
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.value_rules import canonical_value

NOTHING = Fraction(0)
ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclass(frozen=True)
class Line:
    """A question that was asked. `state` is "answered", "unanswered", "nobody", "does_not_apply" or
    "not_observed"; `value` is the answer (long form's V), None unless answered. `mark` is 0–1, None
    where the answer has none; `points` is what a full mark earns, 0 for an unscored question."""

    key: str
    touchpoint: str
    kind: str
    state: str
    value: Any
    mark: Fraction | None
    points: Fraction
    p: str | None

    @property
    def scored(self) -> bool:
        return bool(self.points)

    @property
    def counts(self) -> bool:
        """Whether it takes part in the score of its touchpoint."""
        return self.scored and self.mark is not None

    @property
    def applies(self) -> bool:
        """Whether it makes its touchpoint one that could have been observed."""
        return self.scored and self.state != "does_not_apply"

    @cached_property
    def earned(self) -> Fraction:
        return NOTHING if self.mark is None else self.points * self.mark

    @property
    def possible(self) -> Fraction:
        """The points it could have earned: 0 where the answer has no mark."""
        return NOTHING if self.mark is None else self.points


def read_lines(question_set: QuestionSet, answers: Mapping[str, Any]) -> tuple[Line, ...]:
    """A line for every question that was asked given these answers, in journey order.

    Raises `AnswersError` for unknown questions and for values that cannot be the answer to a question
    that was asked and has marks."""
    given, problems = _sound(question_set, answers)
    shown = visible_questions(question_set, given)
    if wrong := [problem for problem in problems if problem.key in shown]:
        raise AnswersError(wrong)
    return tuple(
        _line(touchpoint, question, given.get(question.key))
        for touchpoint, question in question_set.walk()
        if question.key in shown and question.type != "note"
    )


def _sound(
    question_set: QuestionSet, answers: Mapping[str, Any]
) -> tuple[dict[str, Answer], list[AnswerProblem]]:
    """The answers with the values that earn marks in their stored form, and those that have none."""
    sound, problems = {}, []
    for key, answer in read_answers(question_set, answers).items():
        try:
            sound[key] = _stored(question_set.by_key[key], answer)
        except Wrong as wrong:
            problems.append(wrong.about(key))
    return sound, problems


def _stored(question: Question, answer: Answer) -> Answer:
    if answer.state is not None or not question.scorable:
        return answer
    return replace(answer, value=canonical_value(question, answer.value))


def _line(touchpoint: Touchpoint, question: Question, answer: Answer | None) -> Line:
    state, value = _said(answer)
    return Line(
        key=question.key,
        touchpoint=touchpoint.key,
        kind=question.type,
        state=state,
        value=value,
        mark=_mark(question, state, value),
        points=Fraction(question.points) if isinstance(question, Scorable) else NOTHING,
        p=question.p,
    )


def _said(answer: Answer | None) -> tuple[str, Any]:
    """State and value; an answer that was cleared is one that was not given."""
    if answer is None or answer.state == "cleared":
        return UNANSWERED, None
    return (ANSWERED, answer.value) if answer.state is None else (answer.state, None)


def _mark(question: Asked, state: str, value: Any) -> Fraction | None:
    """`nobody` was observed and is worth 0; the other states have no mark."""
    if state == "nobody":
        return NOTHING if question.scorable else None
    return mark(question, value) if state == ANSWERED else None
