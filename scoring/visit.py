"""One visit: from answers to its score and the explanation."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring import outcome as words
from scoring import touchpoints as journey
from scoring.lines import read_lines
from scoring.next_band import NextBand, next_band
from scoring.result import TouchpointScore, VisitResult
from scoring.sensitivity import flat_score, sensitivity
from scoring.shown import Shown, show
from scoring.touchpoints import Observed
from scoring.weights import weakest_of
from scoring.working import Working
from survey_defs.schema import QuestionSet

NOTHING = Fraction(0)


def score_visit(
    question_set: QuestionSet, answers: Mapping[str, Any], left_early: bool = False
) -> VisitResult:
    """The score of one visit and why (SCORING.md §1), in exact fractions.

    `answers` by question key, in the long or the short form of QUESTION_SETS.md. Answers to hidden
    questions play no part, missing ones count as not observed. `left_early`: the customer left before
    the end because of the staff. Raises `AnswersError` for an unknown question and for a value that
    cannot be the answer to a question that was asked."""
    work = Working(question_set, read_lines(question_set, answers))
    touchpoints = _touchpoints(work)
    felt = journey.felt(work.by_touchpoint)
    running = [t.impression for t in touchpoints if t.impression is not None]
    keys = [one.key for one in work.seen]
    return VisitResult(
        raw=work.raw,
        official=work.official,
        flat=flat_score(work.seen) if work.scored else None,
        finish=work.finish,
        set_up=work.set_up,
        gap=work.gap,
        touchpoints=touchpoints,
        weakest=keys[weakest_of(work.scores)] if keys else None,
        outcome=_outcome(work, left_early),
        finish_observed=work.leaving_seen,
        coverage=work.coverage,
        band=None if work.official is None else words.band(work.official, question_set.scoring.bands),
        critical=tuple(work.caps),
        shown=_shown(work, touchpoints),
        scored=work.scored,
        share_in_force=work.curve[-1] if work.curve else None,
        fix_first=_fix_first(touchpoints),
        first_away=next((t.key for t in touchpoints if t.momentum is words.Momentum.AWAY), None),
        felt=felt,
        felt_differs=_felt_differs(touchpoints, felt),
        pulls=dict(zip(keys, journey.pulls(running), strict=True)),
        by_mode=journey.by_mode(work.seen, work.weights),
        by_p=journey.by_p(work.lines),
        sensitivity=_sensitivity(work),
        next_band=_next_band(work),
        lines=work.lines,
    )


def _touchpoints(work: Working) -> tuple[TouchpointScore, ...]:
    running = journey.impressions(work.curve, work.scores)
    found = {
        one.key: _touchpoint(work, one, weight, impression)
        for one, weight, impression in zip(work.seen, work.weights, running, strict=True)
    }
    return tuple(
        found.get(each.key) or TouchpointScore(each.key, None, NOTHING, NOTHING, NOTHING, None, None, False)
        for each in work.question_set.touchpoints
    )


def _touchpoint(work: Working, one: Observed, weight: Fraction, impression: Fraction) -> TouchpointScore:
    points = 100 * one.score
    return TouchpointScore(
        key=one.key,
        score=points,
        weight=weight,
        contribution=weight * points,
        loss=weight * (100 - points),
        impression=impression,
        momentum=words.momentum(points, work.question_set.scoring.momentum),
        observed=True,
    )


def _outcome(work: Working, left_early: bool) -> words.Outcome:
    return words.outcome(
        left_early=left_early,
        complete=work.leaving_seen and len(work.seen) > 1,
        critical=bool(work.caps),
        finish=work.finish,
        set_up=work.set_up,
        limits=work.question_set.scoring.outcome,
    )


def _shown(work: Working, touchpoints: Sequence[TouchpointScore]) -> Shown:
    if work.raw is None or work.official is None:
        return Shown()
    seen = [touchpoint for touchpoint in touchpoints if touchpoint.observed]
    contributions = {touchpoint.key: touchpoint.contribution for touchpoint in seen}
    return show(work.raw, work.official, contributions, {each.key: each.loss for each in seen})


def _fix_first(touchpoints: Sequence[TouchpointScore]) -> str | None:
    lost = [touchpoint for touchpoint in touchpoints if touchpoint.loss]
    return max(reversed(lost), key=lambda touchpoint: touchpoint.loss).key if lost else None


def _felt_differs(touchpoints: Sequence[TouchpointScore], felt: Mapping[str, str]) -> tuple[str, ...]:
    forward = (each.key for each in touchpoints if each.momentum is words.Momentum.FORWARD)
    return tuple(key for key in forward if felt.get(key) == words.Momentum.AWAY)


def _sensitivity(work: Working) -> dict[str, Fraction] | None:
    kappa = Fraction(work.question_set.scoring.weakest_link)
    return sensitivity(work.seen, kappa) if work.scored else None


def _next_band(work: Working) -> NextBand | None:
    if work.official is None:
        return None
    bound = words.next_bound(work.official, work.question_set.scoring.bands)
    return next_band(work, *bound) if bound else None
