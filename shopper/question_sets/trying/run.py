"""A test run: answers are given, the score builds up line by line, nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from scoring import score_visit
from scoring.presets import PRESETS, preset
from shopper.language import spoken, told
from shopper.models import DraftCase
from shopper.reporting import ScoreWorking, Section, report_sections, score_working
from shopper.visits.forms import Asked, Posted, asked_on
from survey_defs import AnswersError, QuestionSet, check_answers, say

Answers = dict[str, Any]


@dataclass(frozen=True)
class Scored:
    """The score of a test run. `total` as it is stored with a test case, '' where there is none."""

    total: str
    working: ScoreWorking
    sections: list[Section]


@dataclass(frozen=True)
class Tried:
    """A test case tried on the draft as it stands: what it should score, and what it does."""

    case: DraftCase
    now: str
    problem: str

    @property
    def holds(self) -> bool:
        return not self.problem and self.now == self.case.expected


def answers_in(definition: QuestionSet, fields: MultiDict[str, str]) -> Answers:
    """What stands in the form of a test run, in the long form."""
    typed: Answers = {}
    for touchpoint in definition.touchpoints:
        typed |= Posted.read(touchpoint, fields).typed
    return {key: entry for key, entry in typed.items() if entry}


def answers_of(definition: QuestionSet, name: str) -> Answers:
    """A whole report of that kind: best, worst, does_not_apply, minimum; without photos, which earn nothing."""
    made = next((preset(definition, one) for one in PRESETS if one == name), {})
    kept = {key: value for key, value in made.items() if definition.by_key[key].type != "photo"}
    return dict(check_answers(definition, kept, sending=False).answers)


def problems_of(definition: QuestionSet, answers: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with answers, by question; what is missing is nothing to a test run."""
    return {one.key: told(one.message) for one in check_answers(definition, answers, sending=False).problems}


def score(definition: QuestionSet, answers: Answers) -> Scored:
    """The score of answers that have no problems."""
    canonical = dict(check_answers(definition, answers, sending=False).answers)
    explanation = score_visit(definition, canonical, False).to_dict()
    language = spoken(definition)
    return Scored(
        total=str(explanation["shown"]["total"] or ""),
        working=score_working(definition, explanation, language),
        sections=report_sections(definition, canonical, explanation, language),
    )


def asked(
    definition: QuestionSet, answers: Answers, problems: dict[str, str]
) -> list[tuple[str, list[Asked]]]:
    """Every touchpoint's title with its questions as the phone asks them, filled with the answers."""
    language = spoken(definition)
    return [
        (say(one.title, language), asked_on(definition, one, answers, problems, language))
        for one in definition.touchpoints
    ]


def tried(definition: QuestionSet | None, cases: list[DraftCase]) -> list[Tried]:
    """Each saved case on the draft as it stands; on one that cannot be read none holds."""
    return [_tried(definition, case) for case in cases]


def _tried(definition: QuestionSet | None, case: DraftCase) -> Tried:
    if definition is None:
        return Tried(case, "", _("The draft cannot be read yet."))
    known = {key: entry for key, entry in case.answers.items() if key in definition.by_key}
    problems = problems_of(definition, known)
    try:
        if not problems:
            return Tried(case, score(definition, known).total, "")
    except AnswersError as wrong:
        problems = {one.key: told(one.message) for one in wrong.problems}
    key, words = next(iter(problems.items()))
    return Tried(case, "", _("The answer to `%(key)s` no longer fits: %(words)s", key=key, words=words))
