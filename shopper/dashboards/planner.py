"""How many visits a question costs, from how much visits to the same branch differ here."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from wtforms import Form, StringField

from scoring.compare import detectable_difference, visits_against, visits_needed
from scoring.comparison import Comparison
from shopper.dashboards import estimates, planner_words, sentences
from shopper.dashboards.filters import Showing, read
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.sentences import Headline
from shopper.models import Person

USUAL, ASKED = (5, 10, 15), 10
LEAST_SD = 0.5
"""Points: visits are never taken to be more alike than this, however few they were."""


class Plan(NamedTuple):
    """Visits to notice a true difference of so many points 8 times in 10; None where no number would do."""

    points: int
    itself: int
    """Before, and as many again after."""
    others: int | None
    """To one branch, against the mean of all."""
    months: int
    """For the visits before and after, at the pace of the period."""


class DifferenceForm(Form):
    """Filled by `planner`, which judges the address itself."""

    d = StringField()


@dataclass(frozen=True)
class PlannerPage:
    showing: Showing
    headline: Headline
    asked: int = ASKED
    told: str = ""
    plans: Sequence[Plan] = ()
    notes: Sequence[str] = ()

    @property
    def table(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Columns and rows, as the page and the file have them."""
        return planner_words.table(self.plans)

    @property
    def form(self) -> DifferenceForm:
        form = DifferenceForm(data={"d": str(self.asked)})
        form.d.label.text = _("Difference to notice, in points")
        return form


def planner(person: Person, showing: Showing, asked: str) -> PlannerPage:
    """Everything the page says, in a fixed number of queries."""
    points, told = read_points(asked)
    if showing.version is None:
        return PlannerPage(showing, sentences.nothing_yet(showing.place.label), points, told)
    everyone = estimates.comparison(Chain(person, showing.scope), showing)
    if everyone.s is None or not everyone.branches:
        return PlannerPage(showing, planner_words.unknown(everyone), points, told)
    months = showing.last - showing.first + 1
    plans = [_plan(each, everyone, months) for each in sorted({*USUAL, points})]
    here = next(each for each in plans if each.points == points)
    return PlannerPage(
        showing=showing,
        headline=planner_words.headline(here, everyone),
        asked=points,
        told=told,
        plans=plans,
        notes=planner_words.notes(showing, everyone, months),
    )


def read_points(asked: str) -> tuple[int, str]:
    """The whole points asked for, 1 to 100, or ten with a sentence where they cannot be followed."""
    written = asked.strip()
    if not written:
        return ASKED, ""
    if written.isascii() and written.isdecimal() and len(written) < 4 and 1 <= int(written) <= 100:
        return int(written), ""
    told = _(
        "“%(text)s” is not a difference that can be planned for. Write whole points from 1 to 100.",
        text=written[:20],
    )
    return ASKED, told


def _plan(points: int, everyone: Comparison, months: int) -> Plan:
    sd = max(everyone.s or 0.0, LEAST_SD)
    itself = math.ceil(visits_needed(points, sd))
    others = visits_against(points, sd, _mean_error(everyone, sd))
    pace = everyone.n / len(everyone.branches) / months
    return Plan(points, itself, None if others is None else math.ceil(others), math.ceil(2 * itself / pace))


def _mean_error(everyone: Comparison, sd: float) -> float:
    """How well the mean of these branches is known: √(Σ s²/n)/L."""
    return math.sqrt(sum(sd**2 / each.n for each in everyone.branches)) / len(everyone.branches)


def visit_spread(person: Person, asked: Mapping[str, str]) -> tuple[float, int] | None:
    """The standard deviation of one visit and its degrees of freedom, for the filter of an address.

    None where that version has no results yet, or too few to tell."""
    showing = read(person, asked)
    if showing.version is None or str(showing.version.id) != asked.get("version"):
        return None
    everyone = estimates.comparison(Chain(person, showing.scope), showing)
    return None if everyone.s is None else (max(everyone.s, LEAST_SD), everyone.df)


def noticed(visits: float, sd: float) -> float:
    """The smallest true change at one branch that so many visits before and after notice 8 times in 10."""
    return detectable_difference(visits, sd)
