"""What the page of one touchpoint shows, whatever its answers are kept in: a visit, practice, a self-check."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from flask_babel import gettext as _

from shopper.language import spoken
from shopper.visits.forms import Asked, asked_on
from shopper.visits.judging import judge
from shopper.visits.progress import beside, steps
from survey_defs import QuestionSet, say
from survey_defs.possible import states_of
from survey_defs.schema import Touchpoint


class HasDefinition(Protocol):
    @property
    def definition(self) -> QuestionSet: ...


class Written(Protocol):
    """What is being filled in."""

    @property
    def version(self) -> HasDefinition: ...

    @property
    def draft(self) -> dict[str, Any]: ...


def questions_of(
    definition: QuestionSet, here: Touchpoint, draft: Mapping[str, Any], problems: Mapping[str, str]
) -> list[Asked]:
    """The questions of a touchpoint with the draft in them, in the language of the page."""
    return asked_on(definition, here, draft, problems, spoken(definition))


def touchpoint_page(
    definition: QuestionSet, here: Touchpoint, draft: Mapping[str, Any], asked: Sequence[Asked]
) -> dict[str, Any]:
    """Where the page stands on the way, its questions, and what to mend."""
    language = spoken(definition)
    on_the_way = steps(definition, draft, language)
    following = beside(on_the_way, here.key, 1)
    return {
        "here": here.key,
        "title": say(here.title, language),
        "number": next((step.number for step in on_the_way if step.key == here.key), 1),
        "steps": on_the_way,
        "asked": asked,
        "problems": [problem_link(one) for one in asked if one.problem],
        "unseen": any("not_observed" in states_of(one.question) for one in asked),
        "following": _("Continue to %(title)s", title=following.title) if following else _("Check answers"),
    }


def problem_link(one: Asked) -> tuple[str, str]:
    """What is wrong with an answer, and the input that it leads to."""
    return f"{one.words} {one.problem}", f"#{one.form.first_input}"


def problems_here(definition: QuestionSet, draft: Mapping[str, Any], here: Touchpoint) -> dict[str, str]:
    """What to mend on the page of a touchpoint, once it was kept."""
    judged = judge(definition, draft, sending=False)
    keys = {question.key for question in here.asked} & judged.checked.visible
    return {key: words for key, words in judged.problems.items() if key in keys}
