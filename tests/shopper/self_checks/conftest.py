"""Dev, who looks for himself."""

from __future__ import annotations

import pytest

from tests.support.builders import House
from tests.support.pages import Client


@pytest.fixture
def dev(house: House, as_) -> Client:
    return as_(house.dev)
