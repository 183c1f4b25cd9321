"""On what terms the visits of a wave are made: fee, hours, rotation, parts of the day, names of staff, how long words are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.models import DayPart, Wave

DAY_PART_WORDS: dict[str, LazyString] = {
    DayPart.MORNING: _l("in the morning, before 12:00"),
    DayPart.AFTERNOON: _l("in the afternoon, from 12:00 to 17:00"),
    DayPart.EVENING: _l("in the evening, from 17:00"),
}


@dataclass(frozen=True)
class Terms:
    """As the columns of Wave of the same names."""

    fee: int = 0
    expense_limit: int = 0
    currency: str = ""
    soft_due_hours: int | None = None
    hard_due_hours: int | None = None
    rotation_days: int = 0
    retention_days: int | None = None
    names_staff: bool = False
    staff_told: str = ""
    day_parts: Mapping[str, int] = field(default_factory=dict)
    on_board: bool = False

    def write_to(self, wave: Wave) -> None:
        """Put them into the wave."""
        for one in fields(self):
            setattr(wave, one.name, getattr(self, one.name))
        wave.day_parts = dict(self.day_parts)


def terms_of(wave: Wave) -> dict[str, Any]:
    """The terms of a wave by the names of its columns."""
    return {one.name: getattr(wave, one.name) for one in fields(Terms)}


def parts_of_visits(visits: int, day_parts: Mapping[str, int]) -> Iterator[str]:
    """For each visit at a branch its part of the day: morning first, '' for those at any time.

    A branch that wants fewer visits than the parts have gets as many as it wants."""
    wanted = [part for part in DayPart for _ in range(day_parts.get(part, 0))]
    yield from (str(part) for part in wanted[:visits])
    yield from ("" for _ in range(visits - len(wanted)))


def day_part_words(part: str) -> str:
    """When on its day a visit is made; '' for any time."""
    return str(DAY_PART_WORDS.get(part, ""))
