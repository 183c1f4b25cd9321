"""The score of a visit without its explanation: the laws of `score_visit`, a few times quicker."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from scoring.simulating.steps import OPEN, Read, Step, steps_of
from scoring.simulating.weightings import OTHERS, Weighting, weightings
from survey_defs.schema import QuestionSet
from survey_defs.showing import holds

FULL_MARKS = Fraction(100)


class Gap(NamedTuple):
    """A scored or critical question that would be asked and has no answer; or, where it does not fit,
    one that cannot be the answer to it."""

    question: str
    fits: bool


class Light(NamedTuple):
    """raw and official in points, None with `band` and `others` where too little was observed.

    `others`: raw under flat weights and shares of .25, .35 and .60. An answer that does not fit counts
    as none; `gaps` names these and the open ones in journey order."""

    raw: Fraction | None
    official: Fraction | None
    band: str | None
    others: tuple[Fraction, ...]
    gaps: tuple[Gap, ...]


class Scorer:
    """A question set made ready to score many visits; what repeats between visits is worked out once."""

    def __init__(self, question_set: QuestionSet) -> None:
        self.question_set = question_set
        self.steps = steps_of(question_set)
        bands = question_set.scoring.bands.items()
        self.bands = sorted(((Fraction(least), name) for name, least in bands), key=lambda one: -one[0])
        self.importance = [Fraction(touchpoint.weight) for touchpoint in question_set.touchpoints]
        self._weightings: dict[tuple[int, ...], Mapping[str, Weighting]] = {}
        self._enough: dict[tuple[tuple[int, ...], tuple[int, ...]], bool] = {}

    def score(self, answers: Mapping[str, Any]) -> Light:
        """The score of `answers` in stored form, in exact fractions; unknown questions play no part."""
        asked = self._asked(answers)
        gaps = tuple(Gap(step.key, read.fits) for step, read in asked if _is_gap(step, read))
        earned, possible, applicable = self._sums(asked)
        seen = tuple(sorted(possible))
        if not seen or not self._is_enough(seen, tuple(sorted(applicable))):
            return Light(None, None, None, (), gaps)
        return self._scored(asked, [(earned[place], possible[place]) for place in seen], seen, gaps)

    def _asked(self, answers: Mapping[str, Any]) -> list[tuple[Step, Read]]:
        """The questions that are asked, each with its answer; a hidden one's answer counts as none."""
        shown: dict[str, Any] = {}
        asked = []
        for step in self.steps:
            if step.condition is None or holds(step.condition, shown):
                entry = answers.get(step.key)
                read = OPEN if entry is None else step.read(entry)
                shown[step.key] = read.stored
                asked.append((step, read))
        return asked

    @staticmethod
    def _sums(
        asked: Sequence[tuple[Step, Read]],
    ) -> tuple[dict[int, int | Fraction], dict[int, int], set[int]]:
        """By touchpoint what was earned and possible; and the touchpoints that applied."""
        earned: dict[int, int | Fraction] = {}
        possible: dict[int, int] = {}
        applicable = set()
        for step, read in asked:
            if step.points and read.applies:
                applicable.add(step.place)
                if read.mark is not None:
                    earned[step.place] = earned.get(step.place, 0) + read.earned
                    possible[step.place] = possible.get(step.place, 0) + step.points
        return earned, possible, applicable

    def _is_enough(self, seen: tuple[int, ...], applicable: tuple[int, ...]) -> bool:
        """Whether Σ b(observed) / Σ b(applicable) reaches the set's coverage."""
        if (seen, applicable) not in self._enough:
            told, of = (sum(self.importance[at] for at in places) for places in (seen, applicable))
            self._enough[seen, applicable] = told >= Fraction(self.question_set.scoring.coverage) * of
        return self._enough[seen, applicable]

    def _scored(
        self,
        asked: Sequence[tuple[Step, Read]],
        parts: Sequence[tuple[int | Fraction, int]],
        seen: tuple[int, ...],
        gaps: tuple[Gap, ...],
    ) -> Light:
        if seen not in self._weightings:
            self._weightings[seen] = weightings(self.question_set, seen)
        by_name = self._weightings[seen]
        full = lcm(*(earned.denominator * possible for earned, possible in parts))
        scores = [earned.numerator * (full // (earned.denominator * possible)) for earned, possible in parts]
        raw = by_name["own"].points(scores, full)
        caps = (step.cap[1] for step, read in asked if _caps(step, read) and step.cap)
        official = min(raw, *caps, FULL_MARKS)
        band = next((name for least, name in self.bands if official >= least), None)
        return Light(raw, official, band, tuple(by_name[name].points(scores, full) for name in OTHERS), gaps)


def _is_gap(step: Step, read: Read) -> bool:
    open_ = read is OPEN or read.stored == {"state": "cleared"} or not read.fits
    return open_ and bool(step.points or step.cap)


def _caps(step: Step, read: Read) -> bool:
    return step.cap is not None and read.mark is not None and read.mark < step.cap[0]
