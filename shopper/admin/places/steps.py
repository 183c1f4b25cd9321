"""Parts of commands that change the tree of regions."""

from shopper.extensions import db
from shopper.models import Region


def new_region(name: str, parent: Region | None) -> Region:
    """A region at its place in the tree; without a parent a client. No commit of its own."""
    region = Region(name=name, parent_id=parent.id if parent else None, path="")
    db.session.add(region)
    db.session.flush()
    region.path = f"{parent.path if parent else '/'}{region.id}/"
    return region
