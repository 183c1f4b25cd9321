"""Moving, doubling and deleting: one press, one step."""

from collections.abc import Callable
from typing import NamedTuple

from flask_babel import gettext as _

from shopper.question_sets.building.findings import titles_of
from survey_defs.editing import (
    Data,
    EditRefused,
    delete_question,
    delete_touchpoint,
    dependants,
    duplicate_question,
    find_question,
    find_touchpoint,
    move_question,
    move_touchpoint,
)
from survey_defs.sentence import N_, Sentence


class Arranged(NamedTuple):
    """The key to look at afterwards ('' for none), and what to say about it."""

    key: str
    words: str


def arrange_step(kind: str, key: str, do: str, to: str = "") -> Callable[[Data], tuple[Data, Arranged]]:
    """A press on a question or a touchpoint: up, down, to, duplicate, delete, delete_with."""
    acts = _QUESTION if kind == "question" else _PART

    def step(data: Data) -> tuple[Data, Arranged]:
        if do not in acts:
            raise EditRefused(Sentence(N_("This cannot be done here. Open the draft again.")))
        return acts[do](data, key, to)

    return step


def _said(data: Data, key: str) -> str:
    return titles_of(data).get(key) or key


def _move(by: int) -> Callable[[Data, str, str], tuple[Data, Arranged]]:
    """One place up or down, over the border of the touchpoint where the question stands at its end."""

    def act(data: Data, key: str, _to: str) -> tuple[Data, Arranged]:
        home, question = find_question(data, key)
        parts = data["touchpoints"]
        at, part = home["questions"].index(question) + by, parts.index(home)
        if not 0 <= at < len(home["questions"]):
            part += by
            if not 0 <= part < len(parts):
                return data, Arranged(key, _("It stands at the very end already."))
            at = 0 if by > 0 else len(parts[part].get("questions") or ())
        return _moved(move_question(data, key, parts[part]["key"], at), key)

    return act


def _moved(data: Data, key: str) -> tuple[Data, Arranged]:
    home, question = find_question(data, key)
    words = _(
        "“%(question)s” is now number %(number)s of %(total)s in “%(touchpoint)s”.",
        question=_said(data, key),
        number=home["questions"].index(question) + 1,
        total=len(home["questions"]),
        touchpoint=_said(data, str(home["key"])),
    )
    return data, Arranged(key, words)


def _to(data: Data, key: str, to: str) -> tuple[Data, Arranged]:
    target = find_touchpoint(data, to)
    home, _question = find_question(data, key)
    if home is target:
        return data, Arranged(key, _("It stands there already."))
    return _moved(move_question(data, key, to, len(target.get("questions") or ())), key)


def _duplicate(data: Data, key: str, _to: str) -> tuple[Data, Arranged]:
    made, new = duplicate_question(data, key)
    return made, Arranged(new, _("“%(question)s” was doubled; this is the copy.", question=_said(data, key)))


def _delete(conditions: bool) -> Callable[[Data, str, str], tuple[Data, Arranged]]:
    def act(data: Data, key: str, _to: str) -> tuple[Data, Arranged]:
        made = delete_question(data, key, with_conditions=conditions)
        return made, Arranged(
            "", _("“%(question)s” was deleted. Undo brings it back.", question=_said(data, key))
        )

    return act


def _move_part(by: int) -> Callable[[Data, str, str], tuple[Data, Arranged]]:
    def act(data: Data, key: str, _to: str) -> tuple[Data, Arranged]:
        at = data["touchpoints"].index(find_touchpoint(data, key))
        made = move_touchpoint(data, key, max(at + by, 0))
        place = [one.get("key") for one in made["touchpoints"]].index(key) + 1
        words = _("“%(touchpoint)s” is now number %(number)s of %(total)s.", touchpoint=_said(data, key), number=place, total=len(made["touchpoints"]))  # fmt: skip
        return made, Arranged(key, words)

    return act


def _delete_part(conditions: bool) -> Callable[[Data, str, str], tuple[Data, Arranged]]:
    def act(data: Data, key: str, _to: str) -> tuple[Data, Arranged]:
        made = delete_touchpoint(data, key, with_conditions=conditions)
        return made, Arranged(
            "", _("“%(question)s” was deleted. Undo brings it back.", question=_said(data, key))
        )

    return act


_QUESTION = {
    "up": _move(-1),
    "down": _move(1),
    "to": _to,
    "duplicate": _duplicate,
    "delete": _delete(False),
    "delete_with": _delete(True),
}
_PART = {
    "up": _move_part(-1),
    "down": _move_part(1),
    "delete": _delete_part(False),
    "delete_with": _delete_part(True),
}


def waiting_for(data: Data, kind: str, key: str) -> list[str]:
    """The words of the questions elsewhere whose condition asks about what is to be deleted."""
    if kind == "question":
        return [_said(data, one) for one in dependants(data, key)]
    mine = [str(one.get("key")) for one in find_touchpoint(data, key).get("questions") or ()]
    others = {one for each in mine for one in dependants(data, each)} - set(mine)
    return [_said(data, one) for one in sorted(others)]
