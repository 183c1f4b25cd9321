"""What makes the pages. Importing it loads numpy and scipy, which takes longer than all the rest of
the app; the views reach it through `views.making`, so that a start does not wait for it."""

from shopper.dashboards import (
    against,
    against_words,
    branch,
    change,
    change_branch,
    compare,
    drivers,
    effect,
    journey,
    planner,
    question,
    question_quotes,
    question_table,
    touchpoints,
)
from shopper.dashboards.overview import overview
from shopper.dashboards.report import report_page
from shopper.follow_up.beside import beside_branch, beside_region

__all__ = [
    "against",
    "against_words",
    "beside_branch",
    "beside_region",
    "branch",
    "change",
    "change_branch",
    "compare",
    "drivers",
    "effect",
    "journey",
    "overview",
    "planner",
    "question",
    "question_quotes",
    "question_table",
    "report_page",
    "touchpoints",
]
