"""One reminder before the due time and one at it, and never another (N13)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from shopper import clock
from shopper.database import key_of, writing
from shopper.follow_up.actions.due import due_actions
from shopper.follow_up.conversations.due import due_contacts
from shopper.messages import queries
from shopper.messages.commands import tell
from shopper.messages.due import DAY, Due, Source
from shopper.messages.kinds import Kind
from shopper.messages.queries.visits_due import visits_due

SOURCES: tuple[Source, ...] = (
    Source(Kind.VISIT_DUE_SOON, Kind.VISIT_DUE, visits_due),
    Source(Kind.ACTION_DUE_SOON, Kind.ACTION_DUE, due_actions),
    Source(Kind.CONTACT_DUE_SOON, Kind.CONTACT_DUE, due_contacts),
)


def remind() -> int:
    """Tell everybody what is due, once before and once at the due time; how many were told."""
    now = clock.now()
    wanted = [
        (_name(kind, due), kind, due)
        for source in SOURCES
        for due in source.find(now - DAY, now + DAY)
        for kind in _which(source, due, now)
    ]
    told = queries.told_already(name for name, _kind, _due in wanted)
    return sum(_told(name, kind, due) for name, kind, due in wanted if name not in told)


def _which(source: Source, due: Due, now: datetime) -> Iterator[Kind]:
    if due.due_at <= now:
        yield source.due
    elif due.due_at - due.ahead <= now:
        yield source.soon


def _name(kind: Kind, due: Due) -> str:
    return f"{kind}:{key_of(due.about)}:{key_of(due.person)}:{due.due_at:%Y%m%d%H%M}"


def _told(name: str, kind: Kind, due: Due) -> bool:
    try:
        with writing():
            if queries.told_already([name]):
                return False
            tell(due.person, kind, about=due.about, facts=due.facts, due_at=due.due_at, once=name)
            return True
    except IntegrityError:  # another process was first
        return False
