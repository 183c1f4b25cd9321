"""What moves the intent to recommend, by touchpoint, and whether the last impression does."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from flask_babel import gettext as _
from markupsafe import Markup

from scoring import figures
from scoring.drivers import FinishClaim, finish_claim
from scoring.figures import RangeRow
from shopper.dashboards import drivers_words, sentences
from shopper.dashboards.filters import Showing
from shopper.dashboards.overview import Figure
from shopper.dashboards.queries.drivers import Judged, judged_visits
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import number
from shopper.language import spoken
from shopper.models import Person
from survey_defs import QuestionSet, say

RARE = 0.5
"""A touchpoint that fewer visits saw is left out: else nearly no visit would be whole."""


@dataclass(frozen=True)
class DriversPage:
    showing: Showing
    headline: Headline
    figure: Figure = field(default_factory=lambda: Figure("", None))
    notes: Sequence[str] = ()

    @property
    def shown(self) -> Showing:
        """What is shown: the year up to the end, whatever quarter the filter asks for."""
        if self.showing.version is None:
            return self.showing
        return replace(self.showing, first=self.showing.scope.trailing)

    @property
    def sentence(self) -> Markup:
        """The same in one line."""
        return self.shown.sentence

    @property
    def table(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Columns and rows of the file; no rows where nothing can be told."""
        chart = self.figure.chart
        return (chart.columns, chart.rows) if chart else (drivers_words.head(), ())


class Whole(NamedTuple):
    """Visits that saw every touchpoint in `keys` and were asked about the intent, and those left out."""

    keys: Sequence[str]
    rare: Sequence[str]
    visits: Sequence[Judged]
    intents: Sequence[int]
    seen: int
    """All scored visits looked at."""


def drivers(person: Person, showing: Showing) -> DriversPage:
    """Everything the page says, in a fixed number of queries."""
    if showing.version is None:
        return DriversPage(showing, sentences.nothing_yet(showing.place.label))
    definition = showing.asked.definition
    question = intent_of(definition)
    if question is None:
        return DriversPage(showing, drivers_words.not_asked(showing))
    whole = whole_visits(definition, judged_visits(person, showing.scope, question))
    titles = {each.key: say(each.title, spoken(definition)) for each in definition.touchpoints}
    names = [titles[key] for key in whole.keys]
    claim = _claim(whole)
    left_out = drivers_words.left_out([titles[key] for key in whole.rare], whole.seen - len(whole.visits))
    if claim is None:
        told = drivers_words.nothing(showing, len(whole.visits), len({v.branch_id for v in whole.visits}))
        return DriversPage(showing, told, notes=left_out)
    return DriversPage(
        showing=showing,
        headline=drivers_words.headline(claim, names),
        figure=Figure(
            drivers_words.title(claim, names),
            _chart(claim, names),
            drivers_words.caption(showing, claim.n),
        ),
        notes=[*left_out, *drivers_words.meaning()],
    )


def intent_of(definition: QuestionSet) -> str | None:
    """The key of the question that asks whether the shopper would recommend the place, the last of several."""
    asked = [question.key for _at, question in definition.walk() if question.type == "recommend"]
    return asked[-1] if asked else None


def whole_visits(definition: QuestionSet, judged: Sequence[Judged]) -> Whole:
    """The visits that can be weighed against each other, with touchpoints in journey order."""
    scored = [
        each.key for each in definition.touchpoints if any(question.scored for question in each.questions)
    ]
    seen = {key: sum(f"t:{key}" in each.values for each in judged) for key in scored}
    keys = [key for key in scored if key == scored[-1] or seen[key] >= RARE * len(judged)]
    found = [
        (each, intent)
        for each in judged
        if (intent := _intent(each)) is not None and all(f"t:{key}" in each.values for key in keys)
    ]
    rare = [key for key in scored if key not in keys]
    return Whole(keys, rare, [each for each, _told in found], [told for _each, told in found], len(judged))


def _intent(visit: Judged) -> int | None:
    value = (visit.answer or {}).get("value")
    return int(value) if isinstance(value, int | float | str) and str(value).isdecimal() else None


def _claim(whole: Whole) -> FinishClaim | None:
    if not whole.visits:
        return None
    scores = np.array([[each.values[f"t:{key}"] / 100 for key in whole.keys] for each in whole.visits])
    branch = [each.branch_id for each in whole.visits]
    shopper = [str(each.shopper_id) for each in whole.visits]
    return finish_claim(scores, whole.intents, branch, shopper)


def _chart(claim: FinishClaim, names: Sequence[str]) -> figures.Chart:
    words = figures.RangeWords(
        *drivers_words.head(),
        step=_("{name} {value}, likely {low} to {high}"),
        alone="{name} {value}",
        mean=_("equal part {value}"),
        alt=_(
            "Share of each touchpoint in what moves the intent to recommend: {steps}. The same numbers are in the table below."
        ),
    )
    last = len(names) - 1
    rows = [
        RangeRow(name, 100 * each.share, 100 * each.low, 100 * each.high, at == last)
        for at, (name, each) in enumerate(zip(names, claim.drivers, strict=True))
    ]
    most = max(row.high or row.value for row in rows)
    return figures.range_rows(rows, words, (0, max(-(-most // 10) * 10, 40)), 100 / len(rows), number)
