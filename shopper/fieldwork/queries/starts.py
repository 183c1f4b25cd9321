"""From where distances to a branch are told: where a shopper starts, else where they were lately."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select

from shopper import clock
from shopper.extensions import db
from shopper.geography import Point, point
from shopper.models import Branch, HomeArea, Person, Region, Visit
from shopper.permissions import Can, within

LATELY = timedelta(days=180)
MOST = 5
"""Branches of one shopper that count: those of the latest visits."""


def homes(people: Iterable[Person]) -> dict[int, Point]:
    """Around where these people start, rounded, by person; of those who said so."""
    ids = [person.id for person in people]
    rows = select(HomeArea.person_id, HomeArea.latitude, HomeArea.longitude)
    found = db.session.execute(rows.where(HomeArea.person_id.in_(ids)))
    return {person_id: Point(*place) for person_id, *place in found}


def lately(person: Person, people: Iterable[Person]) -> dict[int, list[Point]]:
    """The branches of which these people sent reports lately, the latest first.

    As far as `person` plans visits there; one's own are all one's own."""
    ids = [one.id for one in people]
    latest = func.max(Visit.sent_at)
    rows = select(Visit.shopper_id, Branch.latitude, Branch.longitude).join(Visit.branch).join(Branch.region)
    rows = rows.where(Visit.shopper_id.in_(ids), Visit.sent_at >= clock.now() - LATELY)
    rows = rows.where(Branch.latitude.is_not(None))
    if ids != [person.id]:
        rows = rows.where(within(person, Can.WAVES_EDIT))
    rows = rows.group_by(Visit.shopper_id, Branch.id, Branch.latitude, Branch.longitude, Region.id)
    found: dict[int, list[Point]] = defaultdict(list)
    for shopper_id, latitude, longitude in db.session.execute(rows.order_by(latest.desc())):
        place = point(latitude, longitude)
        if place and shopper_id and len(found[shopper_id]) < MOST:
            found[shopper_id].append(place)
    return found
