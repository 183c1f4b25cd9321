"""Months of what is shown: of the version on the page and of those of its set before it."""

from collections.abc import Sequence

from shopper.dashboards.filters import Showing
from shopper.dashboards.queries.chain import Chain, sums_by_month
from shopper.dashboards.queries.change import MonthSums, months_of
from shopper.dashboards.queries.tallies import MONTHS_SHOWN


def region_months(
    chain: Chain, showing: Showing, measures: Sequence[str], branches: frozenset[int]
) -> list[MonthSums]:
    """Two years up to the end, in order of version, month and measure; `branches` are those of the place."""
    earlier = months_of(chain.person, showing.scope, _versions_before(showing), measures)
    if showing.scope.wave is not None:  # nothing of its page is kept
        return [*earlier, *months_of(chain.person, showing.scope, [showing.asked.id], measures)]
    found = [
        MonthSums(showing.asked.number, month, measure, sums)
        for measure, kept in chain.months(measures).items()
        for month, sums in sums_by_month(kept, branches)
    ]
    return [*earlier, *sorted(found, key=lambda each: (each.month, each.measure))]


def _versions_before(showing: Showing) -> list[int]:
    """Earlier versions of the set that have visits here in the two years."""
    since = showing.last - MONTHS_SHOWN + 1
    return [
        each.id
        for each in showing.versions
        if each.set_id == showing.asked.set_id and each.number < showing.asked.number and each.last >= since
    ]
