"""Waves that may be chosen, and one wave's own visits in the shape of the tallies.

No tally knows a wave: its sums are read from the scores of its visits, found by the index of the wave."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from shopper.dashboards.months import first_day, last_day
from shopper.dashboards.queries.scope import Scope, below, here
from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Branch,
    Person,
    Region,
    Tally,
    Visit,
    VisitScore,
    VisitState,
    Wave,
    WaveBranch,
)
from shopper.permissions import Can, within
from shopper.review.tallies import month_of

LISTED = 60
"""Waves to choose from: the latest."""
COUNTED = ("overall", "not_scored")
"""Every visit is in one of these."""


class WaveRow(NamedTuple):
    id: int
    name: str
    version_id: int


class WaveAsked(NamedTuple):
    """A wave and the months in which it has released visits here."""

    wave: WaveRow
    first: int
    last: int


class Beside(NamedTuple):
    """What stands beside a filter: waves to choose, and visits by version that it leaves out."""

    waves: tuple[WaveRow, ...]
    others: dict[int, int]


def wave_asked(person: Person, path: str, versions: Iterable[int], wave: int) -> WaveAsked | None:
    """The wave, if it has released visits below `path` with one of these versions."""
    found = (
        select(Wave.id, Wave.name, Wave.version_id, func.min(Visit.visited_on), func.max(Visit.visited_on))
        .join(Visit, and_(Visit.wave_id == Wave.id, Visit.version_id == Wave.version_id))
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Wave.id == wave,
            Wave.version_id.in_(list(versions)),
            Visit.state == VisitState.RELEASED,
            within(person, Can.RESULTS_SEE),
            Region.path.startswith(path, autoescape=True),
        )
        .group_by(Wave.id, Wave.name, Wave.version_id)
    )
    row = db.session.execute(found).one_or_none()
    if row is None or row[3] is None or row[4] is None:
        return None
    return WaveAsked(WaveRow(*row[:3]), month_of(row[3]), month_of(row[4]))


def beside(person: Person, scope: Scope, versions: Iterable[int], others: Iterable[int]) -> Beside:
    """Waves with one of these versions that ask for visits below the region, the latest first; and how
    many visits of the months and the place shown were made with the `others`. One query for both."""
    waves = _waves(person, scope.path, versions).subquery()
    counts = (
        select(Tally.version_id, func.sum(Tally.n).label("n"))
        .where(
            Tally.version_id.in_(list(others)),
            Tally.measure.in_(COUNTED),
            Tally.month.between(scope.first, scope.last),
            below(person, scope.path, scope.branch_id),
        )
        .group_by(Tally.version_id)
    )
    summed = counts.subquery()
    both = union_all(
        select(waves.c.id, waves.c.version_id, waves.c.name, waves.c.starts_on),
        select(summed.c.version_id, cast(summed.c.n, BigInteger), cast(null(), String), cast(null(), Date)),
    )
    rows = db.session.execute(both).all()
    found = sorted(
        (row for row in rows if row[2] is not None), key=lambda row: (row[3], row[0]), reverse=True
    )
    return Beside(
        tuple(WaveRow(row[0], row[2], row[1]) for row in found),
        {row[0]: int(row[1]) for row in rows if row[2] is None},
    )


def _waves(person: Person, path: str, versions: Iterable[int]) -> Any:
    here = (
        select(WaveBranch.wave_id)
        .join(Branch, Branch.id == WaveBranch.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True))
    )
    return (
        select(Wave.id, Wave.version_id, Wave.name, Wave.starts_on)
        .where(Wave.version_id.in_(list(versions)), Wave.id.in_(here))
        .order_by(Wave.starts_on.desc(), Wave.id.desc())
        .limit(LISTED)
    )


def counted(scope: Scope) -> Any:
    """The tallies that are shown: all of them, or those of the wave alone, as columns of `Tally`."""
    if scope.wave is None:
        return Tally
    cells = union_all(*_own(scope, scope.wave)).subquery()
    return aliased(Tally, cells, name="tally_of_wave", adapt_on_names=True)


def learned(scope: Scope) -> tuple[Any, ColumnElement[bool]]:
    """The tallies that tell how much visits and branches differ, and which of them are shown.

    With a wave these are still all visits, so that it changes no estimate of theirs: its own, and the
    rest without its own."""
    if scope.wave is None:
        return Tally, Tally.month >= scope.first
    all_of_it = select(*_columns(), literal(0).label("shown")).where(
        Tally.version_id == scope.version, Tally.month <= scope.last
    )
    own = _own(scope, scope.wave)
    parts = [each.add_columns(literal(1).label("shown")) for each in own]
    rest = [each.add_columns(literal(0).label("shown")) for each in _own(scope, scope.wave, -1)]
    cells = union_all(all_of_it, *parts, *rest).subquery()
    return aliased(Tally, cells, name="tally_learned", adapt_on_names=True), cells.c.shown == 1


def outside_wave(person: Person, scope: Scope) -> int:
    """Visits of the same months, place and version that do not belong to the wave."""
    all_of_it = func.coalesce(func.sum(Tally.n), 0)
    everything = select(all_of_it).where(
        Tally.version_id == scope.version,
        Tally.measure.in_(COUNTED),
        Tally.month.between(scope.first, scope.last),
        here(person, scope),
    )
    own = (
        select(func.count())
        .select_from(Visit)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            *_of_wave(scope, scope.wave or 0),
            within(person, Can.RESULTS_SEE),
            Region.path.startswith(scope.path, autoescape=True),
            Visit.branch_id == scope.branch_id if scope.branch_id is not None else true(),
        )
    )
    return int(db.session.scalar(everything) or 0) - int(db.session.scalar(own) or 0)


def _columns() -> list[Any]:
    names = ("branch_id", "version_id", "measure", "month", "n", "total", "total_sq")
    return [getattr(Tally, name).label(name) for name in names]


def _of_wave(scope: Scope, wave: int) -> list[ColumnElement[bool]]:
    return [
        Visit.wave_id == wave,
        Visit.version_id == scope.version,
        Visit.state == VisitState.RELEASED,
        Visit.visited_on.between(first_day(scope.first), last_day(scope.last)),
    ]


def _own(scope: Scope, wave: int, sign: int = 1) -> list[Select[Any]]:
    """Each value and each count of the wave's scores, one row a visit: what `scoring.tally.cells` says."""
    if db.session.connection().dialect.name == "postgresql":
        values = func.json_each_text(VisitScore.tally["values"]).table_valued("key", "value")
        counts = func.json_array_elements_text(VisitScore.tally["counts"]).table_valued("value")
    else:
        values = func.json_each(VisitScore.tally, "$.values").table_valued("key", "value")
        counts = func.json_each(VisitScore.tally, "$.counts").table_valued("value")
    value = cast(values.c.value, BigInteger)
    one = literal(1, BigInteger)
    return [
        _cells(scope, wave, sign, values, values.c.key, value),
        _cells(scope, wave, sign, counts, counts.c.value, one),
    ]


def _cells(  # noqa: PLR0913, PLR0917  the parts of one SELECT
    scope: Scope, wave: int, sign: int, each: Any, measure: Any, value: Any
) -> Select[Any]:
    month = extract("year", Visit.visited_on) * 12 + extract("month", Visit.visited_on) - 1
    return (
        select(
            Visit.branch_id.label("branch_id"),
            Visit.version_id.label("version_id"),
            measure.label("measure"),
            cast(month, BigInteger).label("month"),
            literal(sign, BigInteger).label("n"),
            (value * sign).label("total"),
            (value * value * sign).label("total_sq"),
        )
        .select_from(Visit)
        .join(VisitScore, IN_FORCE)
        .join(each, true())
        .where(*_of_wave(scope, wave))
    )
