"""Dates and times as a shopper says them, in the branch's own zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_time, format_timedelta
from flask_babel import gettext as _

from shopper import clock
from shopper.fieldwork.terms import day_part_words
from shopper.models import Branch, Visit


def moment_words(moment: datetime, branch: Branch) -> str:
    """`14:05` today, else `8 October, 14:05`."""
    there = moment.astimezone(ZoneInfo(branch.time_zone))
    if there.date() == clock.local_date(clock.now(), branch.time_zone):
        return _time(there)
    return dated_words(moment, branch)


def dated_words(moment: datetime, branch: Branch) -> str:
    """`8 October, 14:05`, today as well: beside another day a bare time would be taken for that day's."""
    there = moment.astimezone(ZoneInfo(branch.time_zone))
    return _("%(day)s, %(time)s", day=format_date(there.date(), "d MMMM"), time=_time(there))


def _time(there: datetime) -> str:
    return str(format_time(there, "HH:mm", rebase=False))


def window_words(visit: Visit) -> str:
    """When the visit may be made, with its part of the day where it has one."""
    days, part = _days(visit), day_part_words(visit.day_part)
    return _("%(days)s, %(part)s", days=days, part=part) if part else days


def _days(visit: Visit) -> str:
    first, last = visit.window_from, visit.window_to
    if first and last and first != last:
        return _("%(first)s to %(last)s", first=_day(first), last=_day(last))
    if first and last:
        return _("on %(day)s", day=_day(first))
    if last:
        return _("until %(day)s", day=_day(last))
    return _("from %(day)s", day=_day(first)) if first else _("any day")


def _day(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM"))


def visited_words(visit: Visit) -> str:
    """The day of the visit."""
    return str(format_date(visit.visited_on, "d MMMM yyyy")) if visit.visited_on else ""


def today_words() -> str:
    """The day it is."""
    return str(format_date(clock.now().date(), "EEEE d MMMM"))


def iso_moment(at: str) -> datetime:
    """The moment of an answer's time stamp."""
    return datetime.fromisoformat(at)


def span_words(span: timedelta) -> str:
    """`90 seconds`, `12 minutes`, `3 hours`: the largest unit of which there are two."""
    whole = timedelta(seconds=round(span.total_seconds()))
    return str(format_timedelta(whole, granularity="second", threshold=2))
