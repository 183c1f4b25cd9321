"""The words of the planner: what a difference costs in visits, and how well that is known."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.compare import sd_interval
from scoring.comparison import Comparison
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import branches, number, span, visits, whole

if TYPE_CHECKING:
    from shopper.dashboards.planner import Plan

ENOUGH = 30
"""Degrees of freedom from which the spread of visits is well known."""


def headline(plan: "Plan", everyone: Comparison) -> Headline:
    """To notice a change of 10 points at a branch, plan 27 visits before and 27 after."""
    told = ngettext(
        "To notice a change of one point at a branch, plan %(visits)s before it and as many after.",
        "To notice a change of %(num)s points at a branch, plan %(visits)s before it and as many after.",
        plan.points,
        visits=visits(plan.itself),
    )
    return Headline(told, " ".join(filter(None, [_against(plan), _pace(plan), _doubt(everyone)])))


def _against(plan: "Plan") -> str:
    if plan.others is None:
        return _("Against the mean of the others no number of visits is enough, because that is too rough.")
    return _("To tell it from the mean of the others, plan %(visits)s.", visits=visits(plan.others))


def _pace(plan: "Plan") -> str:
    return ngettext(
        "At the pace of this period the first takes one month.",
        "At the pace of this period the first takes %(num)s months.",
        plan.months,
    )


def _doubt(everyone: Comparison) -> str:
    """That the spread itself is poorly known."""
    if everyone.df >= ENOUGH:
        return ""
    return _("Too few visits to be sure: take these as rough numbers.")


def unknown(everyone: Comparison) -> Headline:
    """Too few visits to know anything of how they differ."""
    if not everyone.branches:
        return Headline(
            _("No branch has a scored visit in this period."), _("Choose other months to plan from.")
        )
    return Headline(
        _("There are too few visits to plan from."),
        _(
            "Every branch has one visit in each quarter, so nobody knows how much visits differ. Send a second visit to some branches in the same quarter, then come back."
        ),
    )


def notes(showing: Showing, everyone: Comparison, months: int) -> list[str]:
    """What the numbers rest on."""
    low, high = sd_interval(everyone.s or 0.0, everyone.df)
    spread = _(
        "Two visits to the same branch in the same quarter differ by chance: the standard deviation of one visit is %(sd)s points (likely %(range)s), learned from %(pairs)s of a year, %(version)s.",
        sd=number(everyone.s or 0.0, 1),
        range=span(low, high) or whole(low),
        pairs=ngettext("%(num)s repeated visit", "%(num)s repeated visits", everyone.df),
        version=version_in_words(showing.asked),
    )
    pace = _(
        "The pace is that of %(period)s: %(each)s visits to a branch in a month, over all %(branches)s of the chain that were visited.",
        period=showing.period,
        each=number(everyone.n / len(everyone.branches) / months, 1),
        branches=branches(len(everyone.branches)),
    )
    sure = _(
        "With that many visits a true difference of the size is noticed 8 times in 10, and a difference that is not there is reported 5 times in 100."
    )
    return [spread, pace, sure]


def table(plans: Sequence["Plan"]) -> tuple[tuple[str, ...], list[tuple[int | None, ...]]]:
    """Columns and rows, as the page and the file have them."""
    head = (
        _("Points"),
        _("Visits each side"),
        _("Against the others"),
        _("Months"),
    )
    return head, [(each.points, each.itself, each.others, each.months) for each in plans]
