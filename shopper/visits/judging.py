"""What is wrong with a draft, in words with the way to mend it; survey_defs is the judge."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from shopper.language import told
from survey_defs import AnswerProblem, Checked, QuestionSet, check_answers


@dataclass(frozen=True)
class Judged:
    """The checked answers, and one message for each question that needs mending, in journey order.

    missing: the questions among them that have no answer at all."""

    checked: Checked
    problems: dict[str, str]
    missing: frozenset[str]


def judge(
    definition: QuestionSet, draft: Mapping[str, Any], *, sending: bool, left_early: bool = False
) -> Judged:
    """Judge a draft: for the page it stands on, or (`sending`) as a whole report."""
    checked = check_answers(definition, draft, sending=sending, left_early=left_early)
    found = {one.key: problem_words(definition, draft, one) for one in checked.problems}
    found |= {key: _alone() for key in checked.visible if _only_comment(draft.get(key))}
    missing = frozenset(one.key for one in checked.problems if one.code == "required")
    return Judged(checked, {key: found[key] for key in definition.by_key if key in found}, missing)


def problem_words(definition: QuestionSet, draft: Mapping[str, Any], problem: AnswerProblem) -> str:
    """The message of one problem, as near to the control it is about as can be."""
    entry = draft.get(problem.key)
    if isinstance(entry, Mapping) and _is_torn(entry):
        return _torn()
    question = definition.by_key.get(problem.key)
    special = _special().get(problem.code, {}).get(question.type if question else "")
    return special or told(problem.message)


def _is_torn(entry: Mapping[str, Any]) -> bool:
    return ("value" in entry and "state" in entry) or isinstance(entry.get("state"), list)


def _only_comment(entry: Any) -> bool:
    return isinstance(entry, Mapping) and entry.get("state") == "cleared" and bool(entry.get("comment"))


def _torn() -> str:
    return _("Keep one answer: your own, or one of the rows set apart below it.")


def _alone() -> str:
    return _("You wrote what happened but chose no answer. Choose one, or take the words out.")


def where_it_fails() -> dict[str, str]:
    """What is said of an answer that stands beside a state, and of words that stand alone."""
    return {"torn": _torn(), "alone": _alone()}


def figure_words(kinds: Set[str]) -> dict[str, str]:
    """What is said of figures of these kinds that make no sense, by kind."""
    return {kind: words for told in _special().values() for kind, words in told.items() if kind in kinds}


def _special() -> dict[str, dict[str, str]]:
    place = _("Write all three figures, for example 51.507, -0.128 and 20, or leave them blank.")
    return {
        "not_a_number": {
            "money": _("Write the amount in figures, for example 9.80."),
            "number": _("Write the number in figures, for example 12."),
        },
        "not_seconds": {"duration": _("Write minutes and seconds in figures, for example 3 and 10.")},
        "not_a_time": {"time": _("Write hour and minutes in figures, for example 14 and 05.")},
        "not_a_date": {"date": _("Write day, month and year in figures, for example 5, 11 and 2026.")},
        "not_a_place": {"location": place},
    }
