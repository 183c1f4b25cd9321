"""Conditions: they ask one possible thing about one earlier question."""

import difflib
from collections.abc import Iterator

from survey_defs.conditions import AllOf, AnyOf, Compare, Condition, Not
from survey_defs.kinds import Measured, Question
from survey_defs.plain_words import Found
from survey_defs.possible import RECOMMEND, bound, operators_of, states_of, words_of
from survey_defs.problems import Path
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_, Sentence


def check(question_set: QuestionSet, broken: frozenset[str]) -> Iterator[Found]:
    """Every problem of every condition as (path, message, mend)."""
    earlier: dict[str, Question] = {}
    for t, touchpoint in enumerate(question_set.touchpoints):
        for q, question in enumerate(touchpoint.asked):
            path = ("touchpoints", t, "questions", q, "show_if")
            for here, compare in comparisons(question.show_if, path):
                if compare.question not in broken:
                    yield from _check(here, compare, earlier, question_set.by_key)
            earlier[question.key] = question


def comparisons(condition: Condition | None, path: Path = ()) -> Iterator[tuple[Path, Compare]]:
    """The comparisons a condition is made of, each with its path."""
    match condition:
        case Compare():
            yield path, condition
        case Not():
            yield from comparisons(condition.not_, (*path, "not"))
        case AllOf() | AnyOf():
            name = "all" if isinstance(condition, AllOf) else "any"
            parts = condition.all if isinstance(condition, AllOf) else condition.any
            for index, part in enumerate(parts):
                yield from comparisons(part, (*path, name, index))


def _check(
    path: Path, compare: Compare, earlier: dict[str, Question], every: dict[str, Question]
) -> Iterator[Found]:
    operators = compare.operators
    if len(operators) != 1:
        said: str = N_("A condition needs exactly one operator.")
        if operators:
            named = ", ".join(operators)
            said = Sentence("A condition needs exactly one operator, not %(operators)s.", operators=named)
        yield path, said, N_("Use one of: is, is_not, in, at_least, at_most, includes, answered.")
    question = earlier.get(compare.question)
    if question is None:
        yield (*path, "question"), *_not_earlier(compare.question, earlier, every)
        return
    for operator, operand in operators.items():
        yield from _fits((*path, operator), question, operator, operand)


def _not_earlier(key: str, earlier: dict[str, Question], every: dict[str, Question]) -> tuple[str, str]:
    if key in every:
        return (
            Sentence("`%(key)s` is not asked before this question.", key=key),
            N_("A condition looks only backward: move one of the two."),
        )
    near = difflib.get_close_matches(key, list(earlier)[-100:], 1)
    mend = (
        Sentence("Did you mean `%(near)s`?", near=near[0])
        if near
        else N_("Use the key of an earlier question.")
    )
    return Sentence("There is no question `%(key)s`.", key=key), mend


def _fits(path: Path, question: Question, operator: str, operand: object) -> Iterator[Found]:
    allowed = operators_of(question)
    if operator not in allowed:
        mend = (
            Sentence("Possible: %(known)s.", known=", ".join(sorted(allowed)))
            if allowed
            else N_("Ask about another question.")
        )
        yield (
            path,
            Sentence(
                "`%(operator)s` cannot be used on a %(type)s question.", operator=operator, type=question.type
            ),
            mend,
        )
    elif operator != "answered":
        for one in operand if isinstance(operand, tuple) else (operand,):
            yield from _possible(path, question, operator, one)


def _possible(path: Path, question: Question, operator: str, operand: object) -> Iterator[Found]:
    """An operand is something that can be answered."""
    states = states_of(question) if operator in {"is", "is_not", "in"} else ()
    words = () if question.type == "choices" and operator != "includes" else words_of(question)
    if operand in states or operand in words:
        return
    if question.type == "recommend" and operand in RECOMMEND:
        return
    if isinstance(question, Measured) and _measures(question, operand):
        return
    if question.type == "choices" and operand in words_of(question):
        yield (
            path,
            Sentence("Several may be ticked, so `%(operator)s` does not fit.", operator=operator),
            Sentence("Write `includes: %(operand)s`.", operand=operand),
        )
        return
    known = ", ".join((*words, *states)) or N_("a value of its kind")
    yield (
        path,
        Sentence("`%(operand)s` can never be the answer to `%(key)s`.", operand=operand, key=question.key),
        Sentence("Possible: %(known)s.", known=known),
    )


def _measures(question: Measured, operand: object) -> bool:
    try:
        bound(question, operand)
    except ValueError:
        return False
    return True
