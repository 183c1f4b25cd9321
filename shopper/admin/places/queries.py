"""The regions and branches that an admin may edit."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, Select, func, or_, select

from shopper.extensions import db
from shopper.models import Branch, Person, Region
from shopper.permissions import Can, within
from shopper.reach import Place, places

PAGE = 50


def regions(person: Person) -> list[Place]:
    """The regions this person edits, as a tree in order."""
    return places(person, Can.PLACES_EDIT)


def region_or_404(person: Person, region_id: int) -> Region:
    """A region inside the person's grants; nobody learns whether another one exists."""
    mine = select(Region).where(Region.id == region_id, within(person, Can.PLACES_EDIT))
    return db.session.scalar(mine) or abort(404)


def branch_or_404(person: Person, branch_id: int) -> Branch:
    """A branch inside the person's grants."""
    mine = select(Branch).join(Branch.region).where(Branch.id == branch_id, within(person, Can.PLACES_EDIT))
    return db.session.scalar(mine) or abort(404)


def branches_by_region(person: Person) -> dict[int, int]:
    """How many branches stand directly in each region."""
    counted = (
        select(Branch.region_id, func.count()).join(Branch.region).where(within(person, Can.PLACES_EDIT))
    )
    return dict(db.session.execute(counted.group_by(Branch.region_id)).all())


@dataclass(frozen=True)
class Found:
    """One page of branches out of `total`."""

    branches: list[Branch]
    total: int
    page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def branches(person: Person, region: Region | None, words: str, page: int) -> Found:
    """Branches in a region and below it whose name, code or address holds the words."""
    wanted = select(Branch).join(Branch.region).where(within(person, Can.PLACES_EDIT), _holds(words))
    if region is not None:
        wanted = wanted.where(Region.path.startswith(region.path, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    return Found(_page(wanted, page), total, page)


def _page(wanted: Select[Branch], page: int) -> list[Branch]:
    ordered = wanted.order_by(func.lower(Branch.name), Branch.id).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(ordered))


def _holds(words: str) -> ColumnElement[bool]:
    columns = (Branch.name, Branch.code, Branch.address)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def region_named(parent_id: int, name: str) -> Region | None:
    """The region of this name beside others under the same parent, whatever its case."""
    beside = select(Region).where(Region.parent_id == parent_id, func.lower(Region.name) == name.lower())
    return db.session.scalars(beside).first()


def branch_coded(client_id: int, code: str) -> Branch | None:
    """The client's branch of this code, whatever its case."""
    same = select(Branch).where(Branch.client_id == client_id, func.lower(Branch.code) == code.lower())
    return db.session.scalars(same).first()


def client_named(name: str) -> Region | None:
    """The client of this name, whatever its case; for the terminal, where the operator asks."""
    return next((client for client in _tops() if client.name.casefold() == name.casefold()), None)


def client_names() -> list[str]:
    """The names of all clients, for the same."""
    return sorted(client.name for client in _tops())


def _tops() -> list[Region]:
    return list(db.session.scalars(select(Region).where(Region.parent_id.is_(None))))
