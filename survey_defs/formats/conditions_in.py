"""From a form's `relevant` to a condition (`show_if`).

Where a part cannot be carried over, the condition that is left holds whenever the whole did: a question
is then asked too often, never lost.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from survey_defs.formats import comparing
from survey_defs.formats.comparing import Known
from survey_defs.formats.expressions import (
    Call,
    Joined,
    Literal,
    Negated,
    Node,
    Other,
    Ref,
    Test,
    Unparsed,
    parse,
)  # fmt: skip
from survey_defs.sentence import N_, Sentence

Carried = dict[str, Any] | bool | None
"""A condition as data; True or False where it always or never holds; None where it cannot be carried over."""

_TRANSPARENT = {"date", "decimal-date-time", "decimal-time", "number", "string", "date-time"}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_TRUTH = {"true": True, "false": False}
_COUNTS = {"count-selected", "string-length"}


@dataclass(slots=True)
class Translation:
    """`find` gives what a name stands for, or a sentence that says why it cannot be asked about.

    `problems` say why something was left out, `softened` what was taken in a slightly other sense."""

    find: Callable[[str], Known | str]
    problems: list[str] = field(default_factory=list)
    softened: list[str] = field(default_factory=list)

    def condition(self, text: str) -> Carried:
        """What can be carried over of the expression; the rest is in `problems`."""
        try:
            return self.carry(parse(text), True)
        except Unparsed as wrong:
            return self.fail(wrong.why)

    def fail(self, why: str) -> Carried:
        """Nothing is carried over, and why."""
        if why not in self.problems:
            self.problems.append(why)
        return None

    def carry(self, node: Node, positive: bool) -> Carried:
        """`positive` is False inside an odd number of `not`s, where leaving out works the other way round."""
        match node:
            case Joined():
                return self.joined(node, positive)
            case Negated():
                return negated(self.carry(node.part, not positive))
            case Test():
                return self.test(node, positive)
            case Call():
                return self.called(node)
            case Literal(value=value):
                return bool(value)
        return self.fail(Sentence("“%(part)s” alone is no condition.", part=_said(node)))

    def joined(self, node: Joined, positive: bool) -> Carried:
        """Of “and” the parts that are known, of “or” all or nothing; inside `not` the other way round."""
        word, decides = ("all", False) if node.word == "and" else ("any", True)
        parts = [self.carry(part, positive) for part in node.parts]
        if any(part is decides for part in parts):
            return decides
        if None in parts and positive == (word == "any"):
            return None
        left = [part for part in parts if isinstance(part, dict)]
        if not left:
            return None if None in parts else not decides
        return together(word, left)

    def test(self, node: Test, positive: bool) -> Carried:
        operator, left, right = node.operator, bare(node.left), bare(node.right)
        if isinstance(left, Literal) and not isinstance(right, Literal):
            operator, left, right = _MIRRORED.get(operator, operator), right, left
        if isinstance(right, Call) and right.name in _TRUTH and operator in ("=", "!="):
            return self.truth(left, _TRUTH[right.name] == (operator == "="), positive)
        if isinstance(right, Literal):
            return self.against(operator, left, right.value)
        if isinstance(left, Ref) and isinstance(right, Ref):
            return self.fail(N_("Two answers cannot be compared with each other."))
        return self.fail(_not_plain(right))

    def truth(self, node: Node, is_true: bool, positive: bool) -> Carried:
        """`selected(…) = true()` and the like."""
        if isinstance(node, Ref):
            return self.against("=", node, "true" if is_true else "false")
        carried = self.carry(node, positive == is_true)
        return carried if is_true else negated(carried)

    def against(self, operator: str, left: Node, value: Any) -> Carried:
        match left:
            case Ref():
                known = self.find(left.name)
                return self.fail(known) if isinstance(known, str) else self.compared(known, operator, value)
            case Literal():
                return (
                    (left.value == value) == (operator == "=")
                    if operator in ("=", "!=")
                    else self.fail(_not_plain(left))
                )
            case Call(name=name, args=(Ref() as ref,)) if name in _COUNTS:
                return self.counted(ref, operator, value)
        return self.fail(_not_plain(left))

    def counted(self, ref: Ref, operator: str, value: Any) -> Carried:
        """How much was answered: only whether anything was."""
        known = self.find(ref.name)
        if isinstance(known, str):
            return self.fail(known)
        if (operator, value) in ((">", 0), (">=", 1), ("!=", 0)):
            return {"question": known.key, "answered": True}
        if (operator, value) in (("=", 0), ("<", 1), ("<=", 0)):
            return {"question": known.key, "answered": False}
        return self.fail(
            N_("How many were ticked or written cannot be asked, only whether there is an answer.")
        )

    def compared(self, known: Known, operator: str, value: Any) -> Carried:
        try:
            carried, note = comparing.compare(known, operator, value)
        except comparing.Never as wrong:
            return self.soften(wrong.why, operator == "!=")
        except comparing.Impossible as wrong:
            return self.fail(wrong.why)
        return self.soften(note, carried) if note else carried

    def soften(self, note: str, carried: Carried) -> Carried:
        if note not in self.softened:
            self.softened.append(note)
        return carried

    def called(self, node: Call) -> Carried:
        if node.name in _TRUTH and not node.args:
            return _TRUTH[node.name]
        match node:
            case Call(name="selected", args=(Ref() as ref, Literal(value=value))):
                return self.against("selected", ref, value)
            case Call(name="boolean", args=(inner,)):
                return self.carry(inner, True)
        return self.fail(_not_plain(node))


def negated(carried: Carried) -> Carried:
    if carried is None or isinstance(carried, bool):
        return None if carried is None else not carried
    return carried["not"] if set(carried) == {"not"} else {"not": carried}


def together(word: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """All or any of the parts, those that are the same joined themselves taken apart, none twice."""
    flat: list[dict[str, Any]] = []
    for part in parts:
        for one in part[word] if set(part) == {word} else [part]:
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else {word: flat}


def bare(node: Node) -> Node:
    """Without the functions that only say what kind of value it is."""
    while isinstance(node, Call) and node.name in _TRANSPARENT and len(node.args) == 1:
        node = node.args[0]
    return node


def _not_plain(node: Node) -> str:
    if isinstance(node, Call):
        return Sentence("The function %(name)s() has no counterpart.", name=node.name)
    return Sentence("“%(part)s” has to be calculated, which conditions cannot.", part=_said(node))


def _said(node: Node) -> str:
    match node:
        case Ref():
            return f"${{{node.name}}}"
        case Literal():
            return str(node.value)
        case Other():
            return node.text[:60]
        case Call():
            return f"{node.name}()"
    return "…"
