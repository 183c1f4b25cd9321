"""Whose visits a query reads, and the conditions that keep it there."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select, true

from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Region, Tally, Visit
from shopper.permissions import ROLE_CAN, Can, within

TRAILING = 12
"""Months from which the variance of a visit and the spread between branches are learned."""


class Scope(NamedTuple):
    """Whose visits a page shows: below a region or at one branch, one version, these months."""

    path: str
    version: int
    first: int
    last: int
    branch_id: int | None = None
    wave: int | None = None
    """Only visits of this wave are shown; how much visits differ is still learned from all."""

    @property
    def trailing(self) -> int:
        """The first month of the year up to the end, or of the period where that is longer."""
        return min(self.first, self.last - TRAILING + 1)


class Sums(NamedTuple):
    """Number, sum and sum of squares, in hundredths of a point; counts have only n."""

    n: int
    total: int
    total_sq: int


def mine(person: Person, version: int) -> ColumnElement[bool]:
    """That this version belongs to a client in which the person may see results."""
    return and_(QuestionSetVersion.id == version, client(person))


def client(person: Person) -> ColumnElement[bool]:
    """Question sets of the clients in which the person may see results."""
    seen = {each.region.client_id for each in person.grants if Can.RESULTS_SEE in ROLE_CAN[each.role]}
    return QuestionSet.client_id.in_(seen)


def sees_whole_client(person: Person, path: str) -> bool:
    """Whether the path is that of a client all of which the person may see."""
    paths = {each.region.path for each in person.grants if Can.RESULTS_SEE in ROLE_CAN[each.role]}
    return path in paths and path.count("/") == 2


def population(person: Person, scope: Scope, cells: Any = Tally) -> ColumnElement[bool]:
    """Tallies of the version, all branches of its client: the reference population.

    `cells`: the tallies that are read, where a wave stands in for them."""
    known = select(QuestionSetVersion.id).join(QuestionSet).where(mine(person, scope.version))
    return and_(cells.version_id == scope.version, known.exists())


def here(person: Person, scope: Scope, cells: Any = Tally) -> ColumnElement[bool]:
    """Tallies of branches in scope whose results the person may see."""
    return below(person, scope.path, scope.branch_id, cells)


def below(person: Person, path: str, branch_id: int | None, cells: Any = Tally) -> ColumnElement[bool]:
    branches = (
        select(Branch.id)
        .join(Branch.region)
        .where(within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True))
    )
    inside = cells.branch_id.in_(branches)
    return inside if branch_id is None else and_(inside, cells.branch_id == branch_id)


def branches_below(person: Person, path: str, branch_id: int | None) -> ColumnElement[bool]:
    """The same of branches."""
    regions = select(Region.id).where(
        within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True)
    )
    inside = Branch.region_id.in_(regions)
    return inside if branch_id is None else and_(inside, Branch.id == branch_id)


def in_wave(scope: Scope) -> ColumnElement[bool]:
    """Visits of the wave in scope; any visit where there is none."""
    return true() if scope.wave is None else Visit.wave_id == scope.wave
