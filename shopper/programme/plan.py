"""What saving a sheet would do, in words for the page and in steps for the command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from shopper.programme.reading import Row
from shopper.sheets import RowProblem


@dataclass(frozen=True)
class Line:
    """What becomes of one thing: the row that says so, what the thing is called, and what happens."""

    row: int
    name: str
    what: str


@dataclass(frozen=True)
class Plan:
    """`steps` is what the command does, in values whose `repr` tells all of it; `left` are good rows that
    wait for a bad one; `remarks` stop nothing."""

    rows: int
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    same: int
    left: int
    problems: tuple[RowProblem, ...]
    remarks: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    steps: tuple[Any, ...]

    @property
    def bad(self) -> int:
        """How many rows something is wrong with."""
        return len({problem.row for problem in self.problems})

    @property
    def does_something(self) -> bool:
        return bool(self.steps)

    @cached_property
    def digest(self) -> str:
        """Two plans with the same digest do the same."""
        return sha256(repr((self.steps, self.same, self.left, self.bad)).encode()).hexdigest()


def problems_of(rows: Iterable[Row]) -> tuple[RowProblem, ...]:
    """Everything that is wrong with them, in order of the rows."""
    return tuple(problem for row in rows for problem in row.problems)


def good(rows: Sequence[Row]) -> list[Row]:
    """Those with which nothing is wrong."""
    return [row for row in rows if not row.problems]
