"""The working of one visit: each step of the score, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring import touchpoints as journey
from scoring import weights as weighing
from scoring.lines import Line
from scoring.touchpoints import Observed
from survey_defs.kinds import Scorable
from survey_defs.schema import QuestionSet


@dataclass(frozen=True)
class Working:
    """Weights and scores are those of the observed touchpoints, in journey order."""

    question_set: QuestionSet
    lines: tuple[Line, ...]

    @cached_property
    def by_touchpoint(self) -> Mapping[str, list[Line]]:
        return journey.by_touchpoint(self.question_set, self.lines)

    @cached_property
    def seen(self) -> tuple[Observed, ...]:
        return journey.observed(self.question_set, self.by_touchpoint)

    @cached_property
    def scores(self) -> tuple[Fraction, ...]:
        """s, 0–1."""
        return tuple(one.score for one in self.seen)

    @cached_property
    def curve(self) -> tuple[Fraction, ...]:
        """w, before `weakest_link`."""
        places = [one.place for one in self.seen]
        length = len(self.question_set.touchpoints)
        return weighing.finish_weights(self.question_set.scoring.finish, places, length)

    @cached_property
    def kappa(self) -> Fraction:
        """κ_eff."""
        return weighing.effective_kappa(Fraction(self.question_set.scoring.weakest_link), self.curve)

    @cached_property
    def weights(self) -> tuple[Fraction, ...]:
        """w_eff."""
        return weighing.with_weakest_link(self.curve, self.scores, self.kappa)

    @cached_property
    def coverage(self) -> Fraction:
        return journey.coverage(self.question_set, self.by_touchpoint, self.seen)

    @cached_property
    def scored(self) -> bool:
        """Whether enough was observed for a score; exactly the limit is enough."""
        return bool(self.seen) and self.coverage >= Fraction(self.question_set.scoring.coverage)

    @cached_property
    def leaving_seen(self) -> bool:
        return any(one.key == self.question_set.leaving.key for one in self.seen)

    @cached_property
    def caps(self) -> Mapping[str, Fraction]:
        """The triggered critical questions, and the points at which each caps the official score."""
        return {
            line.key: Fraction(question.critical.at)
            for line in self.lines
            if isinstance(question := self.question_set.by_key[line.key], Scorable)
            and question.critical
            and line.mark is not None
            and line.mark < Fraction(question.critical.below)
        }

    @cached_property
    def raw(self) -> Fraction | None:
        return journey.mean(self.weights, self.scores) if self.scored else None

    @cached_property
    def official(self) -> Fraction | None:
        return None if self.raw is None else min(self.raw, *self.caps.values(), Fraction(100))

    @cached_property
    def finish(self) -> Fraction | None:
        return 100 * self.scores[-1] if self.scored else None

    @cached_property
    def set_up(self) -> Fraction | None:
        """Under w_eff, so that raw = (1 − w_last)·set_up + w_last·finish with `weakest_link` too."""
        if not self.scored or len(self.seen) < 2:
            return None
        return journey.mean(self.weights[:-1], self.scores[:-1])

    @cached_property
    def gap(self) -> Fraction | None:
        return None if self.finish is None or self.set_up is None else self.finish - self.set_up
