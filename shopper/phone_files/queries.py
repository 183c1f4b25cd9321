"""The visits that somebody who takes a phone's file may put reports into."""

from uuid import UUID

from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Branch, Person, Visit
from shopper.permissions import Can, within
from shopper.troubles import Refused, Trouble


def visit_of(visit_id: UUID, by: Person | None) -> Visit:
    """The visit, within the grants of `by`. Raises Refused NOT_THEIR_VISIT for any other."""
    found = select(Visit).join(Visit.branch).join(Branch.region).where(Visit.id == visit_id)
    if by is not None:
        found = found.where(within(by, Can.WAVES_EDIT))
    visit = db.session.scalars(found).one_or_none()
    if visit is None:
        raise Refused(Trouble.NOT_THEIR_VISIT)
    return visit
