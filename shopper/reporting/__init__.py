"""A visit's report and its score as rows to show: for checking, for review, for the manager."""

from shopper.reporting.corrections import Correction, corrections
from shopper.reporting.sections import Row, Section, hidden_rows, report_sections
from shopper.reporting.sheet import answers_sheet
from shopper.reporting.working import ScoreWorking, Share, score_working

__all__ = [
    "Correction",
    "Row",
    "ScoreWorking",
    "Section",
    "Share",
    "answers_sheet",
    "corrections",
    "hidden_rows",
    "report_sections",
    "score_working",
]
