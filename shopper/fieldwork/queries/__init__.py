"""Waves and their visits, as far as a person sends visits out."""

from shopper.fieldwork.queries.giving import (
    branch_or_404,
    last_there,
    open_at,
    shoppers,
    turns,
    visit_or_404,
    visits,
)
from shopper.fieldwork.queries.lapsing import NOT_BEGUN, lapsed, waves_with_lapsed
from shopper.fieldwork.queries.planning import (
    Spot,
    branches,
    closed_in,
    closed_then,
    open_branches,
    open_then,
    overlaps,
    planned,
    published,
    spots,
    wave_named,
)
from shopper.fieldwork.queries.waves import (
    PAGE,
    Found,
    covers,
    progress,
    totals,
    wave_or_404,
    waves,
)
