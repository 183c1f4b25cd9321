"""What a visit is worth and why; how branches compare and change."""

from scoring.result import TouchpointScore, VisitResult
from scoring.shown import hundredths
from scoring.visit import score_visit

__all__ = ["TouchpointScore", "VisitResult", "hundredths", "score_visit"]
