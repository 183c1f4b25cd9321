"""Making and changing regions and branches."""

from typing import Any

from sqlalchemy import func, update

from shopper.admin.places import queries
from shopper.admin.places.steps import new_region
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Branch, Person, Region
from shopper.troubles import Refused, Trouble


@command("region.add", "name")
def add_region(parent: Region, *, name: str, by: Person | None) -> Region:
    """A new region under `parent`."""
    _lock_client(parent)
    _name_free(parent.id, name, None)
    return new_region(name, parent)


@command("region.change", "name", "parent")
def change_region(region: Region, *, name: str, parent: Region | None, by: Person | None) -> Region:
    """Rename a region; move it, with all below it, where another `parent` is given."""
    _lock_client(region)
    locked(region)
    target = parent.id if parent else region.parent_id
    if target is not None:
        _name_free(target, name, region)
    region.name = name
    if parent is not None and parent.id != region.parent_id:
        _move(region, parent)
    return region


def _lock_client(region: Region) -> None:
    """One change of a client's tree at a time, or two moves could tie a knot."""
    locked(db.session.get_one(Region, region.client_id))


def _move(region: Region, parent: Region) -> None:
    locked(parent)
    if parent.path.startswith(region.path):
        raise Refused(Trouble.REGION_LOOP)
    if parent.client_id != region.client_id:
        raise Refused(Trouble.OTHER_CLIENT)
    old, new = region.path, f"{parent.path}{region.id}/"
    region.parent_id = parent.id
    db.session.flush()
    below = update(Region).where(Region.path.startswith(old, autoescape=True))
    db.session.execute(
        below.values(path=new + func.substr(Region.path, len(old) + 1)).execution_options(
            synchronize_session=False
        )
    )
    db.session.refresh(region)


def _name_free(parent_id: int, name: str, own: Region | None) -> None:
    found = queries.region_named(parent_id, name)
    if found is not None and found is not own:
        raise Refused(Trouble.NAME_TAKEN, name=name)


@command("branch.add", "facts")
def add_branch(region: Region, facts: dict[str, Any], *, by: Person | None) -> Branch:
    """A new branch in `region`; `facts` are columns of Branch."""
    _lock_client(region)
    branch = Branch(client_id=region.client_id, region_id=region.id, **facts)
    _code_free(branch)
    db.session.add(branch)
    return branch


@command("branch.change", "region", "facts")
def change_branch(branch: Branch, *, region: Region, facts: dict[str, Any], by: Person | None) -> Branch:
    """Change a branch; a moved one takes its history along."""
    _lock_client(region)
    locked(branch)
    if region.client_id != branch.client_id:
        raise Refused(Trouble.OTHER_CLIENT)
    branch.region_id = region.id
    for name, value in facts.items():
        setattr(branch, name, value)
    _code_free(branch)
    return branch


def _code_free(branch: Branch) -> None:
    with db.session.no_autoflush:
        found = queries.branch_coded(branch.client_id, branch.code)
    if found is not None and found is not branch:
        raise Refused(Trouble.NAME_TAKEN, name=branch.code)
