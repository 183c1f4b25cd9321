"""The fewest single answers, then the fewest points, that would have reached the next band.

Only answers that were given and could have been better are changed ("nobody" among them), each to a
mark that another answer to the same question would have earned; everything else stays as it was,
also where such a change would show or hide other questions. Points are those of the questions:
Σ m·(x′ − x)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.lines import Line
from scoring.marks import reachable
from scoring.reach import Fix, Group, Step, fewest
from scoring.touchpoints import Observed
from scoring.working import Working
from survey_defs.kinds import Question, Scorable


@dataclass(frozen=True)
class Change:
    """One answer that would have had to be better: its mark as it is and as it would have been."""

    question: str
    touchpoint: str
    mark: Fraction
    better: Fraction
    points: Fraction


@dataclass(frozen=True)
class NextBand:
    """What the next `band`, from `least` points up, would have taken.

    `changes` in journey order, worth `points` of the questions together; empty where better answers
    could not have reached it. `exact` is False where the search was given up: `changes` do reach the
    band, but fewer points (with `weakest_link` also fewer answers) might have."""

    band: str
    least: Fraction
    changes: tuple[Change, ...]
    points: Fraction
    exact: bool


def next_band(work: Working, band: str, least: Fraction) -> NextBand:
    """What it would have taken a scored visit to reach `band`, which starts at `least` points."""
    groups = list(_groups(work, least))
    now = (1 - work.kappa) * sum(w * s for w, s in zip(work.curve, work.scores, strict=True))
    chosen = fewest(groups, least / 100 - now)
    changes = tuple(_change(line, chosen.marks[line.key]) for line in work.lines if line.key in chosen.marks)
    return NextBand(band, least, changes, sum((each.points for each in changes), Fraction(0)), chosen.exact)


def _groups(work: Working, least: Fraction) -> Iterator[Group]:
    weights = dict(zip((one.key for one in work.seen), work.curve, strict=True))
    seen = {one.key: one for one in work.seen}
    for key, lines in work.by_touchpoint.items():
        found = (_fix(work, line, least) for line in lines)
        fixes = tuple(fix for fix in found if fix is not None)
        yield _group(fixes, seen[key], weights[key], work.kappa) if key in seen else _unobserved(fixes)


def _group(fixes: tuple[Fix, ...], one: Observed, weight: Fraction, kappa: Fraction) -> Group:
    per_point = 1 / one.possible
    return Group(fixes, (1 - kappa) * weight * per_point, kappa * per_point, kappa * one.score)


def _unobserved(fixes: tuple[Fix, ...]) -> Group:
    """Nothing to gain here, and never the weakest; but a cap may have to go."""
    return Group(fixes, Fraction(0), Fraction(0), low=Fraction(1))


def _fix(work: Working, line: Line, least: Fraction) -> Fix | None:
    if line.mark is None or line.mark == 1:
        return None
    question = work.question_set.by_key[line.key]
    must = work.caps.get(line.key, least) < least
    better = reachable(question, line.mark)
    if must:
        better = tuple(mark for mark in better if mark >= _passing(question))
    steps = tuple(Step(mark, line.points * (mark - line.mark)) for mark in better)
    return Fix(line.key, steps, must) if must or (steps and line.scored) else None


def _passing(question: Question) -> Fraction:
    """The mark from which a critical question no longer caps the score."""
    critical = question.critical if isinstance(question, Scorable) else None
    return Fraction(critical.below if critical else 0)


def _change(line: Line, better: Fraction) -> Change:
    mark = line.mark or Fraction(0)
    return Change(line.key, line.touchpoint, mark, better, line.points * (better - mark))
