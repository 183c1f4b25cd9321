"""Conversations: one's own, and closed ones with the customers of one's branches."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Action,
    Branch,
    Conversation,
    Customer,
    Person,
    Region,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.permissions import Can, within

EARLIER, VISITS = 5, 3
"""On a prep card: conversations before this one, and visits to the branch."""


class Seen(NamedTuple):
    """A released visit; points in hundredths, None where it could not be scored."""

    visit_id: UUID
    visited_on: date
    points: int | None
    outcome: str


class Shares(NamedTuple):
    """Conversations in a stretch of days, and how many of them we began."""

    total: int
    ours: int


def five(person: Person, week: date) -> list[Conversation]:
    """What takes one of the five places: everything planned and not closed, and what was closed this week."""
    waits = and_(Conversation.closed_at.is_(None), Conversation.week <= week)
    found = _mine(person).where(or_(waits, Conversation.week == week))
    return list(db.session.scalars(found.order_by(Conversation.week, Conversation.begun_at, Conversation.id)))


def unfinished(person: Person) -> list[Conversation]:
    """Logs of conversations that came in between, and are not closed."""
    found = _mine(person).where(Conversation.week.is_(None), Conversation.closed_at.is_(None))
    return list(db.session.scalars(found.order_by(Conversation.begun_at, Conversation.id)))


def under_way_with(person: Person, customer: Customer) -> Conversation | None:
    """This person's conversation with the customer that is not closed."""
    found = _mine(person).where(Conversation.customer_id == customer.id, Conversation.closed_at.is_(None))
    talk: Conversation | None = db.session.scalar(found.order_by(Conversation.id).limit(1))
    return talk


def conversation_or_404(person: Person, conversation_id: int) -> Conversation:
    """One's own, or a closed one of somebody else's: a log that is half done is nobody else's business."""
    found = _reached(person).where(Conversation.id == conversation_id)
    found = found.where(or_(Conversation.by_id == person.id, Conversation.closed_at.is_not(None)))
    return db.session.scalar(found) or abort(404)


def as_mine_or_none(person: Person, conversation_id: int, branch: Branch) -> Conversation | None:
    """A conversation of this person's about that branch, for an action that is opened from it."""
    found = _mine(person).where(Conversation.id == conversation_id, Customer.branch_id == branch.id)
    talk: Conversation | None = db.session.scalar(found)
    return talk


def earlier(person: Person, customer: Customer, most: int = EARLIER) -> list[Conversation]:
    """Closed conversations with a customer, whoever had them, the latest first."""
    found = _reached(person).where(
        Conversation.customer_id == customer.id, Conversation.closed_at.is_not(None)
    )
    return list(db.session.scalars(found.order_by(Conversation.closed_at.desc()).limit(most)))


def actions_of(person: Person, talks: Iterable[Conversation]) -> dict[int, list[Action]]:
    """The actions that were opened from these conversations."""
    found: dict[int, list[Action]] = {each.id: [] for each in talks}
    opened = select(Action).join(Action.branch).join(Region, Region.id == Branch.region_id)
    opened = opened.where(Action.conversation_id.in_(found), within(person, Can.FOLLOW_UP))
    for action in db.session.scalars(opened.order_by(Action.id)) if found else ():
        found[int(action.conversation_id or 0)].append(action)
    return found


def latest_visits(person: Person, branch: Branch) -> list[Seen]:
    """The last visits to a branch whose results are released."""
    found = (
        select(Visit.id, Visit.visited_on, VisitScore.official, VisitScore.outcome)
        .select_from(Visit)
        .join(VisitScore, IN_FORCE)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Visit.branch_id == branch.id, Visit.state == VisitState.RELEASED, within(person, Can.RESULTS_SEE)
        )
        .order_by(Visit.visited_on.desc(), Visit.released_at.desc())
        .limit(VISITS)
    )
    rows = db.session.execute(found)
    return [Seen(key, day or date.min, points, outcome) for key, day, points, outcome in rows]


def shares(person: Person, first: date, last: date) -> Shares:
    """This person's closed conversations on these days; those with customers erased since count as well."""
    mine = (Conversation.by_id == person.id, Conversation.closed_at.is_not(None))
    counted = select(func.count(), func.count().filter(Conversation.ours.is_(True)))
    row = db.session.execute(counted.where(*mine, Conversation.held_on.between(first, last))).one()
    return Shares(int(row[0]), int(row[1]))


def last_held(person: Person) -> date | None:
    """The day of this person's latest conversation."""
    mine = (Conversation.by_id == person.id, Conversation.closed_at.is_not(None))
    return db.session.scalar(select(func.max(Conversation.held_on)).where(*mine))


def due_between(first: date, last: date) -> Sequence[Conversation]:
    """Everybody's promises of a next contact on these days that no later conversation has kept."""
    after = aliased(Conversation)
    kept = select(after.id).where(
        after.customer_id == Conversation.customer_id, after.closed_at > Conversation.closed_at
    )
    found = select(Conversation).join(Conversation.customer).where(
        Conversation.closed_at.is_not(None),
        Conversation.next_on.between(first, last),
        Customer.erased_at.is_(None),
        ~kept.exists(),
    )  # fmt: skip
    return list(db.session.scalars(found.order_by(Conversation.id)))


def all_with(customer: Customer) -> list[Conversation]:
    """Every conversation with a customer, whoever had it and however far it is: for erasing."""
    return list(db.session.scalars(select(Conversation).where(Conversation.customer_id == customer.id)))


def opened_from(talks: Sequence[Conversation]) -> list[Action]:
    """Every action that was opened from these, for erasing."""
    return list(
        db.session.scalars(select(Action).where(Action.conversation_id.in_([one.id for one in talks])))
    )


def _reached(person: Person) -> Select[Any]:
    found = select(Conversation).join(Conversation.customer).join(Customer.branch)
    found = found.join(Region, Region.id == Branch.region_id)
    found = found.options(contains_eager(Conversation.customer).contains_eager(Customer.branch))
    return found.where(within(person, Can.CONVERSE), Customer.erased_at.is_(None))


def _mine(person: Person) -> Select[Any]:
    return _reached(person).where(Conversation.by_id == person.id)
