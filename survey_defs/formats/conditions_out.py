"""From a condition (`show_if`) to a form's `relevant`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from survey_defs.conditions import AllOf, AnyOf, Compare, Condition
from survey_defs.formats.comparing import Known
from survey_defs.formats.conditions_in import Translation
from survey_defs.values import decimal_text

_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
Names = Mapping[str, str]
"""What the form calls a question, by its key."""


def relevant(condition: Condition, names: Names, known: Mapping[str, Known]) -> str:
    """The expression. `known` by the form's name: an order among worded points becomes the list of points."""
    match condition:
        case Compare():
            return _compare(condition, names.get(condition.question, condition.question), known)
        case AllOf():
            return " and ".join(_inner(part, names, known) for part in condition.all)
        case AnyOf():
            return " or ".join(_inner(part, names, known) for part in condition.any)
    return f"not({relevant(condition.not_, names, known)})"


def says_the_same(condition: Condition, text: str, known: Mapping[str, Known]) -> bool:
    """Whether reading the expression gives the very same condition."""
    translation = Translation(lambda name: known.get(name, name))
    read = translation.condition(text)
    if translation.problems or translation.softened or not isinstance(read, dict):
        return False
    return bool(_CONDITION.validate_python(read) == condition)


def stale(own: Any, text: str, names: Names, known: Mapping[str, Known]) -> bool:
    """Whether `text` is no longer what we would write for this condition of our own column."""
    try:
        condition = _CONDITION.validate_python(own)
    except ValidationError:
        return bool(text)
    return relevant(condition, names, known) != text


def _inner(part: Condition, names: Names, known: Mapping[str, Known]) -> str:
    said = relevant(part, names, known)
    return f"({said})" if isinstance(part, AllOf | AnyOf) else said


def _compare(compare: Compare, name: str, known: Mapping[str, Known]) -> str:
    ((operator, operand),) = compare.operators.items()
    about, it = f"${{{name}}}", known.get(name)
    if isinstance(operand, tuple):
        return _any(about, [_said(one, it) for one in operand])
    points = list(it.words) if it and it.type == "scale" else []
    if operand in points and operator in ("at_least", "at_most"):
        at = points.index(str(operand))
        side = points[at:] if operator == "at_least" else points[: at + 1]
        return _any(about, [_said(one, it) for one in side])
    return _FORMS[operator, operand is False].format(about, _said(operand, it))


_FORMS = {
    ("answered", False): "{0} != ''",
    ("answered", True): "{0} = ''",
    ("includes", False): "selected({0}, {1})",
    ("is", False): "{0} = {1}",
    ("is_not", False): "({0} != '' and {0} != {1})",
    ("at_least", False): "{0} >= {1}",
    ("at_most", False): "{0} <= {1}",
}
"""By operator, and whether the operand is `false`."""


def _any(about: str, words: list[str]) -> str:
    return "(" + " or ".join(f"{about} = {word}" for word in words) + ")"


def _said(operand: object, it: Known | None) -> str:
    if isinstance(operand, Decimal | int):
        return decimal_text(operand)
    if it is not None and it.type == "date":
        return f"date('{operand}')"
    return f"'{operand}'"
