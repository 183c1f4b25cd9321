"""What is erased by its own age: it belongs to no wave, and some of it to no client."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.models import (
    Branch,
    Conversation,
    Customer,
    Message,
    Region,
    SelfCheck,
    SelfCheckPhoto,
    SelfCheckState,
    Wave,
)

BATCH = 500


def _before(today: date, days: int) -> datetime:
    return datetime.combine(today - timedelta(days=days), time(), UTC)


def _clients() -> list[int]:
    return list(db.session.scalars(select(Region.id).where(Region.parent_id.is_(None))))


def longest_days() -> int:
    """The most days that any client or wave here keeps anything: a message belongs to no single one."""
    of_waves = db.session.scalar(select(func.max(Wave.retention_days))) or 0
    return max([of_waves, *(settings_of(one).retention_days for one in _clients())])


def old_messages(today: date) -> list[UUID]:
    """Messages older than that which still say something; so many at a time."""
    says = or_(Message.body != "", Message.subject != "", Message.to_address != "")
    found = select(Message.id).where(Message.created_at < _before(today, longest_days()), says)
    return list(db.session.scalars(found.order_by(Message.created_at).limit(BATCH)))


def old_self_checks(today: date) -> list[SelfCheck]:
    """Self-checks that ended longer ago than their client keeps words; drafts that nobody ended are left."""
    found = list[SelfCheck]()
    for client_id in _clients():
        old = SelfCheck.ended_at < _before(today, settings_of(client_id).retention_days)
        theirs = select(SelfCheck).join(Branch, Branch.id == SelfCheck.branch_id)
        ended = SelfCheck.state != SelfCheckState.DRAFT
        found += db.session.scalars(theirs.where(Branch.client_id == client_id, old, ended)).all()
    return found


def photos_of_self_check(self_check_id: int) -> list[str]:
    """The names of its photos."""
    found = select(SelfCheckPhoto.sha256).where(SelfCheckPhoto.self_check_id == self_check_id)
    return list(db.session.scalars(found))


def old_customers(today: date) -> list[Customer]:
    """Customers with whom nobody has talked, or means to talk, since their client stopped keeping words."""
    found = list[Customer]()
    for client_id in _clients():
        before = _before(today, settings_of(client_id).retention_days)
        lately = or_(Conversation.begun_at >= before, Conversation.next_on >= today)
        talked = select(Conversation.id).where(Conversation.customer_id == Customer.id, lately).exists()
        theirs = select(Customer).join(Branch, Branch.id == Customer.branch_id)
        left = (Customer.erased_at.is_(None), Customer.added_at < before, ~talked)
        found += db.session.scalars(theirs.where(Branch.client_id == client_id, *left)).all()
    return found
