"""The reference population: sums of every branch of the client, kept in memory between pages.

They reach over the person's grants: only what is made of them together may be shown."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, cast, func, literal, select, true, union_all

from scoring.comparison import CellTable
from scoring.comparison.tables import quarters_of, visit_spread
from shopper.dashboards.kept import MANY, Kept, Marks, Memory, Rows, memory
from shopper.dashboards.months import QUARTER, last_day
from shopper.dashboards.queries.change import starts
from shopper.dashboards.queries.scope import Scope, Sums, mine, population
from shopper.dashboards.queries.tallies import MONTHS_SHOWN, chain_sums, spread, sums_in
from shopper.dashboards.queries.waves import learned
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Tally, TallyMark

NO_ROWS: Rows = np.zeros((0, 0), dtype=np.int64)

Read = Callable[[Sequence[str], set[int] | None], Mapping[str, Rows]]
"""Rows by measure, of these branches or of all."""


class Chain:
    """All branches of the client as they stand now, for one page."""

    def __init__(self, person: Person, scope: Scope) -> None:
        self.person, self.scope = person, scope
        self._memory, self._marks, self.closed = self._standing()

    def tables(self, measures: Iterable[str], since: int | None = None) -> dict[str, Kept]:
        """Sums by branch and quarter over the trailing year, or the period where that is longer.

        `since`: the first month of a shorter time; it counts where the visits of a wave are shown alone,
        else `cell_table` takes the period out of the same rows."""
        begins = self.scope.trailing if since is None or self.scope.wave is None else since
        key = ("quarters", self.scope.first, self.scope.last, begins)
        return self.kept(key, list(measures), partial(self._quarters, begins))

    def table(self, measure: str) -> Kept:
        return self.tables([measure])[measure]

    def sums(
        self, measures: Iterable[str], branches: frozenset[int] | None = None, *, learned: bool = False
    ) -> dict[str, Sums]:
        """All visits of the period, to these branches or, nameless, to all; only measures that have some.

        `learned`: of measures that the page reads by `tables` as well."""
        if self.scope.wave is not None:
            read = sums_in if branches is not None else chain_sums
            return read(self.person, self.scope, measures)
        key = ("period", self.scope.first, self.scope.last)
        kept = self.tables(measures) if learned else self.kept(key, list(measures), self._period)
        found = {
            measure: each.once(("sum", branches), partial(_summed, each, branches, learned))
            for measure, each in kept.items()
        }
        return {measure: each for measure, each in found.items() if each.n}

    def months(self, measures: Iterable[str]) -> dict[str, Kept]:
        """(branch, month, n and sums) of two years up to the end, of all waves."""
        read = partial(self._months, self.scope.last - MONTHS_SHOWN + 1)
        return self.kept(("months", self.scope.last), list(measures), read)

    def starts(self, measure: str) -> Kept:
        """(branch, its first month with visits of this version, visits of the half year from then on)"""
        return self.kept("starts", [measure], self._starts)[measure]

    def spread(self, measures: Iterable[str], since: int) -> dict[str, tuple[float, int]]:
        """Pooled variance of one visit in points² and its degrees of freedom, per measure: what
        `queries.spread` reads. `since` is the first month of the period or of the trailing year."""
        if self.scope.wave is not None:
            return spread(self.person, self.scope, measures, since)
        inside = since > self.scope.trailing

        def variance(kept: Kept) -> tuple[float, int]:
            return kept.once(("variance", inside), lambda: _variance(cell_table(kept, inside=inside)))

        return {measure: variance(kept) for measure, kept in self.tables(measures).items()}

    def kept(self, kind: Hashable, measures: Sequence[str], read: Read) -> dict[str, Kept]:
        """What was kept where it still holds; else read, of the branches that have changed or of all."""
        keys = {measure: (self.scope.version, kind, measure) for measure in measures}
        found = {measure: self._memory.get(key) for measure, key in keys.items()}
        known = {measure: each for measure, each in found.items() if each}
        stale = {measure: each for measure, each in known.items() if each.marks is not self._marks}
        changed = {measure: self._marks.changed(each.marks) for measure, each in stale.items()}
        many = {measure for measure, branches in changed.items() if len(branches) > MANY}
        whole = [measure for measure in measures if measure not in known or measure in many]
        some = [measure for measure in changed if measure not in many]
        branches = set().union(*(changed[measure] for measure in some))
        fresh = {**self._whole(whole, read), **self._some(stale, some, branches, read)}
        for measure, each in fresh.items():
            self._memory.put(keys[measure], each)
        return {measure: fresh.get(measure) or known[measure] for measure in measures}

    def _whole(self, measures: list[str], read: Read) -> dict[str, Kept]:
        rows = read(measures, None) if measures else {}
        return {measure: Kept(self._marks, rows[measure]) for measure in measures}

    def _some(
        self, stale: Mapping[str, Kept], measures: list[str], branches: set[int], read: Read
    ) -> dict[str, Kept]:
        if not measures:
            return {}
        rows = read(measures, branches) if branches else {}
        return {
            measure: stale[measure].with_rows(self._marks, branches, rows[measure] if rows else NO_ROWS)
            for measure in measures
        }

    def _standing(self) -> tuple[Memory, Marks, frozenset[int]]:
        """What may be used of the memory: nothing for who may not see the version, nor for a wave alone."""
        shared = memory()
        rows = db.session.connection().execute(_asked(self.person, self.scope, shared)).all()
        total, found, closed = ({row[1]: int(row[2]) for row in rows if row[0] == kind} for kind in KINDS)
        known = shared.marks(self.scope.version)
        if not total or self.scope.wave is not None:
            return Memory(), Marks(found), frozenset(closed)
        if known is None or known.total != total[0]:
            known = Marks(found)
            shared.remember(self.scope.version, known)
        return shared, known, frozenset(closed)

    def _quarters(self, since: int, measures: Sequence[str], branches: set[int] | None) -> dict[str, Rows]:
        """(branch, quarter counted back from the end, whether its months lie in the period, n and sums)"""
        cells, inside = learned(self.scope)
        quarter = (self.scope.last - cells.month) // QUARTER
        keys = (cells.branch_id, quarter, inside)
        return self._read(cells, keys, since, measures, branches)

    def _period(self, measures: Sequence[str], branches: set[int] | None) -> dict[str, Rows]:
        """(branch, n and sums)"""
        cells, _inside = learned(self.scope)
        return self._read(cells, (cells.branch_id,), self.scope.first, measures, branches)

    def _months(self, since: int, measures: Sequence[str], branches: set[int] | None) -> dict[str, Rows]:
        return self._read(Tally, (Tally.branch_id, Tally.month), since, measures, branches)

    def _starts(self, measures: Sequence[str], branches: set[int] | None) -> dict[str, Rows]:
        return {
            measure: by_measure(starts(self.person, self.scope, measure, branches), [measure], 3)[measure]
            for measure in measures
        }

    def _read(
        self,
        cells: Any,
        keys: Sequence[Any],
        since: int,
        measures: Sequence[str],
        branches: set[int] | None,
    ) -> dict[str, Rows]:
        sums = (func.sum(each) for each in (cells.n, cells.total, cells.total_sq))
        read = (
            select(cells.measure, *keys, *sums)
            .where(
                population(self.person, self.scope, cells),
                cells.measure.in_(list(measures)),
                cells.month.between(since, self.scope.last),
                true() if branches is None else cells.branch_id.in_(branches),
            )
            .group_by(cells.measure, *keys)
            .order_by(cells.measure, *keys)
        )
        return by_measure(db.session.connection().execute(read).all(), measures, len(keys) + 3)


def by_measure(rows: Sequence[Any], measures: Iterable[str], width: int) -> dict[str, Rows]:
    """Rows in order of their measures, apart (PostgreSQL sums to decimals); each measure has some or none."""
    found = {measure: np.zeros((0, width), dtype=np.int64) for measure in measures}
    columns = list(zip(*rows, strict=True))
    if columns:
        table = np.column_stack([np.array(column, dtype=np.int64) for column in columns[1:]])
        counts = Counter(columns[0])
        parts = np.split(table, np.cumsum(list(counts.values()))[:-1])
        found |= dict(zip(counts, parts, strict=True))
    return found


KINDS = TOTAL, MARKS, CLOSED = 0, 1, 2


def _asked(person: Person, scope: Scope, shared: Memory) -> Any:
    """The marks of the version where their total is not the known one, that total, and who was closed by
    the end: (kind, number, value) by one statement. No total for who may not see the version."""
    known = shared.marks(scope.version)
    version = select(QuestionSetVersion.id).join(QuestionSet).where(mine(person, scope.version))
    own = TallyMark.version_id == scope.version
    total = select(func.coalesce(func.sum(TallyMark.mark), 0) + func.count()).where(own).scalar_subquery()
    changed = total != known.total if known else true()
    clients = select(QuestionSet.client_id).join(QuestionSetVersion).where(mine(person, scope.version))
    return union_all(
        select(literal(TOTAL), literal(0), cast(total, BigInteger)).where(version.exists()),
        select(literal(MARKS), TallyMark.branch_id, TallyMark.mark).where(own, version.exists(), changed),
        select(literal(CLOSED), Branch.id, literal(0, BigInteger)).where(
            Branch.client_id.in_(clients), Branch.closed_on <= last_day(scope.last)
        ),
    )


def cell_table(kept: Kept, *, but: frozenset[int] = frozenset(), inside: bool = False) -> CellTable:
    """The rows of `Chain.tables` as a table, without some branches; of the period alone where `inside`."""
    rows = kept.rows
    if but:
        rows = rows[~np.isin(rows[:, 0], list(but))]
    if inside:
        rows = rows[rows[:, 2] > 0]
    branch, quarter, within, n, total, total_sq = rows.T
    return CellTable(branch, quarter, within > 0, n, total, total_sq)


def _variance(table: CellTable) -> tuple[float, int]:
    return visit_spread([cells for _quarter, cells in quarters_of(table)])


def _summed(kept: Kept, branches: frozenset[int] | None, learned: bool) -> Sums:
    rows = kept.rows[kept.rows[:, 2] > 0] if learned else kept.rows
    mine = rows if branches is None else rows[np.isin(rows[:, 0], list(branches))]
    return Sums(*(int(each) for each in mine[:, -3:].sum(axis=0)))


def visits_by_branch(kept: Kept) -> dict[int, int]:
    """How many visits of the period the rows of `Chain.tables` count at each branch that has some.

    What is told of a branch by its name is for who may see it."""

    def counted() -> dict[int, int]:
        branch, _quarter, _inside, n = kept.rows[kept.rows[:, 2] > 0].T[:4]
        branches, at = np.unique(branch, return_inverse=True)
        sums = np.bincount(at, weights=n, minlength=len(branches)).astype(np.int64)
        return dict(zip(branches.tolist(), sums.tolist(), strict=True))

    return kept.once("visits", counted)


def sums_by_month(kept: Kept, branches: frozenset[int]) -> list[tuple[int, Sums]]:
    """The rows of `Chain.months` of these branches, in order of the months that have visits."""

    def summed() -> list[tuple[int, Sums]]:
        rows = kept.rows[np.isin(kept.rows[:, 0], list(branches))]
        months = np.unique(rows[:, 1])
        sums = [rows[rows[:, 1] == month, 2:].sum(axis=0).tolist() for month in months]
        return [(int(month), Sums(*each)) for month, each in zip(months, sums, strict=True)]

    return kept.once(("by month", branches), summed)
