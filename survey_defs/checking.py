"""The one judge of answers: forms, the API, imports and XLSForm all ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from survey_defs.answer_problems import AnswerProblem
from survey_defs.answers import Answer
from survey_defs.judging import judge_each
from survey_defs.kinds import Question
from survey_defs.schema import QuestionSet
from survey_defs.showing import visible_keys


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking: sound answers in long form and journey order, problems in the same order.

    hidden: keys that were answered but are not asked · visible: keys of all questions asked ·
    storable: keys of all answers that a draft may keep, right or wrong."""

    answers: dict[str, dict[str, Any]]
    problems: tuple[AnswerProblem, ...]
    hidden: tuple[str, ...]
    visible: frozenset[str]
    storable: frozenset[str]

    @property
    def ok(self) -> bool:
        return not self.problems


def check_answers(
    question_set: QuestionSet, answers: Mapping[str, Any], sending: bool = True, left_early: bool = False
) -> Checked:
    """Judges answers in long or short form.

    sending: hidden and cleared answers are left out, required questions must be answered. Without
    it (a draft) everything that can be stored is kept, half and wrong answers too, and the problems
    are still told. left_early: the customer never came further than the last touchpoint with an
    answer, so nothing is required after it. Never raises, whatever the answers are."""
    sound, kept, problems = judge_each(question_set, answers)
    stored = {key: answer.to_json() for key, answer in sound.items()}
    visible = _visible(question_set, stored)
    kept |= stored
    storable = frozenset(kept)
    hidden = tuple(key for key in question_set.by_key if key in kept and key not in visible)
    if sending:
        problems = [one for one in problems if one.key in visible or one.key not in question_set.by_key]
        kept = {key: stored[key] for key, one in sound.items() if key in visible and one.is_given}
        told = {problem.key for problem in problems}
        wanted = _required(question_set, visible, kept.keys() | told, left_early)
        problems += [AnswerProblem(key, "required", {}) for key in wanted if key not in told]
    return Checked(_ordered(question_set, kept), _sorted(question_set, problems), hidden, visible, storable)


def visible_questions(question_set: QuestionSet, answers: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the questions asked, given answers in any form; unsound ones count as none."""
    sound, _, _ = judge_each(question_set, answers)
    return _visible(question_set, {key: answer.to_json() for key, answer in sound.items()})


def _visible(question_set: QuestionSet, stored: Mapping[str, Any]) -> frozenset[str]:
    conditions = question_set.conditions
    return visible_keys(((key, conditions.get(key)) for key in question_set.by_key), stored)


def asks_comment(question: Question, answer: Answer) -> bool:
    """Whether this answer asks "What happened?"."""
    given = answer.value if isinstance(answer.value, list | tuple) else (answer.value, answer.state)
    return any(one in question.comment_on for one in given)


def _required(
    question_set: QuestionSet, visible: frozenset[str], given: Iterable[str], left_early: bool
) -> list[str]:
    """Required questions that have no answer."""
    answered = set(given)
    reached = [t for t in question_set.touchpoints if any(q.key in answered for q in t.asked)]
    until = question_set.touchpoints.index(reached[-1]) + 1 if left_early and reached else None
    asked = [q for touchpoint in question_set.touchpoints[:until] for q in touchpoint.asked]
    return [q.key for q in asked if q.is_required and q.key in visible and q.key not in answered]


def _ordered(question_set: QuestionSet, answers: dict[str, Any]) -> dict[str, Any]:
    return {key: answers[key] for key in question_set.by_key if key in answers}


def _sorted(question_set: QuestionSet, problems: list[AnswerProblem]) -> tuple[AnswerProblem, ...]:
    order = {key: place for place, key in enumerate(question_set.by_key)}
    return tuple(sorted(problems, key=lambda one: (order.get(one.key, len(order)), one.key)))
