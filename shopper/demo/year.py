"""Twelve months of visits with a known truth behind them, the same ones on whatever day they are made."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

import survey_defs
from shopper import clock
from shopper.demo import places
from shopper.demo.evidence import Shot, photograph
from shopper.demo.simulator import make_answers
from shopper.demo.voice import Voice
from shopper.models import Branch, Person
from shopper.visits.sending import LETTERS

SEED, MONTHS = 20_260_101, 12
PER_MONTH, FEW_IN = (23, 27), (2, 9, 11)
"""Visits to a region in a month, and the months in which the branch with few of them has one more."""
LENIENT, CRITICAL = 0.12, "price_match"
PHOTOGRAPHED = (MONTHS - 1, 9)
"""From which month on there are photos, and of how many visits in each region."""


class Due(NamedTuple):
    """One visit of the year, before anybody has made it."""

    month: int
    region: str
    branch: str


@dataclass(frozen=True)
class Made:
    """One visit as it was made: who, when, what was answered and photographed."""

    id: UUID
    month: int
    branch: Branch
    shopper: Person
    started: datetime
    sent: datetime
    released: datetime
    answers: dict[str, Any]
    shots: list[Shot]


def schedule() -> list[Due]:
    """Every visit of the year: 23 to 27 a region and month, dealt round its branches."""
    random = Random(SEED)
    return [
        Due(month, region, branch)
        for month in range(MONTHS)
        for region, names in places.REGIONS.items()
        for branch in _dealt(names, month, random)
    ]


def _dealt(names: tuple[str, ...], month: int, random: Random) -> list[str]:
    busy = [name for name in names if name != places.FEW_VISITS]
    random.shuffle(busy)
    dealt = [busy[turn % len(busy)] for turn in range(random.randint(*PER_MONTH))]
    return dealt + [name for name in names if name == places.FEW_VISITS and month in FEW_IN]


class Year:
    """Makes the visits of the schedule, one after another.

    What is found, when, in which words and pictures are drawn from four sources of chance, so that
    no change to one of them moves the others."""

    def __init__(
        self, definition: survey_defs.QuestionSet, branches: Mapping[str, Branch], shoppers: list[Person]
    ) -> None:
        self.definition, self.branches, self.shoppers = definition, branches, shoppers
        self.months = months()
        self.keys = [touchpoint.key for touchpoint in definition.touchpoints]
        self.truth, self.times, self.pictures = Random(SEED + 1), Random(SEED + 2), Random(SEED + 4)
        self.voice = Voice(Random(SEED + 3))
        self.failed, self.photographed = False, dict.fromkeys(places.REGIONS, 0)

    def __iter__(self) -> Iterator[Made]:
        """Whoever takes the last shopper's visit marks a little too kindly."""
        for due in schedule():
            yield self.make(due, self.truth.choice(self.shoppers))

    def make(self, due: Due, shopper: Person) -> Made:
        """One visit, from the door to the release."""
        branch, started = self.branches[due.branch], self._moment(self.months[due.month])
        answers = self._answers(due, kind=shopper is self.shoppers[-1])
        shots = self._photograph(due, branch, started, answers)
        return Made(
            UUID(int=self.times.getrandbits(128), version=4),
            due.month,
            branch,
            shopper,
            started,
            *self._afterwards(started),
            checked(self.definition, answers),
            shots,
        )

    def _answers(self, due: Due, kind: bool) -> dict[str, Any]:
        more = places.gain(due.region, due.month) + (LENIENT if kind else 0)
        quality = places.truth_of(due.region, due.branch).quality(self.keys, more)
        answers = make_answers(self.definition, quality, self.truth, self.voice)
        answers[CRITICAL] = "yes"
        if due.month == MONTHS - 1 and due.branch == places.FAILS_ONCE and not self.failed:
            self.failed = True
            answers[CRITICAL] = {"value": "no", "comment": self.voice.comment(CRITICAL)}
        return answers

    def _moment(self, first: date) -> datetime:
        """Some morning of the month, as the scenario asks."""
        day = int(self.times.random() * monthrange(first.year, first.month)[1])
        minutes = int(self.times.random() * 110)
        return datetime.combine(first, time(7, 30), tzinfo=UTC) + timedelta(days=day, minutes=minutes)

    def _afterwards(self, started: datetime) -> tuple[datetime, datetime]:
        """When the report was sent, and when it was released: within three days, and never later than now."""
        sent = started + timedelta(minutes=95 + int(self.times.random() * 400))
        released = sent + timedelta(minutes=1100 + int(self.times.random() * 2000))
        return sent, min(released, clock.now())

    def _photograph(self, due: Due, branch: Branch, at: datetime, answers: dict[str, Any]) -> list[Shot]:
        start, most = PHOTOGRAPHED
        if due.month < start or self.photographed[due.region] == most:
            return []
        shots = photograph(answers, branch, at, self.pictures)
        self.photographed[due.region] += bool(shots)
        return shots


def months() -> list[date]:
    """The first days of the last twelve whole months."""
    first = clock.now().date().replace(day=1)
    made = []
    for _ in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        made.append(first)
    return made[::-1]


def beginning() -> datetime:
    """When the organisation was set up: ten days before its first visit could be."""
    return datetime.combine(months()[0], time(9), tzinfo=UTC) - timedelta(days=10)


def references() -> Iterator[str]:
    """Such as K7-318, none twice."""
    numbers = Random(SEED).sample(range(10 * 1000), k=10 * 1000)
    return (f"{LETTERS[number % len(LETTERS)]}{number // 1000}-{number % 1000:03d}" for number in numbers)


def checked(definition: survey_defs.QuestionSet, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers in the form in which they are stored."""
    found = survey_defs.check_answers(definition, answers)
    if found.problems:
        raise ValueError(f"the demo made a report that could not be sent: {found.problems}")
    return found.answers
