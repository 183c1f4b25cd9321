"""Branches beside each other: what a handful of visits can and cannot say about them.

`scoring.comparison` joins these into the one answer that the Compare page shows.
"""

from scoring.compare.between import between_variance, james_stein, plug_in, tau2_interval
from scoring.compare.funnel import comparison_multiplier, funnel_limits
from scoring.compare.planning import (
    detectable_difference,
    sd_interval,
    visits_against,
    visits_needed,
)
from scoring.compare.ranges import interval, quantile
from scoring.compare.rank_sets import joint_rank_sets, rank_set
from scoring.compare.rates import benjamini_hochberg, wilson
from scoring.compare.records import Floats, Funnel, Interval, Nodes, PlugIn, Shrunk
from scoring.compare.shrinkage import shrink
from scoring.compare.standing import expected_rank, percentile_interval, probability_in_bottom
from scoring.compare.within import pooled_within

__all__ = [
    "Floats",
    "Funnel",
    "Interval",
    "Nodes",
    "PlugIn",
    "Shrunk",
    "benjamini_hochberg",
    "between_variance",
    "comparison_multiplier",
    "detectable_difference",
    "expected_rank",
    "funnel_limits",
    "interval",
    "james_stein",
    "joint_rank_sets",
    "percentile_interval",
    "plug_in",
    "pooled_within",
    "probability_in_bottom",
    "quantile",
    "rank_set",
    "sd_interval",
    "shrink",
    "tau2_interval",
    "visits_against",
    "visits_needed",
    "wilson",
]
