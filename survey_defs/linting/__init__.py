"""Question craft: what a set may say badly although it can be used."""

from survey_defs.linting.finding import Finding
from survey_defs.linting.structure import (
    circular_or_unreachable,
    leaving_earns_points,
    points_on_every_path,
)
from survey_defs.schema import QuestionSet

RULES = (circular_or_unreachable, points_on_every_path, leaving_earns_points)

__all__ = ["RULES", "Finding", "lint"]


def lint(question_set: QuestionSet) -> tuple[Finding, ...]:
    """Every finding, rule by rule in the order of `RULES`."""
    return tuple(finding for rule in RULES for finding in rule(question_set))
