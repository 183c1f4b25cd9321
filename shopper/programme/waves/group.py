"""The rows of a sheet that are about one wave."""

from typing import Any

from shopper.programme.reading import Row
from shopper.programme.waves.queries import KnownWave


class Group:
    """The rows of one wave; `whole` is False where something is wrong that holds for all of it."""

    def __init__(self, name: str, known: KnownWave | None) -> None:
        self.name, self.known, self.rows, self.whole = name, known, list[Row](), True
        self.values: dict[str, Any] = {}
        self.visits: dict[int, int] = {}
        self.before: dict[int, int] = dict(known.visits) if known else {}

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.problems]

    @property
    def is_same(self) -> bool:
        """Whether the plan stands like this already."""
        return bool(self.known and self.known.values == self.values and self.visits == self.before)
