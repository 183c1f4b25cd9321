"""How somebody wants to be reached, and whether they may be reached now. Asked by the engine for itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import false, or_, select

from shopper import clock
from shopper.extensions import db
from shopper.messages.hours import Hours
from shopper.messages.kinds import SAID
from shopper.models import (
    Branch,
    ContactChoices,
    Message,
    MessageState,
    Person,
    Reach,
    Region,
    Visit,
    VisitState,
)
from shopper.visits.on_site import IN, OUT, moment, standing

ON_SITE_AT_MOST = timedelta(hours=8)
"""Who has not tapped “Out” by then has forgotten it."""
SILENT_AFTER = 2
"""So many mails without a reply, and what follows waits for the digest."""
NOWHERE = "UTC"
URGENT = [kind for kind, said in SAID.items() if said.urgent]


def choices_of(person: Person) -> ContactChoices:
    """How this person wants to be reached; a row of the defaults, not stored, where nothing was chosen."""
    return db.session.get(ContactChoices, person.id) or ContactChoices(
        person_id=person.id,
        reach=Reach.DIGEST,
        quiet_from=ContactChoices.QUIET_FROM,
        quiet_until=ContactChoices.QUIET_UNTIL,
    )


def hours_of(person: Person) -> Hours:
    """The person's quiet hours, in their own time zone or in that of the branches where they have a role."""
    chosen = choices_of(person)
    return Hours(chosen.time_zone or _zone_there(person), chosen.quiet_from, chosen.quiet_until)


def _zone_there(person: Person) -> str:
    paths = sorted({grant.region.path for grant in person.grants})
    below = or_(false(), *(Region.path.startswith(path, autoescape=True) for path in paths))
    first = select(Branch.time_zone).join(Branch.region).where(below).order_by(Branch.id).limit(1)
    return db.session.scalar(first) or NOWHERE


def is_on_site(person: Person) -> bool:
    """Whether the person stands in a branch just now, between “In” and “Out”."""
    mine = select(Visit.stamps).where(Visit.shopper_id == person.id, Visit.state == VisitState.STARTED)
    return any(_stands_inside(stamps, clock.now()) for stamps in db.session.scalars(mine))


def _stands_inside(stamps: Iterable[dict[str, Any]], now: datetime) -> bool:
    taps = standing(stamps, IN, OUT)
    return bool(taps) and taps[-1]["name"] == IN and now - moment(taps[-1]) < ON_SITE_AT_MOST


def unanswered(person: Person) -> bool:
    """Whether the last mails about what could not wait were not even followed into the list (N5)."""
    sent = (Message.state == MessageState.SENT, Message.kind.in_(URGENT))
    last = select(Message.read_at).where(Message.person_id == person.id, *sent)
    read = db.session.scalars(last.order_by(Message.sent_at.desc()).limit(SILENT_AFTER)).all()
    return len(read) == SILENT_AFTER and not any(read)
