"""The only source of the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime, time_zone: str) -> date:
    """The calendar day of `moment` where the branch stands."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds, the form in which answers carry times."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
