"""By what the heat table splits a score: touchpoints, the four Ps, or the mode of touchpoints."""

from typing import NamedTuple

from flask_babel import gettext as _

from survey_defs import QuestionSet, say
from survey_defs.kinds import P
from survey_defs.schema import Touchpoint

SPLITS = ("touchpoint", "p", "mode")
MODES = ("people", "machine", "mixed")


class Column(NamedTuple):
    """One column: its tally, its head, and a question to look at behind it ('' where there is none)."""

    measure: str
    label: str
    finish: bool = False
    question: str = ""


def split_asked(asked: str) -> str:
    """The split of an address; touchpoints where it names none."""
    return asked if asked in SPLITS else SPLITS[0]


def split_names() -> dict[str, str]:
    return {"touchpoint": _("touchpoint"), "p": _("the four Ps"), "mode": _("who or what serves")}


def p_names() -> dict[str, str]:
    return {
        "people": _("People"),
        "policies": _("Policies"),
        "processes": _("Processes"),
        "prevention": _("Prevention"),
    }


def mode_names() -> dict[str, str]:
    return {"people": _("People serve"), "machine": _("Machines serve"), "mixed": _("Both serve")}


def columns(definition: QuestionSet, split: str, language: str) -> list[Column]:
    """What the version can be split by, the finish last; empty where nothing carries such a tag."""
    scored = [each for each in definition.touchpoints if any(one.scored for one in each.questions)]
    if split == "touchpoint":
        return [_touchpoint(each, language) for each in scored]
    found = _tagged(scored, split)
    if not found:
        return []
    return [*found, Column("finish", _("Finish"), finish=True, question=_first(definition.leaving))]


def _tagged(scored: list[Touchpoint], split: str) -> list[Column]:
    if split == "mode":
        modes = {each.mode for each in scored}
        return [Column(f"mode:{each}", mode_names()[each]) for each in MODES if each in modes]
    tags = {one.p for each in scored for one in each.questions if one.scored}
    return [Column(f"p:{each}", p_names()[each]) for each in P if each in tags]


def _touchpoint(each: Touchpoint, language: str) -> Column:
    return Column(f"t:{each.key}", say(each.title, language), each.leaving, _first(each))


def _first(touchpoint: Touchpoint) -> str:
    """Its first scored question."""
    return next((one.key for one in touchpoint.questions if one.scored), "")
