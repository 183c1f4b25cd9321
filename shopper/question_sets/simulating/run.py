"""A simulation on its way: it works through the visits in slices, and travels between them as a signed
text in the page's own form, so that nothing is stored and nothing runs when nobody looks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from scoring.simulating import Simulation, Simulator, Sums
from shopper.models import Person, QuestionSetVersion
from shopper.question_sets.simulating import queries
from shopper.question_sets.simulating.asking import Asked

SLICE = 2_500
"""Visits that one request works through: a second or two."""
BATCH = 500


@dataclass
class Run:
    """`total` is how many visits there were when it began; `after` is the last one that was read."""

    version: QuestionSetVersion
    asked: Asked
    person: Person | None
    simulator: Simulator
    total: int
    after: UUID | None = None
    done: bool = False

    @property
    def looked(self) -> int:
        return self.simulator.sums.looked

    def work(self, most: int | None = None) -> int:
        """Read at most so many visits more, SLICE unless told; how many there were."""
        most, begun = most or SLICE, self.looked
        while not self.done and self.looked - begun < most:
            self._batch(min(BATCH, most - (self.looked - begun)))
        return self.looked - begun

    def _batch(self, size: int) -> None:
        question_set = self.version.question_set
        visits = queries.next_visits(self.person, question_set, self.asked.days, after=self.after, most=size)
        for visit_id, past in visits:
            self.simulator.add(past)
            self.after = visit_id
        self.done = len(visits) < size

    def outcome(self) -> Simulation:
        return self.simulator.outcome()

    def token(self) -> str:
        """All of it as a text that only we can have written."""
        return _signer().dumps(
            {
                "about": _about(self.version, self.asked),
                "total": self.total,
                "after": self.after.hex if self.after else "",
                "sums": self.simulator.sums.to_plain(),
            }
        )


def begin(version: QuestionSetVersion, asked: Asked, person: Person | None) -> Run:
    """Nothing read yet."""
    question_set = version.question_set
    total = queries.visits_within(person, question_set, asked.days)
    return Run(version, asked, person, _simulator(version, asked, person), total)


def go_on(version: QuestionSetVersion, asked: Asked, person: Person | None, token: str) -> Run | None:
    """Where it stopped; None where the text is not ours, or the draft or the question changed since."""
    try:
        held: dict[str, Any] = _signer().loads(token)
    except BadSignature:
        return None
    if held["about"] != _about(version, asked):
        return None
    simulator = _simulator(version, asked, person, Sums.of_plain(held["sums"]))
    return Run(
        version, asked, person, simulator, held["total"], UUID(held["after"]) if held["after"] else None
    )


def _simulator(
    version: QuestionSetVersion, asked: Asked, person: Person | None, sums: Sums | None = None
) -> Simulator:
    past = queries.versions_within(person, version.question_set, asked.days)
    definitions = {number: each.definition for number, each in past.items()}
    return Simulator(version.definition, definitions, version.vouched or (), asked.leave_out, sums)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="simulation")


def _about(version: QuestionSetVersion, asked: Asked) -> list[Any]:
    vouched = sorted(map(str, version.vouched or ()))
    return [version.id, version.checksum, vouched, asked.first, asked.last, asked.leave_out]
