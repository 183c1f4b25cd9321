"""Noting who was told of a moment."""

from datetime import date
from typing import NamedTuple

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.models import Moment, Person, Visit
from shopper.troubles import Refused, Trouble


class Days(NamedTuple):
    """On which days the employee and the manager were told, and when those concerned agreed to share it."""

    told_employee: date | None = None
    told_manager: date | None = None
    agreed: date | None = None


@command("moment.tell", "key", "days")
def tell_moment(visit: Visit, key: str, days: Days, *, by: Person) -> Visit:
    """Note the days; each stands with whoever wrote it, and None takes it back.

    Raises Refused NOT_YET for a day that is still to come, or before the visit."""
    insert_once(Moment, visit_id=visit.id, question_key=key)
    row = locked(db.session.get_one(Moment, (visit.id, key)))
    for tick, day in days._asdict().items():
        if day != getattr(row, f"{tick}_on"):
            _may_be(day, visit)
            setattr(row, f"{tick}_on", day)
            setattr(row, f"{tick}_by_id", by.id if day else None)
    return visit


def _may_be(day: date | None, visit: Visit) -> None:
    today = clock.local_date(clock.now(), visit.branch.time_zone)
    if day and not (visit.visited_on or day) <= day <= today:
        raise Refused(Trouble.NOT_YET)
