"""From a form's `constraint` to the bounds that we know: least, greatest, longest."""

from decimal import Decimal
from typing import Any

from survey_defs.formats.comparing import Known
from survey_defs.formats.conditions_in import bare
from survey_defs.formats.expressions import Call, Dot, Joined, Literal, Node, Test, Unparsed, parse
from survey_defs.formats.numbers import plain_number
from survey_defs.sentence import N_, Sentence

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NUMBERS = {"number", "money", "duration"}


def bounds(text: str, known: Known) -> tuple[dict[str, Any], list[str]]:
    """What can be kept, by key of the question, and a sentence for each part that cannot."""
    try:
        tree = parse(text)
    except Unparsed as wrong:
        return {}, [wrong.why]
    parts = tree.parts if isinstance(tree, Joined) and tree.word == "and" else (tree,)
    found: dict[str, Any] = {}
    problems: list[str] = []
    for part in parts:
        one, problem = _bound(part, known)
        found |= {key: value for key, value in one.items() if key not in found}
        problems += [problem] if problem else []
    return found, problems


def _bound(node: Node, known: Known) -> tuple[dict[str, Any], str]:
    if node == Call("true", ()) or (isinstance(node, Literal) and node.value):
        return {}, ""  # whatever is answered will do
    operator, left, value = _sides(node)
    if isinstance(left, Call) and left.name == "string-length" and left.args == (Dot(),):
        return _length(operator, value, known)
    if not isinstance(left, Dot) or operator not in _MIRRORED:
        return {}, N_("Answers are held between a least and a greatest value only.")
    if known.type in _NUMBERS:
        return _number(operator, plain_number(value), known.whole)
    if known.type in ("date", "time"):
        return _moment(operator, str(value), known.type)
    return {}, N_("Answers of this kind have no least or greatest value.")


def _sides(node: Node) -> tuple[str, Node | None, str | Decimal]:
    """Operator, what is bounded, and the bound; no operator where it is not that simple."""
    if not isinstance(node, Test):
        return "", None, ""
    left, right, operator = bare(node.left), bare(node.right), node.operator
    if isinstance(left, Literal):
        left, right, operator = right, left, _MIRRORED.get(operator, operator)
    return (operator, left, right.value) if isinstance(right, Literal) else ("", None, "")


def _length(operator: str, value: str | Decimal, known: Known) -> tuple[dict[str, Any], str]:
    number = plain_number(value)
    if known.type != "text" or operator not in ("<", "<=") or not isinstance(number, int):
        return {}, N_("Of words, only the greatest length can be set.")
    most = number - (operator == "<")
    if not 1 <= most <= 10_000:
        return {}, N_("A text may be 1 to 10,000 characters long.")
    return {"max": most}, ""


def _number(operator: str, number: int | Decimal | None, whole: bool) -> tuple[dict[str, Any], str]:
    if number is None:
        return {}, N_("The bound is no number.")
    side = "min" if operator.startswith(">") else "max"
    if operator in (">=", "<="):
        return {side: number}, ""
    if whole:
        floor = int(number // 1)
        return {side: floor + 1 if side == "min" else floor - (number == floor)}, ""
    return {side: number}, Sentence("The bound %(number)s itself is accepted too.", number=number)


def _moment(operator: str, value: str, kind: str) -> tuple[dict[str, Any], str]:
    size = 10 if kind == "date" else 5
    side = "min" if operator.startswith(">") else "max"
    note = (
        ""
        if operator in (">=", "<=")
        else Sentence("The bound %(number)s itself is accepted too.", number=value)
    )
    return {side: value.strip()[:size]}, note
