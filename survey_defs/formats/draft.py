"""A question set in the making: data that is not yet checked, with the rows that it came from."""

from dataclasses import dataclass, field
from typing import Any

from survey_defs.formats.comparing import Known


@dataclass(slots=True)
class Relevant:
    """An expression and where it stands; a group's holds for each of its questions."""

    row: int
    text: str


@dataclass(slots=True)
class DraftQuestion:
    """`row` is None for a question that we added; `name` is what expressions call it."""

    row: int | None
    name: str
    data: dict[str, Any]
    known: Known
    relevant: tuple[Relevant, ...] = ()
    own_condition: Any = None


@dataclass(slots=True)
class DraftTouchpoint:
    """`row` is where its group begins, None for a run of questions without a group."""

    row: int | None
    data: dict[str, Any]
    questions: list[DraftQuestion] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """`silent`: names that expressions may use and nobody is asked → why not, as a sentence."""

    settings: dict[str, Any]
    touchpoints: list[DraftTouchpoint] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)

    def questions(self) -> list[DraftQuestion]:
        return [question for touchpoint in self.touchpoints for question in touchpoint.questions]

    def as_data(self) -> dict[str, Any]:
        """What a question-set file holds."""
        parts = [
            {**one.data, "questions": [question.data for question in one.questions]}
            for one in self.touchpoints
        ]
        return {**self.settings, "touchpoints": parts}
