"""Long lists in pages, and words for where one is in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask_babel import gettext as _

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some of the items; `previous` and `next` are page numbers, None at the ends."""

    items: Sequence[Item]
    number: int
    first: int
    total: int
    size: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number * self.size < self.total else None

    @property
    def words(self) -> str:
        """1 to 40 of 599"""
        last = self.first + len(self.items) - 1
        return _("%(first)s to %(last)s of %(total)s", first=self.first, last=last, total=self.total)


def page_of(items: Sequence[Item], asked: str, size: int) -> Page[Item]:
    """The page asked for; the first or last where there is no such page."""
    return page_at(len(items), asked, size, lambda start: items[start : start + size])


def page_at(total: int, asked: str, size: int, read: Callable[[int], Sequence[Item]]) -> Page[Item]:
    """The same of a list that is too long to have: `read` gives a page of it, from a place on."""
    most = max(1, -(-total // size))
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    number = min(max(wanted, 1), most)
    start = (number - 1) * size
    return Page(read(start), number, start + 1 if total else 0, total, size)
