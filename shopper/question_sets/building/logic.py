"""Conditions in sentences: Show “What was said” if “Greeted” is No."""

from typing import Any

from flask_babel import gettext as _

from shopper.question_sets.building.values import first_words, shown
from survey_defs.editing import Data
from survey_defs.editing.places import questions


def sentences(data: Data) -> dict[str, str]:
    """One sentence for every question that has a condition, by key."""
    asked = {str(question.get("key")): question for _touchpoint, question in questions(data)}
    return {
        key: _("Show “%(question)s” if %(condition)s.", question=_name(question, key), condition=words(question["show_if"], asked))
        for key, question in asked.items()
        if question.get("show_if") is not None
    }  # fmt: skip


def words(condition: Any, asked: dict[str, Data]) -> str:
    """The condition in words; one that cannot be read is quoted as it stands."""
    if not isinstance(condition, dict):
        return _("(cannot be read) %(text)s", text=shown(condition))
    if isinstance(condition.get("all"), list):
        return _joined(condition["all"], asked, _("%(first)s and %(second)s"))
    if isinstance(condition.get("any"), list):
        return _joined(condition["any"], asked, _("%(first)s or %(second)s"))
    if "not" in condition:
        return _("it is not so that %(condition)s", condition=words(condition["not"], asked))
    return _compared(condition, asked)


def _joined(parts: list[Any], asked: dict[str, Data], template: str) -> str:
    said = [words(part, asked) for part in parts] or [_("nothing is said")]
    whole = said[0]
    for part in said[1:]:
        whole = template % {"first": whole, "second": part}
    return whole


def _compared(one: Data, asked: dict[str, Data]) -> str:
    key = shown(one.get("question"))
    question = asked.get(key, {})
    name = next((name for name in one if name != "question"), "")
    operand = one.get(name)
    facts = {"question": _name(question, key), "answer": _answer(question, operand)}
    return {
        "is": _("“%(question)s” is %(answer)s", **facts),
        "is_not": _("“%(question)s” is not %(answer)s", **facts),
        "in": _("“%(question)s” is one of %(answer)s", **facts),
        "at_least": _("“%(question)s” is at least %(answer)s", **facts),
        "at_most": _("“%(question)s” is at most %(answer)s", **facts),
        "includes": _("“%(question)s” includes %(answer)s", **facts),
        "answered": _("“%(question)s” is answered", **facts)
        if operand is not False
        else _("“%(question)s” is not answered", **facts),
    }.get(name, _("(cannot be read) %(text)s", text=shown(one)))


def _name(question: Data, key: str) -> str:
    return first_words(question.get("text")) or key


def _answer(question: Data, operand: Any) -> str:
    if isinstance(operand, list):
        return ", ".join(_answer(question, one) for one in operand)
    options = [
        one for one in (question.get("options") or question.get("scale") or ()) if isinstance(one, dict)
    ]
    said = {shown(one.get("key")): first_words(one.get("label")) for one in options}
    if question.get("type") == "yes_no":
        said = {"yes": _("Yes"), "no": _("No")}
    return said.get(shown(operand)) or shown(operand)
