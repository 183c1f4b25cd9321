"""Mail that did not arrive, or of which nobody knows, as far as an admin sees whom it was for."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from shopper import clock
from shopper.admin.people.queries import visible
from shopper.extensions import db
from shopper.models import Grant, Message, MessageState, Person, Role

DAYS = 30
MOST = 200
DOUBTFUL = (MessageState.FAILED, MessageState.UNKNOWN)
STUCK_AFTER = timedelta(hours=1)
"""So long a server may be away before an admin is told."""


def in_trouble(person: Person) -> list[Message]:
    """What failed or may have failed in the last 30 days, and what the server does not take; latest first."""
    wanted = _of(person).where(or_(_doubtful(), _stuck())).options(joinedload(Message.person))
    return list(db.session.scalars(wanted.order_by(Message.created_at.desc(), Message.id).limit(MOST)))


def trouble_or_404(person: Person, message_id: UUID) -> tuple[Message, Person]:
    """A mail to somebody whom the admin sees, and who that is."""
    message = db.session.scalar(_of(person).where(Message.id == message_id))
    return (message, message.person) if message and message.person else abort(404)


def waits_since(person: Person) -> datetime | None:
    """How long the mail server has taken nothing for those whom the admin sees; None where it works."""
    oldest = _of(person).where(_stuck()).with_only_columns(func.min(Message.created_at))
    return db.session.scalar(oldest)


def admins() -> list[Person]:
    """Everybody who is an admin of something."""
    found = select(Person).join(Grant).where(Grant.role == Role.ADMIN, Person.active)
    return list(db.session.scalars(found.distinct().order_by(Person.id)))


def _of(person: Person) -> Select[Message]:
    return select(Message).join(Person, Person.id == Message.person_id).where(visible(person))


def _doubtful():  # type: ignore[no-untyped-def]  # a condition on Message
    return and_(Message.state.in_(DOUBTFUL), Message.created_at > clock.now() - timedelta(days=DAYS))


def _stuck():  # type: ignore[no-untyped-def]  # a condition on Message
    return and_(
        Message.state == MessageState.WAITING,
        Message.tries > 0,
        Message.created_at < clock.now() - STUCK_AFTER,
    )
