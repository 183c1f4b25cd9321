"""Where a person's grants lead: the regions as a tree, and the clients at its tops."""

from dataclasses import dataclass

from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Person, Region
from shopper.permissions import Can, within


@dataclass(frozen=True)
class Place:
    """A region with its depth below the top of what the person sees, and its names from there down."""

    region: Region
    depth: int
    label: str


def places(person: Person, permission: Can) -> list[Place]:
    """The regions that the person's grants cover, each below its parent, in order of names."""
    rows = db.session.scalars(select(Region).where(within(person, permission))).all()
    names = {row.id: row.name for row in rows}
    trails = {row.id: [names[i] for i in _ids(row) if i in names] for row in rows}
    ordered = sorted(rows, key=lambda row: ([n.casefold() for n in trails[row.id]], row.id))
    return [Place(row, len(trails[row.id]) - 1, " › ".join(trails[row.id])) for row in ordered]


def _ids(region: Region) -> list[int]:
    return [int(part) for part in region.path.strip("/").split("/")]


def clients(person: Person, permission: Can) -> list[Region]:
    """The clients that a grant of the person covers whole."""
    tops = select(Region).where(within(person, permission), Region.parent_id.is_(None))
    return list(db.session.scalars(tops.order_by(Region.name)))
