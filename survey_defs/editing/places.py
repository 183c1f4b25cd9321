"""Where things stand in the data of a set."""

import copy
from collections.abc import Iterator
from typing import Any

from survey_defs.sentence import N_, Sentence

Data = dict[str, Any]


class EditRefused(ValueError):
    """A change that cannot be made; `words` say why and what to do instead."""

    def __init__(self, words: Sentence) -> None:
        self.words = words
        super().__init__(str(words))


def copied(data: Data) -> Data:
    """The same data, to be changed; with a list of touchpoints, each with a list of questions."""
    made = copy.deepcopy(data)
    made.setdefault("touchpoints", [])
    for touchpoint in made["touchpoints"]:
        touchpoint.setdefault("questions", [])
    return made


def questions(data: Data) -> Iterator[tuple[Data, Data]]:
    """Every question with its touchpoint, in journey order."""
    for touchpoint in data.get("touchpoints", []):
        for question in touchpoint.get("questions", []):
            yield touchpoint, question


def all_keys(data: Data) -> set[str]:
    """Keys of questions and touchpoints, and of the momentum questions that are added."""
    parts = {str(touchpoint.get("key")) for touchpoint in data.get("touchpoints", [])}
    return (
        parts
        | {str(question.get("key")) for _, question in questions(data)}
        | {f"{one}_momentum" for one in parts}
    )


def find_touchpoint(data: Data, key: str) -> Data:
    """The touchpoint with this key. Raises EditRefused where somebody has taken it out."""
    for touchpoint in data.get("touchpoints", []):
        if touchpoint.get("key") == key:
            found: Data = touchpoint
            return found
    raise EditRefused(
        Sentence(N_("The touchpoint `%(key)s` is no longer there. Open the set again."), key=key)
    )


def find_question(data: Data, key: str) -> tuple[Data, Data]:
    """The question with this key, after its touchpoint. Raises EditRefused where it was taken out."""
    for touchpoint, question in questions(data):
        if question.get("key") == key:
            return touchpoint, question
    raise EditRefused(Sentence(N_("The question `%(key)s` is no longer there. Open the set again."), key=key))


def dependants(data: Data, key: str) -> list[str]:
    """Keys of the questions whose condition asks about `key`, in journey order."""
    return [
        str(question["key"])
        for _, question in questions(data)
        if key in _asked_about(question.get("show_if"))
    ]


def _asked_about(condition: Any) -> set[str]:
    """The keys that a condition names, however deep and however unfinished it is."""
    if isinstance(condition, list):
        return set().union(*map(_asked_about, condition)) if condition else set()
    if not isinstance(condition, dict):
        return set()
    named = {str(condition["question"])} if "question" in condition else set()
    return named.union(*(_asked_about(condition.get(part)) for part in ("all", "any", "not")))
