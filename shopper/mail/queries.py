"""What stands in the outbox. Delivery belongs to nobody, so nothing here takes a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from shopper import clock
from shopper.extensions import db
from shopper.models import Message, MessageState


def waiting(limit: int | None = None, *, patient: bool = False) -> list[UUID]:
    """The mails to deliver, oldest first; for who is `patient` without those to be tried again later."""
    wanted = select(Message.id).where(Message.state == MessageState.WAITING, _over(Message.not_before))
    if patient:
        wanted = wanted.where(_over(Message.retry_at))
    return list(db.session.scalars(wanted.order_by(Message.created_at, Message.id).limit(limit)))


def _over(moment: InstrumentedAttribute[datetime | None]) -> ColumnElement[bool]:
    return or_(moment.is_(None), moment <= clock.now())


def among(keys: Iterable[UUID], state: MessageState) -> list[Message]:
    """Those of these mails that are in this state, locked until the command ends."""
    wanted = select(Message).where(Message.id.in_(list(keys)), Message.state == state)
    return list(db.session.scalars(wanted.order_by(Message.id).with_for_update()))


def waiting_count() -> int:
    """How many mails wait for the server; not those that wait for a better hour."""
    ready = (Message.state == MessageState.WAITING, _over(Message.not_before))
    return db.session.scalar(select(func.count()).select_from(Message).where(*ready)) or 0


def in_states(states: Iterable[MessageState], days: int) -> list[Message]:
    """The mails of the last days that ended like this, latest first."""
    since = clock.now() - timedelta(days=days)
    wanted = select(Message).where(Message.state.in_(list(states)), Message.created_at > since)
    return list(db.session.scalars(wanted.order_by(Message.created_at.desc(), Message.id)))
