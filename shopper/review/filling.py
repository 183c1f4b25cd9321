"""How a report was filled in: what the reviewer may want to ask about, and never a verdict."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Any

from babel.dates import format_timedelta
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from shopper.models import Visit
from shopper.visits.on_site import OUT, moment, standing
from shopper.visits.phrases import span_words
from survey_defs import QuestionSet, say

FEWEST = 8
"""Reports from which on a usual time is told."""

Filling = Mapping[str, Any]


@dataclass(frozen=True)
class Pace:
    """One touchpoint in words: time in view and in use, the middle half of other reports, '' if unknown,
    and how often answers were changed."""

    title: str
    took: str
    usual: str
    changes: int


@dataclass(frozen=True)
class FilledIn:
    """The touchpoints that were timed, and facts about the whole."""

    rows: tuple[Pace, ...]
    facts: tuple[str, ...]
    others: int


def seconds_of(filling: Filling) -> dict[str, int]:
    """Seconds per touchpoint, over all devices."""
    return _summed(filling, "touchpoints")


def _summed(filling: Filling, what: str) -> dict[str, int]:
    told = [device.get(what, {}) for device in filling.values()]
    return {
        key: sum(int(each.get(key, 0)) for each in told) for key in {key for each in told for key in each}
    }


def filled_in(visit: Visit, sent: datetime | None, others: Collection[Filling], language: str) -> FilledIn:
    """`others`: the same of other reports with this version of the set; `sent`: when it came in first."""
    definition, timed = visit.version.definition, [seconds_of(each) for each in others if each]
    return FilledIn(
        rows=tuple(_rows(definition, visit.filling, timed, language)),
        facts=tuple(_facts(visit, sent)),
        others=len(timed),
    )


def _rows(
    definition: QuestionSet, filling: Filling, timed: Sequence[Mapping[str, int]], language: str
) -> Iterator[Pace]:
    seconds, changes = seconds_of(filling), _summed(filling, "changes")
    for touchpoint in definition.touchpoints:
        if touchpoint.key in seconds:
            yield Pace(
                title=say(touchpoint.title, language),
                took=_seconds(seconds[touchpoint.key]),
                usual=_usual([each[touchpoint.key] for each in timed if touchpoint.key in each]),
                changes=sum(changes.get(question.key, 0) for question in touchpoint.asked),
            )


def _usual(seconds: Sequence[int]) -> str:
    if len(seconds) < FEWEST:
        return ""
    low, _middle, high = quantiles(seconds, n=4, method="inclusive")
    return _("%(low)s to %(high)s", low=_seconds(low), high=_seconds(high))


def _seconds(count: float) -> str:
    """`40 sec`, `12 min`: short, for a table."""
    whole = timedelta(seconds=round(count))
    told = format_timedelta(whole, granularity="second", threshold=2, format="short", locale=get_locale())
    return str(told)


def _facts(visit: Visit, sent: datetime | None) -> Iterator[str]:
    seconds = sum(seconds_of(visit.filling).values())
    if seconds:
        yield _("%(time)s in all", time=_seconds(seconds))
    yield from _after_leaving(visit, sent)
    if len(visit.filling) > 1:
        yield _("on %(num)s devices", num=len(visit.filling))
    reloads = sum(int(device.get("reloads", 0)) for device in visit.filling.values())
    if reloads:
        yield ngettext("the page was loaded anew once", "the page was loaded anew %(num)s times", reloads)


def _after_leaving(visit: Visit, sent: datetime | None) -> Iterator[str]:
    left = standing(visit.stamps, OUT)
    if not left:
        return
    out = moment(left[-1])
    given = [datetime.fromisoformat(entry["at"]) for entry in (visit.answers or {}).values() if "at" in entry]
    if given:
        yield _apart(
            min(given) - out, _("first answer %(time)s after Out"), _("first answer %(time)s before Out")
        )
        yield _apart(
            max(given) - out, _("last answer %(time)s after Out"), _("last answer %(time)s before Out")
        )
    if sent:
        yield _apart(sent - out, _("received %(time)s after Out"), _("received %(time)s before Out"))


def _apart(span: timedelta, after: str, before: str) -> str:
    return (before if span < timedelta() else after) % {"time": span_words(abs(span))}
