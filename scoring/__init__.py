"""What a visit is worth and why; how branches compare and change."""

from scoring.result import TouchpointScore, VisitResult
from scoring.visit import score_visit

__all__ = ["TouchpointScore", "VisitResult", "score_visit"]
