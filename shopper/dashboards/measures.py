"""What may be followed over time: scores in points, and rates in percent of visits."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from survey_defs import QuestionSet, say


class Measure(NamedTuple):
    """`key` stands in addresses; `name` in lists; `within` in the middle of a sentence."""

    key: str
    name: str
    within: str
    tally: str
    """What is summed: points, or for a rate the visits in which it happened."""
    of: str = ""
    """For a rate: the visits in which it could have happened."""

    @property
    def is_rate(self) -> bool:
        return bool(self.of)

    @property
    def tallies(self) -> tuple[str, ...]:
        return (self.tally, self.of) if self.of else (self.tally,)

    @property
    def least(self) -> float:
        """The lowest value it can have."""
        return -100.0 if self.key == "gap" else 0.0


def measures(definition: QuestionSet, language: str) -> list[Measure]:
    """Every measure that a version has, the overall score first."""
    return [*_scores(), *_rates(definition), *_touchpoints(definition, language)]


def chosen(known: Sequence[Measure], asked: str) -> tuple[Measure, str]:
    """The measure asked for, or the overall score with a sentence where there is no such one."""
    found = next((each for each in known if each.key == asked), None)
    if found or not asked:
        return found or known[0], ""
    return known[0], _("This version has no such measure. Showing the overall score.")


def _scores() -> list[Measure]:
    return [
        Measure("overall", _("Overall score"), _("the overall score"), "overall"),
        Measure("finish", _("Finish"), _("the finish"), "finish"),
        Measure("set_up", _("Set-up"), _("the set-up"), "set_up"),
        Measure("gap", _("Gap"), _("the gap between finish and set-up"), "gap"),
    ]


def _rates(definition: QuestionSet) -> list[Measure]:
    fumbles = Measure("fumbles", _("Fumbles"), _("the rate of fumbles"), "outcome:fumble", "leaving_seen")
    if not any(getattr(question, "critical", None) for _touchpoint, question in definition.walk()):
        return [fumbles]
    failed = _("the rate of critical failures")
    return [fumbles, Measure("critical", _("Critical failures"), failed, "critical", "overall")]


def _touchpoints(definition: QuestionSet, language: str) -> list[Measure]:
    scored = [each for each in definition.touchpoints if any(asked.scored for asked in each.questions)]
    named = [(each.key, say(each.title, language)) for each in scored]
    return [
        Measure(f"t:{key}", title, _("the score of “%(touchpoint)s”", touchpoint=title), f"t:{key}")
        for key, title in named
    ]
