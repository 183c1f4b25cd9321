"""What stands in the outbox. Delivery belongs to nobody, so nothing here takes a person."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from shopper import clock
from shopper.extensions import db
from shopper.models import Message, MessageState


def waiting(limit: int | None = None) -> list[UUID]:
    """The mails to deliver, oldest first."""
    wanted = select(Message.id).where(Message.state == MessageState.WAITING)
    return list(db.session.scalars(wanted.order_by(Message.created_at, Message.id).limit(limit)))


def waiting_count() -> int:
    """How many mails wait."""
    counted = select(func.count()).select_from(Message).where(Message.state == MessageState.WAITING)
    return db.session.scalar(counted) or 0


def in_states(states: Iterable[MessageState], days: int) -> list[Message]:
    """The mails of the last days that ended like this, latest first."""
    since = clock.now() - timedelta(days=days)
    wanted = select(Message).where(Message.state.in_(list(states)), Message.created_at > since)
    return list(db.session.scalars(wanted.order_by(Message.created_at.desc(), Message.id)))
