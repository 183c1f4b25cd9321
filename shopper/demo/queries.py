"""What the demo looks up of itself while it is made; nobody is asking yet."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from shopper.extensions import db
from shopper.models import (
    Assignment,
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Visit,
    VisitScore,
    VisitState,
    Wave,
)

SLUG = "coffee-shop"
"""The set that the demo shops with."""


def person(sign_in: str) -> Person:
    """The person of the cast."""
    return db.session.scalars(select(Person).where(Person.sign_in == sign_in)).one()


def people_of(sign_ins: list[str]) -> list[Person]:
    """Those of these people who are there and active, in the order in which they came."""
    found = select(Person).where(Person.sign_in.in_(sign_ins), Person.active).order_by(Person.id)
    return list(db.session.scalars(found))


def region(client: Region, name: str) -> Region:
    """The region of this name below the client."""
    return db.session.scalars(select(Region).where(Region.parent_id == client.id, Region.name == name)).one()


def version(client: Region) -> QuestionSetVersion:
    """The published version that the demo shops with."""
    found = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    return db.session.scalars(found.where(QuestionSet.client_id == client.id, QuestionSet.slug == SLUG)).one()


def set_called(branch: Branch, slug: str) -> QuestionSet:
    """The question set of this slug of the branch's client."""
    found = select(QuestionSet).where(QuestionSet.client_id == branch.client_id, QuestionSet.slug == slug)
    return db.session.scalars(found).one()


def branches(client_id: int) -> dict[str, Branch]:
    """Every branch by name."""
    found = select(Branch).where(Branch.client_id == client_id).order_by(Branch.code)
    return {branch.name: branch for branch in db.session.scalars(found)}


def version_of(branch: Branch) -> QuestionSetVersion:
    """The published version that a branch of the demo is visited with."""
    return version(db.session.get_one(Region, branch.client_id))


def scored(branch: Branch) -> list[tuple[Visit, VisitScore]]:
    """Released visits of a branch with their scores, in order of days."""
    found = select(Visit, VisitScore).join(VisitScore, VisitScore.visit_id == Visit.id)
    found = found.where(Visit.branch_id == branch.id, Visit.state == VisitState.RELEASED)
    return [(row[0], row[1]) for row in db.session.execute(found.order_by(Visit.visited_on, Visit.id))]


def released_before(region: Region, moment: datetime) -> list[Visit]:
    """Visits in a region that were released before this, the latest first."""
    found = select(Visit).join(Branch, Branch.id == Visit.branch_id).where(Branch.region_id == region.id)
    found = found.where(Visit.state == VisitState.RELEASED, Visit.released_at < moment)
    return list(db.session.scalars(found.order_by(Visit.released_at.desc(), Visit.id).limit(100)))


def turns(visit_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The id of the one assignment of each of these visits."""
    wanted = set(visit_ids)
    found = db.session.execute(select(Assignment.visit_id, Assignment.id))
    return {visit_id: turn for visit_id, turn in found if visit_id in wanted}


def open_visit(wave: Wave, branch: Branch) -> Visit:
    """An open visit of the wave at this branch."""
    found = select(Visit).where(
        Visit.wave_id == wave.id, Visit.branch_id == branch.id, Visit.state == VisitState.OPEN
    )
    return db.session.scalars(found.limit(1)).one()
