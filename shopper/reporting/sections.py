"""One section per touchpoint, one row per question that was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopper.privacy.marks import OF_TEXT, UNSAID
from shopper.privacy.words import gone_words
from shopper.reporting import numbers
from shopper.reporting.words import ANSWERED, in_words, momentum_words, state_of
from survey_defs import QuestionSet, say, visible_questions
from survey_defs.kinds import Question
from survey_defs.schema import Touchpoint

Answers = Mapping[str, Any]
WRITTEN = OF_TEXT | UNSAID
"""Kinds whose answers are words, photos or places, and so can be erased."""


@dataclass(frozen=True)
class Row:
    """One question: `earned` and `possible` are words, None where the answer has no mark.

    `state` is answered, unanswered, does_not_apply, nobody or not_observed; `photos` are sha256. `gone` says
    why words that were there once are not shown."""

    key: str
    type: str
    asked: str
    given: str
    comment: str
    earned: str | None
    possible: str | None
    photos: tuple[str, ...]
    state: str
    gone: str = ""


@dataclass(frozen=True)
class Section:
    """One touchpoint: `score` to one decimal, `scored_momentum` and `felt` in words, None if unknown.

    `felt_differs`: it scored forward and felt away, which is care that only looked right."""

    key: str
    title: str
    score: str | None
    felt: str | None
    scored_momentum: str | None
    felt_differs: bool
    leaving: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Reader:
    """What the rows of one report are read from."""

    definition: QuestionSet
    answers: Answers
    marks: Mapping[str, Any]
    language: str
    erased: str = ""

    def row(self, question: Question) -> Row:
        answer, mark = self.answers.get(question.key), self.marks.get(question.key)
        marked = mark is not None and mark["mark"] is not None and mark["points"] != "0"
        state, currency = state_of(answer), self.definition.currency
        gone = gone_words(answer, question.type, self.erased)
        photos = answer["value"] if question.type == "photo" and state == ANSWERED else ()  # type: ignore[index]
        return Row(
            key=question.key,
            type=question.type,
            asked=say(question.text, self.language),
            given=""
            if gone and question.type in WRITTEN
            else in_words(question, answer, self.language, currency),
            comment="" if gone else str(answer.get("comment") or "") if isinstance(answer, Mapping) else "",
            earned=numbers.points(mark["earned"]) if mark and marked else None,
            possible=numbers.points(mark["possible"]) if mark and marked else None,
            photos=tuple(photos),
            state=state,
            gone=gone,
        )

    def section(self, touchpoint: Touchpoint, asked: list[Question], scored: Mapping[str, Any]) -> Section:
        felt, way = self.felt(asked), scored.get("momentum")
        return Section(
            key=touchpoint.key,
            title=say(touchpoint.title, self.language),
            score=numbers.score(scored.get("score")),
            felt=momentum_words(felt) if felt else None,
            scored_momentum=momentum_words(way) if way else None,
            felt_differs=way == "forward" and felt == "away",
            leaving=touchpoint.leaving,
            rows=tuple(self.row(question) for question in asked),
        )

    def felt(self, asked: list[Question]) -> Any:
        answer = next((self.answers.get(one.key) for one in asked if one.type == "momentum"), None)
        return answer["value"] if answer is not None and state_of(answer) == ANSWERED else None


def report_sections(
    definition: QuestionSet,
    answers: Answers,
    explanation: Mapping[str, Any] | None = None,
    language: str = "en",
    erased: str = "",
) -> list[Section]:
    """The report in journey order; with an explanation (VisitResult.to_dict()) also what was earned.

    `erased` stands where words were erased, and says when."""
    told = explanation or {}
    marks = {line["key"]: line for line in told.get("lines", ())}
    scored = {each["key"]: each for each in told.get("touchpoints", ())}
    shown = visible_questions(definition, answers) if explanation is None else marks.keys()
    reader = _Reader(definition, answers, marks, language, erased)
    return [
        reader.section(
            touchpoint,
            [one for one in touchpoint.asked if one.key in shown and one.type != "note"],
            scored.get(touchpoint.key, {}),
        )
        for touchpoint in definition.touchpoints
    ]


def hidden_rows(definition: QuestionSet, hidden: Answers, language: str = "en") -> list[Row]:
    """Answers that were left out because their questions were not asked; kept, never scored."""
    reader = _Reader(definition, hidden, {}, language)
    return [reader.row(one) for _touchpoint, one in definition.walk() if one.key in hidden]


def all_rows(definition: QuestionSet, answers: Answers, language: str = "en") -> list[Row]:
    """A row for every question of the set, asked or not."""
    reader = _Reader(definition, answers, {}, language)
    return [reader.row(one) for _touchpoint, one in definition.walk()]
