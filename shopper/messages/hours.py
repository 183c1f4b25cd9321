"""Quiet hours and the hours of digests, in the clocks of whoever is told (N6, N8)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

MONDAY = 0
DAY = timedelta(days=1)


class Hours(NamedTuple):
    """Quiet from and until minutes after midnight in `zone`; never quiet where both are the same."""

    zone: str
    quiet_from: int
    quiet_until: int


def is_quiet(moment: datetime, hours: Hours) -> bool:
    """Whether the clock on this person's wall stands in the quiet hours."""
    wall = moment.astimezone(ZoneInfo(hours.zone))
    minute, begins, ends = wall.hour * 60 + wall.minute, hours.quiet_from, hours.quiet_until
    if begins <= ends:
        return begins <= minute < ends
    return minute >= begins or minute < ends


def quiet_ends(moment: datetime, hours: Hours) -> datetime:
    """The first moment from this one on that is not quiet, in UTC."""
    if not is_quiet(moment, hours):
        return moment.astimezone(UTC)
    today = moment.astimezone(ZoneInfo(hours.zone)).date()
    ends = (end for ahead in range(-1, 4) for end in _moments(today + ahead * DAY, hours))
    return min(end for end in ends if end >= moment and not is_quiet(end, hours))


def last_slot(moment: datetime, hours: Hours, *, weekly: bool) -> tuple[date, datetime]:
    """The day and moment of the latest digest hour, that of a Monday where they are weekly: quiet ends then."""
    day = moment.astimezone(ZoneInfo(hours.zone)).date() + DAY
    while True:
        slot = _moments(day, hours)[0]
        if slot <= moment and (not weekly or day.weekday() == MONDAY):
            return day, slot
        day -= DAY


def _moments(day: date, hours: Hours) -> tuple[datetime, datetime]:
    """When the wall shows the end of the quiet hours on that day: twice where clocks go back over it."""
    wall = datetime.combine(day, time(*divmod(hours.quiet_until, 60)), ZoneInfo(hours.zone))
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second
