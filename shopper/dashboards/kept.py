"""Sums of a whole client that stay in memory from page to page, for as long as no release touches them.

To say how much branches and visits differ, each page needs the sums of every branch of the client. They
are read once. A release marks its branch in the transaction that changes the sums; whoever finds marks
that have changed reads the branches that they belong to, and no others. So every process tells what the
database holds, and none has to hear of the others."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from flask import current_app
from numpy.typing import NDArray

Made = TypeVar("Made")
Rows = NDArray[np.int64]

NAME = "last_inch.kept_sums"
MOST_BYTES = 96 * 2**20
"""Of rows in one process: what a chain of 10,000 branches needs for a quarter, many times over for 500."""
MOST_MADE = 64
"""Things made of the rows of one measure, such as sums of several regions; the longest unused goes first."""
MANY = 200
"""From so many changed branches on, all are read again."""


@dataclass(frozen=True)
class Marks:
    """By branch which state the tallies of a version were in."""

    by_branch: Mapping[int, int]

    @cached_property
    def total(self) -> int:
        """Another one where any of the marks is another, but for one chance in 2⁴⁰."""
        return sum(self.by_branch.values()) + len(self.by_branch)

    def changed(self, since: "Marks") -> set[int]:
        """Branches whose tallies are in another state now."""
        return {branch for branch, _mark in self.by_branch.items() ^ since.by_branch.items()}


class Kept:
    """Rows of one measure, the branch in the first column, in order of branches; and what was made of them."""

    def __init__(self, marks: Marks, rows: Rows) -> None:
        self.marks, self.rows = marks, rows
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of these rows and of what the key says, made once."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: Made = self._made[key]
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > MOST_MADE:
                self._made.popitem(last=False)
        return made

    def with_rows(self, marks: Marks, branches: set[int], rows: Rows) -> "Kept":
        """The same with these rows in the place of what there was of these branches."""
        if not len(rows) and not np.isin(self.rows[:, 0], list(branches)).any():
            self.marks = marks
            return self
        left = self.rows[~np.isin(self.rows[:, 0], list(branches))]
        both = np.concatenate([left, rows])
        return Kept(marks, both[np.argsort(both[:, 0], kind="stable")])


class Memory:
    """What one process keeps; the longest unused goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._marks: dict[int, Marks] = {}
        self._lock = Lock()

    def marks(self, version: int) -> Marks | None:
        return self._marks.get(version)

    def remember(self, version: int, marks: Marks) -> None:
        with self._lock:
            self._marks[version] = marks

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            size = sum(each.rows.nbytes for each in self._kept.values())
            while size > MOST_BYTES and len(self._kept) > 1:
                _key, gone = self._kept.popitem(last=False)
                size -= gone.rows.nbytes


def memory() -> Memory:
    """That of this process and this app."""
    found: Memory = current_app.extensions.setdefault(NAME, Memory())
    return found
