"""A touchpoint as the inputs of its form, and back."""

from collections.abc import Sequence

from shopper.form_parts import tidy
from shopper.question_sets.building.values import Posted, number, shown, text_in, text_out
from survey_defs.editing import Data

MODES = ("people", "machine", "mixed")


def part_out(touchpoint: Data, languages: Sequence[str]) -> dict[str, str]:
    """Every input of the touchpoint's form by its name."""
    asked = touchpoint.get("momentum", True) is not False
    return {
        **text_out(touchpoint.get("title"), "title", languages),
        "mode": shown(touchpoint.get("mode")),
        "stamp": shown(touchpoint.get("stamp")),
        "weight": shown(touchpoint.get("weight", 1)),
        "momentum": shown(asked),
    }


def part_in(posted: Posted, languages: Sequence[str]) -> Data:
    """What the form says; key, questions and whether it is the leaving one are not in it."""
    found: Data = {"title": text_in(posted, "title", languages)}
    if posted.get("mode"):
        found["mode"] = posted["mode"]
    if stamp := tidy(posted.get("stamp")):
        found["stamp"] = stamp
    weight = number(posted.get("weight", ""))
    if weight not in ("", 1):
        found["weight"] = weight
    if posted.get("momentum") != "true":
        found["momentum"] = False
    return found


def canonical(touchpoint: Data, languages: Sequence[str]) -> Data:
    """The touchpoint as its own form would give it back."""
    return part_in(part_out(touchpoint, languages), languages)
