"""Waves and their visits, as far as a person sends visits out."""

from shopper.fieldwork.queries.giving import (
    branch_or_404,
    open_at,
    shoppers,
    turns,
    visit_or_404,
    visits,
)
from shopper.fieldwork.queries.planning import (
    Spot,
    branches,
    closed_in,
    closed_then,
    open_branches,
    open_then,
    overlaps,
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
