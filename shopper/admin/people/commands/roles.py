"""Giving and taking roles."""

from flask_babel import gettext as _

from shopper.admin.people import queries
from shopper.admin.people.steps import give, spare_last_admin
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork.hands import take_out
from shopper.language import day
from shopper.models import Grant, Person, Region, Role, Visit
from shopper.permissions import Can, reaches
from shopper.troubles import Refused, Trouble


@command("grant.add", "role", "person", "region", about="person")
def add_grant(
    role: Role, person: Person, region: Region, *, knowing: bool = False, by: Person | None
) -> Grant:
    """Give a role on a region; giving it twice is giving it once.

    Whoever becomes a manager gives back the visits under way there. Raises Refused, naming them, unless
    the admin does it `knowing` that."""
    locked(person)
    held = queries.held_visits(person, region) if role == Role.MANAGER and not knowing else []
    if held:
        raise Refused(Trouble.HOLDS_VISITS, person=person.name, visits="; ".join(map(_named, held)))
    return give(person, role, region)


def _named(visit: Visit) -> str:
    if visit.window_to is None:
        return visit.branch.name
    return _("%(branch)s, until %(day)s", branch=visit.branch.name, day=day(visit.window_to))


@command("grant.remove", "role", "person", "region", about="person")
def remove_grant(role: Role, person: Person, region: Region, *, by: Person | None) -> Grant | None:
    """Take a role away; visits that the person may then no longer make go back to open."""
    locked(region), locked(person)
    grant = next((g for g in person.grants if (g.role, g.region_id) == (role, region.id)), None)
    if grant is None:
        return None
    spare_last_admin(grant)
    person.grants.remove(grant)
    db.session.flush()
    if role == Role.SHOPPER:
        take_out(_out_of_reach(person))
    return grant


def _out_of_reach(person: Person) -> list[Visit]:
    return [v for v in queries.held_visits(person) if not reaches(person, Can.VISIT_WRITE, v.branch.region)]
