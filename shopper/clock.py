"""The only source of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """All that happens inside happens at `moment`: how the demo tells its past, and pictures stay true."""
    before = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(before)


def local_date(moment: datetime, time_zone: str) -> date:
    """The calendar day of `moment` where the branch stands."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds, the form in which answers carry times."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
