"""Parts of commands that give and take roles; no commit of their own."""

from collections.abc import Iterable

from shopper.admin.people import queries
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork.hands import take_out
from shopper.models import Grant, Person, Region, Role
from shopper.troubles import Refused, Trouble


def give(person: Person, role: Role, region: Region) -> Grant:
    """A role on a region; giving it twice is giving it once.

    A new manager's visits under way in the region go back: nobody visits a branch they manage."""
    held = next((g for g in person.grants if (g.role, g.region_id) == (role, region.id)), None)
    grant = held or Grant(role=role, region=region)
    if held is None:
        person.grants.append(grant)
    if role == Role.MANAGER:
        take_out(queries.held_visits(person, region))
    db.session.flush()
    return grant


def spare_last_admin(grant: Grant) -> None:
    """A client always keeps somebody who can administer it."""
    tops = grant.role == Role.ADMIN and grant.region.parent_id is None
    if tops and not queries.other_admins(grant.region, grant.person):
        raise Refused(Trouble.LAST_ADMIN, person=grant.person.name)


def lock_regions(grants: Iterable[Grant]) -> None:
    """Two changes of who administers a place follow each other; always in the same order."""
    for region in sorted({grant.region for grant in grants}, key=lambda region: region.id):
        locked(region)
