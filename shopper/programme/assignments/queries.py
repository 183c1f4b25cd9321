"""Visits of running waves, and shoppers who may make them, as far as the one who asks sends visits out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from shopper.extensions import db
from shopper.fieldwork.queries.giving import NEVER_THERE, NOT_MADE
from shopper.models import Assignment, Branch, Grant, Person, Region, Role, Visit, VisitState, Wave, WaveState
from shopper.permissions import ROLE_CAN, Can, within

SHOWN = (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED)
"""Visits that may still be given out, or that somebody has."""


class KnownVisit(NamedTuple):
    """A visit of a running wave."""

    id: UUID
    wave: str
    code: str
    branch: str
    branch_id: int
    path: str
    state: VisitState
    shopper_id: int | None
    window_from: date | None
    window_to: date | None
    day_part: str
    ends_on: date
    rotation_days: int


@dataclass(frozen=True)
class KnownPerson:
    """Somebody with the role of a shopper here; paths of the regions they shop in, and that they manage."""

    id: int
    name: str
    active: bool
    shops: tuple[str, ...]
    manages: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """Waves by casefolded name with their state, codes of branches casefolded, visits, shoppers by sign-in.

    `last` tells when somebody was at a branch, None for a visit that is not made yet."""

    waves: dict[str, WaveState]
    codes: frozenset[str]
    visits: tuple[KnownVisit, ...]
    shoppers: dict[str, KnownPerson]
    last: dict[tuple[int, int], list[date | None]]


def ground(person: Person, client: Region) -> Ground:
    """What stands, for a sheet to be held against and for the sheet that is given out."""
    mine = (Branch.client_id == client.id, within(person, Can.WAVES_EDIT))
    codes = db.session.scalars(select(Branch.code).join(Branch.region).where(*mine))
    waves = db.session.execute(select(Wave.name, Wave.state).where(Wave.client_id == client.id))
    return Ground(
        {name.casefold(): WaveState(state) for name, state in waves},
        frozenset(code.casefold() for code in codes),
        _visits(*mine),
        _shoppers(client),
        _last(client),
    )


def _visits(*mine) -> tuple[KnownVisit, ...]:  # type: ignore[no-untyped-def]  # any conditions
    rows = select(
        Visit.id, Wave.name, Branch.code, Branch.name, Branch.id, Region.path, Visit.state, Visit.shopper_id,
        Visit.window_from, Visit.window_to, Visit.day_part, Wave.ends_on, Wave.rotation_days,
    )  # fmt: skip
    rows = rows.join(Visit.wave).join(Visit.branch).join(Branch.region)
    rows = rows.where(Visit.state.in_(SHOWN), Wave.state == WaveState.RUNNING, *mine)
    found = db.session.execute(rows.order_by(Wave.name, Branch.code, Visit.created_at, Visit.id))
    return tuple(KnownVisit._make(row) for row in found)


def _shoppers(client: Region) -> dict[str, KnownPerson]:
    rows = select(Person.id, Person.sign_in, Person.name, Person.active, Grant.role, Region.path)
    rows = rows.join(Grant, Grant.person_id == Person.id).join(Region, Region.id == Grant.region_id)
    rows = rows.where(Region.path.startswith(client.path, autoescape=True), Person.merged_into_id.is_(None))
    paths: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"shops": [], "manages": []})
    people: dict[str, tuple[int, str, bool]] = {}
    for person_id, sign_in, name, active, role, path in db.session.execute(rows):
        people[sign_in] = (person_id, name, active)
        if Can.VISIT_WRITE in ROLE_CAN[Role(role)]:
            paths[person_id]["shops"].append(path)
        if role == Role.MANAGER:
            paths[person_id]["manages"].append(path)
    return {
        sign_in: KnownPerson(*who, tuple(paths[who[0]]["shops"]), tuple(paths[who[0]]["manages"]))
        for sign_in, who in people.items()
    }


def _last(client: Region) -> dict[tuple[int, int], list[date | None]]:
    rows = select(Visit.shopper_id, Visit.branch_id, Visit.state, Visit.visited_on, Visit.started_at)
    rows = rows.join(Visit.branch).where(Branch.client_id == client.id, Visit.shopper_id.is_not(None))
    found: dict[tuple[int, int], list[date | None]] = defaultdict(list)
    for shopper_id, branch_id, state, day, started in db.session.execute(
        rows.where(Visit.state.not_in(NEVER_THERE))
    ):
        last = None if state in NOT_MADE else day or (started and started.date())
        found[int(shopper_id or 0), branch_id].append(last)
    return dict(found)


def to_change(ids: Sequence[UUID]) -> dict[UUID, Visit]:
    """These visits by their key, locked until the command ends, in an order that all share."""
    found: dict[UUID, Visit] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        rows = select(Visit).where(Visit.id.in_(ordered[start : start + 500])).order_by(Visit.id)
        rows = rows.options(lazyload(Visit.version))  # one question set, not its text beside each visit
        locking = rows.with_for_update(of=Visit, key_share=True).execution_options(populate_existing=True)
        found |= {visit.id: visit for visit in db.session.scalars(locking)}
    return found


def had_before(ids: Sequence[UUID]) -> set[UUID]:
    """Those of these visits that somebody had before."""
    found: set[UUID] = set()
    for start in range(0, len(ids), 500):
        rows = select(Assignment.visit_id).where(Assignment.visit_id.in_(list(ids[start : start + 500])))
        found |= set(db.session.scalars(rows))
    return found


def people_by_key(ids: Sequence[int]) -> dict[int, Person]:
    """These people by their key."""
    return {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(list(ids))))}
