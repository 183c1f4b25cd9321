"""Everything the dashboards read: tallies for numbers, visits only to be listed and opened.

Whatever names a branch, a visit or an answer stays inside the person's grants. The reference
population of a comparison reaches over them, as nameless sums only.

`queries.chain` loads numpy: what makes a page imports it, this package does not."""

from shopper.dashboards.queries.places import (
    BranchRow,
    Version,
    branch_or_404,
    branches_in,
    versions_in,
)
from shopper.dashboards.queries.questions import (
    LATEST,
    RateCell,
    Written,
    rate_cells,
    versions_named,
    written_about,
)
from shopper.dashboards.queries.scope import Scope, Sums
from shopper.dashboards.queries.tallies import (
    chain_sums,
    counts_by_branch,
    spread,
    sums_in,
)
from shopper.dashboards.queries.visits import VisitRow, report_or_404, visits_of
from shopper.dashboards.queries.waves import (
    Beside,
    WaveAsked,
    WaveRow,
    beside,
    outside_wave,
    wave_asked,
)

__all__ = [
    "LATEST",
    "Beside",
    "BranchRow",
    "RateCell",
    "Scope",
    "Sums",
    "Version",
    "VisitRow",
    "WaveAsked",
    "WaveRow",
    "Written",
    "beside",
    "branch_or_404",
    "branches_in",
    "chain_sums",
    "counts_by_branch",
    "outside_wave",
    "rate_cells",
    "report_or_404",
    "spread",
    "sums_in",
    "versions_in",
    "versions_named",
    "visits_of",
    "wave_asked",
    "written_about",
]
