"""The fix list: what a finished self-check found wanting, and the actions that were opened because of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _

from scoring import score_visit
from shopper.clock import local_date
from shopper.language import day, spoken
from shopper.models import Action, SelfCheck, SelfCheckFix
from shopper.reporting import report_sections
from shopper.reporting.sections import Row
from survey_defs import QuestionSet, say
from survey_defs.kinds import P, Question, YesNo


@dataclass(frozen=True)
class Fix:
    """One answer that lost points, or was No. `part` names its touchpoint, `finding` says all of it in a line."""

    row: Row
    part: str
    p: P | None
    finding: str
    action: Action | None


def fixes_of(check: SelfCheck, opened: Mapping[str, SelfCheckFix]) -> list[Fix]:
    """The fix list of a finished self-check in journey order; `opened` as in queries.fixes."""
    definition, answers = check.version.definition, check.answers or {}
    language, lost = spoken(definition), wanting(definition, answers)
    sections = report_sections(definition, answers, None, language)
    found = [(section.title, row) for section in sections for row in section.rows if row.key in lost]
    return [_fix(check, definition, part, row, opened.get(row.key)) for part, row in found]


def _fix(check: SelfCheck, definition: QuestionSet, part: str, row: Row, opened: SelfCheckFix | None) -> Fix:
    p = getattr(definition.by_key[row.key], "p", None)
    action = opened.action if opened else None
    return Fix(row, part, P(p) if p else None, _finding(check, definition, row), action)


def _finding(check: SelfCheck, definition: QuestionSet, row: Row) -> str:
    """The words an action begins with, cut where it takes no more."""
    on = local_date(check.ended_at or check.begun_at, check.branch.time_zone)
    told = _("Self-check “%(title)s”, %(day)s.", title=say(definition.title, spoken(definition)), day=day(on))
    words = [told, f"{row.asked} {row.given}.", row.comment]
    whole = " ".join(word for word in words if word)
    return whole if len(whole) <= Action.FINDING_MAX else f"{whole[: Action.FINDING_MAX - 1]}…"


def wanting(definition: QuestionSet, answers: Mapping[str, Any]) -> frozenset[str]:
    """Keys of the answers that lost points, or said No to what asks for a Yes."""
    lines = score_visit(definition, answers, left_early=False).to_dict()["lines"]
    lost = {line["key"] for line in lines if _lost(line)}
    return frozenset({*lost, *_said_no(definition, answers)})


def _lost(line: Mapping[str, Any]) -> bool:
    return line["mark"] is not None and line["points"] != "0" and Fraction(line["mark"]) < 1


def _said_no(definition: QuestionSet, answers: Mapping[str, Any]) -> Iterator[str]:
    for key, answer in answers.items():
        if _asks_for_yes(definition.by_key[key]) and answer.get("value") == "no":
            yield key


def _asks_for_yes(question: Question) -> bool:
    return isinstance(question, YesNo) and not question.reverse
