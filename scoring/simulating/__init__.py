"""A draft's weights, marks and finish share applied to past visits; nothing stored is ever touched."""

from collections.abc import Collection, Iterable, Mapping

from scoring.simulating.carrying import Carry, carry
from scoring.simulating.light import Gap, Light, Scorer
from scoring.simulating.outcome import outcome
from scoring.simulating.records import (
    BranchChange,
    Count,
    Difference,
    Move,
    Past,
    Refusal,
    Simulation,
    Turn,
    Why,
)
from scoring.simulating.sums import Sums
from survey_defs.schema import QuestionSet

__all__ = [
    "BranchChange",
    "Carry",
    "Count",
    "Difference",
    "Light",
    "Move",
    "Past",
    "Refusal",
    "Scorer",
    "Simulation",
    "Simulator",
    "Sums",
    "Turn",
    "Why",
    "carry",
    "simulate",
]


class Simulator:
    """Scores past visits by `draft`, as many at a time as one likes.

    versions: the definition that each past visit was made with, by its number in `Past.version`.
    vouched: where the author vouches that other words ask the same (`survey_defs.diff`). leave_out:
    questions without a usable answer are left out of a visit's score, instead of the visit. sums: those
    of the visits before, where a simulation goes on."""

    def __init__(
        self,
        draft: QuestionSet,
        versions: Mapping[int, QuestionSet],
        vouched: Collection[str] = (),
        leave_out: bool = False,
        sums: Sums | None = None,
    ) -> None:
        self.draft, self.versions, self.leave_out = draft, versions, leave_out
        self.sums = sums or Sums()
        self._scorer = Scorer(draft)
        self._carries = {number: carry(before, draft, vouched) for number, before in versions.items()}

    def add(self, past: Past) -> None:
        """Score one more visit."""
        carried = self._carries[past.version]
        if carried.apart:
            self.sums.refuse("other_visits", "")
            return
        light = self._scorer.score(carried.answers(past.answers))
        refused = None if self.leave_out else self._refusal(carried, past, light.gaps)
        if refused:
            self.sums.refuse(*refused)
        else:
            self.sums.add(past, light)

    @staticmethod
    def _refusal(carried: Carry, past: Past, gaps: Iterable[Gap]) -> tuple[Why, str] | None:
        """The first question that the visit cannot answer, and why."""
        for gap in gaps:
            why: Why | None = "answer" if not gap.fits else carried.why_missing(gap.question, past.answers)
            if why:
                return why, gap.question
        return None

    def outcome(self) -> Simulation:
        """What the visits so far say."""
        return outcome(self.sums, self.draft, self.versions.values())


def simulate(
    draft: QuestionSet,
    versions: Mapping[int, QuestionSet],
    visits: Iterable[Past],
    vouched: Collection[str] = (),
    leave_out: bool = False,
) -> Simulation:
    """All of `visits` scored by `draft`, beside what they were worth; see `Simulator`."""
    simulator = Simulator(draft, versions, vouched, leave_out)
    for past in visits:
        simulator.add(past)
    return simulator.outcome()
