"""Which questions are asked, given the answers so far.

`vectors/conditions.json` is the specification; `shopper/static/js/conditions.js` is the same code
for the browser, and the same vectors run there.
"""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Plain = Mapping[str, Any]


def holds(condition: Plain, answers: Plain) -> bool:
    """Whether a condition in plain form holds for stored answers (`{"value": V}` or `{"state": S}`).

    A comparison with a question that has no answer, or a cleared one, is false whatever its
    operator, except `answered: false`. A state counts as an answer and equals its own word."""
    if "all" in condition:
        return all(holds(part, answers) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answers) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], answers)
    return _compare(condition, answers.get(condition["question"]))


def visible_keys(questions: Iterable[tuple[str, Plain | None]], answers: Plain) -> frozenset[str]:
    """The keys of the questions asked. `questions`: key and plain condition, in journey order.

    The answer to a question that is itself hidden counts as none."""
    shown: dict[str, Any] = {}
    visible = set()
    for key, condition in questions:
        if condition is None or holds(condition, shown):
            visible.add(key)
            shown[key] = answers.get(key)
    return frozenset(visible)


def _compare(condition: Plain, answer: Plain | None) -> bool:
    operator, operand = next((name, value) for name, value in condition.items() if name != "question")
    is_answered = answer is not None and answer.get("state") != "cleared"
    if operator == "answered":
        return bool(is_answered == operand)
    if answer is None or not is_answered:
        return False
    given = answer["state"] if "state" in answer else answer.get("value")
    return _test(operator, given, operand, of_value="state" not in answer)


def _test(operator: str, given: object, operand: Any, of_value: bool) -> bool:
    match operator:
        case "is":
            return _same(given, operand)
        case "is_not":
            return not _same(given, operand)
        case "in":
            return any(_same(given, one) for one in operand)
        case "includes":
            return isinstance(given, list | tuple) and operand in given
        case "at_least":
            return of_value and _in_order(operand, given)
        case "at_most":
            return of_value and _in_order(given, operand)
    raise ValueError(f"unknown operator {operator!r}")


def _same(one: object, other: object) -> bool:
    """Equal, and of the same type: 1 is neither "1" nor true."""
    return type(one) is type(other) and one == other


def _in_order(low: object, high: object) -> bool:
    """Numbers by size; times and dates, whose text sorts as they do, by their text."""
    low_number, high_number = _number(low), _number(high)
    if low_number is not None and high_number is not None:
        return low_number <= high_number
    neither = low_number is None and high_number is None
    return neither and isinstance(low, str) and isinstance(high, str) and low <= high


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int) or (isinstance(value, str) and _DECIMAL.fullmatch(value)):
        return Fraction(value)
    return None
