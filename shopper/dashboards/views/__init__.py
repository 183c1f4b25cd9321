"""The dashboards' pages: read the filter, ask one function, draw."""

from shopper.dashboards import addresses, pictures
from shopper.dashboards.blueprint import dashboards
from shopper.dashboards.views import (
    against,
    branch,
    change,
    compare,
    drivers,
    effect,
    journey,
    notes,
    overview,
    paper,
    planner,
    question,
    report,
    touchpoints,
)
