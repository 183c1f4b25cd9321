"""Branches from a sheet: kept between its check and its saving, then saved in one transaction."""

from typing import Any

from sqlalchemy import insert, update

from shopper import clock
from shopper.admin.places import queries
from shopper.admin.places.queries import Ground
from shopper.admin.places.queries.ground import Path, folded
from shopper.admin.places.sheets import Change, Plan
from shopper.admin.places.steps import from_to, lock_client, new_region
from shopper.audit import command
from shopper.extensions import db
from shopper.kept_files import keep_for_a_day
from shopper.models import Annotation, AnnotationKind, Branch, BranchSheet, Person, Region
from shopper.troubles import Refused, Trouble


@command("branches.check", "name")
def keep_sheet(client: Region, content: bytes, *, name: str, by: Person) -> BranchSheet:
    """Keep a sheet that was read until it is saved."""
    return keep_for_a_day(BranchSheet, client, content, name=name, by=by)


def import_branches(  # noqa: PLR0913 - each is something that the person says
    client: Region, plan: Plan, *, agreed: str, name: str, skip_bad: bool, by: Person | None
) -> Plan:
    """Save what `plan` says, all of it or nothing; the same sheet again changes nothing.

    `agreed` is the digest of the plan that the person has seen. Raises Refused where rows are bad and
    not to be skipped, and where anything changed since."""
    if plan.problems and not skip_bad:
        raise Refused(Trouble.ROWS_BAD)
    if plan.digest != agreed:
        raise Refused(Trouble.PLAN_CHANGED)
    _import(client, plan, name=name, added=len(plan.new), changed=len(plan.changed), skipped=plan.bad, by=by)
    return plan


@command("branches.import", "name", "added", "changed", "skipped")
def _import(  # noqa: PLR0913 - four of them are for the log
    client: Region, plan: Plan, *, name: str, added: int, changed: int, skipped: int, by: Person | None
) -> None:
    lock_client(client)
    ground = plan.ground
    if queries.stamp(client) != ground.stamp:
        raise Refused(Trouble.PLAN_CHANGED)
    regions = _make_regions(client, plan, ground)
    if plan.new:
        rows = [
            {"client_id": client.id, "region_id": regions[folded(c.region)], **c.values} for c in plan.new
        ]
        db.session.execute(insert(Branch), rows)
    if plan.changed:
        db.session.execute(update(Branch), [_changed(change, regions) for change in plan.changed])
    moved = [change for change in plan.changed if "region" in change.fields]
    if moved:
        db.session.execute(insert(Annotation), [_note(client, change, ground, by) for change in moved])


def _make_regions(client: Region, plan: Plan, ground: Ground) -> dict[Path, int]:
    """The id of every region by its folded path, the new ones made."""
    ids = {key: region.id for key, region in ground.regions.items()}
    for path in plan.regions:
        parent = db.session.get_one(Region, ids[folded(path[:-1])]) if path[:-1] else client
        ids[folded(path)] = new_region(path[-1], parent).id
    return ids


def _changed(change: Change, regions: dict[Path, int]) -> dict[str, Any]:
    known = change.known
    assert known is not None  # noqa: S101 - told from new ones by it
    region_id = regions[folded(change.region)]
    return {"id": known.id, "edit_number": known.edit_number + 1, "region_id": region_id, **change.values}


def _note(client: Region, change: Change, ground: Ground, by: Person | None) -> dict[str, Any]:
    known = change.known
    assert known is not None  # noqa: S101 - a new one has not moved
    before = ground.paths[known.region_id]
    now = clock.now()
    return {
        "client_id": client.id,
        "branch_id": known.id,
        "kind": AnnotationKind.MOVED,
        "on": clock.local_date(now, change.values["time_zone"]),
        "text": from_to((before or (client.name,))[-1], (change.region or (client.name,))[-1]),
        "by_id": by.id if by else None,
        "created_at": now,
    }
