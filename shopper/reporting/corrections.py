"""What a corrected report says otherwise than the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopper.reporting.sections import Row, all_rows
from survey_defs import QuestionSet


@dataclass(frozen=True)
class Correction:
    """One question whose answer or comment was changed."""

    asked: str
    before: Row
    after: Row


def corrections(
    definition: QuestionSet, before: Mapping[str, Any], after: Mapping[str, Any], language: str = "en"
) -> list[Correction]:
    """The questions that a later report answers otherwise, in journey order."""
    told = (all_rows(definition, answers, language) for answers in (before, after))
    return [Correction(new.asked, old, new) for old, new in zip(*told, strict=True) if old != new]
