"""The short set under change, and its admin's browser."""

from __future__ import annotations

import pytest

from shopper.models import QuestionSetVersion
from shopper.question_sets.building import commands


@pytest.fixture
def draft(house) -> QuestionSetVersion:
    """A draft of version 2 of the short set, made by Change."""
    return commands.change(house.version.question_set, number=2, by=house.asha)


@pytest.fixture
def asha(house, as_):
    return as_(house.asha)
