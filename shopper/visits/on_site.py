"""What was tapped and noted on site, read back: nothing here changes a stamp.

A stamp is `{id, name, at, tapped_at, offset_ms, zone, run, changed_at, removed, text}`: `at` is the device's
time after corrections by whole minutes, `tapped_at` the time as first tapped. One that the server made,
for a phone without scripts, has no `offset_ms`: its time is that of its arrival."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from survey_defs import QuestionSet

Stamp = Mapping[str, Any]

IN, OUT = "In", "Out"
NOTE, RECOGNISED, STOPPED = "note", "recognised", "stopped"


def journey(definition: QuestionSet) -> list[str]:
    """The stamps of a set in journey order, In first and Out last."""
    return [IN, *(each.stamp for each in definition.touchpoints if each.stamp), OUT]


def stamp_words(name: str) -> str:
    """What a stamp is called on a page; a set's own stamps are called as the set calls them."""
    return {
        IN: _("In"),
        OUT: _("Out"),
        RECOGNISED: _("I was recognised"),
        STOPPED: _("I had to stop"),
    }.get(name, name)


def moment(stamp: Stamp) -> datetime:
    """When it was, as corrected."""
    return datetime.fromisoformat(str(stamp["at"]))


def tapped(stamp: Stamp) -> datetime:
    """When it was first tapped."""
    return datetime.fromisoformat(str(stamp.get("tapped_at") or stamp["at"]))


def came_from_server(stamp: Stamp) -> bool:
    """Whether its time is that of its arrival, because the phone had no script to tell its own."""
    return stamp.get("offset_ms") is None


def standing(stamps: Iterable[Stamp], *names: str) -> list[Stamp]:
    """The stamps that were not taken back, the earliest first; only those of `names` where some are given."""
    kept = [one for one in stamps if not one.get("removed") and (not names or one["name"] in names)]
    return sorted(kept, key=lambda one: (moment(one), str(one["id"])))


def first(stamps: Iterable[Stamp], name: str) -> Stamp | None:
    """The earliest stamp of this name that stands."""
    return next(iter(standing(stamps, name)), None)


def stamped_seconds(pair: tuple[str, str] | None, stamps: Iterable[Stamp]) -> int | None:
    """Whole seconds between two stamps; None where one is missing or they stand the wrong way round."""
    taps = list(stamps)
    began, ended = (first(taps, name) for name in pair) if pair else (None, None)
    if began is None or ended is None:
        return None
    seconds = round((moment(ended) - moment(began)).total_seconds())
    return seconds if seconds >= 0 else None


def stamped_durations(definition: QuestionSet, stamps: Iterable[Stamp]) -> dict[str, int]:
    """What the stamps say of every question that is proposed from two of them, in whole seconds."""
    taps = list(stamps)
    found = {
        key: stamped_seconds(getattr(question, "from_stamps", None), taps)
        for key, question in definition.by_key.items()
    }
    return {key: seconds for key, seconds in found.items() if seconds is not None}


@dataclass(frozen=True)
class Around:
    """The stamps of a touchpoint (`own`), and those before and after it, in journey order."""

    before: tuple[str, ...]
    own: tuple[str, ...]
    after: tuple[str, ...]


def around(definition: QuestionSet, key: str) -> Around:
    """In belongs to the first touchpoint, Out to the last."""
    names = [each.stamp for each in definition.touchpoints]
    at = [each.key for each in definition.touchpoints].index(key)
    before = [IN, *filter(None, names[:at])] if at else []
    own = [*([] if at else [IN]), *filter(None, [names[at]]), *([OUT] if at == len(names) - 1 else [])]
    after = [*filter(None, names[at + 1 :]), OUT] if at < len(names) - 1 else []
    return Around(tuple(before), tuple(own), tuple(after))


@dataclass(frozen=True)
class Pinned:
    """What stands above a touchpoint of the report: its stamps, and the notes that may belong to it."""

    stamps: list[Stamp]
    notes: list[Stamp]


def pinned(definition: QuestionSet, key: str, stamps: Iterable[Stamp]) -> Pinned:
    """A note may belong to every touchpoint between the stamps that were tapped before and after it."""
    taps, where = list(stamps), around(definition, key)
    earlier = [one for name in where.before if (one := first(taps, name))]
    later = [one for name in where.after if (one := first(taps, name))]
    since, until = earlier[-1:], later[:1]
    notes = [
        note
        for note in standing(taps, NOTE)
        if all(moment(one) <= moment(note) for one in since)
        and all(moment(note) <= moment(one) for one in until)
    ]
    return Pinned(standing(taps, *where.own) if where.own else [], notes)
