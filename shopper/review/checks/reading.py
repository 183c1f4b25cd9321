"""What a report says of itself, in figures: choices by their place, pace, texts, place, waits against stamps."""

from collections.abc import Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from statistics import median
from typing import Any, NamedTuple

from scoring.marks import mark
from scoring.screens import grams
from shopper.review.filling import seconds_of
from shopper.visits.on_site import stamped_durations
from survey_defs import QuestionSet
from survey_defs.kinds import Choice, Scale, YesNo

Answers = Mapping[str, Any]
EARTH = 6_371_000
LEAST_APART, SHARE_APART = 60, 0.5
"""A wait contradicts its stamps where the two are a minute and half of the stamped wait apart."""


def positions(definition: QuestionSet, answers: Answers) -> list[int]:
    """The places of what was chosen, counted from the best of each list."""
    found = []
    for key, entry in answers.items():
        question = definition.by_key.get(key)
        if isinstance(question, YesNo | Choice | Scale) and "value" in entry:
            marks = [mark(question, one) for one in _keys(question)]
            own = mark(question, entry["value"])
            if own is not None:
                found.append(sum(one is not None and one > own for one in marks))
    return found


def _keys(question: YesNo | Choice | Scale) -> Sequence[str]:
    if isinstance(question, YesNo):
        return ("yes", "no")
    return [one.key for one in (question.scale if isinstance(question, Scale) else question.options)]


def seconds_each(filling: Mapping[str, Any], answers: Answers) -> float | None:
    """Seconds an answer; None where it was not timed."""
    seconds = sum(seconds_of(filling).values())
    return seconds / len(answers) if seconds and answers else None


class Text(NamedTuple):
    key: str
    grams: frozenset[str]


def texts(answers: Answers) -> list[Text]:
    """Every free text and every comment that is long enough to be told apart."""
    found = [Text(key, grams(words)) for key, words in _words(answers)]
    return [one for one in found if one.grams]


def _words(answers: Answers) -> Iterator[tuple[str, str]]:
    for key, entry in answers.items():
        for words in (entry.get("value"), entry.get("comment")):
            if isinstance(words, str):
                yield key, words


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's share of runs of letters that two texts have in common, 0 to 1."""
    if min(len(one), len(other)) * 2 < max(len(one), len(other)):
        return 0.0
    return len(one & other) / len(one | other)


def most_alike(mine: Sequence[Text], theirs: Sequence[Text]) -> tuple[float, str]:
    """The largest share between a text of one report and one of another, and the question of the first."""
    return max(
        ((alike(one.grams, other.grams), one.key) for one in mine for other in theirs), default=(0.0, "")
    )


class Place(NamedTuple):
    """Degrees, and metres of accuracy."""

    lat: float
    lon: float
    accuracy: float


def place(definition: QuestionSet, answers: Answers) -> Place | None:
    """Where the report was written, if the shopper said so."""
    for key, entry in answers.items():
        question, value = definition.by_key.get(key), entry.get("value")
        if question is not None and question.type == "location" and isinstance(value, Mapping):
            accuracy = float(value.get("accuracy_m") or 0)
            return Place(float(value["lat"]), float(value["lon"]), accuracy)
    return None


def middle(places: Sequence[Place]) -> Place:
    """The middle of places that are near each other."""
    return Place(median(one.lat for one in places), median(one.lon for one in places), 0.0)


def metres(one: Place, other: Place) -> float:
    """The distance on the ground (haversine), less what the two do not know."""
    lat1, lat2, way = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(way / 2) ** 2
    return max(0.0, 2 * EARTH * asin(min(1.0, sqrt(half))) - one.accuracy - other.accuracy)


def contradictions(
    definition: QuestionSet, answers: Answers, stamps: Sequence[Any]
) -> tuple[list[tuple[str, int, int]], int]:
    """Waits that are far from what was stamped: question, seconds answered, seconds stamped; and of how many."""
    stamped = stamped_durations(definition, stamps)
    both = [
        (key, answers[key]["value"], seconds)
        for key, seconds in stamped.items()
        if isinstance(answers.get(key, {}).get("value"), int)
    ]
    return [one for one in both if _apart(one[1], one[2])], len(both)


def _apart(answered: int, stamped: int) -> bool:
    return abs(answered - stamped) > max(LEAST_APART, SHARE_APART * stamped)
