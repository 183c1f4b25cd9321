"""A visit as it went: its stamps by time, with the waits between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_time
from flask_babel import gettext as _

from shopper.visits.clock_changes import clock_changes
from shopper.visits.on_site import (
    NOTE,
    RECOGNISED,
    STOPPED,
    Stamp,
    came_from_server,
    moment,
    stamp_words,
    standing,
    tapped,
)
from shopper.visits.phrases import span_words

TOLD = frozenset({NOTE, RECOGNISED, STOPPED})
"""What a shopper told beside the stamps of the journey."""


@dataclass(frozen=True)
class Stop:
    """One stamp, in words: `wait` until the next of the journey, '' for none; `remarks` on where its time
    comes from. `iso` is the moment."""

    label: str
    time: str
    iso: str
    words: str
    wait: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """The stops, how long the journey took and on which day it began, '' where that is not known; and where
    the phone's clock was changed on the way."""

    stops: tuple[Stop, ...]
    took: str
    day: str
    clocks: tuple[str, ...]


def timeline(stamps: Iterable[Stamp], time_zone: str, *, whole: bool) -> Timeline:
    """The stamps that stand, in the clocks of `time_zone`.

    Without `whole` only those of the journey: whatever else a shopper told may say who they are."""
    taps, zone = list(stamps), ZoneInfo(time_zone)
    shown = [one for one in standing(taps) if whole or one["name"] not in TOLD]
    journey = [one for one in shown if one["name"] not in TOLD]
    waits = {
        str(before["id"]): span_words(moment(after) - moment(before)) for before, after in pairwise(journey)
    }
    return Timeline(
        stops=tuple(_stop(one, zone, waits, whole=whole) for one in shown),
        took=span_words(moment(journey[-1]) - moment(journey[0])) if len(journey) > 1 else "",
        day=str(format_date(moment(journey[0]).astimezone(zone).date(), "d MMMM yyyy")) if journey else "",
        clocks=tuple(change.words for change in clock_changes(taps)) if whole else (),
    )


def _stop(stamp: Stamp, zone: ZoneInfo, waits: Mapping[str, str], *, whole: bool) -> Stop:
    return Stop(
        label=_("Note") if stamp["name"] == NOTE else stamp_words(stamp["name"]),
        time=_time(moment(stamp), zone),
        iso=str(stamp["at"]),
        words=str(stamp.get("text") or "") if whole else "",
        wait=waits.get(str(stamp["id"]), ""),
        remarks=tuple(_remarks(stamp, zone)) if whole else (),
    )


def _remarks(stamp: Stamp, zone: ZoneInfo) -> Iterator[str]:
    if tapped(stamp) != moment(stamp):
        yield _("First tapped at %(time)s.", time=_time(tapped(stamp), zone))
    if came_from_server(stamp):
        yield _("The time at which it reached us; the phone told none of its own.")


def _time(at: datetime, zone: ZoneInfo) -> str:
    return str(format_time(at.astimezone(zone), "HH:mm", rebase=False))
