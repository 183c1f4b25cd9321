"""Where the clock of a phone was changed between two stamps: flagged for the reviewer, never corrected."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.visits.on_site import Stamp, stamp_words, tapped

ALLOWED = timedelta(minutes=2)
"""Less than this may be the phone putting its own clock right."""


@dataclass(frozen=True)
class ClockChange:
    """`by`: how much further the clock went than the time that passed; negative where it was set back."""

    before: Stamp
    after: Stamp
    by: timedelta

    @property
    def words(self) -> str:
        """For the reviewer. A phone that slept may look like one whose clock was set forward, so it says "or"."""
        minutes = round(abs(self.by).total_seconds() / 60)
        how_much = ngettext("%(num)s minute", "%(num)s minutes", minutes)
        names = {"first": stamp_words(self.before["name"]), "second": stamp_words(self.after["name"])}
        if self.by < timedelta():
            return _(
                "Between “%(first)s” and “%(second)s” the phone’s clock was set back by about %(time)s.",
                time=how_much, **names,
            )  # fmt: skip
        return _(
            "Between “%(first)s” and “%(second)s” the phone’s clock went %(time)s further than its own timer: "
            "it was set forward, or the phone slept.",
            time=how_much, **names,
        )  # fmt: skip


def clock_changes(stamps: Iterable[Stamp]) -> list[ClockChange]:
    """Every pair of neighbouring stamps between which the clock and the timer of a phone went apart.

    The timer (`offset_ms`) starts with the page, so only stamps of one run of the page are compared, in the
    order of the timer; those without either are left out. Stamps taken back count, for they were tapped."""
    runs: dict[str, list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        if stamp.get("run") and stamp.get("offset_ms") is not None:
            runs[str(stamp["run"])].append(stamp)
    found = []
    for run in runs.values():
        for before, after in pairwise(sorted(run, key=lambda one: float(one["offset_ms"]))):
            passed = timedelta(milliseconds=float(after["offset_ms"]) - float(before["offset_ms"]))
            by = tapped(after) - tapped(before) - passed
            if abs(by) > ALLOWED:
                found.append(ClockChange(before, after, by))
    return sorted(found, key=lambda one: tapped(one.before))
