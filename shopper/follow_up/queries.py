"""Who stands up for a branch: those who manage it, and whoever may be given an action there."""

from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Branch, Grant, Person, Role
from shopper.permissions import ROLE_CAN, Can

OWNING = [role for role in Role if Can.FOLLOW_UP in ROLE_CAN[role]]


def owners_of(branch: Branch) -> list[Person]:
    """Everybody who may see the branch's results and act on them, by name."""
    return _with_role(branch, OWNING)


def managers_of(branch: Branch) -> list[Person]:
    """Those who manage the branch; its admins where nobody does."""
    return _with_role(branch, [Role.MANAGER]) or _with_role(branch, [Role.ADMIN])


def _with_role(branch: Branch, roles: list[Role]) -> list[Person]:
    above = [int(part) for part in branch.region.path.strip("/").split("/")]
    held = select(Grant.person_id).where(Grant.region_id.in_(above), Grant.role.in_(roles))
    found = select(Person).where(Person.id.in_(held), Person.active).order_by(Person.name, Person.id)
    return list(db.session.scalars(found))
