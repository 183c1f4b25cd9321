"""When a branch is open: what people write of it, and whether it is open at a moment.

`hours` is seven days from Monday; a day is None where nothing is known, else its spans in minutes from
midnight, `[[540, 750], [810, 1080]]`, none where it is closed. A span may end after midnight, up to a
day after it began: `[1320, 1560]` is 22:00-02:00. `closed_days` is `[["2026-12-25", "Christmas"], …]`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.sheets import Unclear

DAY, WEEK = 24 * 60, 7 * 24 * 60
CLOSED = "closed"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NAMES = {
    "monday": _l("Monday"),
    "tuesday": _l("Tuesday"),
    "wednesday": _l("Wednesday"),
    "thursday": _l("Thursday"),
    "friday": _l("Friday"),
    "saturday": _l("Saturday"),
    "sunday": _l("Sunday"),
}
SPANS_MAX, DAYS_MAX, NOTE_MAX = 6, 200, 100

Span = list[int]
Hours = list[list[Span] | None]
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}")


def read_day(text: str) -> list[Span] | None:
    """The spans of one day. Raises Unclear."""
    words = text.strip()
    if not words:
        return None
    if not words[0].isdigit() and words.casefold() in (CLOSED, _("closed").casefold()):
        return []
    spans = sorted(_span(part.strip()) for part in re.split(r"[,;&]", words) if part.strip())
    if not spans or len(spans) > SPANS_MAX:
        raise Unclear(_("These are too many times for one day."), _("Write at most %(max)s.", max=SPANS_MAX))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise Unclear(_("Two of these times overlap."), _("Write each hour once."))
    return spans


def _span(words: str) -> Span:
    found = _SPAN.fullmatch(words)
    if not found:
        raise _strange(words)
    opens, closes = _minutes(words, *found.groups()[:2]), _minutes(words, *found.groups()[2:])
    if opens == DAY:
        raise _strange(words)
    return [opens, closes if closes > opens else closes + DAY]


def _minutes(words: str, hour: str | None, minute: str | None) -> int:
    value = int(hour or 0) * 60 + int(minute or 0)
    if value > DAY or int(minute or 0) > 59:
        raise _strange(words)
    return value


def _strange(words: str) -> Unclear:
    return Unclear(
        _("“%(words)s” is not a time of opening.", words=words[:40]),
        _("Write it like 09:00-18:00, with commas between several, or “closed”."),
    )


def write_day(spans: Sequence[Sequence[int]] | None, closed: str = CLOSED) -> str:
    """What `read_day` reads as the same."""
    if spans is None:
        return ""
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans) or closed


def _clock(minutes: int) -> str:
    shown = minutes if minutes <= DAY else minutes - DAY
    return f"{shown // 60:02d}:{shown % 60:02d}"


def whole_week(hours: Sequence[Any] | None) -> Hours:
    """Seven days, whether anything is known of them or not."""
    return list(hours) if hours else [None] * len(WEEKDAYS)


def stored(week: Hours) -> Hours:
    """The same for the database: nothing where nothing is known."""
    return week if any(day is not None for day in week) else []


def clash(week: Hours) -> int | None:
    """The first weekday (from 0) whose last hours run into the next day's first, or None."""
    for weekday, (today, tomorrow) in enumerate(pairwise([*week, week[0]])):
        if today and tomorrow and today[-1][1] - DAY > tomorrow[0][0]:
            return weekday
    return None


def read_closed_days(text: str) -> list[list[str]]:
    """Days with their notes, one a line or parted by semicolons. Raises Unclear."""
    found: dict[str, str] = {}
    for line in re.split(r"[\n;]", text):
        if line.strip():
            day, note = _closed_day(line.strip())
            found[day] = found.get(day) or note
    if len(found) > DAYS_MAX:
        mend = _("Write at most %(max)s; take out those that are over.", max=DAYS_MAX)
        raise Unclear(_("These are too many closed days."), mend)
    return [[day, note] for day, note in sorted(found.items())]


def _closed_day(line: str) -> tuple[str, str]:
    day, _gap, note = line.partition(" ")
    try:
        return date.fromisoformat(day.rstrip(":,")).isoformat(), " ".join(note.split())[:NOTE_MAX]
    except ValueError as wrong:
        told = _("“%(words)s” does not begin with a date.", words=line[:40])
        raise Unclear(told, _("Write each day like 2026-12-25 Christmas Day.")) from wrong


def write_closed_days(days: Sequence[Sequence[str]], between: str = "\n") -> str:
    """What `read_closed_days` reads as the same."""
    return between.join(f"{day} {note}".strip() for day, note in days)


def is_open(hours: Sequence[Any], closed_days: Sequence[Sequence[str]], at: datetime) -> bool | None:
    """Whether a branch is open at a local time; None where its hours of that day are not known.

    A closed day counts for what begins on it: the night before still ends in its morning."""
    known = False
    for back in (0, 1):
        day = at.date() - timedelta(days=back)
        spans = _begun(hours, closed_days, day)
        known = known or (back == 0 and spans is not None)
        minute = at.hour * 60 + at.minute + back * DAY
        if any(opens <= minute < closes for opens, closes in spans or ()):
            return True
    return False if known else None


def _begun(hours: Sequence[Any], closed_days: Sequence[Sequence[str]], day: date) -> list[Span] | None:
    if day.isoformat() in {closed for closed, _note in closed_days}:
        return []
    return whole_week(hours)[day.weekday()]


def in_words(hours: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Each weekday of which something is known, with its hours."""
    for name, spans in zip(WEEKDAYS, whole_week(hours), strict=True):
        if spans is not None:
            yield str(WEEKDAY_NAMES[name]), write_day(spans, _("closed")).replace("-", "–")
