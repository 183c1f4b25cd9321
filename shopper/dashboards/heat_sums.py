"""The sums behind the heat table: means and comparisons of each measure from one read of the tallies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scoring.comparison import (
    ENOUGH_VISITS,
    CellTable,
    Comparison,
    MeanRange,
    compare_branches,
    compare_table,
    mean_range,
)
from shopper.dashboards.filters import Showing
from shopper.dashboards.heat_columns import Column
from shopper.dashboards.months import QUARTER
from shopper.dashboards.queries.tallies import tells_enough


def period_tells_enough(overall: CellTable | None) -> bool:
    """Whether the period has branches and visits enough to do without the quarters before it."""
    if overall is None:
        return False
    inside = overall.where(overall.inside)
    return tells_enough(len(np.unique(inside.branch)), int(inside.n.sum()))


class Total(NamedTuple):
    """Sums of visits, in hundredths of a point."""

    n: int
    total: int
    total_sq: int

    @property
    def mean(self) -> float:
        return self.total / self.n


@dataclass(frozen=True)
class HeatSums:
    """What the tallies hold, by measure; `here` are the branches of the region, closed ones too."""

    showing: Showing
    split: str
    columns: Sequence[Column]
    names: Mapping[str, str]
    tables: Mapping[str, CellTable]
    closed: set[int]

    @property
    def measures(self) -> list[str]:
        return ["overall", *(each.measure for each in self.columns)]

    @cached_property
    def weakest(self) -> Column | None:
        """The lowest mean of what enough visits here saw, the later of equals; the finish beside a
        split that holds it already does not take part."""
        known = [each for each in reversed(self.columns) if self._seen(each.measure) >= ENOUGH_VISITS]
        judged = [each for each in known if each.measure != "finish"]
        return min(judged, key=lambda each: self.sums(each.measure).mean, default=None)

    @cached_property
    def compared(self) -> dict[str, Comparison]:
        """Who is low or high is only worked out where it is said."""
        told = {"overall", self.weakest.measure if self.weakest else ""}
        return {each: self._compare(each, flags=each in told) for each in self.measures}

    def mean(self, measure: str, *, chain: bool = False) -> MeanRange | None:
        """The mean of visits with the range that the visit variance of the comparison gives."""
        everyone, sums = self.compared[measure], self.sums(measure, chain=chain)
        return mean_range([sums], (everyone.s or 0.0) ** 2, everyone.df)

    def sums(self, measure: str, *, chain: bool = False) -> Total:
        table = self.tables.get(measure)
        if table is None:
            return Total(0, 0, 0)
        rows = table.inside if chain else table.inside & np.isin(table.branch, self._here)
        return Total(*(int(column[rows].sum()) for column in (table.n, table.total, table.total_sq)))

    @cached_property
    def _here(self) -> list[int]:
        return [int(key) for key in self.names]

    def _seen(self, measure: str) -> int:
        return self.sums(measure).n

    def _compare(self, measure: str, *, flags: bool) -> Comparison:
        table = self.tables.get(measure)
        if table is None:
            return compare_branches({})
        kept = table.where(~np.isin(table.branch, list(self.closed)))
        return compare_table(kept, (self.showing.last - self.showing.first) // QUARTER, flags=flags)
