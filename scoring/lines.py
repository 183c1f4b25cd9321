"""One line per question asked: what was answered and what it earned."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from scoring.marks import mark
from survey_defs.answer_problems import AnswerProblem, AnswersError
from survey_defs.checking import Checked, check_answers
from survey_defs.kinds import Asked, Question, Scorable
from survey_defs.schema import QuestionSet, Touchpoint

NOTHING = Fraction(0)
ANSWERED, UNANSWERED = "answered", "unanswered"
BESIDE_THE_SCORE = frozenset({"state_not_offered", "bad_time_stamp", "comment_not_offered"})


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
    that was asked and may be scored. A state that the question does not offer is taken as it is."""
    checked = check_answers(question_set, answers, sending=False)
    if wrong := [problem for problem in checked.problems if _matters(problem, question_set, checked)]:
        raise AnswersError(wrong)
    return tuple(
        _line(touchpoint, question, checked.answers.get(question.key, {}))
        for touchpoint, question in question_set.walk()
        if question.key in checked.visible and question.type != "note"
    )


def _matters(problem: AnswerProblem, question_set: QuestionSet, checked: Checked) -> bool:
    question = question_set.by_key.get(problem.key)
    if question is None:
        return True
    return question.scorable and problem.key in checked.visible and problem.code not in BESIDE_THE_SCORE


def _line(touchpoint: Touchpoint, question: Question, answer: Mapping[str, Any]) -> Line:
    """An answer that was cleared is one that was not given."""
    value = answer.get("value")
    state = answer.get("state", UNANSWERED if value is None else ANSWERED)
    state = UNANSWERED if state == "cleared" else state
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


def _mark(question: Asked, state: str, value: Any) -> Fraction | None:
    """`nobody` was observed and is worth 0; the other states have no mark."""
    if state == "nobody":
        return NOTHING if question.scorable else None
    return mark(question, value) if state == ANSWERED else None
