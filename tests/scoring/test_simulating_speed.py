"""The bar: ten thousand past visits simulated within ten seconds, of a processor that others use too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from scoring.simulating import Past, simulate
from survey_defs import QuestionSet
from tests.scoring.visit.kinds import BANDS, MINUS, OPTIONS, SCALE
from tests.scoring.visit.trips import a_set, ask


def forty_questions(share: str = "0.35") -> QuestionSet:
    kinds: list[dict[str, Any]] = [
        {"type": "yes_no"}, {"type": "choice", "options": OPTIONS}, {"type": "scale", "scale": SCALE},
        {"type": "choices", "options": MINUS}, {"type": "duration", "bands": BANDS}, {"type": "number", "good": 0, "bad": 7},
    ]  # fmt: skip
    asked = [ask(f"q{at}", points=at % 4 + 1, na=True, **kinds[at % 6]) for at in range(40)]
    for at in range(6, 40, 6):
        asked[at + 1]["show_if"] = {"question": f"q{at}", "is": "yes"}
    return a_set(
        *(asked[at * 8 : at * 8 + 8] for at in range(5)),
        scoring={"finish": {"curve": "share", "share": Decimal(share)}},
    )


def many(question_set: QuestionSet, n: int) -> Iterator[Past]:
    """Visits as a database holds them: every answer with its time."""
    chance, at = random.Random(7), "2026-11-05T09:30:00.123Z"
    values = {
        "yes_no": lambda: chance.choice(["yes", "yes", "no"]),
        "choice": lambda: chance.choice(["o0", "o1", "o2"]),
        "scale": lambda: chance.choice(["s0", "s1", "s2", "s3"]),
        "choices": lambda: sorted(chance.sample(["o0", "o1", "o2"], chance.randint(1, 3))),
        "duration": lambda: chance.randint(0, 120),
        "number": lambda: str(chance.randint(0, 8)),
        "momentum": lambda: "forward",
    }
    for number in range(n):
        answers: dict[str, Any] = {}
        for key, question in question_set.by_key.items():
            given = chance.random() > 0.05
            answers[key] = {"value": values[question.type]()} if given else {"state": "does_not_apply"}
            answers[key] |= {"at": at}
        yield Past(number % 200, 1, 5000 + number % 4000, "sound", answers)


def timed(n: int) -> float:
    before, visits = forty_questions(), list(many(forty_questions(), n))
    draft = forty_questions("0.5")
    started = process_time()
    found = simulate(draft, {1: before}, visits)
    took = process_time() - started
    assert (found.looked, len(found.branches)) == (n, min(n, 200))
    assert found.compared > 0.9 * n
    print(f"{n:,} visits of 40 answers simulated in {took:.2f} s")
    return took


def test_five_hundred_visits_take_no_longer_than_their_part_of_ten_seconds() -> None:
    assert timed(500) <= 0.5 + 0.5  # half a second more for what is worked out once


@pytest.mark.long
def test_ten_thousand_visits_take_at_most_ten_seconds() -> None:
    assert timed(10_000) <= 10
