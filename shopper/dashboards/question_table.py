"""Branches beside each other on one question, in words and as a file."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from scoring.comparison import BranchRate
from shopper.dashboards import question_words
from shopper.dashboards.charts import flag_words
from shopper.dashboards.compare import SIGNALS
from shopper.dashboards.question import QuestionPage
from shopper.dashboards.question_words import percent_points
from shopper.dashboards.words import percent


class Row(NamedTuple):
    """A branch in words; `signal` is '' in the middle."""

    id: int
    name: str
    hits: str
    likely: str
    estimate: str
    says: str
    signal: str


HEAD_ROOM = 14
"""Characters of the best answer that fit over a column."""


def head(page: QuestionPage) -> str:
    return page.best if len(page.best) <= HEAD_ROOM else _("Best answers")


def shown(page: QuestionPage) -> list[BranchRate]:
    """The branches that may be named, those who need attention first."""
    if page.rates is None or page.names is None:
        return []
    return [each for each in page.rates.branches if each.key in page.names]


def rows(page: QuestionPage, part: Sequence[BranchRate]) -> list[Row]:
    names, flags = page.names or {}, flag_words()
    return [
        Row(
            int(each.key),
            names[each.key],
            _("%(hits)s of %(n)s", hits=each.hits, n=each.n),
            percent(each.own.low, each.own.high),
            question_words.share(each.theta),
            flags[each.flag],
            SIGNALS.get(each.flag, ""),
        )
        for each in part
    ]


def title(page: QuestionPage) -> str:
    """The finding over the table, or why there is none."""
    if page.rates is None:
        return (
            _("There is nothing to compare yet")
            if page.best
            else _("Branches are not compared on this question")
        )
    return question_words.differ(shown(page), page.names or {}, page.rates)


def sheet(page: QuestionPage) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows of the CSV, shares in per cent."""
    head = (
        _("Branch"),
        _("Best answers"),
        _("Visits"),
        _("Likely from, %"),
        _("Likely to, %"),
        _("Estimate, %"),
        _("Estimate likely from, %"),
        _("Estimate likely to, %"),
        _("Says"),
    )
    flags, names = flag_words(), page.names or {}
    return head, [
        (
            names[each.key],
            each.hits,
            each.n,
            *(
                percent_points(part)
                for part in (each.own.low, each.own.high, each.theta, each.low, each.high)
            ),
            flags[each.flag],
        )
        for each in shown(page)
    ]
