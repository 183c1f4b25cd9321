"""Visits for tests: one question per touchpoint where only the scores matter, and sets of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from scoring import TouchpointScore, VisitResult, score_visit
from survey_defs import QuestionSet

FULL = 1000
"""The scores of a trip are given in thousandths."""


def a_set(*touchpoints: Sequence[dict[str, Any]], scoring: dict[str, Any] | None = None) -> QuestionSet:
    """A set with touchpoints t0, t1, … holding these questions; the last one is leaving."""
    return QuestionSet.model_validate(
        {
            "slug": "trip",
            "title": "Trip",
            "scoring": scoring or {},
            "touchpoints": [
                {
                    "key": f"t{at}",
                    "title": f"Touchpoint {at}",
                    "leaving": at == len(touchpoints) - 1,
                    "questions": questions,
                }
                for at, questions in enumerate(touchpoints)
            ],
        }
    )


def ask(key: str, type: str = "yes_no", points: int | Decimal = 1, **more: Any) -> dict[str, Any]:
    return {"key": key, "type": type, "text": "?", "points": points, **more}


@dataclass(frozen=True)
class Trip:
    """Scores in thousandths, None where not observed; `weights` are the importance of each touchpoint."""

    scores: tuple[int | None, ...]
    weights: tuple[Decimal, ...] = ()
    finish: tuple[str, Decimal] = ("share", Decimal("0.35"))
    kappa: Decimal = Decimal(0)
    critical: tuple[int, Decimal] | None = None  # touchpoint, cap in points

    @property
    def question_set(self) -> QuestionSet:
        curve, amount = self.finish
        name = {"share": "share", "geometric": "ratio", "linear": "slope"}[curve]
        scoring = {"finish": {"curve": curve, name: amount}, "weakest_link": self.kappa, "coverage": 0}
        plain = a_set(*([self._question(at)] for at in range(len(self.scores))), scoring=scoring)
        weights = self.weights or (Decimal(1),) * len(self.scores)
        weighed = (
            t.model_copy(update={"weight": w}) for t, w in zip(plain.touchpoints, weights, strict=True)
        )
        return plain.model_copy(update={"touchpoints": tuple(weighed)})

    def _question(self, at: int) -> dict[str, Any]:
        capped = {"critical": {"at": self.critical[1]}} if self.critical and self.critical[0] == at else {}
        return ask(f"q{at}", "number", good=FULL, bad=0, **capped)

    @property
    def answers(self) -> dict[str, Any]:
        return {f"q{at}": "not_observed" if s is None else s for at, s in enumerate(self.scores)}

    def scored(self, left_early: bool = False) -> VisitResult:
        return score_visit(self.question_set, self.answers, left_early)

    def observed(self) -> list[int]:
        return [at for at, score in enumerate(self.scores) if score is not None]

    def with_score(self, at: int, score: int | None) -> Trip:
        return replace(self, scores=(*self.scores[:at], score, *self.scores[at + 1 :]))


WORKED = Trip((1000, 800, 900, 750, 400))


def raw(trip: Trip) -> Fraction:
    points = trip.scored().raw
    assert points is not None
    return points


def seen(visit: VisitResult) -> list[TouchpointScore]:
    return [touchpoint for touchpoint in visit.touchpoints if touchpoint.observed]


def hundredth(low: str, high: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=2, allow_nan=False)


FINISHES = st.one_of(
    st.tuples(st.just("share"), hundredth("0.25", "0.60")),
    st.tuples(st.just("geometric"), hundredth("1", "3")),
    st.tuples(st.just("linear"), hundredth("0", "5")),
)


@st.composite
def trips(
    draw: st.DrawFn,
    least: int = 1,
    finishes: st.SearchStrategy[tuple[str, Decimal]] = FINISHES,
    kappas: st.SearchStrategy[Decimal] = st.just(Decimal(0)),  # noqa: B008  a strategy never changes
    critical: bool = False,
) -> Trip:
    """Any curve, any importance, any missingness, with at least `least` touchpoints observed."""
    length = draw(st.integers(least, 7))
    there = draw(st.sets(st.integers(0, length - 1), min_size=least))
    score = st.one_of(st.integers(0, FULL), st.sampled_from([0, 500, 800, FULL]))
    return Trip(
        scores=tuple(draw(score) if at in there else None for at in range(length)),
        weights=tuple(draw(st.lists(hundredth("0.05", "9"), min_size=length, max_size=length))),
        finish=draw(finishes),
        kappa=draw(kappas),
        critical=(draw(st.integers(0, length - 1)), draw(hundredth("0", "100"))) if critical else None,
    )


ANY_KAPPA = hundredth("0", "1")
