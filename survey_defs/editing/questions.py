"""Adding, writing, moving, doubling and deleting questions."""

import copy
from typing import Any

from survey_defs.editing.keys import key_for
from survey_defs.editing.places import (
    Data,
    EditRefused,
    all_keys,
    copied,
    dependants,
    find_question,
    find_touchpoint,
    questions,
)
from survey_defs.sentence import N_, Sentence

FIRST_FIELDS: dict[str, Data] = {
    "yes_no": {"points": 2, "na": False, "comment_on": ["no"]},
    "choice": {"points": 2, "options": [{"key": "first", "label": "…", "mark": 1}, {"key": "second", "label": "…", "mark": 0}]},
    "choices": {"points": 2, "options": [{"key": "first", "label": "…", "mark": 1}, {"key": "none_of_these", "label": "…", "mark": 0}]},
    "scale": {"points": 2, "scale": [{"key": "worst", "label": "…"}, {"key": "best", "label": "…"}]},
}  # fmt: skip
"""What a new question of a type begins with, so that it can be used at once."""


def add_question(
    data: Data, touchpoint: str, type_: str, text: Any, at: int | None = None
) -> tuple[Data, str]:
    """A new question in a touchpoint, last unless `at` (from 0) says where: (data, its key)."""
    made = copied(data)
    said = text if isinstance(text, str) else next(iter(text.values()), "")
    key = key_for(said, all_keys(made), type_)
    here = find_touchpoint(made, touchpoint)["questions"]
    here.insert(len(here) if at is None else at, {"key": key, "type": type_, "text": text, **copy.deepcopy(FIRST_FIELDS.get(type_, {}))})  # fmt: skip
    return made, key


def write_question(data: Data, key: str, fields: Data) -> Data:
    """The question with these fields and no others; its key stays (see `rename_question`)."""
    made = copied(data)
    _, question = find_question(made, key)
    question.clear()
    question.update({"key": key, **{name: value for name, value in fields.items() if name != "key"}})
    return made


def rename_question(data: Data, key: str, new: str) -> Data:
    """Another key; conditions follow. Raises EditRefused where the new key is taken, whatever its case."""
    made = copied(data)
    if new.casefold() in {one.casefold() for one in all_keys(made) - {key}}:
        raise EditRefused(Sentence(N_("The key `%(key)s` is taken. Choose another."), key=new))
    find_question(made, key)[1]["key"] = new
    for _, question in questions(made):
        _follow(question.get("show_if"), key, new)
    return made


def _follow(condition: Any, key: str, new: str) -> None:
    if isinstance(condition, list):
        for one in condition:
            _follow(one, key, new)
    elif isinstance(condition, dict):
        if condition.get("question") == key:
            condition["question"] = new
        for part in ("all", "any", "not"):
            _follow(condition.get(part), key, new)


def move_question(data: Data, key: str, touchpoint: str, at: int) -> Data:
    """The question at place `at` (from 0; beyond the end is last) of a touchpoint, its own or another."""
    made = copied(data)
    home, question = find_question(made, key)
    target = find_touchpoint(made, touchpoint)
    home["questions"].remove(question)
    target["questions"].insert(max(at, 0), question)
    return made


def duplicate_question(data: Data, key: str) -> tuple[Data, str]:
    """A copy right behind the question, under a new key: (data, that key)."""
    made = copied(data)
    touchpoint, question = find_question(made, key)
    new = key_for(key.replace("_", " "), all_keys(made))
    at = next(place for place, one in enumerate(touchpoint["questions"]) if one is question)
    touchpoint["questions"].insert(at + 1, {**copy.deepcopy(question), "key": new})
    return made, new


def delete_question(data: Data, key: str, with_conditions: bool = False) -> Data:
    """Without the question. Raises EditRefused naming the questions whose condition asks about it,
    unless those conditions go too."""
    made = copied(data)
    touchpoint, question = find_question(made, key)
    waiting = dependants(made, key)
    if waiting and not with_conditions:
        raise EditRefused(
            Sentence(
                N_("`%(key)s` is asked about by the conditions of: %(waiting)s. Delete it with those conditions, or change them first."),
                key=key, waiting=", ".join(waiting),
            )
        )  # fmt: skip
    for one in waiting:
        find_question(made, one)[1].pop("show_if", None)
    touchpoint["questions"].remove(question)
    return made
