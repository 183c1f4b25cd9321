"""Making, renaming, moving and deleting regions."""

from sqlalchemy import delete, func, update
from sqlalchemy.exc import IntegrityError

from shopper.admin.places import queries
from shopper.admin.places.steps import from_to, lock_client, new_region, note_region_move
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Annotation, Invitation, Person, Region
from shopper.troubles import Refused, Trouble


@command("region.add", "name")
def add_region(parent: Region, *, name: str, by: Person | None) -> Region:
    """A new region under `parent`."""
    lock_client(parent)
    _name_free(parent.id, name, None)
    return new_region(name, parent)


@command("region.change", "name", "parent")
def change_region(
    region: Region, *, name: str, parent: Region | None, sure: bool = True, by: Person | None
) -> Region:
    """Rename a region; move it, with all below it, where another `parent` is given.

    A move that could be made is refused until whoever moves is `sure` of what it means for results."""
    lock_client(region)
    locked(region)
    target = parent.id if parent else region.parent_id
    if target is not None:
        _name_free(target, name, region)
    region.name = name
    if parent is not None and parent.id != region.parent_id:
        _move(region, parent, sure=sure, by=by)
    return region


def _move(region: Region, parent: Region, *, sure: bool, by: Person | None) -> None:
    locked(parent)
    if region.parent_id is None or parent.client_id != region.client_id:
        raise Refused(Trouble.OTHER_CLIENT)
    if parent.path.startswith(region.path):
        raise Refused(Trouble.REGION_LOOP)
    old, new = region.path, f"{parent.path}{region.id}/"
    if queries.longest_path(region) + len(new) - len(old) > Region.PATH_MAX:
        raise Refused(Trouble.TOO_DEEP)
    if not sure:
        raise Refused(Trouble.MOVE_UNSURE, region=region.name)
    before = db.session.get_one(Region, region.parent_id).name
    region.parent_id = parent.id
    db.session.flush()
    below = update(Region).where(Region.path.startswith(old, autoescape=True))
    moved = below.values(path=new + func.substr(Region.path, len(old) + 1))
    db.session.execute(moved.execution_options(synchronize_session=False))
    db.session.refresh(region)
    note_region_move(region, from_to(before, parent.name), by)


def _name_free(parent_id: int, name: str, own: Region | None) -> None:
    found = queries.region_named(parent_id, name)
    if found is not None and found is not own:
        raise Refused(Trouble.NAME_TAKEN, name=name)


@command("region.delete", "name")
def delete_region(region: Region, *, name: str, by: Person | None) -> Region:
    """Delete a region that holds nothing; links of invitations that no longer work go with it."""
    lock_client(region)
    locked(region)
    if region.parent_id is None or not queries.inside(region).empty:
        raise Refused(Trouble.REGION_NOT_EMPTY, region=region.name)
    for about_it in (Invitation, Annotation):
        db.session.execute(delete(about_it).where(about_it.region_id == region.id))
    try:
        db.session.delete(region)
        db.session.flush()
    except IntegrityError as held:
        raise Refused(Trouble.REGION_NOT_EMPTY, region=name) from held
    return region
