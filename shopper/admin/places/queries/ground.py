"""What stands already, for a sheet to be held against and for the sheet that is given out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Row, func, select, true

from shopper.admin.places.queries.branches import UNSENT
from shopper.extensions import db
from shopper.models import Branch, BranchSheet, Person, Region, Visit
from shopper.permissions import ROLE_CAN, Can, within

Stamp = tuple[int, int, frozenset[tuple[int, str, str]]]
"""How many branches, how many edits of them, and the regions: whatever changes one of them changes this."""
Path = tuple[str, ...]
"""The names of a region from below its client down; none is the client itself."""

COLUMNS = (
    Branch.id, Branch.edit_number, Branch.region_id, Branch.code, Branch.name, Branch.address,
    Branch.time_zone, Branch.format, Branch.currency, Branch.opened_on, Branch.closed_on, Branch.hours,
    Branch.closed_days, Branch.notes, Branch.latitude, Branch.longitude,
)  # fmt: skip


@dataclass(frozen=True)
class KnownRegion:
    """`mine`: whether the one who asks may put branches here."""

    id: int
    path: Path
    mine: bool


@dataclass(frozen=True)
class KnownBranch:
    """`values` are columns of Branch; `busy` the number of its visits that were not sent yet."""

    id: int
    edit_number: int
    region_id: int
    mine: bool
    busy: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """A client's regions by casefolded path and branches by casefolded code; `stamp` as of `stamp()`."""

    regions: dict[Path, KnownRegion]
    branches: dict[str, KnownBranch]
    stamp: Stamp

    @property
    def paths(self) -> dict[int, Path]:
        """The path of each region, as it is written."""
        return {region.id: region.path for region in self.regions.values()}


def ground(person: Person | None, client: Region) -> Ground:
    """Everything of a client; nobody in particular is the operator on the terminal, whose all of it is."""
    rows = list(db.session.execute(_regions(person, client)))
    names, mine = {row.id: row.name for row in rows}, {row.id: bool(row.mine) for row in rows}
    regions = {}
    for row in rows:
        path = tuple(names[int(part)] for part in row.path.strip("/").split("/")[1:])
        regions[folded(path)] = KnownRegion(row.id, path, mine[row.id])
    busy = _busy(client)
    found = db.session.execute(select(*COLUMNS).where(Branch.client_id == client.id)).all()
    known = {row.code.casefold(): _known(row, mine, busy) for row in found}
    return Ground(regions, known, (len(found), sum(row.edit_number for row in found), _shape(rows)))


def stamp(client: Region) -> Stamp:
    """The same as `ground` told, read again: whether anything changed since."""
    counted = select(func.count(), func.coalesce(func.sum(Branch.edit_number), 0))
    branches, edits = db.session.execute(counted.where(Branch.client_id == client.id)).one()
    return int(branches), int(edits), _shape(db.session.execute(_regions(None, client)))


def _shape(rows: Iterable[Row[Any]]) -> frozenset[tuple[int, str, str]]:
    return frozenset((row.id, row.name, row.path) for row in rows)


def folded(path: Path) -> Path:
    """A path so that case never makes two regions."""
    return tuple(name.casefold() for name in path)


def _regions(person: Person | None, client: Region) -> Any:
    mine: ColumnElement[bool] = within(person, Can.PLACES_EDIT) if person else true()
    chosen = select(Region.id, Region.name, Region.path, mine.label("mine"))
    return chosen.where(Region.path.startswith(client.path, autoescape=True)).order_by(Region.path)


def _busy(client: Region) -> dict[int, int]:
    counted = select(Visit.branch_id, func.count()).join(Branch, Branch.id == Visit.branch_id)
    counted = counted.where(Branch.client_id == client.id, Visit.state.in_(UNSENT))
    return dict(db.session.execute(counted.group_by(Visit.branch_id)).all())


def _known(row: Row[Any], mine: dict[int, bool], busy: dict[int, int]) -> KnownBranch:
    values = row._asdict()
    branch_id, edits, region_id = values.pop("id"), values.pop("edit_number"), values.pop("region_id")
    return KnownBranch(branch_id, edits, region_id, mine[region_id], busy.get(branch_id, 0), values)


def export_rows(person: Person | None, client: Region) -> list[tuple[Path, dict[str, Any]]]:
    """The client's branches that the person edits, each with its region's path, in order of codes."""
    all_of_it = ground(person, client)
    paths = all_of_it.paths
    mine = (branch for branch in all_of_it.branches.values() if branch.mine)
    return sorted(
        ((paths[branch.region_id], branch.values) for branch in mine), key=lambda row: row[1]["code"]
    )


def sheet_or_404(person: Person, sheet_id: UUID) -> BranchSheet:
    """A sheet that this person sent and has not saved yet."""
    mine = select(BranchSheet).where(BranchSheet.id == sheet_id, BranchSheet.person_id == person.id)
    return db.session.scalar(mine) or abort(404)


def clients_of(person: Person) -> list[Region]:
    """The clients in which the person edits something, even where it is not the whole."""
    tops = {grant.region.client_id for grant in person.grants if Can.PLACES_EDIT in ROLE_CAN[grant.role]}
    return list(db.session.scalars(select(Region).where(Region.id.in_(tops)).order_by(Region.name)))


def client_or_404(person: Person, client_id: int) -> Region:
    """One of those clients."""
    return next((client for client in clients_of(person) if client.id == client_id), None) or abort(404)
