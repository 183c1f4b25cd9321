"""What people wrote on the latest visits to a branch, with the question and the way to the visit."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from shopper.dashboards.months import short_day
from shopper.dashboards.queries import VisitRow
from shopper.dashboards.question_quotes import shown
from survey_defs import QuestionSet, say

SHOWN = 6
"""Quotes on the page of a branch; each question's own page has them all."""


class Words(NamedTuple):
    """One answer in somebody's own words; `question` is the key of its page."""

    visit_id: UUID
    day: str
    question: str
    asked: str
    words: str


def latest(definition: QuestionSet, visits: Sequence[VisitRow], language: str) -> list[Words]:
    """The latest words as answers, two at most of one visit, so that one talkative report is not all of it."""
    written = [question for _touchpoint, question in definition.walk() if question.type == "text"]
    found = []
    for visit in visits:
        answers = visit.answers or {}
        told = [
            (question, shown((answers.get(question.key) or {}).get("value"), few=visit.few))
            for question in written
        ]
        found += [
            Words(visit.id, short_day(visit.visited_on), question.key, say(question.text, language), words)
            for question, words in [each for each in told if each[1]][:2]
        ]
    return found[:SHOWN]
