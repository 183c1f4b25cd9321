"""Conditions in the plain form that Python and the browser evaluate alike.

Operands become stored values ("9.8", 90, "08:30"), and an order among worded points becomes the
list of points, so that evaluating needs nothing but the condition and the answers.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from survey_defs.conditions import AllOf, AnyOf, Compare, Condition
from survey_defs.kinds import Question
from survey_defs.possible import words_of
from survey_defs.values import decimal_text


def plain(condition: Condition, questions: Mapping[str, Question]) -> dict[str, Any]:
    """JSON-ready form of a checked condition; `questions` by key, for what its operands mean."""
    match condition:
        case Compare():
            return _compare(condition, questions[condition.question])
        case AllOf():
            return {"all": [plain(part, questions) for part in condition.all]}
        case AnyOf():
            return {"any": [plain(part, questions) for part in condition.any]}
    return {"not": plain(condition.not_, questions)}


def _compare(compare: Compare, question: Question) -> dict[str, Any]:
    ((operator, operand),) = compare.operators.items()
    words = words_of(question)
    if operator in {"at_least", "at_most"} and operand in words:
        place = words.index(str(operand))
        points = words[place:] if operator == "at_least" else words[: place + 1]
        return {"question": question.key, "in": list(points)}
    return {"question": question.key, operator: _stored(operand, question)}


def _stored(operand: object, question: Question) -> object:
    if isinstance(operand, tuple):
        return [_stored(one, question) for one in operand]
    if isinstance(operand, Decimal):
        return decimal_text(operand) if question.type in {"number", "money"} else int(operand)
    return operand
