"""The waits that shoppers wrote themselves, which who guesses them rounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scoring.screens import digit_preference
from shopper.models import Person
from shopper.review.shoppers import queries
from shopper.review.shoppers.queries import Written
from shopper.visits.on_site import stamped_durations
from survey_defs import QuestionSet
from survey_defs.kinds import Duration

UNIT, LEAST_WAITS, LEAST_SECONDS = 5, 15, 20
"""Seconds; fewer waits say nothing of a person, and shorter ones are counted rather than guessed."""


class Rounded(NamedTuple):
    """Of the waits that one shopper wrote, those in whole fives, and the chance of as many; `usual` is
    the share of the others', None where they wrote none."""

    round: int
    waits: int
    chance: float
    usual: float | None

    @property
    def share(self) -> float:
        return self.round / self.waits if self.waits else 0.0

    @property
    def shown(self) -> bool:
        return self.waits >= LEAST_WAITS


def rounded(person: Person) -> dict[int, Rounded]:
    """By shopper, over the latest reports that this reviewer may decide."""
    reports = queries.written(person)
    asked = queries.versions(one.version_id for one in reports)
    waits = waits_of(reports, {key: each.definition for key, each in asked.items()})
    hits = {each: sum(wait % UNIT == 0 for wait in own) for each, own in waits.items()}
    all_hits, everything = sum(hits.values()), sum(map(len, waits.values()))
    return {each: _rounded(own, hits[each], all_hits, everything) for each, own in waits.items()}


def _rounded(own: Sequence[int], hits: int, all_hits: int, everything: int) -> Rounded:
    others = everything - len(own)
    usual = (all_hits - hits) / others if others else None
    return Rounded(hits, len(own), digit_preference(own, UNIT, min(usual or 0.0, 0.95)), usual)


def waits_of(
    reports: Sequence[Written], definitions: Mapping[int, QuestionSet]
) -> Mapping[int, Sequence[int]]:
    """The waits that each shopper wrote: not those taken from stamps, which nobody rounds."""
    found: dict[int, list[int]] = defaultdict(list)
    for one in reports:
        found[one.shopper_id] += _written(one, definitions[one.version_id])
    return {each: own for each, own in found.items() if own}


def _written(one: Written, definition: QuestionSet) -> Iterator[int]:
    stamped = stamped_durations(definition, one.stamps)
    for key, entry in one.answers.items():
        seconds = entry.get("value") if isinstance(definition.by_key.get(key), Duration) else None
        if isinstance(seconds, int) and seconds >= LEAST_SECONDS and stamped.get(key) != seconds:
            yield seconds
