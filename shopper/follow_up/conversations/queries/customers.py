"""Customers within a person's grants."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from shopper.extensions import db
from shopper.follow_up.conversations.reaching import LADDER
from shopper.models import Branch, Conversation, Customer, Person, Region, Wish
from shopper.permissions import Can, within


def customers(
    person: Person, path: str = "", words: str = "", first: int = 0, most: int | None = None
) -> list[Customer]:
    """Below a region, by name; `words` stand in their name, company or branch."""
    found = _chosen(person, Customer, path, words).options(contains_eager(Customer.branch))
    return list(db.session.scalars(found.order_by(Customer.name, Customer.id).offset(first).limit(most)))


def count(person: Person, path: str = "", words: str = "") -> int:
    return db.session.scalar(_chosen(person, func.count(Customer.id), path, words)) or 0


def customer_or_404(person: Person, customer_id: int) -> Customer:
    found = _chosen(person, Customer).where(Customer.id == customer_id)
    return db.session.scalar(found.options(contains_eager(Customer.branch))) or abort(404)


def branches(person: Person) -> list[Branch]:
    """Where a customer may be written down, by name."""
    found = select(Branch).join(Branch.region).where(within(person, Can.CONVERSE))
    return list(db.session.scalars(found.order_by(Branch.name, Branch.id)))


def last_words(found: Iterable[Customer]) -> dict[int, Conversation]:
    """The latest closed conversation with each of these customers, which the person was given before."""
    closed = _latest().where(Conversation.customer_id.in_([each.id for each in found]))
    return {each.customer_id: each for each in db.session.scalars(closed)}


def suggested(person: Person, until: date, most: int) -> list[tuple[Customer, Conversation | None]]:
    """Whom to talk to: first those promised to hear by `until`, by this person or by one who left; then those
    not heard for longest. Nobody who is on the person's list already, or who wants nothing."""
    last = aliased(Conversation, _latest().subquery())
    keeper = aliased(Person)
    promised = and_(last.next_on <= until, or_(last.by_id == person.id, keeper.active.is_(False)))
    found = (
        _chosen(person, Customer)
        .add_columns(last)
        .outerjoin(last, last.customer_id == Customer.id)
        .outerjoin(keeper, keeper.id == last.by_id)
        .where(
            Customer.wish != Wish.NOTHING,
            or_(Customer.closed_from.is_(None), Customer.closed_from != LADDER[0]),
            Customer.id.not_in(_begun(person)),
            or_(last.id.is_(None), promised, last.next_on.is_(None)),
        )
        .order_by(func.coalesce(promised, False).desc(), last.held_on.nulls_first(), Customer.id)
    )
    rows = db.session.execute(found.options(contains_eager(Customer.branch)).limit(most))
    return [(customer, talk) for customer, talk in rows]


def _chosen(person: Person, what: Any, path: str = "", words: str = "") -> Select[Any]:
    found = (
        select(what).select_from(Customer).join(Customer.branch).join(Region, Region.id == Branch.region_id)
    )
    found = found.where(within(person, Can.CONVERSE), Customer.erased_at.is_(None))
    if path:
        found = found.where(Region.path.startswith(path, autoescape=True))
    for word in words.split():
        named = (Customer.name, Customer.company, Branch.name)
        found = found.where(or_(*(each.icontains(word, autoescape=True) for each in named)))
    return found


def _latest() -> Select[Any]:
    """The last closed conversation with each customer."""
    after = aliased(Conversation)
    newer = select(after.id).where(
        after.customer_id == Conversation.customer_id, after.closed_at > Conversation.closed_at
    )
    return select(Conversation).where(Conversation.closed_at.is_not(None), ~newer.exists())


def _begun(person: Person) -> Select[Any]:
    return select(Conversation.customer_id).where(
        Conversation.by_id == person.id, Conversation.closed_at.is_(None)
    )
