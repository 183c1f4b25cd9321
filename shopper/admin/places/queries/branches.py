"""The branches that an admin may edit, and their visits that a closing would meet."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import abort
from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import contains_eager

from shopper import clock
from shopper.extensions import db
from shopper.models import Branch, Person, Region, Visit, VisitState
from shopper.permissions import Can, within

PAGE = 50


def branch_or_404(person: Person, branch_id: int) -> Branch:
    """A branch inside the person's grants."""
    mine = select(Branch).join(Branch.region).where(Branch.id == branch_id, within(person, Can.PLACES_EDIT))
    return db.session.scalar(mine) or abort(404)


class Which(StrEnum):
    """Which branches to list."""

    ALL = ""
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Found:
    """One page of branches out of `total`."""

    branches: list[Branch]
    total: int
    page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def branches(person: Person, region: Region | None, words: str, page: int, which: Which = Which.ALL) -> Found:
    """Branches in a region and below it whose name, code or address holds the words."""
    where = (within(person, Can.PLACES_EDIT), _holds(words), _is(which), _below(region))
    total = db.session.scalar(select(func.count()).select_from(Branch).join(Branch.region).where(*where)) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    wanted = select(Branch).join(Branch.region).options(contains_eager(Branch.region)).where(*where)
    return Found(_page(wanted, page), total, page)


def _page(wanted: Select[Branch], page: int) -> list[Branch]:
    ordered = wanted.order_by(func.lower(Branch.name), Branch.id).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(ordered))


def _holds(words: str) -> ColumnElement[bool]:
    if not words:
        return true()
    columns = (Branch.name, Branch.code, Branch.address)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _below(region: Region | None) -> ColumnElement[bool]:
    return Region.path.startswith(region.path, autoescape=True) if region else true()


def _is(which: Which) -> ColumnElement[bool]:
    """Open or closed today, as far as UTC can tell."""
    closed = Branch.closed_on <= clock.now().date()
    if which == Which.CLOSED:
        return closed
    return or_(Branch.closed_on.is_(None), ~closed) if which == Which.OPEN else true()


def branch_coded(client_id: int, code: str) -> Branch | None:
    """The client's branch of this code, whatever its case."""
    same = select(Branch).where(Branch.client_id == client_id, func.lower(Branch.code) == code.lower())
    return db.session.scalars(same).first()


UNSENT = (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED)


def visits_in_the_way(branch_id: int, closed_on: date) -> list[Visit]:
    """Visits not sent yet that could still be made at a branch on or after a day."""
    there = select(Visit).where(Visit.branch_id == branch_id, _in_the_way(closed_on))
    return list(db.session.scalars(there.order_by(Visit.window_to, Visit.id)))


def _in_the_way(closed_on: date) -> ColumnElement[bool]:
    late = or_(Visit.window_to.is_(None), Visit.window_to >= closed_on)
    return Visit.state.in_(UNSENT) & late
