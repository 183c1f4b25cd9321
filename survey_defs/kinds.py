"""The kinds of question, one class each. `Question` is any of them, told apart by `type`."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool

from survey_defs.base import Exact, Key, Part, Quantity, Whole
from survey_defs.conditions import Condition
from survey_defs.text import MOMENTUM_TEXT, RECOMMEND_TEXT, Text


class P(StrEnum):
    """What a result speaks about."""

    PEOPLE = "people"
    POLICIES = "policies"
    PROCESSES = "processes"
    PREVENTION = "prevention"


class Option(Part):
    key: Key
    label: Text
    mark: Exact | None = Field(default=None, ge=-1, le=1)


class Band(Part):
    """`mark` for everything up to and including `upto`; the last band has no `upto`."""

    upto: Quantity | None = None
    mark: Exact = Field(ge=0, le=1)


def _fail_is_0(at: object) -> object:
    return 0 if at == "fail" else at


def _fail_in_short(critical: object) -> object:
    return {"at": 0} if critical == "fail" else critical


class Critical(Part):
    """The official score is capped at `at` points (0 = fail) when the mark is under `below`."""

    at: Annotated[Exact, BeforeValidator(_fail_is_0)] = Field(ge=0, le=100)
    below: Exact = Field(default=Decimal(1), gt=0, le=1)


class Asked(Part):
    """What every question has."""

    scorable: ClassVar[bool] = False

    type: str
    key: Key
    text: Text
    hint: Text | None = None
    p: P | None = None
    show_if: Condition | None = None
    required: StrictBool | None = None
    na: StrictBool | None = None
    nobody: StrictBool = False
    comment_on: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether an answer to it earns points."""
        return False

    @property
    def is_required(self) -> bool:
        """Whether it stops sending while unanswered: by default where it earns points."""
        return self.scored if self.required is None else self.required

    @property
    def offers_na(self) -> bool:
        """Whether "Does not apply" is offered: by default where the question has a condition."""
        return self.show_if is not None if self.na is None else self.na


class Scorable(Asked):
    """A question that may earn `points` × its mark; with 0 points it is asked and not scored."""

    scorable: ClassVar[bool] = True

    points: Exact = Field(default=Decimal(0), ge=0)
    critical: Annotated[Critical | None, BeforeValidator(_fail_in_short)] = None

    @property
    def scored(self) -> bool:
        return self.points > 0


class YesNo(Scorable):
    type: Literal["yes_no"]
    reverse: StrictBool = False


class Choice(Scorable):
    type: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=200)


class Choices(Scorable):
    type: Literal["choices"]
    options: tuple[Option, ...] = Field(min_length=1, max_length=200)


class Scale(Scorable):
    """Worded points, worst first; marks are spread evenly over 0–1 unless every point has one."""

    type: Literal["scale"]
    scale: tuple[Option, ...] = Field(min_length=2, max_length=200)
    reverse: StrictBool = False


class Measured(Scorable):
    """A quantity, marked by `bands` or between the anchors `good` (1) and `bad` (0)."""

    min: Quantity | None = None
    max: Quantity | None = None
    bands: tuple[Band, ...] = Field(default=(), max_length=100)
    good: Quantity | None = None
    bad: Quantity | None = None


class Number(Measured):
    type: Literal["number"]
    unit: Text | None = None


class Money(Measured):
    type: Literal["money"]


class Duration(Measured):
    """Whole seconds; `from_stamps` names the two stamps that propose it."""

    type: Literal["duration"]
    from_stamps: tuple[str, str] | None = None


class Time(Measured):
    type: Literal["time"]


class Date(Measured):
    type: Literal["date"]


class Written(Asked):
    type: Literal["text"]
    max: Whole = Field(default=2000, ge=1, le=10_000)


class Photo(Asked):
    type: Literal["photo"]
    min: Whole = Field(default=0, ge=0, le=20)
    max: Whole = Field(default=1, ge=1, le=20)


class Location(Asked):
    type: Literal["location"]


class Momentum(Asked):
    """What the shopper felt at the touchpoint: forward, drift or away."""

    type: Literal["momentum"]
    text: Text = MOMENTUM_TEXT


class Moment(Asked):
    """Unscripted care in free words: no points, no target, no ranking, ever."""

    type: Literal["moment"]
    max: Whole = Field(default=2000, ge=1, le=10_000)


class Recommend(Asked):
    """0–10, an outcome to explain, never part of the score."""

    type: Literal["recommend"]
    text: Text = RECOMMEND_TEXT


class Note(Asked):
    """Words on the page; there is nothing to answer."""

    type: Literal["note"]


Question = Annotated[
    YesNo | Choice | Choices | Scale | Number | Money | Duration | Time | Date
    | Written | Photo | Location | Momentum | Moment | Recommend | Note,
    Field(discriminator="type"),
]  # fmt: skip
