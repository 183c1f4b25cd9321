"""What one visit missed: where an action may begin, and what opens one again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

LEAST = Fraction(1, 2)
"""A scored answer that earned less than this part of its points was missed."""


def missed(explanation: Mapping[str, Any]) -> list[str]:
    """Keys of the questions that a visit missed, by its explanation (VisitResult.to_dict(), stored or new).

    Critical questions that failed come first, then the others in journey order."""
    critical = list(explanation["critical"])
    lost = [each["key"] for each in explanation["lines"] if _is_lost(each)]
    return list(dict.fromkeys([*critical, *lost]))


def _is_lost(line: Mapping[str, Any]) -> bool:
    scored = line["mark"] is not None and line["points"] != "0"
    return scored and Fraction(line["mark"]) < LEAST
