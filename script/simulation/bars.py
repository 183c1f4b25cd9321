"""A bar: what was promised, what came out, and whether it holds."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import click

Item = TypeVar("Item")


class Bar(NamedTuple):
    what: str
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value lies within what was promised; without a promise it always does."""
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    def __str__(self) -> str:
        promised = "" if self.low is None and self.high is None else f"  promised {self._range()}"
        mark = "" if not promised else "holds  " if self.holds else "FAILS  "
        return f"  {mark:7}{self.what}: {self.value:.4g}{promised}"

    def _range(self) -> str:
        if self.low is None:
            return f"at most {self.high:g}"
        return f"at least {self.low:g}" if self.high is None else f"{self.low:g} to {self.high:g}"


def shown(items: Iterable[Item], label: str, quiet: bool) -> Iterator[Item]:
    """The items, with a progress bar on the terminal."""
    if quiet:
        yield from items
        return
    with click.progressbar(list(items), label=f"{label:22}") as bar:
        yield from bar
