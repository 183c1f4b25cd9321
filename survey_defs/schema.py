"""A question set: touchpoints in journey order, the leaving touchpoint last."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StringConstraints

from survey_defs.base import Exact, Key, Part
from survey_defs.kinds import Momentum, Question
from survey_defs.plain_conditions import plain
from survey_defs.score_settings import ScoreSettings
from survey_defs.text import Text, Words


class Touchpoint(Part):
    key: Annotated[Key, StringConstraints(max_length=55)]
    """Short enough that `<key>_momentum` is a key too."""
    title: Text
    mode: Literal["people", "machine", "mixed"] | None = None
    stamp: Words | None = None
    weight: Exact = Field(default=Decimal(1), gt=0)
    leaving: StrictBool = False
    momentum: StrictBool = True
    questions: tuple[Question, ...] = Field(default=(), max_length=100)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Its questions, and the momentum question that every touchpoint ends with.

        The added question has the key `<touchpoint>_momentum`; a touchpoint with `momentum: false`
        or with a momentum question of its own gets none."""
        if not self.momentum or any(question.type == "momentum" for question in self.questions):
            return self.questions
        added = Momentum(key=f"{self.key}_momentum", type="momentum")
        return (*self.questions, added)


class QuestionSet(Part):
    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
    title: Text
    languages: tuple[Words, ...] = Field(default=("en",), min_length=1)
    kind: Literal["covert", "self_check"] = "covert"
    channel: Literal["visit", "phone", "web"] = "visit"
    scenario: Text | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    scoring: ScoreSettings = ScoreSettings()
    touchpoints: tuple[Touchpoint, ...] = Field(min_length=1, max_length=50)

    def walk(self) -> Iterator[tuple[Touchpoint, Question]]:
        """Every question with its touchpoint, in journey order, added momentum included."""
        for touchpoint in self.touchpoints:
            for question in touchpoint.asked:
                yield touchpoint, question

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Every question by its key."""
        return {question.key: question for _, question in self.walk()}

    @cached_property
    def conditions(self) -> dict[str, dict[str, Any]]:
        """The conditions of the questions that have one, by key, in the form that is evaluated."""
        asked = [question for _, question in self.walk() if question.show_if is not None]
        return {q.key: plain(q.show_if, self.by_key) for q in asked if q.show_if is not None}

    def language_for(self, wanted: str) -> str:
        """`wanted` where the set is written in it, else the set's first language."""
        return wanted if wanted in self.languages else self.languages[0]

    @property
    def leaving(self) -> Touchpoint:
        """The leaving touchpoint, which is the last one."""
        return self.touchpoints[-1]
