"""What was tapped and noted on site, pinned above the touchpoint that it belongs to."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask_babel import format_time

from shopper.models import Visit
from shopper.visits.on_site import Stamp, around, moment, pinned, stamp_words
from survey_defs import QuestionSet


@dataclass(frozen=True)
class Pins:
    """`stamps` and `notes` as (words, time, moment); `around` tells a script which stamps stand where."""

    stamps: list[tuple[str, str, str]]
    notes: list[tuple[str, str, str]]
    around: dict[str, list[tuple[str, str]]]
    zone: str


def pins(mine: Visit, key: str) -> Pins:
    """The stamps of a touchpoint, and the notes that may belong to it, in the clocks of the branch."""
    return pins_of(mine.version.definition, key, mine.stamps, mine.branch.time_zone)


def pins_of(definition: QuestionSet, key: str, stamps: list[Stamp], zone: str) -> Pins:
    """The same for any stamps of a set."""
    found, where = pinned(definition, key, stamps), around(definition, key)
    return Pins(
        stamps=[_pin(one, stamp_words(one["name"]), zone) for one in found.stamps],
        notes=[_pin(one, str(one.get("text", "")), zone) for one in found.notes],
        around={
            name: [(one, stamp_words(one)) for one in names]
            for name, names in (("before", where.before), ("own", where.own), ("after", where.after))
        },
        zone=zone,
    )


def _pin(stamp: Stamp, words: str, zone: str) -> tuple[str, str, str]:
    there = moment(stamp).astimezone(ZoneInfo(zone))
    return words, str(format_time(there, "HH:mm", rebase=False)), str(stamp["at"])
