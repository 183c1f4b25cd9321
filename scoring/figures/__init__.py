"""Data to Plotly: every chart as a plain figure, and the same data as a table and a sentence.

Figures are plain dictionaries that `plotly.graph_objects.Figure` accepts (importing it costs 0.6 s).
Words come translated from the caller; colours are the page's own CSS variables.
"""

from scoring.figures.answer_bars import AnswerBar, AnswerWords, answer_bars
from scoring.figures.chart import Chart, plain, pointed
from scoring.figures.dot_plot import BranchDot, DotWords, dot_plot
from scoring.figures.heat import EDGES, heat_step
from scoring.figures.journey import JourneyBar, JourneyWords, journey
from scoring.figures.monthly import MonthWords, control_chart, run_chart
from scoring.figures.theme import CONFIG, TOKENS, painted
from scoring.figures.visit_strip import StripWords, VisitDot, visit_strip
from scoring.figures.waterfall import Loss, LostPoints, WaterfallWords, waterfall

__all__ = [
    "CONFIG",
    "EDGES",
    "TOKENS",
    "AnswerBar",
    "AnswerWords",
    "BranchDot",
    "Chart",
    "DotWords",
    "JourneyBar",
    "JourneyWords",
    "Loss",
    "LostPoints",
    "MonthWords",
    "StripWords",
    "VisitDot",
    "WaterfallWords",
    "answer_bars",
    "control_chart",
    "dot_plot",
    "heat_step",
    "journey",
    "painted",
    "plain",
    "pointed",
    "run_chart",
    "visit_strip",
    "waterfall",
]
