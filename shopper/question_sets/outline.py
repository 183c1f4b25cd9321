"""A question set as an outline: what each touchpoint asks, what it is worth, where the points are."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import survey_defs
from scoring.weights import Place, finish_weights
from shopper.language import spoken
from shopper.question_sets.words import mode_words, p_words, type_words
from survey_defs.kinds import Question, Scorable
from survey_defs.schema import QuestionSet, Touchpoint


@dataclass(frozen=True)
class Row:
    """One question: `points` is None where it earns none."""

    key: str
    words: str
    type: str
    p: str
    points: Decimal | None
    conditional: bool
    critical: bool


@dataclass(frozen=True)
class Part:
    """A touchpoint; `share` of the whole score when everything is observed."""

    title: str
    mode: str
    leaving: bool
    points: Decimal
    share: Fraction
    rows: list[Row]


@dataclass(frozen=True)
class Outline:
    parts: list[Part]
    questions: int
    by_p: dict[str, int]
    by_mode: dict[str, int]


def outline(question_set: QuestionSet) -> Outline:
    """What stands on the page of a version."""
    language = spoken(question_set)
    shares = finish_shares(question_set)
    return Outline(
        parts=[_part(one, shares.get(one.key, Fraction(0)), language) for one in question_set.touchpoints],
        questions=len(question_set.by_key),
        by_p=dict(Counter(p_words(str(q.p)) for _, q in question_set.walk() if q.p)),
        by_mode=dict(Counter(mode_words(one.mode) for one in question_set.touchpoints if one.mode)),
    )


def finish_shares(question_set: QuestionSet) -> dict[str, Fraction]:
    """The share of the score that each touchpoint with points carries when all are observed."""
    scored = [(at, one) for at, one in enumerate(question_set.touchpoints) if _points(one)]
    seats = [Place(at, Fraction(one.weight)) for at, one in scored]
    weights = finish_weights(question_set.scoring.finish, seats, len(question_set.touchpoints))
    return {one.key: weight for (_, one), weight in zip(scored, weights, strict=True)}


def _points(touchpoint: Touchpoint) -> Decimal:
    return sum((one.points for one in touchpoint.asked if isinstance(one, Scorable)), Decimal(0))


def _part(one: Touchpoint, share: Fraction, language: str) -> Part:
    rows = [_row(question, language) for question in one.asked]
    return Part(survey_defs.say(one.title, language), one.mode or "", one.leaving, _points(one), share, rows)


def _row(question: Question, language: str) -> Row:
    return Row(
        key=question.key,
        words=survey_defs.say(question.text, language),
        type=type_words(question.type),
        p=p_words(str(question.p)) if question.p else "",
        points=question.points if isinstance(question, Scorable) and question.scored else None,
        conditional=question.show_if is not None,
        critical=isinstance(question, Scorable) and question.critical is not None,
    )
