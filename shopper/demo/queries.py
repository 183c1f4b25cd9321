"""What the demo looks up of itself while it is made; nobody is asking yet."""

from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Region, Visit, VisitState, Wave


def person(sign_in: str) -> Person:
    """The person of the cast."""
    return db.session.scalars(select(Person).where(Person.sign_in == sign_in)).one()


def people_of(sign_ins: list[str]) -> list[Person]:
    """Those of the cast who are there and active."""
    found = select(Person).where(Person.sign_in.in_(sign_ins), Person.active)
    return list(db.session.scalars(found))


def version(client: Region) -> QuestionSetVersion:
    """The published version that the demo shops with."""
    found = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    return db.session.scalars(found.where(QuestionSet.client_id == client.id)).one()


def branches(client: Region) -> dict[str, Branch]:
    """Every branch by name."""
    found = select(Branch).where(Branch.client_id == client.id).order_by(Branch.code)
    return {branch.name: branch for branch in db.session.scalars(found)}


def open_visit(wave: Wave, branch: Branch) -> Visit:
    """An open visit of the wave at this branch."""
    found = select(Visit).where(
        Visit.wave_id == wave.id, Visit.branch_id == branch.id, Visit.state == VisitState.OPEN
    )
    return db.session.scalars(found.limit(1)).one()
