"""Who is there already, as far as the one who asks gives roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from shopper import clock
from shopper.admin.people.queries import HELD, visible
from shopper.admin.places.queries.ground import Path, folded
from shopper.extensions import db
from shopper.models import Branch, Grant, Invitation, Person, Region, Role, Visit
from shopper.permissions import Can, within

Key = tuple[str, str, int]
"""Sign-in, role and region."""


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whom the one who asks sees."""

    id: int
    name: str
    active: bool
    merged: bool


@dataclass(frozen=True)
class Ground:
    """`regions` by casefolded path, `paths` of those that are the asker's by key; `held`: paths of regions
    in which somebody holds visits, by person."""

    regions: dict[Path, int]
    paths: dict[int, tuple[Path, str]]
    people: dict[str, KnownPerson]
    grants: frozenset[Key]
    invited: dict[Key, str]
    held: dict[int, frozenset[str]]


def ground(person: Person, client: Region) -> Ground:
    """What stands, for a sheet to be held against and for the sheet that is given out."""
    below = Region.path.startswith(client.path, autoescape=True)
    rows = db.session.execute(
        select(Region.id, Region.name, Region.path, within(person, Can.PEOPLE_EDIT)).where(below)
    ).all()
    names = {region_id: name for region_id, name, _path, _mine in rows}
    paths = {
        region_id: (tuple(names[int(part)] for part in path.strip("/").split("/")[1:]), path)
        for region_id, _name, path, mine in rows
        if mine
    }
    known = select(Person.sign_in, Person.id, Person.name, Person.active, Person.merged_into_id)
    people = {
        sign_in: KnownPerson(person_id, name, active, merged is not None)
        for sign_in, person_id, name, active, merged in db.session.execute(known.where(visible(person)))
    }
    regions = {folded(path): region_id for region_id, (path, _ids) in paths.items()}
    return Ground(regions, paths, people, _grants(list(paths)), _invited(list(paths)), _held(client))


def _grants(regions: Sequence[int]) -> frozenset[Key]:
    rows = select(Person.sign_in, Grant.role, Grant.region_id).join(Grant.person)
    found = db.session.execute(rows.where(Grant.region_id.in_(regions)))
    return frozenset((sign_in, str(Role(role)), region_id) for sign_in, role, region_id in found)


def _invited(regions: Sequence[int]) -> dict[Key, str]:
    """The names of those whose link still works."""
    rows = select(Invitation.sign_in, Invitation.role, Invitation.region_id, Invitation.name)
    rows = rows.where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    rows = rows.where(Invitation.expires_at > clock.now(), Invitation.region_id.in_(regions))
    return {
        (sign_in, str(Role(role)), region_id): name
        for sign_in, role, region_id, name in db.session.execute(rows)
    }


def _held(client: Region) -> dict[int, frozenset[str]]:
    rows = select(Visit.shopper_id, Region.path).join(Visit.branch).join(Branch.region).distinct()
    rows = rows.where(Branch.client_id == client.id, Visit.state.in_(HELD), Visit.shopper_id.is_not(None))
    found: dict[int, set[str]] = {}
    for shopper_id, path in db.session.execute(rows):
        found.setdefault(int(shopper_id or 0), set()).add(path)
    return {one: frozenset(paths) for one, paths in found.items()}


def ran_out(keys: Sequence[Key]) -> list[Invitation]:
    """Earlier links of these, which new ones replace."""
    signs = sorted({key[0] for key in keys})
    wanted, found = set(keys), list[Invitation]()
    for start in range(0, len(signs), 500):
        rows = select(Invitation).where(Invitation.sign_in.in_(signs[start : start + 500]))
        rows = rows.where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
        found += db.session.scalars(rows)
    return [one for one in found if (one.sign_in, str(Role(one.role)), one.region_id) in wanted]
