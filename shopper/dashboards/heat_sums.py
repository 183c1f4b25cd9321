"""The sums behind the heat table: means and comparisons of each measure from one read of the tallies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scoring.comparison import (
    ENOUGH_VISITS,
    BranchEstimate,
    CellTable,
    Comparison,
    MeanRange,
    compare_branches,
    compare_table,
    mean_range,
)
from shopper.dashboards.filters import Showing
from shopper.dashboards.heat_columns import Column
from shopper.dashboards.kept import Kept
from shopper.dashboards.months import QUARTER
from shopper.dashboards.queries.chain import cell_table, visits_by_branch
from shopper.dashboards.queries.tallies import tells_enough


def period_tells_enough(overall: Kept) -> bool:
    """Whether the period has branches and visits enough to do without the quarters before it."""
    counts = visits_by_branch(overall)
    return tells_enough(len(counts), sum(counts.values()))


class Total(NamedTuple):
    """Sums of visits, in hundredths of a point."""

    n: int
    total: int
    total_sq: int

    @property
    def mean(self) -> float:
        return self.total / self.n


class Known(NamedTuple):
    """The rows of one measure, those of the period alone where `inside`; who was closed by the end."""

    kept: Kept
    inside: bool
    closed: frozenset[int]

    @property
    def table(self) -> CellTable:
        return self.kept.once(("table", self.inside), lambda: cell_table(self.kept, inside=self.inside))

    def sums(self, branches: frozenset[int] | None) -> Total:
        """Of the visits of the period to these branches, or to all."""

        def summed() -> Total:
            table = self.table
            rows = table.inside if branches is None else table.inside & np.isin(table.branch, list(branches))
            return Total(*(int(column[rows].sum()) for column in (table.n, table.total, table.total_sq)))

        return self.kept.once(("sums", self.inside, branches), summed)

    def compared(self, overlapping: int, *, flags: bool) -> Comparison:
        def made() -> Comparison:
            if not len(self.table.branch):
                return compare_branches({})
            open_ones = cell_table(self.kept, but=self.closed, inside=self.inside)
            return compare_table(open_ones, overlapping, flags=flags)

        return self.kept.once(("compared", self.inside, self.closed, flags), made)

    def by_branch(self, overlapping: int, *, flags: bool) -> Mapping[str, BranchEstimate]:
        """The same by the key of the branch."""

        def made() -> dict[str, BranchEstimate]:
            return {each.key: each for each in self.compared(overlapping, flags=flags).branches}

        return self.kept.once(("by branch", self.inside, self.closed, flags), made)


@dataclass(frozen=True)
class HeatSums:
    """What the tallies hold, by measure; `names` are of the branches of the region, closed ones too."""

    showing: Showing
    split: str
    columns: Sequence[Column]
    names: Mapping[str, str]
    tables: Mapping[str, Known]

    @property
    def measures(self) -> list[str]:
        return ["overall", *(each.measure for each in self.columns)]

    @cached_property
    def weakest(self) -> Column | None:
        """The lowest mean of what enough visits here saw, the later of equals; the finish beside a
        split that holds it already does not take part."""
        known = [each for each in reversed(self.columns) if self.sums(each.measure).n >= ENOUGH_VISITS]
        judged = [each for each in known if each.measure != "finish"]
        return min(judged, key=lambda each: self.sums(each.measure).mean, default=None)

    @cached_property
    def compared(self) -> dict[str, Comparison]:
        return {
            each: self.tables[each].compared(self._over, flags=self._told(each)) for each in self.measures
        }

    @cached_property
    def found(self) -> dict[str, Mapping[str, BranchEstimate]]:
        """The same by measure and branch."""
        return {
            each: self.tables[each].by_branch(self._over, flags=self._told(each)) for each in self.measures
        }

    def mean(self, measure: str, *, chain: bool = False) -> MeanRange | None:
        """The mean of visits with the range that the visit variance of the comparison gives."""
        everyone, sums = self.compared[measure], self.sums(measure, chain=chain)
        return mean_range([sums], (everyone.s or 0.0) ** 2, everyone.df)

    def sums(self, measure: str, *, chain: bool = False) -> Total:
        return self.tables[measure].sums(None if chain else self._here)

    @cached_property
    def _here(self) -> frozenset[int]:
        return frozenset(int(key) for key in self.names)

    def _told(self, measure: str) -> bool:
        """Who is low or high is only worked out where it is said."""
        return measure in {"overall", self.weakest.measure if self.weakest else ""}

    @property
    def _over(self) -> int:
        return (self.showing.last - self.showing.first) // QUARTER
