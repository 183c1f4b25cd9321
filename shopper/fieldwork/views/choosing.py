"""What a form offered, found again when it comes back."""

from collections.abc import Sequence
from typing import TypeVar

from flask import abort

from shopper.models import Person, QuestionSetVersion

Row = TypeVar("Row", Person, QuestionSetVersion)


def chosen(offered: Sequence[Row], row_id: int) -> Row:
    """What was chosen; 404 where it went away since it was offered."""
    return next((row for row in offered if row.id == row_id), None) or abort(404)
