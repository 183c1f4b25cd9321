"""Has anything really changed: control charts, run charts and what they let us say."""

from scoring.change.branch import BASELINE_VISITS, Baseline, Monitor, baseline, monitor
from scoring.change.break_point import ChangePoint, change_point
from scoring.change.control import Ewma, PChart, Xmr, ewma, p_chart, xmr
from scoring.change.effect import Effect, plan_effect
from scoring.change.helped import Helped, Record, Unknown, did_it_help
from scoring.change.rates import RateMonth, rate_chart
from scoring.change.region import ENOUGH_POINTS, ENOUGH_VISITS, Month, RegionChart, Verdict, region_chart
from scoring.change.rules import run_rules
from scoring.change.runs import RunChart, run_chart
from scoring.change.trend import Trend, trend
from scoring.change.watching import Watch, watch_begins, watch_branches

__all__ = [
    "BASELINE_VISITS",
    "ENOUGH_POINTS",
    "ENOUGH_VISITS",
    "Baseline",
    "ChangePoint",
    "Effect",
    "Ewma",
    "Helped",
    "Monitor",
    "Month",
    "PChart",
    "RateMonth",
    "Record",
    "RegionChart",
    "RunChart",
    "Trend",
    "Unknown",
    "Verdict",
    "Watch",
    "Xmr",
    "baseline",
    "change_point",
    "did_it_help",
    "ewma",
    "monitor",
    "p_chart",
    "plan_effect",
    "rate_chart",
    "region_chart",
    "run_chart",
    "run_rules",
    "trend",
    "watch_begins",
    "watch_branches",
    "xmr",
]
