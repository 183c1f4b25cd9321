"""Adding, writing, moving and deleting touchpoints; the leaving touchpoint stays last."""

from typing import Any

from survey_defs.editing.keys import key_for
from survey_defs.editing.places import Data, EditRefused, all_keys, copied, dependants, find_touchpoint
from survey_defs.sentence import N_, Sentence


def add_touchpoint(data: Data, title: Any, at: int | None = None) -> tuple[Data, str]:
    """A new touchpoint, before the leaving one unless `at` (from 0) says where: (data, its key)."""
    made = copied(data)
    parts = made["touchpoints"]
    said = title if isinstance(title, str) else next(iter(title.values()), "")
    key = key_for(said, all_keys(made), "touchpoint")
    last = len(parts) - 1 if parts and parts[-1].get("leaving") else len(parts)
    parts.insert(last if at is None else min(max(at, 0), last), {"key": key, "title": title, "mode": "people", "questions": []})  # fmt: skip
    return made, key


def write_touchpoint(data: Data, key: str, fields: Data) -> Data:
    """The touchpoint with these fields; its key, its questions and whether it is the leaving one stay."""
    made = copied(data)
    touchpoint = find_touchpoint(made, key)
    kept: Data = {name: touchpoint[name] for name in ("key", "leaving", "questions") if name in touchpoint}
    touchpoint.clear()
    touchpoint.update(
        {"key": key, **{name: value for name, value in fields.items() if name not in kept}, **kept}
    )
    return made


def move_touchpoint(data: Data, key: str, at: int) -> Data:
    """The touchpoint at place `at` (from 0). Raises EditRefused for the leaving one, which is always last."""
    made = copied(data)
    touchpoint, parts = find_touchpoint(made, key), made["touchpoints"]
    if touchpoint.get("leaving"):
        raise EditRefused(Sentence(N_("The leaving touchpoint is always the last. Move the others.")))
    parts.remove(touchpoint)
    last = len(parts) - 1 if parts and parts[-1].get("leaving") else len(parts)
    parts.insert(min(max(at, 0), last), touchpoint)
    return made


def delete_touchpoint(data: Data, key: str, with_conditions: bool = False) -> Data:
    """Without the touchpoint and its questions. Raises EditRefused for the leaving one, and naming the
    questions elsewhere whose conditions ask about its questions, unless those conditions go too."""
    made = copied(data)
    touchpoint = find_touchpoint(made, key)
    if touchpoint.get("leaving"):
        raise EditRefused(
            Sentence(N_("A set cannot do without its leaving touchpoint. Change its title instead."))
        )
    made["touchpoints"].remove(touchpoint)
    waiting = sorted(
        {one for question in touchpoint["questions"] for one in dependants(made, question["key"])}
    )
    if waiting and not with_conditions:
        raise EditRefused(
            Sentence(
                N_("Its questions are asked about by the conditions of: %(waiting)s. Delete it with those conditions, or change them first."),
                waiting=", ".join(waiting),
            )
        )  # fmt: skip
    for other in made["touchpoints"]:
        for question in other["questions"]:
            if question.get("key") in waiting:
                question.pop("show_if", None)
    return made
