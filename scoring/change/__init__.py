"""Has anything really changed: control charts, run charts and what they let us say."""

from scoring.change.control import Ewma, PChart, Xmr, ewma, p_chart, xmr
from scoring.change.region import ENOUGH_POINTS, ENOUGH_VISITS, Month, RegionChart, Verdict, region_chart
from scoring.change.rules import run_rules
from scoring.change.runs import RunChart, run_chart

__all__ = [
    "ENOUGH_POINTS",
    "ENOUGH_VISITS",
    "Ewma",
    "Month",
    "PChart",
    "RegionChart",
    "RunChart",
    "Verdict",
    "Xmr",
    "ewma",
    "p_chart",
    "region_chart",
    "run_chart",
    "run_rules",
    "xmr",
]
