"""Regions as a tree, with what stands in each."""

from collections import defaultdict
from dataclasses import dataclass, field

from flask import abort
from sqlalchemy import func, select

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Annotation,
    AnnotationKind,
    Branch,
    Grant,
    Invitation,
    Person,
    Region,
    Role,
    Visit,
    VisitState,
)
from shopper.permissions import Can, within
from shopper.reach import Place, places


@dataclass(frozen=True)
class Node:
    """A region; `branches` counts those in it and below, `managers` those named on it itself."""

    region: Region
    branches: int
    managers: tuple[str, ...]
    below: list["Node"] = field(default_factory=list)


def regions(person: Person) -> list[Place]:
    """The regions this person edits, as a tree in order."""
    return places(person, Can.PLACES_EDIT)


def tree(person: Person) -> list[Node]:
    """The same with what stands in them, each region inside its parent; in three queries."""
    rows = regions(person)
    counts, managers = _branches_below(person, [place.region for place in rows]), _managers(person)
    nodes = {
        place.region.id: Node(
            place.region, counts.get(place.region.id, 0), tuple(managers.get(place.region.id, ()))
        )
        for place in rows
    }
    tops: list[Node] = []
    for node in nodes.values():
        over = nodes.get(node.region.parent_id or 0)
        (over.below if over else tops).append(node)
    return tops


def _branches_below(person: Person, rows: list[Region]) -> dict[int, int]:
    counted = select(Branch.region_id, func.count()).join(Branch.region)
    counted = counted.where(within(person, Can.PLACES_EDIT)).group_by(Branch.region_id)
    own = dict(db.session.execute(counted).all())
    whole: dict[int, int] = defaultdict(int)
    for region in rows:
        for over in region.path.strip("/").split("/"):
            whole[int(over)] += own.get(region.id, 0)
    return whole


def _managers(person: Person) -> dict[int, list[str]]:
    named = select(Grant.region_id, Person.name).join(Grant.person).join(Grant.region)
    named = named.where(Grant.role == Role.MANAGER, Person.active, within(person, Can.PLACES_EDIT))
    found: dict[int, list[str]] = defaultdict(list)
    for region_id, name in db.session.execute(named.order_by(func.lower(Person.name))):
        found[region_id].append(name)
    return found


def region_or_404(person: Person, region_id: int) -> Region:
    """A region inside the person's grants; nobody learns whether another one exists."""
    mine = select(Region).where(Region.id == region_id, within(person, Can.PLACES_EDIT))
    return db.session.scalar(mine) or abort(404)


def region_named(parent_id: int, name: str) -> Region | None:
    """The region of this name beside others under the same parent, whatever its case."""
    beside = select(Region).where(Region.parent_id == parent_id)
    wanted = name.casefold()
    return next((region for region in db.session.scalars(beside) if region.name.casefold() == wanted), None)


def longest_path(region: Region) -> int:
    """How long the longest path below a region is, itself included."""
    below = select(func.max(func.length(Region.path)))
    return (
        db.session.scalar(below.where(Region.path.startswith(region.path, autoescape=True)))
        or len(region.path)
    )  # fmt: skip


def branches_and_visits(region: Region) -> tuple[int, int]:
    """How many branches stand in a region and below, and how many released visits they have."""
    here = Region.path.startswith(region.path, autoescape=True)
    branches = select(func.count()).select_from(Branch).join(Branch.region).where(here)
    visits = select(func.count()).select_from(Visit).join(Branch, Branch.id == Visit.branch_id)
    visits = visits.join(Branch.region).where(here, Visit.state == VisitState.RELEASED)
    return db.session.scalar(branches) or 0, db.session.scalar(visits) or 0


def managers_over(region: Region) -> set[str]:
    """The names of those who manage a region through a role on it or above."""
    over = [int(part) for part in region.path.strip("/").split("/")]
    named = select(Person.name).join(Grant, Grant.person_id == Person.id)
    named = named.where(Grant.role == Role.MANAGER, Grant.region_id.in_(over), Person.active)
    return set(db.session.scalars(named))


@dataclass(frozen=True)
class Inside:
    """What keeps a region from being deleted."""

    regions: int
    branches: int
    roles: int
    invitations: int
    notes: int

    @property
    def empty(self) -> bool:
        return not any((self.regions, self.branches, self.roles, self.invitations, self.notes))


def inside(region: Region) -> Inside:
    """How much stands in a region or is about it."""

    def count(*where: object) -> int:
        return db.session.scalar(select(func.count()).where(*where)) or 0  # type: ignore[arg-type]

    waiting = (Invitation.used_at.is_(None), Invitation.expires_at > clock.now())
    return Inside(
        count(Region.parent_id == region.id),
        count(Branch.region_id == region.id),
        count(Grant.region_id == region.id),
        count(Invitation.region_id == region.id, *waiting),
        count(Annotation.region_id == region.id, Annotation.kind != AnnotationKind.MOVED),
    )


def client_named(name: str) -> Region | None:
    """The client of this name, whatever its case; for the terminal, where the operator asks."""
    return next((client for client in _tops() if client.name.casefold() == name.casefold()), None)


def client_names() -> list[str]:
    """The names of all clients, for the same."""
    return sorted(client.name for client in _tops())


def _tops() -> list[Region]:
    return list(db.session.scalars(select(Region).where(Region.parent_id.is_(None))))
