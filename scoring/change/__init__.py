"""Has anything really changed: control charts, run charts and what they let us say."""

from scoring.change.branch import BASELINE_VISITS, Baseline, Monitor, baseline, monitor
from scoring.change.control import Ewma, PChart, Xmr, ewma, p_chart, xmr
from scoring.change.rates import RateMonth, rate_chart
from scoring.change.region import ENOUGH_POINTS, ENOUGH_VISITS, Month, RegionChart, Verdict, region_chart
from scoring.change.rules import run_rules
from scoring.change.runs import RunChart, run_chart
from scoring.change.watching import Watch, watch_begins, watch_branches

__all__ = [
    "BASELINE_VISITS",
    "ENOUGH_POINTS",
    "ENOUGH_VISITS",
    "Baseline",
    "Ewma",
    "Monitor",
    "Month",
    "PChart",
    "RateMonth",
    "RegionChart",
    "RunChart",
    "Verdict",
    "Watch",
    "Xmr",
    "baseline",
    "ewma",
    "monitor",
    "p_chart",
    "rate_chart",
    "region_chart",
    "run_chart",
    "run_rules",
    "watch_begins",
    "watch_branches",
    "xmr",
]
