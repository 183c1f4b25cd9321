"""Data to Plotly: every chart as a plain figure, and the same data as a table and a sentence.

Figures are plain dictionaries that `plotly.graph_objects.Figure` accepts (importing it costs 0.6 s).
Words come translated from the caller; colours are the page's own CSS variables.
"""

from scoring.figures.answer_bars import AnswerBar, AnswerWords, answer_bars
from scoring.figures.chart import Chart, plain
from scoring.figures.dot_plot import BranchDot, DotWords, dot_plot
from scoring.figures.funnel import FunnelDot, FunnelLimits, FunnelWords, funnel
from scoring.figures.heat import EDGES, heat_step
from scoring.figures.journey import JourneyBar, JourneyWords, journey
from scoring.figures.marks import Mark, marked
from scoring.figures.momentum import MomentumRow, MomentumWords, Moved, momentum
from scoring.figures.monthly import MonthWords, control_chart, run_chart
from scoring.figures.months import slots
from scoring.figures.range_rows import RangeRow, RangeWords, range_rows
from scoring.figures.theme import CONFIG, TOKENS, painted
from scoring.figures.visit_strip import StripWords, VisitDot, visit_strip
from scoring.figures.watched import WatchedBranch, WatchedVisit, WatchedWords, watched
from scoring.figures.waterfall import Loss, LostPoints, WaterfallWords, waterfall
from scoring.pointed import pointed

__all__ = [
    "CONFIG",
    "EDGES",
    "TOKENS",
    "AnswerBar",
    "AnswerWords",
    "BranchDot",
    "Chart",
    "DotWords",
    "FunnelDot",
    "FunnelLimits",
    "FunnelWords",
    "JourneyBar",
    "JourneyWords",
    "Loss",
    "LostPoints",
    "Mark",
    "MomentumRow",
    "MomentumWords",
    "MonthWords",
    "Moved",
    "RangeRow",
    "RangeWords",
    "StripWords",
    "VisitDot",
    "WatchedBranch",
    "WatchedVisit",
    "WatchedWords",
    "WaterfallWords",
    "answer_bars",
    "control_chart",
    "dot_plot",
    "funnel",
    "heat_step",
    "journey",
    "marked",
    "momentum",
    "painted",
    "plain",
    "pointed",
    "range_rows",
    "run_chart",
    "slots",
    "visit_strip",
    "watched",
    "waterfall",
]
