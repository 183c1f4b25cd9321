"""The Compare page's answer: every branch of a client beside the others, from exact tallies.

`SCORING.md` §3 in one call. A filter on the page picks among these estimates and never changes them.
"""

from scoring.comparison.against import Against, Difference, difference_range, differences, hold_against
from scoring.comparison.answers import NOBODY, STATES, AnswerCounts, Ways, count_answers, ways_of
from scoring.comparison.branches import by_need, compare_branches
from scoring.comparison.means import mean_range, visit_variance
from scoring.comparison.outlying import Outlying, outlying
from scoring.comparison.rates import BranchRate, Hits, RateComparison, compare_rates, shrink_rates
from scoring.comparison.records import (
    ENOUGH_VISITS,
    NEED,
    BranchEstimate,
    Cell,
    Comparison,
    Flag,
    MeanRange,
    Reason,
)
from scoring.comparison.tables import CellTable, compare_table

__all__ = [
    "ENOUGH_VISITS",
    "NEED",
    "NOBODY",
    "STATES",
    "Against",
    "AnswerCounts",
    "BranchEstimate",
    "BranchRate",
    "Cell",
    "CellTable",
    "Comparison",
    "Difference",
    "Flag",
    "Hits",
    "MeanRange",
    "Outlying",
    "RateComparison",
    "Reason",
    "Ways",
    "by_need",
    "compare_branches",
    "compare_rates",
    "compare_table",
    "count_answers",
    "difference_range",
    "differences",
    "hold_against",
    "mean_range",
    "outlying",
    "shrink_rates",
    "visit_variance",
    "ways_of",
]
