"""What pocket mode shows. No word on it tells what it is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import format_date, format_time

from shopper import clock
from shopper.models import Person, Visit
from shopper.visits.on_site import NOTE, RECOGNISED, STOPPED, Stamp, journey, moment, stamp_words, standing
from shopper.visits.pocket.shopping import lines_of
from shopper.visits.progress import is_given
from survey_defs import QuestionSet
from survey_defs.kinds import Photo


@dataclass(frozen=True)
class Tap:
    """A stamp that stands: `time` as `12:41` in the zone of the branch."""

    id: str
    time: str
    text: str


@dataclass(frozen=True)
class Row:
    """One stamp to tap, with the taps that stand; two where two devices tapped it."""

    name: str
    label: str
    taps: list[Tap]


def notebook(definition: QuestionSet, stamps: Iterable[Stamp], zone: str) -> dict[str, Any]:
    """The stamps in journey order, the notes, and the two flags."""
    taps = list(stamps)

    def row(name: str) -> Row:
        return Row(name, stamp_words(name), [_tap(one, zone) for one in standing(taps, name)])

    return {
        "day": format_date(clock.local_date(clock.now(), zone), "EEEE"),
        "zone": zone,
        "rows": [row(name) for name in journey(definition)],
        "flag_rows": [row(name) for name in (RECOGNISED, STOPPED)],
        "notes": row(NOTE).taps,
    }


def _tap(stamp: Stamp, zone: str) -> Tap:
    there = moment(stamp).astimezone(ZoneInfo(zone))
    return Tap(str(stamp["id"]), format_time(there, "HH:mm", rebase=False), str(stamp.get("text") or ""))


def pocket(mine: Visit, person: Person) -> dict[str, Any]:
    """Pocket mode of a visit."""
    book = notebook(mine.version.definition, mine.stamps, mine.branch.time_zone)
    home = url_for(".visit", visit_id=mine.id)
    rooms, lines = photo_questions(mine), lines_of(person)
    return {"visit": mine, "rooms": rooms, "lines": lines, "home": home, "known": mine.stamps, **book}


def photo_question(mine: Visit) -> str:
    """Where a photo goes: the first of the photo questions that has room; '' where none has."""
    questions = photo_questions(mine)
    return next((key for key, most in questions if _count(mine.draft.get(key)) < most), "")


def photo_questions(mine: Visit) -> list[tuple[str, int]]:
    """The photo questions with how many photos each takes: those at or after the touchpoint in hand first."""
    definition = mine.version.definition
    here = _reached(definition, mine.stamps)
    found = [
        (at < here, question.key, question.max)
        for at, touchpoint in enumerate(definition.touchpoints)
        for question in touchpoint.asked
        if isinstance(question, Photo)
    ]
    return [
        (key, most) for behind in (False, True) for was_behind, key, most in found if was_behind is behind
    ]


def _reached(definition: QuestionSet, stamps: Iterable[Stamp]) -> int:
    """The place of the last touchpoint that was stamped; that of the first before any was."""
    tapped = {one["name"] for one in standing(stamps)}
    return max((at for at, one in enumerate(definition.touchpoints) if one.stamp in tapped), default=0)


def _count(entry: Any) -> int:
    return len(entry.get("value") or []) if is_given(entry) else 0
