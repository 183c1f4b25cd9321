"""How far a report has come, and where it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from survey_defs import QuestionSet, say, visible_questions
from survey_defs.schema import Touchpoint


@dataclass(frozen=True)
class Step:
    """One touchpoint on the way: how many of its questions are asked, and answered in some way."""

    key: str
    title: str
    number: int
    asked: int
    answered: int
    done: bool

    @property
    def words(self) -> str:
        """Its state in two or three words."""
        if self.done:
            return _("done")
        if not self.answered:
            return _("not yet")
        return _("%(answered)s of %(asked)s", answered=self.answered, asked=self.asked)


def steps(definition: QuestionSet, draft: Mapping[str, Any], language: str = "en") -> list[Step]:
    """The touchpoints that have something on their page, in journey order."""
    visible = visible_questions(definition, draft)
    on_the_way = [each for each in definition.touchpoints if any(q.key in visible for q in each.asked)]
    return [_step(each, number, draft, visible, language) for number, each in enumerate(on_the_way, 1)]


def _step(
    touchpoint: Touchpoint, number: int, draft: Mapping[str, Any], visible: frozenset[str], language: str
) -> Step:
    asked = [q for q in touchpoint.asked if q.key in visible and q.type != "note"]
    given = {q.key for q in asked if is_given(draft.get(q.key))}
    return Step(
        key=touchpoint.key,
        title=say(touchpoint.title, language),
        number=number,
        asked=len(asked),
        answered=len(given),
        done=bool(given) and all(q.key in given for q in asked if q.is_required),
    )


def is_given(entry: Any) -> bool:
    """Whether a drafted entry holds an answer of some kind, right or wrong."""
    return isinstance(entry, Mapping) and entry.get("state") != "cleared"


def beside(on_the_way: list[Step], key: str, by: int) -> Step | None:
    """The touchpoint before (−1) or after (1) this one; None at the ends."""
    keys = [step.key for step in on_the_way]
    at = keys.index(key) + by if key in keys else -1
    return on_the_way[at] if 0 <= at < len(keys) else None


def where_to_go_on(on_the_way: list[Step]) -> Step | None:
    """The first touchpoint that is not done; None when all are."""
    return next((step for step in on_the_way if not step.done), None)
